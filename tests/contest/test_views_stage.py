"""Panel, draw, desk: who sits, who appears when, the clock, paper sheets, acts of the day."""

import io
from datetime import datetime
from fractions import Fraction

import pikepdf
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from contest.models import Act, Draw, PanelSeat, Reminder, Scoresheet, TimeRecord
from contest.rules.drawing import draw_order
from contest.services import judging
from contest.services.judging import SheetDraft
from foundation.account.permissions import Role
from foundation.audit.models import AuditEntry
from foundation.db import session
from tests.conftest import SignIn
from tests.factories import contest as build
from tests.factories import organisation as make

PAPER = {"mark-content": "5,25", "mark-speech": "2", "reason": "máy tính bảng hỏng"}


@pytest.fixture
def day(app: Flask, at: datetime) -> build.OnStage:
    return build.a_stage_day(at)


@pytest.fixture
def secretary(day: build.OnStage, signed_in: SignIn) -> FlaskClient:
    return signed_in(Role.SECRETARY, day.made.unit.id)


def _desk(day: build.OnStage) -> str:
    return f"/desk/{day.made.contest.public_id}/stage"


def _turn(day: build.OnStage, place: int = 0) -> str:
    return f"{_desk(day)}/{day.appearances[place][1].public_id}/talk"


def test_a_judge_gets_a_seat_and_gives_it_back(signed_in: SignIn, at: datetime) -> None:
    made = build.a_contest(at, build.STAGE)
    judge = make.a_user(Role.JUDGE, made.unit.id)
    organiser = signed_in(Role.ORGANISER, made.unit.id)
    address = f"/contests/{made.contest.public_id}/stage/giam-khao"
    assert organiser.post(address, data={"judge": "nobody"}).status_code == 422
    seated = organiser.post(address, data={"judge": judge.public_id, "is_head": "y"})
    assert seated.status_code == 303
    session.rollback()
    seat = session.scalars(select(PanelSeat)).one()
    assert seat.is_head
    assert "head" in organiser.get(address).text
    assert organiser.post(f"{address}/{seat.id}/thoi").status_code == 303
    session.rollback()
    assert session.scalars(select(PanelSeat)).all() == []


def test_the_list_comes_first_then_a_draw_anybody_can_repeat(
    signed_in: SignIn, at: datetime
) -> None:
    made = build.a_contest(at, build.STAGE)
    organiser = signed_in(Role.ORGANISER, made.unit.id)
    address = f"/contests/{made.contest.public_id}/stage"
    assert "The list is not published yet" in organiser.get(f"{address}/boc-tham").text
    assert organiser.post(f"{address}/boc-tham/hat-giong", data={}).status_code == 409
    assert organiser.post(f"{address}/cong-bo-danh-sach").status_code == 303
    seed = {"seed": "Púng Luông 7", "witnesses": "hai thí sinh"}
    assert organiser.post(f"{address}/boc-tham/hat-giong", data=seed).status_code == 303
    assert organiser.post(f"{address}/boc-tham/hat-giong", data=seed).status_code == 409
    again = {**seed, "seed": "khác", "reason": "đọc nhầm số"}
    assert organiser.post(f"{address}/boc-tham/hat-giong", data=again).status_code == 303
    session.rollback()
    drawn = session.scalars(select(Draw).order_by(Draw.number)).all()
    assert [draw.order for draw in drawn] == [
        draw_order([1, 2, 3], "Púng Luông 7"),
        draw_order([1, 2, 3], "khác"),
    ]
    assert session.scalars(select(Act.reason).where(Act.kind == "REDRAWN")).all() == ["đọc nhầm số"]
    page = organiser.get(f"{address}/boc-tham").text
    assert drawn[0].list_digest in page
    assert "đọc nhầm số" in page
    record = organiser.get(f"{address}/boc-tham/2.pdf")
    with pikepdf.open(io.BytesIO(record.data)) as paper:
        assert len(paper.pages) == 1


