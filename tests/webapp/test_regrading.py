"""A wrong key found after the result was published: from the new version to the new result."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from fractions import Fraction

import pytest
from flask import Flask
from flask.testing import FlaskClient

from contest.models import Result
from contest.queries.loading import round_entries
from contest.queries.regrading import contest_changes
from contest.queries.standings import standings
from contest.services import results, rounds
from foundation.account.permissions import Role
from foundation.db import session
from question_bank import queries as bank
from question_bank import services as bank_services
from question_bank.models import Question
from question_bank.rules.bodies import Picture
from question_bank.rules.kinds import State
from quiz import queries, services
from quiz.models import Quiz
from quiz.rules.regrading import RegradeMode
from quiz.services import taking
from quiz.services.helping import SecondPersonNeeded
from quiz.services.regrading import NewVersionNotApproved, QuizNotOver
from tests.factories import organisation as make
from tests.factories.contest import Made, a_quiz_day
from tests.factories.kinds_quiz import answer
from tests.factories.question_bank import a_draft, a_question

SignIn = Callable[..., FlaskClient]


def _played(at: datetime) -> Made:
    """Return a contest whose first entry chose all first options, the others all second ones."""
    made = a_quiz_day(at)
    one = made.round("quiz")
    for place, (row, _entry) in enumerate(round_entries(one.id)):
        attempt = services.start(row.candidate_id or 0, at=at)
        for item in taking.items_of(attempt.id):
            wanted = 0 if place == 0 else 1
            answer(item, (item.option_order.index(wanted),), at)
        services.hand_in(row.candidate_id or 0, at=at)
    return made


def _closed(made: Made, at: datetime) -> None:
    rounds.close_round(made.round("quiz").id, actor_id=made.organiser.id, at=at)
    for tie in standings(made.contest.id).ties:
        order = list(tie.entry_ids)
        results.decide_tie(made.contest.id, order, "bốc thăm", actor_id=made.organiser.id, at=at)
    results.publish_result(made.contest.id, actor_id=made.organiser.id, at=at)


def _corrected(made: Made, at: datetime, *, is_approved: bool = True) -> int:
    """Give a question of the first entry's paper another key; return the question."""
    [first, *_] = round_entries(made.round("quiz").id)
    attempt = taking.attempt_of(first[0].candidate_id or 0)
    assert attempt is not None
    item = taking.items_of(attempt.id)[0]
    question_id = bank.versions([item.version_id])[item.version_id].question_id
    draft = bank.draft_of(bank.history(question_id)[0])
    options = tuple(replace(one, is_right=at == 1) for at, one in enumerate(draft.options))
    author, reviewer = make.a_user().id, make.a_user().id
    bank_services.rewrite_question(
        question_id, replace(draft, options=options), actor_id=author, at=at
    )
    if is_approved:
        bank_services.move_question(question_id, State.REVIEW, actor_id=author, at=at)
        bank_services.move_question(question_id, State.APPROVED, actor_id=reviewer, at=at)
    return question_id


def _quiz(made: Made) -> Quiz:
    return session.get_one(Quiz, made.round("quiz").quiz_id)


def assert_shows(page: str, *words: str) -> None:
    assert [one for one in words if one not in page] == []


def test_the_page_shows_the_newest_key_and_its_pictures(
    app: Flask, at: datetime, signed_in: SignIn
) -> None:
    made = a_quiz_day(at)
    stem = "Ảnh nào đúng? ![Cờ](picture:co)"
    picture = Picture("co", "image/png", b"\x89PNG")
    question = a_question(made.unit.id, draft=replace(a_draft(stem), pictures=(picture,)))
    page = signed_in(Role.ORGANISER, made.unit.id).get(f"/cham-lai/{question.public_id}").text
    assert_shows(page, 'src="/questions/anh/', "Phương án 1", "right answer")
    assert 'src="picture:' not in page


def test_places_wait_while_somebody_lacks_points(
    app: Flask, at: datetime, signed_in: SignIn
) -> None:
    made = a_quiz_day(at)
    row, _entry = round_entries(made.round("quiz").id)[0]
    version_id = taking.items_of(services.start(row.candidate_id or 0, at=at).id)[0].version_id
    services.hand_in(row.candidate_id or 0, at=at)
    question = bank.public_ids([bank.versions([version_id])[version_id].question_id])
    page = f"/cham-lai/{next(iter(question.values()))}/{_quiz(made).public_id}?mode=full"
    shown = signed_in(Role.ORGANISER, made.unit.id).get(page).text
    assert_shows(shown, "Some contestants have not all their points yet")


