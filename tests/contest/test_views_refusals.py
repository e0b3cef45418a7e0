"""Refusals say who did first what stands now, and when; places and prizes told."""

from datetime import datetime

from flask import Flask

from contest.queries import published
from contest.queries.standings import standings
from contest.services import acts, results, rounds
from foundation.account.permissions import Role
from foundation.db import session
from quiz import services as quizzes
from tests.conftest import SignIn
from tests.factories import contest as build
from tests.factories.quiz import come_in


def test_frozen_rules_name_who_gave_the_first_score(signed_in: SignIn, at: datetime) -> None:
    day = build.a_stage_day(at)
    build.mark_all(day, at)
    address = f"/contests/{day.made.contest.public_id}/the-le"
    organiser = signed_in(Role.ORGANISER, day.made.unit.id)
    text = organiser.get(f"{address}.toml").text
    answer = organiser.post(f"{address}/sua", data={"rules_text": text, "reason": "đổi ý"})
    assert answer.status_code == 409
    assert "Done first at" in answer.text
    assert "Lò Thị Mai" in answer.text


def test_a_signed_sheet_names_its_judge(signed_in: SignIn, at: datetime) -> None:
    day = build.a_stage_day(at)
    build.mark_all(day, at, is_closed=False)
    secretary = signed_in(Role.SECRETARY, day.made.unit.id)
    entry = day.appearances[0][1]
    address = f"/desk/{day.made.contest.public_id}/stage/{entry.public_id}/talk"
    marks = {"mark-content": "5", "mark-speech": "2"}
    answer = secretary.post(f"{address}/phieu-giay/{day.seats[0].id}", data=marks)
    assert answer.status_code == 409
    assert "Done first at" in answer.text
    assert "Done by" in answer.text


def test_a_prize_for_somebody_absent_is_pointed_out(signed_in: SignIn, at: datetime) -> None:
    day = build.a_stage_day(at)
    absent_id, absent = day.appearances[-1]
    by = {"actor_id": day.made.organiser.id, "at": at}
    build.mark_all(day, at, "6", "5", is_closed=False)
    acts.mark_absent(absent_id, "ốm", **by)
    rounds.close_round(day.round.id, **by)
    session.commit()
    organiser = signed_in(Role.ORGANISER, day.made.unit.id)
    address = f"/contests/{day.made.contest.public_id}"
    page = organiser.get(f"{address}/ket-qua").text
    assert f"{absent.full_name}: " in page
    assert "The organisers decide" in page
    results.publish_result(day.made.contest.id, **by)
    session.commit()
    assert organiser.post(f"{address}/giai-thuong").status_code == 303
    assert "did not appear everywhere" in organiser.get(f"{address}/giai-thuong").text


def test_a_contestant_reads_the_own_place_once_it_is_published(app: Flask, at: datetime) -> None:
    made = build.a_quiz_day(at)
    quiz_id = made.round("quiz").quiz_id or 0
    by = {"actor_id": made.organiser.id, "at": at}
    [slip] = quizzes.issue_slips(quiz_id, None, **by)[:1]
    session.commit()
    phone = come_in(app, slip)
    phone.post("/thi/bat-dau")
    phone.post("/thi/nop-bai")
    assert "Place in the contest" not in phone.get("/thi/ket-qua").text
    rounds.close_round(made.round("quiz").id, **by)
    for tie in standings(made.contest.id).ties:
        results.decide_tie(made.contest.id, list(tie.entry_ids), "câu hỏi phụ", **by)
    results.publish_result(made.contest.id, **by)
    session.commit()
    page = phone.get("/thi/ket-qua").text
    place = next(
        row["place"]
        for one in published.public_result(made.contest.public_id).categories
        for row in one["rows"]
        if row["number"] == slip.number
    )
    assert f"{place} of {len(made.entries)} – Chi bộ bản" in page
    assert f'href="/ket-qua/{made.contest.public_id}"' in page