@pytest.mark.parametrize(
    ("order", "status"), [("3 1 2", 303), ("1, 2", 422), ("1 1 2", 422), ("a b c", 422)]
)
def test_an_order_drawn_by_hand_holds_every_number_once(
    signed_in: SignIn, at: datetime, order: str, status: int
) -> None:
    made = build.a_contest(at, build.STAGE)
    organiser = signed_in(Role.ORGANISER, made.unit.id)
    address = f"/contests/{made.contest.public_id}/stage"
    organiser.post(f"{address}/cong-bo-danh-sach")
    words = {"order": order, "witnesses": "đồng chí Páo"}
    assert organiser.post(f"{address}/boc-tham/bang-tay", data=words).status_code == status


def test_the_clock_starts_and_stops_once(day: build.OnStage, secretary: FlaskClient) -> None:
    assert "Start the clock" in secretary.get(_desk(day)).text
    for _again in range(2):
        assert secretary.post(f"{_turn(day)}/bat-dau").status_code == 303
    assert "End the performance" in secretary.get(_desk(day)).text
    for _again in range(2):
        assert secretary.post(f"{_turn(day)}/ket-thuc").status_code == 303
    session.rollback()
    [kept] = session.scalars(select(TimeRecord))
    assert kept.seconds == 0


def test_a_time_by_hand_needs_its_reason(day: build.OnStage, secretary: FlaskClient) -> None:
    address = f"{_turn(day)}/thoi-gian"
    time = {"minutes": "6", "seconds": "30"}
    assert secretary.post(address, data={**time, "reason": ""}).status_code == 422
    assert secretary.post(address, data={**time, "reason": "quên bấm"}).status_code == 303
    session.rollback()
    assert session.scalars(select(TimeRecord.seconds)).all() == [390]
    desk = secretary.get(_desk(day)).text
    assert "1,00 points off" in desk


def test_a_reminder_stands_on_the_judges_page_until_it_is_seen(
    day: build.OnStage, secretary: FlaskClient, signed_in: SignIn
) -> None:
    secretary.post(f"{_turn(day)}/bat-dau")
    secretary.post(f"{_turn(day)}/ket-thuc")
    assert "Remind Lò Thị Mai" in secretary.get(_desk(day)).text
    for _again in range(2):
        assert secretary.post(f"{_turn(day)}/nhac/{day.seats[0].id}").status_code == 303
    session.rollback()
    kept = session.scalars(select(Reminder)).one()
    actions = select(func.count()).select_from(AuditEntry)
    asked = actions.where(AuditEntry.action == "judging.remind")
    assert session.scalar(asked) == 1
    assert "not seen yet" in secretary.get(_desk(day)).text
    judge = signed_in(Role.JUDGE, day.made.unit.id, user_id=day.judges[0].id)
    colleague = signed_in(Role.JUDGE, day.made.unit.id, user_id=day.judges[1].id)
    words = "The secretariat reminds you"
    assert words in judge.get("/judge/").text
    assert words not in colleague.get("/judge/").text
    assert colleague.post(f"/judge/nhac/{kept.id}/da-xem").status_code == 404
    assert judge.post(f"/judge/nhac/{kept.id}/da-xem").status_code == 303
    assert words not in judge.get("/judge/").text
    assert "seen at" in secretary.get(_desk(day)).text


def test_nobody_is_reminded_of_a_signed_sheet(
    day: build.OnStage, secretary: FlaskClient, at: datetime
) -> None:
    build.mark_all(day, at, "6", "5", "4")
    assert secretary.post(f"{_turn(day)}/nhac/{day.seats[0].id}").status_code == 409
    session.rollback()
    assert session.scalars(select(Reminder)).all() == []


def test_the_desk_names_who_has_not_marked(
    day: build.OnStage, secretary: FlaskClient, at: datetime
) -> None:
    secretary.post(f"{_turn(day)}/bat-dau")
    secretary.post(f"{_turn(day)}/ket-thuc")
    page = secretary.get(_desk(day)).text
    assert "Still missing: Lò Thị Mai, Lò Thị Mai" in page
    assert "6 sheets are not signed" in page
    closing = secretary.post(f"/contests/{day.made.contest.public_id}/stage/dong")
    assert closing.status_code == 409