def test_a_new_key_is_seen_asked_confirmed_and_published_anew(
    app: Flask, at: datetime, signed_in: SignIn
) -> None:
    made = _played(at)
    _closed(made, at)
    question_id = _corrected(made, at)
    quiz = _quiz(made)
    ruling = queries.ruling_for(question_id, RegradeMode.NEW_KEY)
    after = queries.points_after(quiz, question_id, ruling)
    found = contest_changes(quiz.id, after)
    assert found is not None
    loser = next(one for one in found.entries if one.entry.number == 1)
    assert (found.is_complete, loser.before.total, loser.after.total) == (True, 30, 15)

    public_id = _public(question_id)
    first = signed_in(Role.ORGANISER, made.unit.id)
    second = signed_in(Role.ORGANISER, made.unit.id)
    page = f"/cham-lai/{public_id}/{quiz.public_id}"
    assert_shows(first.get(f"{page}?mode=new_key").text, "Giàng A 0", quiz.heading)
    asked = first.post(page, data={"mode": "new_key", "reason": "Đáp án sai so với Điều lệ"})
    assert asked.status_code == 303
    assert "another organiser confirms it" in first.get(page).text
    assert "Confirm as the second person" not in first.get(page).text
    assert first.post(f"{page}/dong-y").status_code == 409
    assert second.post(f"{page}/dong-y").status_code == 303
    session.rollback()
    points = {row.candidate_id: row.points for row in queries.final_results(quiz.id)}
    assert points == after
    versions = session.query(Result).order_by(Result.version).all()
    assert versions[0].rows["categories"][0]["rows"][0]["total"] == "30"
    if len(versions) == 1:  # a new tie waits for the organisers
        assert found.new_ties
    else:
        assert versions[1].reason == "Đáp án sai so với Điều lệ"


def test_the_page_of_a_question_points_at_papers_with_the_old_key_until_it_is_counted_anew(
    app: Flask, at: datetime, signed_in: SignIn
) -> None:
    made = _played(at)
    _closed(made, at)
    question_id = _corrected(made, at)
    quiz, page = _quiz(made), f"/questions/{_public(question_id)}"
    client = signed_in(Role.ORGANISER, made.unit.id)
    text = client.get(page).text
    assert "asked an older version" in text
    assert f'href="/cham-lai/{_public(question_id)}"' in text
    author = signed_in(Role.QUESTION_AUTHOR, made.unit.id)
    assert "asked an older version" not in author.get(page).text
    asked = services.ask_regrade(
        quiz.id, question_id, RegradeMode.NEW_KEY, "sai", actor_id=made.organiser.id, at=at
    )
    services.confirm_regrade(asked.id, actor_id=make.a_user().id, at=at)
    assert "asked an older version" not in client.get(page).text


def _public(question_id: int) -> str:
    return session.get_one(Question, question_id).public_id


@pytest.mark.parametrize(
    ("mode", "points"), [(RegradeMode.FULL, [30, 15]), (RegradeMode.LEFT_OUT, [30, 0])]
)
def test_everybody_full_points_or_nobody_asked(
    app: Flask, at: datetime, mode: RegradeMode, points: list[int]
) -> None:
    made = _played(at)
    _closed(made, at)
    question_id = _corrected(made, at, is_approved=False)
    quiz = _quiz(made)
    asked = services.ask_regrade(
        quiz.id, question_id, mode, "Câu hỏi mơ hồ", actor_id=made.organiser.id, at=at
    )
    services.confirm_regrade(asked.id, actor_id=make.a_user().id, at=at)
    reached = {row.points for row in queries.final_results(quiz.id)}
    assert max(points) in reached
    assert reached <= {Fraction(value) for value in (*points, 0)}


def test_nothing_changes_without_two_people_and_an_approved_version(
    app: Flask, at: datetime
) -> None:
    made = _played(at)
    quiz = _quiz(made)
    question_id = _corrected(made, at, is_approved=False)
    doer = {"actor_id": made.organiser.id, "at": at}
    with pytest.raises(QuizNotOver):
        services.ask_regrade(quiz.id, question_id, RegradeMode.FULL, "x", **doer)
    _closed(made, at)
    with pytest.raises(NewVersionNotApproved):
        services.ask_regrade(quiz.id, question_id, RegradeMode.NEW_KEY, "x", **doer)
    asked = services.ask_regrade(quiz.id, question_id, RegradeMode.FULL, "x", **doer)
    before = queries.final_results(quiz.id)
    with pytest.raises(SecondPersonNeeded):
        services.confirm_regrade(asked.id, **doer)
    assert queries.final_results(quiz.id) == before


def test_another_unit_cannot_count_anew(app: Flask, at: datetime, signed_in: SignIn) -> None:
    made = _played(at)
    _closed(made, at)
    public_id = _public(_corrected(made, at))
    stranger = signed_in(Role.ORGANISER, make.a_unit("Nơi khác").id)
    assert stranger.get(f"/cham-lai/{public_id}").status_code == 404
