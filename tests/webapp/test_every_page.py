"""Every page of contest, quiz, units and accounts: no fault axe finds, nothing wider than a phone.

A page that is new must be added here: a route that shows a page and stands in no stop fails.
"""

import io
import json
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

import pytest
import xlsxwriter
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import select

from contest.rules.states import ActKind
from contest.services import acts, deducting, judging, results, roll
from contest.services.deducting import FaultNote
from contest.services.judging import SheetDraft
from foundation import clock
from foundation.account.models import User
from foundation.account.permissions import Role
from foundation.account.services.sessions import open_session
from foundation.db import session
from quiz import services as quiz_services
from quiz.models import Candidate
from tests.factories import contest as build
from tests.factories import organisation as make
from tests.webapp.test_look import faults_on_phone_and_desk

UNKNOWN = "A" * 22
BLUEPRINTS = ("contest_", "quiz_taker", "home", "account", "organisation", "system", "documents")
NO_PAGES = {
    "home.health",
    "quiz_taker.picture",
    "contest_organiser.paper_picture",
    "quiz_taker.read_answers",
    "contest_screen.feed_screen",
    "contest_organiser.download_draw_record",
    "contest_organiser.download_score_sheet",
    "contest_organiser.download_summary",
    "contest_organiser.download_minutes",
    "contest_organiser.download_certificates",
    "contest_organiser.download_rules",
    "contest_public.download_result",
}
ELSEWHERE = {"account.choose_password": "only after a first sign-in", "documents.": "by its tests"}


@dataclass
class Stops:
    """Pages to look at, by who looks: a person, or nobody in particular."""

    app: Flask
    found: list[tuple[User | None, str, str]]

    def add(self, who: User | None, endpoint: str, **values: Any) -> None:
        """Add the page of an endpoint."""
        with self.app.test_request_context():
            self.found.append((who, endpoint, self.app.url_for(endpoint, **values)))