def test_a_paper_sheet_counts_when_a_second_person_typed_the_same(
    day: build.OnStage, secretary: FlaskClient, signed_in: SignIn
) -> None:
    address = f"{_turn(day)}/phieu-giay/{day.seats[0].id}"
    assert secretary.get(address).status_code == 200
    assert secretary.post(address, data={**PAPER, "mark-speech": ""}).status_code == 422
    assert secretary.post(address, data={**PAPER, "reason": " "}).status_code == 422
    assert secretary.post(address, data=PAPER).status_code == 303
    assert secretary.post(address, data=PAPER).status_code == 409
    second = signed_in(Role.SECRETARY, day.made.unit.id)
    page = second.get(address).text
    assert "Check a paper sheet" in page
    assert "5,25" not in page
    assert second.post(address, data={**PAPER, "mark-speech": "3"}).status_code == 409
    assert second.post(address, data=PAPER).status_code == 303
    session.rollback()
    [sheet] = session.scalars(select(Scoresheet))
    assert (sheet.state, sheet.confirmed_by != sheet.entered_by) == ("SIGNED", True)
    [act] = session.scalars(select(Act))
    assert (act.kind, act.reason) == ("PAPER_SHEET", "máy tính bảng hỏng")
    assert (act.asked_by, act.confirmed_by) == (sheet.entered_by, sheet.confirmed_by)
    printed = secretary.get(
        f"/contests/{day.made.contest.public_id}/stage/phieu-cham"
        f"/{day.appearances[0][1].public_id}/talk/{day.seats[0].id}.pdf"
    )
    assert printed.mimetype == "application/pdf"


def test_a_refused_paper_sheet_comes_back(day: build.OnStage, secretary: FlaskClient) -> None:
    address = f"{_turn(day)}/phieu-giay/{day.seats[0].id}"
    answer = secretary.post(address, data={**PAPER, "mark-speech": "99", "note": "mực xanh"})
    assert answer.status_code == 422
    assert all(f'value="{typed}"' in answer.text for typed in ("99", PAPER["reason"], "mực xanh"))
    assert session.scalar(select(func.count(Scoresheet.id))) == 0


def test_who_mistyped_a_paper_sheet_types_it_anew_before_the_second_person(
    day: build.OnStage, secretary: FlaskClient, signed_in: SignIn
) -> None:
    address = f"{_turn(day)}/phieu-giay/{day.seats[0].id}"
    secretary.post(address, data={**PAPER, "mark-speech": "3"})
    second = signed_in(Role.SECRETARY, day.made.unit.id)
    assert second.post(address, data=PAPER).status_code == 409
    assert "If you mistyped, type the whole sheet anew here." in secretary.get(address).text
    assert secretary.post(address, data=PAPER).status_code == 303
    assert second.post(address, data=PAPER).status_code == 303
    session.rollback()
    [sheet] = session.scalars(select(Scoresheet))
    assert (sheet.state, sheet.marks["speech"]) == ("SIGNED", PAPER["mark-speech"])
    assert session.scalar(select(func.count(Act.id))) == 1


def test_a_paper_sheet_takes_the_place_of_a_draft_the_judge_could_not_finish(
    day: build.OnStage, secretary: FlaskClient, signed_in: SignIn, at: datetime
) -> None:
    judge = day.seats[0].user_id
    draft = SheetDraft(day.appearances[0][0], "talk", {"content": Fraction(1)}, 0)
    judging.save_sheet(draft, actor_id=judge, at=at)
    address = f"{_turn(day)}/phieu-giay/{day.seats[0].id}"
    assert secretary.post(address, data=PAPER).status_code == 303
    assert secretary.post(address, data=PAPER).status_code == 409
    second = signed_in(Role.SECRETARY, day.made.unit.id)
    assert "Check a paper sheet" in second.get(address).text
    assert second.post(address, data=PAPER).status_code == 303
    session.rollback()
    [sheet] = session.scalars(select(Scoresheet))
    assert sheet.state == "SIGNED"
    assert len({sheet.entered_by, sheet.confirmed_by, judge}) == 3


