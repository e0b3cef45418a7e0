"""Answers stored together: the same as if each had come alone."""

from datetime import timedelta
from typing import Any

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from foundation import clock
from foundation.db import db, is_sqlite, session
from foundation.errors import NotFound, Refusal
from quiz.models import PaperItem, Response, ResponseEvent
from quiz.rules.answers import Answer, Stamp
from quiz.services import taking
from quiz.services.saving import AlreadyHandedIn, Kept, Outcome, Save
from quiz.services.saving_postgresql import store_in_postgresql
from quiz.services.saving_sqlite import store_in_sqlite
from tests.conftest import AT
from tests.factories.quiz import a_quiz

SAVES = st.lists(
    st.tuples(
        st.integers(0, 2),  # question; the last one does not exist
        st.integers(1, 3),  # sequence
        st.sampled_from("ab"),  # client
        st.integers(0, 5),  # choice; some questions have only four options
        st.integers(1, 4),  # key: the same one comes again, sometimes with other words
        st.sampled_from([0, 29, 31]),  # minutes after the start; the paper ends after 30
        st.sampled_from([1, 1, 1, 2]),  # epoch of the token
    ),
    min_size=1,
    max_size=12,
)


def _store(saves: list[Save]) -> list[Outcome]:
    connection = db.engine.raw_connection()
    try:
        cursor = connection.cursor()
        if is_sqlite():
            cursor.execute("BEGIN IMMEDIATE")
        stored = (store_in_sqlite if is_sqlite() else store_in_postgresql)(cursor, saves)
        connection.commit()
        return stored
    finally:
        connection.close()


def _told(outcome: Outcome) -> Any:
    return type(outcome) if isinstance(outcome, Refusal) else tuple(outcome)


def _kept(items: list[PaperItem]) -> tuple[list[Any], list[Any]]:
    """Return present answers and events of the questions, by their place on the paper."""
    session.rollback()
    place = {item.id: number for number, item in enumerate(items)}
    answers = session.scalars(select(Response).where(Response.item_id.in_(place)))
    events = session.scalars(
        select(ResponseEvent).where(ResponseEvent.item_id.in_(place)).order_by(ResponseEvent.id)
    )
    return (
        sorted((place[a.item_id], a.is_late, a.sequence, a.client, a.choice) for a in answers),
        sorted((place[e.item_id], e.key, e.sequence, e.client, e.choice) for e in events),
    )


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(SAVES)
def test_a_group_is_stored_as_if_each_answer_had_come_alone(
    app: Flask, sent: list[tuple[int, int, str, int, int, int, int]]
) -> None:
    with clock.fixed(AT):
        ready = a_quiz(AT, candidates=2, questions=2)
        attempts = [taking.start(slip.candidate_id, at=AT) for slip in ready.slips]
    papers = [taking.items_of(attempt.id) for attempt in attempts]
    session.commit()

    def saves(number: int) -> list[Save]:
        tokens = [*(item.token for item in papers[number]), "unknown"]
        return [
            Save(
                tokens[question],
                attempts[number].public_id,
                epoch,
                f"key-0000-{key}",
                Answer(Stamp(sequence, client), (choice,), None),
                AT + timedelta(minutes=minutes),
            )
            for question, sequence, client, choice, key, minutes, epoch in sent
        ]

    together = _store(saves(0))
    alone = [_store([save])[0] for save in saves(1)]
    assert [_told(one) for one in together] == [_told(one) for one in alone]
    assert _kept(papers[0]) == _kept(papers[1])


def test_a_group_keeps_each_persons_answers_apart(app: Flask) -> None:
    with clock.fixed(AT):
        ready = a_quiz(AT, candidates=3, questions=2)
        attempts = [taking.start(slip.candidate_id, at=AT) for slip in ready.slips]
        taking.hand_in(ready.slips[2].candidate_id, at=AT)
    items = [taking.items_of(attempt.id)[0] for attempt in attempts]
    answer = Answer(Stamp(1, "a"), (1,), None)

    def save(whose: int, item: int) -> Save:
        return Save(items[item].token, attempts[whose].public_id, 1, "key-00001", answer, AT)

    own, foreign, closed = _store([save(0, 0), save(0, 1), save(2, 2)])
    assert isinstance(own, Kept)
    assert isinstance(foreign, NotFound)
    assert isinstance(closed, AlreadyHandedIn)
    assert _kept(items)[1] == [(0, "key-00001", 1, "a", "1")]
