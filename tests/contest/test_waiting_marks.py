"""Answers waiting for marks: said on every page, and nothing is published before."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction

import pytest
from flask import Flask
from flask.testing import FlaskClient

from contest.queries.loading import round_entries
from contest.queries.standings import standings
from contest.services import results, rounds
from contest.services.rounds import QuizPlan
from foundation.account.permissions import Role
from foundation.db import session
from question_bank import queries as bank
from question_bank.rules.bodies import Picture
from question_bank.rules.kinds import Kind
from quiz import queries, services
from quiz.models import Candidate, Quiz
from quiz.services import BlueprintCell, MarkDraft, MarksMissing, taking
from tests.factories import organisation as make
from tests.factories.contest import QUIZ, Made, a_contest
from tests.factories.drafts import DOT, a_draft_of
from tests.factories.kinds_quiz import a_quiz_of_kinds, answer, hand_in_all
from tests.factories.question_bank import a_question
from tests.factories.quiz import come_in

SignIn = Callable[..., FlaskClient]


def _open(made: Made, kind: Kind, at: datetime) -> None:
    """Open the quiz round of a contest with one question of this kind."""
    [topic] = {one.topic_id for one in bank.pool(made.unit.id, at.date())}
    one = made.round("quiz")
    cells = (BlueprintCell(topic, "recall", 1, kind.code),)
    long = timedelta(minutes=15)
    doer = {"actor_id": made.organiser.id, "at": at}
    rounds.set_up_quiz(one.id, QuizPlan(cells, at - long, at + long, long), **doer)
    rounds.publish_list(one.id, **doer)
    rounds.open_round(one.id, **doer)


def _closed(at: datetime) -> Made:
    """Return a contest whose quiz asked one essay; the first entry wrote something."""
    made = a_contest(at, QUIZ)
    a_question(made.unit.id, draft=a_draft_of(Kind.ESSAY))
    _open(made, Kind.ESSAY, at)
    one = made.round("quiz")
    doer = {"actor_id": made.organiser.id, "at": at}
    for place, (row, _entry) in enumerate(round_entries(one.id)):
        attempt = services.start(row.candidate_id or 0, at=at)
        if place == 0:
            answer(taking.items_of(attempt.id)[0], "Bài làm của tôi", at)
        services.hand_in(row.candidate_id or 0, at=at)
    rounds.close_round(one.id, **doer)
    return made


def test_organisers_see_how_many_wait_and_publish_after_the_last_mark(
    app: Flask, at: datetime, signed_in: SignIn
) -> None:
    made = _closed(at)
    doer = {"actor_id": made.organiser.id, "at": at}
    with pytest.raises(MarksMissing) as refused:
        results.publish_result(made.contest.id, **doer)
    assert refused.value.facts["count"] == 1
    home = f"/contests/{made.contest.public_id}"
    client = signed_in(Role.ORGANISER, made.unit.id)
    for page in (f"{home}/ket-qua", f"{home}/quiz/theo-doi"):
        assert "1 written answer waits for its marks." in client.get(page).text
    assert "1 written answers wait for their marks" in client.get(home).text

    quiz = session.get_one(Quiz, made.round("quiz").quiz_id)
    [one] = queries.handmarking.written_answers(quiz, 0)
    marker = make.a_user().id
    services.sign_mark(one.item_id, MarkDraft([Fraction(2), Fraction(3)]), actor_id=marker, at=at)
    assert queries.waiting_marks(quiz.id) == 0
    for tie in standings(made.contest.id).ties:
        results.decide_tie(made.contest.id, list(tie.entry_ids), "bốc thăm", **doer)
    assert results.publish_result(made.contest.id, **doer).version == 1


def test_the_receipt_says_how_many_answers_people_mark(app: Flask, at: datetime) -> None:
    ready = a_quiz_of_kinds(at, Kind.ONE, Kind.ESSAY, Kind.SITUATION)
    hand_in_all(ready, at)
    text = come_in(app, ready.slips[0]).get("/thi/ket-qua").text
    assert "2 answers wait for their marks" in text


def test_a_quiz_is_not_published_while_marks_are_missing(app: Flask, at: datetime) -> None:
    ready = a_quiz_of_kinds(at, Kind.ESSAY)
    hand_in_all(ready, at)
    doer = {"actor_id": make.a_user().id, "at": at}
    services.close_quiz(ready.quiz.id, **doer)
    with pytest.raises(MarksMissing):
        services.publish_quiz(ready.quiz.id, **doer)


def test_officials_see_the_pictures_of_a_paper_they_type_in(
    app: Flask, at: datetime, signed_in: SignIn
) -> None:
    draft = replace(
        a_draft_of(Kind.ONE, "Nhìn hình ![](picture:hinh.png)"),
        pictures=(Picture("hinh.png", "image/png", DOT),),
    )
    made = a_contest(at, QUIZ)
    a_question(made.unit.id, draft=draft)
    _open(made, Kind.ONE, at)
    [first, *_] = round_entries(made.round("quiz").id)
    candidate = session.get_one(Candidate, first[0].candidate_id)
    services.start(candidate.id, at=at, is_on_paper=True)
    home = f"/contests/{made.contest.public_id}/quiz/theo-doi/{candidate.public_id}/bai-giay"
    client = signed_in(Role.SECRETARY, made.unit.id)
    [address] = re.findall(r'<img[^>]*src="([^"]+)"', client.get(home).text)
    assert address.startswith(f"{home}/anh/")
    assert client.get(address).data == DOT
    assert signed_in(Role.JUDGE, made.unit.id).get(address).status_code == 403
    stranger = signed_in(Role.SECRETARY, make.a_unit("Nơi khác").id)
    assert stranger.get(address).status_code == 404
    assert client.get(f"{home}/anh/{'0' * 64}").status_code == 404