def a_roll() -> bytes:
    """Return an Excel file with one name that is known and one that is not."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate(
            (("STT", "Họ và tên", "Chi bộ"), (1, "Giàng A 0", ""), (2, "Lò Văn Không", ""))
        ):
            sheet.write_row(line, 0, row)
    return kept.getvalue()


def _organiser(stops: Stops, day: build.OnStage, at: datetime) -> None:
    made, who = day.made, day.made.organiser
    one = {"public_id": made.contest.public_id}
    entry = {**one, "entry_id": made.entries[0].public_id}
    for page in ("list_contests", "create_campaign", "create_contest"):
        stops.add(who, f"contest_organiser.{page}")
    for page in (
        *("show_day", "change_contest", "set_small_office", "show_entries", "show_rules"),
        *("change_rules", "show_results", "show_awards", "show_promotion"),
    ):
        stops.add(who, f"contest_organiser.{page}", **one)
    for page in ("show_panel", "show_draw"):
        stops.add(who, f"contest_organiser.{page}", **one, code="stage")
    for way in ("rut", "loai"):
        stops.add(who, "contest_organiser.leave_contest", **entry, way=way)
    stops.add(who, "contest_organiser.replace_entry", **entry)
    early = build.a_contest(at, unit=made.unit, is_listed=False)
    preview = roll.preview_roll(early.contest.id, a_roll(), "ds.xlsx", actor_id=who.id, at=at)
    stops.add(
        who,
        "contest_organiser.show_roll",
        public_id=early.contest.public_id,
        preview_id=preview.public_id,
    )
    stops.add(who, "contest_organiser.show_entries", public_id=early.contest.public_id)


def _quiz(stops: Stops, day: build.OnStage, at: datetime) -> None:
    made = build.a_quiz_day(at, unit=day.made.unit)
    who, one = made.organiser, {"public_id": made.contest.public_id, "code": "quiz"}
    for page in ("set_up_quiz", "show_slips", "watch_quiz", "give_extra_time"):
        stops.add(who, f"contest_organiser.{page}", **one)
    candidate = session.scalars(select(Candidate).order_by(Candidate.number)).first()
    assert candidate is not None
    for page in ("show_candidate", "type_paper", "ask_reopening"):
        stops.add(who, f"contest_organiser.{page}", **one, candidate_id=candidate.public_id)
    quiz_services.start(candidate.id, at=at, is_on_paper=True)
    quiz_services.hand_in(candidate.id, at=at)
    quiz_services.ask_reopening(candidate.id, 5, "bấm nhầm", actor_id=who.id, at=at)
    paper = {**one, "candidate_id": candidate.public_id}
    stops.add(who, "contest_organiser.refuse_reopening", **paper)


def _stage(stops: Stops, day: build.OnStage, at: datetime) -> None:
    who, one = day.made.organiser, {"public_id": day.made.contest.public_id, "code": "stage"}
    secretary = make.a_user(Role.SECRETARY, day.made.unit.id)
    entry = {**one, "entry_id": day.appearances[0][1].public_id}
    part = {**entry, "part": "talk"}
    seat = day.seats[0].id
    stops.add(secretary, "contest_desk.show_desk", **one)
    stops.add(secretary, "contest_desk.list_acts", public_id=one["public_id"])
    absent = day.appearances[2]
    acts.mark_absent(absent[0], "ốm", actor_id=secretary.id, at=at)
    stops.add(secretary, "contest_desk.admit_absent", **{**one, "entry_id": absent[1].public_id})
    stops.add(secretary, "contest_desk.enter_time", **part)
    stops.add(secretary, "contest_desk.mark_absent", **part)
    stops.add(secretary, "contest_desk.resume_clock", **part)
    stops.add(secretary, "contest_desk.take_points_off", **part)
    note = deducting.deduct(
        FaultNote(day.appearances[1][0], "talk", "dress", 1, "thiếu huy hiệu", "1"),
        actor_id=secretary.id,
        at=at,
    )
    stops.add(secretary, "contest_desk.give_points_back", **one, deduction_id=note.public_id)
    stops.add(secretary, "contest_desk.show_paper_sheet", **part, seat_id=seat)
    stops.add(secretary, "contest_desk.mark_judge_absent", **one, seat_id=seat)
    stops.add(who, "contest_screen.show_screen", public_id=one["public_id"])


def _judge(stops: Stops, day: build.OnStage) -> None:
    judge = day.judges[0]
    stops.add(judge, "contest_judge.list_seats")
    first = day.appearances[0][0]
    stops.add(judge, "contest_judge.report_fault", round_entry_id=first, part="talk")
    for number, _entry in day.appearances[:2]:
        stops.add(judge, "contest_judge.show_sheet", round_entry_id=number, part="talk")
    stops.add(judge, "contest_judge.read_back", round_entry_id=day.appearances[0][0], part="talk")


def _office(stops: Stops, day: build.OnStage) -> None:
    admin = make.a_user(Role.ADMINISTRATOR, day.made.unit.id)
    unit = {"public_id": day.made.unit.public_id}
    person = make.a_person(day.made.cells[0], "Lò Thị Mai")
    for endpoint in (
        *("home.overview", "organisation.list_units", "account.list_accounts"),
        *("account.create_account", "system.show_audit", "system.show_state"),
    ):
        stops.add(admin, endpoint)
    for page in (
        *("show_unit", "move_unit", "rename_unit", "dissolve_unit", "create_person"),
        "create_unit",
    ):
        stops.add(admin, f"organisation.{page}", **unit)
    for page in ("show_person", "change_person", "move_person"):
        stops.add(admin, f"organisation.{page}", public_id=person.public_id)
    for page in ("show_account", "name_holder"):
        stops.add(admin, f"account.{page}", public_id=day.judges[0].public_id)
    for endpoint in (
        *("home.front", "home.help", "account.sign_in", "account.enter_by_slip"),
        "quiz_taker.enter",
    ):
        stops.add(None, endpoint)
    stops.add(None, "documents.verify_code")
    stops.add(None, "documents.verify_token", token=UNKNOWN)


def _left(stops: Stops, at: datetime) -> None:
    made = build.a_contest(at)
    doer = {"actor_id": made.organiser.id, "at": at}
    acts.leave_contest(made.entries[0].id, ActKind.WITHDRAWN, "ốm", **doer)
    entry = {"public_id": made.contest.public_id, "entry_id": made.entries[0].public_id}
    stops.add(made.organiser, "contest_organiser.take_back", **entry)
    one = {"public_id": made.contest.public_id}
    stops.add(made.organiser, "contest_organiser.reopen_registration", **one)


def _closed(stops: Stops, at: datetime) -> None:
    day = build.a_stage_day(at)
    build.mark_all(day, at, "6", "5", "4")
    code = {"public_id": day.made.contest.public_id, "code": "stage"}
    stops.add(day.made.organiser, "contest_desk.reopen_round", **code)
    doer = {"actor_id": day.made.organiser.id, "at": at}
    entries = [entry for _, entry in day.appearances[:2]]
    asked = acts.ask_reopening(
        day.made.contest.id, ActKind.PRIZE_WITHHELD, entries[1].id, "vắng bế mạc", **doer
    )
    acts.confirm_act(asked.id, actor_id=day.judges[0].id, at=at)
    one = {"public_id": code["public_id"]}
    stops.add(day.made.organiser, "contest_organiser.show_results", **one)
    for page, entry in zip(("withhold_prize", "restore_prize"), entries, strict=True):
        one["entry_id"] = entry.public_id
        stops.add(day.made.organiser, f"contest_organiser.{page}", **one)


def _published(stops: Stops, at: datetime) -> None:
    day = build.a_stage_day(at)
    build.mark_all(day, at, "6", "5", "4")
    results.publish_result(day.made.contest.id, actor_id=day.made.organiser.id, at=at)
    one = {"public_id": day.made.contest.public_id}
    stops.add(None, "contest_public.show_result", **one)
    for page in ("show_day", "show_results", "show_awards", "show_promotion"):
        stops.add(day.made.organiser, f"contest_organiser.{page}", **one)


@pytest.fixture
def stops(app: Flask) -> Stops:
    """Return all pages, in contests at several points of their day."""
    at = clock.now()
    day = build.a_stage_day(at, build.FAULTS)
    marks = {"content": Fraction(5), "speech": Fraction(2)}
    draft = SheetDraft(day.appearances[0][0], "talk", marks, 0)
    judging.save_sheet(draft, actor_id=day.judges[0].id, at=at)
    found = Stops(app, [])
    _organiser(found, day, at)
    _quiz(found, day, at)
    _stage(found, day, at)
    _judge(found, day)
    _office(found, day)
    _left(found, at)
    _closed(found, at)
    _published(found, at)
    return found


def _look(page: Page, site: str, path: str) -> dict[str, Any]:
    """Visit a page once and look at it at both widths."""
    answer = page.goto(site + path)
    assert answer is not None
    seen = faults_on_phone_and_desk(page)
    if page.url != site + path:
        seen["led to"] = page.url
    if answer.status != 200 and UNKNOWN not in path:
        seen["status"] = answer.status
    return seen


@pytest.mark.browser
def test_no_page_has_faults_on_a_phone_or_a_desk(page: Page, site: str, stops: Stops) -> None:
    faulty = {}
    known: User | None = None
    for who, _endpoint, path in stops.found:
        if who is not known:
            page.context.clear_cookies()
            known = who
            if who is not None:
                token = open_session(device="test", at=clock.now(), user_id=who.id)
                page.context.add_cookies([{"name": "hoithi", "value": token, "url": site}])
        if seen := _look(page, site, path):
            faulty[path] = seen
    assert faulty == {}, json.dumps(faulty, indent=1, ensure_ascii=False)


def test_every_page_has_its_stop(app: Flask, stops: Stops) -> None:
    seen = {endpoint for _, endpoint, _ in stops.found} | NO_PAGES
    seen |= {f"quiz_taker.{page}" for page in ("take", "show_result", "hand_in")}
    left_out = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
        and rule.endpoint.startswith(BLUEPRINTS)
        and rule.endpoint not in seen
        and not rule.endpoint.startswith(tuple(ELSEWHERE))
    }
    assert left_out == set()
