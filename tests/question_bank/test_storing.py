"""Questions of every kind come back from the bank as they went in."""

from datetime import datetime
from fractions import Fraction

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from sqlalchemy import event, select

from foundation.db import db, session
from question_bank import models, queries, services
from question_bank.rules.bodies import Picture
from question_bank.rules.drafting import BadQuestion, QuestionDraft
from question_bank.rules.kinds import Kind
from question_bank.rules.normal import normalised
from question_bank.services import Keeping
from tests.factories import organisation as make
from tests.factories.drafts import DOT, a_draft_of, drafts

EASY = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def _read_back(ids: list[int]) -> list[QuestionDraft]:
    session.expire_all()
    return [queries.draft_of(queries.history(id_)[0]) for id_ in ids]


@EASY
@given(draft=drafts())
def test_whatever_is_written_is_read_back(app: Flask, at: datetime, draft: QuestionDraft) -> None:
    services.ensure_topic("charter", "Điều lệ")
    question = services.write_question(draft, Keeping(None), actor_id=None, at=at)
    assert _read_back([question.id]) == [normalised(draft)]


@EASY
@given(draft=drafts())
def test_cleaning_a_draft_twice_changes_nothing(app: Flask, draft: QuestionDraft) -> None:
    assert normalised(normalised(draft)) == normalised(draft)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_can_be_written_and_written_anew(app: Flask, at: datetime, kind: Kind) -> None:
    services.ensure_topic("charter", "Điều lệ")
    draft = a_draft_of(kind)
    question = services.write_question(draft, Keeping(None), actor_id=None, at=at)
    services.rewrite_question(question.id, draft, actor_id=make.a_user().id, at=at)
    session.expire_all()
    newest, oldest = queries.history(question.id)
    assert queries.draft_of(newest) == queries.draft_of(oldest) == draft
    assert session.get_one(type(question), question.id).current_version_id == newest.id


def test_many_questions_cost_as_few_statements_as_one(app: Flask, at: datetime) -> None:
    services.ensure_topic("charter", "Điều lệ")
    told: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *a: told.append(a[2]))
    costs = []
    for count in (1, 80):
        told.clear()
        rows = [(a_draft_of(Kind.ONE, f"Câu {count}.{i}"), Keeping(None)) for i in range(count)]
        ids = services.write_questions(rows, actor_id=None, at=at)
        costs.append(len(told))
        assert [one.stem for one in _read_back(ids)] == [draft.stem for draft, _ in rows]
    assert costs[1] <= costs[0] + 2


def test_one_bad_question_keeps_all_out(app: Flask, at: datetime) -> None:
    services.ensure_topic("charter", "Điều lệ")
    bad = a_draft_of(Kind.ORDERING)
    rows = [
        (a_draft_of(Kind.ONE), Keeping(None)),
        (QuestionDraft(**{**vars(bad), "body": None}), Keeping(None)),
    ]
    with pytest.raises(BadQuestion):
        services.write_questions(rows, actor_id=None, at=at)
    assert queries.counts_by_state([], at.date()) == {}


def test_the_same_picture_is_kept_once_and_tells_questions_apart(app: Flask, at: datetime) -> None:
    services.ensure_topic("charter", "Điều lệ")
    plain = a_draft_of(Kind.SHORT, "Hình này là gì? ![](picture:a.png)")
    rows = []
    for content in (DOT, DOT, DOT + b" "):
        picture = Picture("a.png", "image/png", content)
        rows.append(QuestionDraft(**{**vars(plain), "pictures": (picture,)}))
    digests = [services.digest_of(one) for one in rows]
    assert digests[0] == digests[1] != digests[2]
    services.write_questions([(one, Keeping(None)) for one in rows], actor_id=None, at=at)
    assert len(session.scalars(select(models.Picture)).all()) == 2


def test_shares_stay_exact(app: Flask, at: datetime) -> None:
    services.ensure_topic("charter", "Điều lệ")
    [draft] = _read_back(
        [services.write_question(a_draft_of(Kind.SHORT), Keeping(None), actor_id=None, at=at).id]
    )
    assert draft.body is not None
    assert draft.body.accepted[1].share == Fraction(1, 2)  # type: ignore[union-attr]