def test_one_person_may_do_both_by_a_named_decision(day: build.OnStage, signed_in: SignIn) -> None:
    organiser = signed_in(Role.ORGANISER, day.made.unit.id)
    small = f"/contests/{day.made.contest.public_id}/mot-nguoi"
    assert organiser.post(small, data={"decision": "QĐ số 5 ngày 01/12/2026"}).status_code == 303
    address = f"{_turn(day)}/phieu-giay/{day.seats[0].id}"
    for _twice in range(2):
        assert organiser.post(address, data=PAPER).status_code == 303
    session.rollback()
    assert session.scalars(select(Scoresheet.state)).all() == ["SIGNED"]


def test_absent_contestants_and_judges_are_not_waited_for(
    day: build.OnStage, secretary: FlaskClient
) -> None:
    assert secretary.post(f"{_turn(day)}/vang", data={"reason": ""}).status_code == 422
    assert secretary.post(f"{_turn(day)}/vang", data={"reason": "ốm"}).status_code == 303
    absent = f"{_desk(day)}/giam-khao/{day.seats[1].id}/vang"
    assert secretary.post(absent, data={"reason": "đi công tác"}).status_code == 303
    page = secretary.get(_desk(day)).text
    assert "2 sheets are not signed" in page
    acts = secretary.get(f"/desk/{day.made.contest.public_id}/viec-trong-ngay").text
    assert "đi công tác" in acts
    admitted = f"{_desk(day)}/{day.appearances[0][1].public_id}/cho-thi"
    assert secretary.post(admitted, data={"reason": "đã đến"}).status_code == 303
    session.rollback()
    assert "Waits" in secretary.get(f"/desk/{day.made.contest.public_id}/viec-trong-ngay").text


def test_the_desk_of_another_unit_does_not_exist(day: build.OnStage, signed_in: SignIn) -> None:
    stranger = signed_in(Role.SECRETARY, make.a_unit("Đảng bộ xã khác").id)
    assert stranger.get(_desk(day)).status_code == 404
    for deed in ("bat-dau", "ket-thuc"):
        assert stranger.post(f"{_turn(day)}/{deed}").status_code == 404
    assert stranger.post(f"{_desk(day)}/man-hinh", data={"mode": "CLOCK"}).status_code == 404
    judge = signed_in(Role.JUDGE, day.made.unit.id)
    assert judge.get(_desk(day)).status_code == 403


def test_the_screen_follows_the_desk_and_is_not_sent_twice(
    day: build.OnStage, secretary: FlaskClient
) -> None:
    screen = f"/screen/{day.made.contest.public_id}"
    first = secretary.get(screen).text
    assert f"{day.made.contest.name}</h1>" in first
    assert day.made.contest.place in first
    assert secretary.post(f"{_desk(day)}/man-hinh", data={"mode": "NONSENSE"}).status_code == 422
    secretary.post(f"{_turn(day)}/bat-dau")
    secretary.post(f"{_desk(day)}/man-hinh", data={"mode": "CLOCK"})
    feed = secretary.get(f"{screen}/so-lieu")
    assert feed.json["clock"] == {"seconds": 0, "limit_seconds": 300, "is_running": True}
    again = secretary.get(f"{screen}/so-lieu", headers={"If-None-Match": feed.headers["ETag"]})
    assert again.status_code == 304
    secretary.post(f"{_desk(day)}/man-hinh", data={"mode": "STANDINGS"})
    table = secretary.get(f"{screen}/so-lieu").json
    assert table["clock"] is None
    assert "—" in table["pages"][0]
    assert day.appearances[0][1].full_name not in table["pages"][0]
