"""Points taken off for faults: by the secretariat, on a judge's word, given back, off the total."""

from datetime import datetime
from fractions import Fraction

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from contest.models import Act, Deduction, RulesVersion
from contest.queries import acts, papers, stage
from contest.queries import judge as judges
from contest.queries.loading import contest_whole
from contest.queries.standings import StandingRow, standings
from contest.services import results
from foundation.account.permissions import Role
from foundation.audit.models import AuditEntry
from foundation.db import session
from tests.conftest import SignIn
from tests.factories import contest as build
from tests.factories.paper_texts import missing, texts_of

OFF_TOTAL = """
[[deductions]]
code = "absent_opening"
title = "Vắng lễ khai mạc"
points = "1"
"""
Stage = tuple[build.OnStage, FlaskClient]


@pytest.fixture
def stage_day(signed_in: SignIn, at: datetime) -> Stage:
    day = build.a_stage_day(at, build.FAULTS + OFF_TOTAL)
    return day, signed_in(Role.SECRETARY, day.made.unit.id)


def _turn(day: build.OnStage, place: int = 0) -> str:
    entry = day.appearances[place][1]
    return f"/desk/{day.made.contest.public_id}/stage/{entry.public_id}/talk"


def _typed(fault: str, key: str = "k1", times: str = "1") -> dict[str, str]:
    return {"fault": fault, "times": times, "reason": "theo biên bản Tổ Thư ký", "key": key}


def _row(day: build.OnStage, place: int = 0) -> StandingRow:
    session.rollback()
    number = day.appearances[place][1].number
    rows = [row for one in standings(day.made.contest.id).categories for row in one.rows]
    return next(row for row in rows if row.entry.number == number)


def test_a_fault_costs_what_the_rules_say_and_counts_once(stage_day: Stage, at: datetime) -> None:
    day, secretary = stage_day
    assert "Trang phục sai quy định" in secretary.get(f"{_turn(day)}/tru-diem").text
    for _again in range(2):
        assert secretary.post(f"{_turn(day)}/tru-diem", data=_typed("dress")).status_code == 303
    secretary.post(f"{_turn(day)}/tru-diem", data=_typed("off_topic", "k2"))
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Deduction)) == 2
    assert session.scalar(select(RulesVersion.frozen_at)) is not None
    build.mark_all(day, at, "6", "5", "4", is_closed=False)
    row = _row(day)
    assert row.total == Fraction(8) - Fraction(1, 2) - Fraction(8, 10)
    assert row.deductions == Fraction(13, 10)
    page = secretary.get(f"/desk/{day.made.contest.public_id}/stage?entry={row.entry.public_id}")
    assert "Lạc đề" in page.text
    assert "6,70" in page.text


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({**_typed("dress"), "reason": ""}, 422),
        (_typed("dress", times="2"), 422),
        (_typed("dress", times="0"), 422),
        (_typed("nothing"), 422),
    ],
)
def test_a_fault_that_is_refused_stores_nothing(
    stage_day: Stage, typed: dict[str, str], status: int
) -> None:
    day, secretary = stage_day
    before = session.scalar(select(func.count()).select_from(AuditEntry))
    assert secretary.post(f"{_turn(day)}/tru-diem", data=typed).status_code == status
    session.rollback()
    assert session.scalars(select(Deduction)).all() == []
    assert session.scalar(select(func.count()).select_from(AuditEntry)) == before


def test_a_fault_of_the_total_may_be_noted_until_the_result_is_out(
    stage_day: Stage, at: datetime
) -> None:
    day, secretary = stage_day
    build.mark_all(day, at, "6", "4", "3")
    dress = secretary.post(f"{_turn(day)}/tru-diem", data=_typed("dress"))
    assert dress.status_code == 409
    late = secretary.post(f"{_turn(day)}/tru-diem", data=_typed("absent_opening"))
    assert late.status_code == 303
    row = _row(day)
    assert (row.total, row.scores["talk"]) == (Fraction(7), Fraction(8))
    results.publish_result(day.made.contest.id, actor_id=day.made.organiser.id, at=at)
    again = secretary.post(f"{_turn(day, 1)}/tru-diem", data=_typed("absent_opening"))
    assert again.status_code == 409


