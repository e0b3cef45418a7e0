"""Essays and situations: marked without names, corrected with a reason, complete at last."""

from collections.abc import Callable
from datetime import datetime
from fractions import Fraction

import pytest
from flask import Flask
from flask.testing import FlaskClient

from foundation.account.permissions import Role
from foundation.db import session
from question_bank import queries as bank
from question_bank.rules.kinds import Kind
from quiz import queries, services
from quiz.models import HandMark
from quiz.services import MarkDraft
from quiz.services.handmarking import CorrectionReason, MarkNotNeeded
from tests.factories import organisation as make
from tests.factories.kinds_quiz import a_quiz_of_kinds, hand_in_all
from tests.factories.quiz import ReadyQuiz

SignIn = Callable[..., FlaskClient]


def _draft(first: int, second: int, **changes: object) -> MarkDraft:
    return MarkDraft([Fraction(first), Fraction(second)], **changes)  # type: ignore[arg-type]


def _ready(at: datetime, *kinds: Kind) -> ReadyQuiz:
    ready = a_quiz_of_kinds(at, *kinds)
    hand_in_all(ready, at)
    services.close_quiz(ready.quiz.id, actor_id=make.a_user().id, at=at)
    return ready


def _items(ready: ReadyQuiz) -> list[int]:
    return [one.item_id for one in queries.handmarking.written_answers(ready.quiz, 0)]


def _points(ready: ReadyQuiz) -> Fraction | None:
    session.rollback()
    [row] = queries.final_results(ready.quiz.id)
    return row.points


def test_points_are_complete_only_when_every_mark_is_in(app: Flask, at: datetime) -> None:
    ready = _ready(at, Kind.ONE, Kind.ESSAY, Kind.SITUATION)
    assert _points(ready) is None
    first, second = _items(ready)
    marker = make.a_user().id
    services.sign_mark(first, _draft(2, 3), actor_id=marker, at=at)
    assert (_points(ready), queries.waiting_marks(ready.quiz.id)) == (None, 1)
    services.sign_mark(second, _draft(1, 0), actor_id=marker, at=at)
    assert _points(ready) == Fraction(10, 3) * (1 + 1 + Fraction(1, 5))


def test_a_fatal_mistake_halves_the_main_part_of_a_situation(app: Flask, at: datetime) -> None:
    ready = _ready(at, Kind.SITUATION)
    [item] = _items(ready)
    services.sign_mark(item, _draft(2, 3, fatal_mistake=0), actor_id=make.a_user().id, at=at)
    assert _points(ready) == 10 * Fraction(2 + Fraction(3, 2)) / 5
    services.publish_quiz(ready.quiz.id, actor_id=None, at=at)
    [told] = queries.review(ready.candidate_id)
    assert (told.share, told.mistakes) == (Fraction(7, 10), ("Kết nạp không đúng thẩm quyền",))


def test_a_correction_needs_a_reason_and_keeps_the_first_mark(app: Flask, at: datetime) -> None:
    ready = _ready(at, Kind.ESSAY)
    [item] = _items(ready)
    marker = make.a_user().id
    services.sign_mark(item, _draft(0, 0), actor_id=marker, at=at)
    with pytest.raises(CorrectionReason):
        services.sign_mark(item, _draft(2, 3), actor_id=marker, at=at)
    services.sign_mark(item, _draft(2, 3, reason="Bỏ sót trang hai"), actor_id=marker, at=at)
    assert _points(ready) == 10
    older, newer = session.query(HandMark).order_by(HandMark.id)
    assert (older.share, newer.replaces_id) == (0, older.id)


def test_two_markers_far_apart_need_a_third(app: Flask, at: datetime) -> None:
    ready = _ready(at, Kind.ESSAY)
    organiser = make.a_user().id
    services.set_markers(ready.quiz.id, 2, Fraction(1, 4), actor_id=organiser, at=at)
    [item] = _items(ready)
    for first, second in ((2, 3), (0, 0)):
        assert _points(ready) is None
        services.sign_mark(item, _draft(first, second), actor_id=make.a_user().id, at=at)
    assert _points(ready) is None
    services.sign_mark(item, _draft(2, 1), actor_id=make.a_user().id, at=at)
    assert _points(ready) == 6
    with pytest.raises(MarkNotNeeded):
        services.sign_mark(item, _draft(2, 1), actor_id=make.a_user().id, at=at)


def test_the_marker_sees_a_receipt_and_no_name(app: Flask, at: datetime, signed_in: SignIn) -> None:
    ready = _ready(at, Kind.SITUATION, Kind.ESSAY)
    judge = signed_in(Role.JUDGE, ready.unit.id)
    assert "Vòng 1" in judge.get("/cham-bai/").text
    listed = judge.get(f"/cham-bai/{ready.quiz.public_id}").text
    answers = queries.handmarking.written_answers(ready.quiz, 0)
    asked = bank.versions(one.version_id for one in answers)
    assert all(one.stem in listed for one in asked.values())
    for one in answers:
        page = f"/cham-bai/{ready.quiz.public_id}/{one.receipt}/{one.position}"
        shown = judge.get(page).text
        assert "Bài làm của tôi." in shown
        assert "Giàng" not in shown + listed
        typed = {"points-0": "1,5", "points-1": "3"}
        wrong = judge.post(page, data={**typed, "fatal": "9" * 5000})
        assert 400 <= wrong.status_code < 500
        done = judge.post(page, data={**typed, "fatal": ""})
        assert done.status_code == 303
    assert _points(ready) == 9


def test_marks_of_other_units_do_not_exist(app: Flask, at: datetime, signed_in: SignIn) -> None:
    ready = _ready(at, Kind.ESSAY)
    stranger = signed_in(Role.JUDGE, make.a_unit("Nơi khác").id)
    assert stranger.get(f"/cham-bai/{ready.quiz.public_id}").status_code == 404
    assert stranger.get(f"/cham-bai/{ready.quiz.public_id}/1/1").status_code == 404
