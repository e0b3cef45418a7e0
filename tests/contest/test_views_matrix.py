"""The blueprint page: what it says while a blueprint is typed, and blueprints kept for reuse."""

from datetime import datetime

from flask import Flask
from sqlalchemy import select

from foundation.account.permissions import Role
from foundation.db import session
from question_bank import queries as bank
from question_bank.models import Question
from question_bank.rules.kinds import State
from quiz import services as quizzes
from quiz.models import BlueprintPreset, BlueprintRow, Candidate, PaperItem, Quiz, Section
from quiz.queries.taking import taker_page
from tests.conftest import SignIn
from tests.factories import contest as build
from tests.factories.question_bank import a_question

TIMES = {"on": "2026-12-12", "opens": "08:00", "closes": "08:45", "minutes": "30"}


def a_round(at: datetime, questions: int = 6) -> tuple[build.Made, str, int]:
    made = build.a_contest(at, build.QUIZ)
    for _ in range(questions):
        a_question(made.unit.id)
    [topic] = {one.topic_id for one in bank.pool(made.unit.id, made.contest.held_on)}
    return made, f"/contests/{made.contest.public_id}/quiz/de-thi", topic


def test_the_server_says_while_typing_what_is_missing(
    app: Flask, signed_in: SignIn, at: datetime
) -> None:
    made, address, topic = a_round(at, 3)
    a_question(made.unit.id, state=State.REVIEW)
    organiser = signed_in(Role.ORGANISER, made.unit.id)
    told = organiser.post(f"{address}/kiem-tra", data={f"cell-{topic}-recall": "4"}).get_json()
    assert (told["total"], told["missing"], told["possible"], told["papers"]) == (4, 1, False, "0")
    assert told["cells"] == {f"cell-{topic}-recall": {"has": 3, "missing": 1, "scarce": 0}}
    assert "Approve the question that waits for this cell" in told["panel"]
    told = organiser.post(f"{address}/kiem-tra", data={f"cell-{topic}-recall": "2"}).get_json()
    assert (told["possible"], told["papers"], told["expected"]) == (True, "3", "24.00")
    assert told["spread"] == "0.00"


def test_sections_kinds_and_weights_reach_the_paper(
    app: Flask, signed_in: SignIn, at: datetime
) -> None:
    made, address, topic = a_round(at)
    organiser = signed_in(Role.ORGANISER, made.unit.id)
    plan = {
        **TIMES,
        "sections": "2",
        "title-1": "Phần I",
        "title-2": "Phần II",
        "words-2": "Mỗi câu nặng gấp đôi.",
        "kind-2": "one",
        "points-2-recall": "2",
        f"cell-{topic}-recall": "2",
        f"cell-{topic}-recall-2": "1",
        "prefers_least_seen": "1",
    }
    assert organiser.post(address, data=plan).status_code == 303
    session.rollback()
    quiz = session.scalars(select(Quiz)).one()
    assert quiz.prefers_least_seen
    assert [row.title for row in session.scalars(select(Section))] == ["Phần I", "Phần II"]
    assert "Mỗi câu nặng gấp đôi." in organiser.get(address).text
    organiser.post(f"/contests/{made.contest.public_id}/quiz/cong-bo-danh-sach")
    session.rollback()
    candidate = session.scalars(select(Candidate)).first()
    assert candidate is not None
    quizzes.start(candidate.id, at=at)
    items = session.scalars(select(PaperItem).order_by(PaperItem.position)).all()
    assert [(one.section, one.weight) for one in items] == [(1, 1), (1, 1), (2, 2)]
    page = taker_page(candidate.id)
    assert [page.sections[one.section].title for one in page.questions] == [
        "Phần I",
        "Phần I",
        "Phần II",
    ]
    quizzes.close_quiz(quiz.id, actor_id=1, at=at)
    session.rollback()
    assert sorted(session.scalars(select(Question.exposure))) == [0, 0, 0, 1, 1, 1]


def test_sections_are_added_and_left_out_without_losing_what_was_typed(
    app: Flask, signed_in: SignIn, at: datetime
) -> None:
    made, address, topic = a_round(at)
    organiser = signed_in(Role.ORGANISER, made.unit.id)
    typed = {f"cell-{topic}-recall": "2", "title-1": "Mở đầu"}
    more = organiser.post(address, data={**typed, "act": "add"})
    assert more.status_code == 200
    assert f'name="cell-{topic}-recall-2"' in more.text
    assert 'value="Mở đầu"' in more.text
    fewer = organiser.post(address, data={**typed, "sections": "2", "act": "drop-2"})
    assert f'name="cell-{topic}-recall-2"' not in fewer.text
    assert session.scalars(select(BlueprintRow)).all() == []


def test_of_many_sections_only_those_that_lack_something_are_open(
    app: Flask, signed_in: SignIn, at: datetime
) -> None:
    made, address, topic = a_round(at, 3)
    typed = {f"cell-{topic}-recall": "2", "act": "check"}
    organiser = signed_in(Role.ORGANISER, made.unit.id)
    few = organiser.post(address, data={**typed, "sections": "2"}).text
    assert "data-total" not in few
    many = organiser.post(address, data={**typed, "sections": "3"}).text
    assert many.count("<span data-total>") == 3
    assert many.count('<details class="more" open>') == 1
    short = {f"cell-{topic}-recall-2": "9"}  # the first section lacks its questions too
    assert organiser.post(address, data={**typed, **short, "sections": "3"}).text.count(
        '<details class="more" open>'
    ) == 3  # fmt: skip


def test_a_blueprint_is_kept_and_taken_over(app: Flask, signed_in: SignIn, at: datetime) -> None:
    made, address, topic = a_round(at)
    organiser = signed_in(Role.ORGANISER, made.unit.id)
    typed = {f"cell-{topic}-recall": "3", "act": "preset"}
    assert organiser.post(address, data=typed).status_code == 422
    kept = organiser.post(address, data={**typed, "preset_name": "Ma trận chung"})
    assert kept.status_code == 303
    page = organiser.get(kept.location).text
    assert f'name="cell-{topic}-recall" value="3"' in page
    assert "Ma trận chung" in page
    other = build.a_contest(at, build.QUIZ)
    stranger = signed_in(Role.ORGANISER, other.unit.id)
    theirs = f"/contests/{other.contest.public_id}/quiz/de-thi"
    preset = session.scalars(select(BlueprintPreset)).one()
    assert stranger.get(f"{theirs}?from=mau-{preset.public_id}").status_code == 404
    assert "Ma trận chung" not in stranger.get(theirs).text


def test_a_blueprint_is_checked_before_its_times_are_known(
    app: Flask, signed_in: SignIn, at: datetime
) -> None:
    made, address, topic = a_round(at, 3)
    organiser = signed_in(Role.ORGANISER, made.unit.id)
    page = organiser.post(address, data={"act": "check", f"cell-{topic}-recall": "4"})
    assert page.status_code == 200
    assert "error-summary" not in page.text
    assert "needs 4" in page.text
    assert organiser.post(address, data={f"cell-{topic}-recall": "2"}).status_code == 422