def test_the_ladder_compares_what_a_stage_round_earned(signed_in: SignIn, at: datetime) -> None:
    ladder = """[[ladder]]
by = "round"
code = "stage"
"""
    day = build.a_stage_day(at, build.FAULTS + OFF_TOTAL + ladder)
    secretary = signed_in(Role.SECRETARY, day.made.unit.id)
    build.mark_all(day, at, "4", "5", "3")
    secretary.post(f"{_turn(day, 1)}/tru-diem", data=_typed("absent_opening"))
    assert _row(day, 0).total == _row(day, 1).total == 6
    places = [_row(day, place).place for place in (0, 1)]
    assert [(one.place, one.decided_by) for one in places if one] == [(2, "stage"), (1, "stage")]
    assert standings(day.made.contest.id).ties == ()


def test_a_judge_reports_a_fault_and_the_secretariat_takes_the_points_off(
    stage_day: Stage, signed_in: SignIn, at: datetime
) -> None:
    day, secretary = stage_day
    build.mark_all(day, at, "6", "5", "4", is_closed=False)
    judge = signed_in(Role.JUDGE, day.made.unit.id, user_id=day.judges[0].id)
    report = f"/judge/{day.appearances[0][0]}/talk/bao-loi"
    assert "Lạc đề" in judge.get(report).text
    for _again in range(2):
        assert judge.post(report, data=_typed("off_topic")).status_code == 303
    assert "Noted already: Lạc đề (× 1)" in judge.get(report).text
    assert "Noted already: Lạc đề (× 1)" in secretary.get(f"{_turn(day)}/tru-diem").text
    assert _row(day).total == 8
    [act] = session.scalars(select(Act))
    answer = f"/desk/{day.made.contest.public_id}/viec-trong-ngay/{act.public_id}/dong-y"
    assert secretary.post(answer).status_code == 303
    assert _row(day).total == Fraction(72, 10)
    stranger = signed_in(Role.JUDGE, day.made.unit.id)
    assert stranger.post(report, data=_typed("dress", "k9")).status_code == 404


def test_points_are_given_back_by_two_people_and_the_papers_tell(
    stage_day: Stage, signed_in: SignIn, at: datetime
) -> None:
    day, secretary = stage_day
    build.mark_all(day, at, "6", "5", "4", is_closed=False)
    secretary.post(f"{_turn(day)}/tru-diem", data=_typed("dress"))
    session.rollback()
    [note] = session.scalars(select(Deduction))
    entry_round = day.appearances[0][0]
    sheet = judges.sheet_page(stage.seat(day.round.id, day.seats[0].id), entry_round, "talk")
    paper = papers.score_sheet(day.made.whole, sheet, at)
    assert missing(paper) == []
    assert any("Trang phục sai quy định" in text for text in texts_of(paper))
    minutes = papers.minutes(
        standings(day.made.contest.id), acts.acts(contest_whole(day.made.contest.id)), [], at
    )
    assert any("Trừ điểm – Giàng A" in text for text in texts_of(minutes))
    back = f"/desk/{day.made.contest.public_id}/stage/tru-diem/{note.public_id}/bo"
    assert secretary.post(back, data={"reason": "ghi nhầm người"}).status_code == 303
    session.rollback()
    asked = session.scalars(select(Act.public_id).order_by(Act.id.desc())).first()
    answer = f"/desk/{day.made.contest.public_id}/viec-trong-ngay/{asked}/dong-y"
    assert secretary.post(answer).status_code == 409
    assert _row(day).total == Fraction(15, 2)
    assert signed_in(Role.SECRETARY, day.made.unit.id).post(answer).status_code == 303
    assert _row(day).total == 8
