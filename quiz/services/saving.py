"""Storing answers: the hottest path of the program, in the driver's own SQL.

Each save adds one row to the append-only events and, if it is the newest, changes the row of
the present answer; both in one transaction, with the attempt's row read in it. So a deadline
moved a moment ago counts at once, and nothing is stored in an attempt that was handed in.
There is no audit entry for a click: the digest of the events is audited when the paper is in.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy.engine.interfaces import DBAPICursor

from foundation.errors import N_, NotFound, Refusal
from quiz.rules.answers import (
    Answer,
    AnswerUnreadable,
    Choice,
    Stamp,
    is_possible,
    read_choice,
    written,
)
from quiz.rules.states import AttemptState
from quiz.rules.timing import is_late
from quiz.rules.tokens import AttemptTokenUnknown
from quiz.services import saving_sql as sql


class AlreadyHandedIn(Refusal):
    """The paper is in; nothing more is stored."""

    message = N_("The paper has been handed in already. It cannot be changed any more.")


class KeyReused(Refusal):
    """The same key came before with another answer."""

    message = N_("This answer was not stored: it carries the mark of another one. Choose again.")
    status = 422


class Save(NamedTuple):
    """One answer to store: where it belongs, what it says, when it came."""

    question: str
    attempt: str
    epoch: int
    key: str
    answer: Answer
    at: datetime


class Kept(NamedTuple):
    """What is stored for a question after a save."""

    stamp: Stamp
    choice: Choice
    saved_at: datetime
    is_late: bool
    deadline: datetime


class _Place(NamedTuple):
    """Where an answer goes: the question and the attempt as they are now."""

    item_id: int
    option_count: int
    is_several: bool
    attempt: str
    epoch: int
    state: str
    deadline: datetime


Outcome = Kept | Refusal


def store_in_sqlite(cursor: DBAPICursor, saves: Sequence[Save]) -> list[Outcome]:
    """Store the answers one after another, inside the caller's transaction."""
    return [_store_one(cursor, save) for save in saves]


def _store_one(cursor: DBAPICursor, save: Save) -> Outcome:
    cursor.execute(sql.PLACE, (save.question,))
    row = cursor.fetchone()
    if row is None:
        return NotFound()
    place = _place(row)
    if (refusal := refused(place, save)) is not None:
        return _first_reply(cursor, place, save) or refusal
    late = _comes_late(place, save)
    stamp, text, at = save.answer.stamp, written(save.answer.choice), _moment_text(save.at)
    event = (place.item_id, save.key, *stamp, text, at, save.answer.clicked_ms, late)
    cursor.execute(sql.ADD_EVENT, event)
    if not cursor.rowcount:
        return _first_reply(cursor, place, save) or KeyReused()
    cursor.execute(sql.KEEP_NEWEST, (place.item_id, late, *stamp, text, at))
    if cursor.rowcount:
        return Kept(stamp, save.answer.choice, save.at, late, place.deadline)
    return _present(cursor, place, late=late)


def store_in_postgresql(cursor: DBAPICursor, saves: Sequence[Save]) -> list[Outcome]:
    """Store the answers in as few statements as possible, inside the caller's transaction.

    Two answers to one question never share a statement: they are stored one after the other.
    """
    outcomes: dict[int, Outcome] = {}
    waiting = list(enumerate(saves))
    while waiting:
        wave: dict[str, tuple[int, Save]] = {}
        rest = []
        for number, save in waiting:
            if save.question in wave:
                rest.append((number, save))
            else:
                wave[save.question] = (number, save)
        stored = _store_wave(cursor, [save for _, save in wave.values()])
        outcomes |= {number: stored[save.question] for number, save in wave.values()}
        waiting = rest
    return [outcomes[number] for number in range(len(saves))]


def _store_wave(cursor: DBAPICursor, saves: list[Save]) -> dict[str, Outcome]:
    cursor.execute(sql.PLACES_LOCKED, ([save.question for save in saves],))
    places = {row[0]: _place(row[1:]) for row in cursor.fetchall()}
    outcomes: dict[str, Outcome] = {}
    events: list[tuple[Any, ...]] = []
    for save in saves:
        place = places.get(save.question)
        if place is None:
            outcomes[save.question] = NotFound()
        elif (refusal := refused(place, save)) is not None:
            outcomes[save.question] = _first_reply(cursor, place, save) or refusal
        else:
            answer, late = save.answer, _comes_late(place, save)
            text = written(answer.choice)
            events.append(
                (place.item_id, save.key, *answer.stamp, text, save.at, answer.clicked_ms, late)
            )
    if events:
        cursor.execute(sql.ADD_AND_KEEP, [list(column) for column in zip(*events, strict=True)])
        stored = dict(cursor.fetchall())
        for save in saves:
            if save.question not in outcomes:
                outcomes[save.question] = _outcome(cursor, places[save.question], save, stored)
    return outcomes


def _outcome(cursor: DBAPICursor, place: _Place, save: Save, stored: dict[int, bool]) -> Outcome:
    if place.item_id not in stored:
        return _first_reply(cursor, place, save) or KeyReused()
    late = _comes_late(place, save)
    if stored[place.item_id]:
        return Kept(save.answer.stamp, save.answer.choice, save.at, late, place.deadline)
    return _present(cursor, place, late=late)


def refused(place: _Place, save: Save) -> Refusal | None:
    """Return why the answer is not stored, or None.

    Whoever may not know of the question is told that it does not exist.
    """
    if place.attempt != save.attempt:
        return NotFound()
    if place.epoch != save.epoch:
        return AttemptTokenUnknown()
    if place.state == AttemptState.HANDED_IN:
        return AlreadyHandedIn()
    if not is_possible(save.answer.choice, place.option_count, is_several=place.is_several):
        return AnswerUnreadable()
    return None


def _place(row: Sequence[Any]) -> _Place:
    item_id, option_count, is_several, attempt, epoch, state, deadline = row
    return _Place(
        item_id, option_count, bool(is_several), attempt, epoch, state, _read_moment(deadline)
    )


def _comes_late(place: _Place, save: Save) -> bool:
    return place.state == AttemptState.EXPIRED or is_late(save.at, place.deadline)


def _first_reply(cursor: DBAPICursor, place: _Place, save: Save) -> Outcome | None:
    """Return what was replied when this same save came first; None if it never came."""
    if place.attempt != save.attempt or place.epoch != save.epoch:
        return None
    marks = sql.in_style(cursor, sql.EVENT)
    cursor.execute(marks, (place.item_id, save.key))
    row = cursor.fetchone()
    if row is None:
        return None
    event_id, late, *sent = row
    if sent != [*save.answer.stamp, written(save.answer.choice)]:
        return KeyReused()
    cursor.execute(sql.in_style(cursor, sql.NEWEST_UP_TO), (place.item_id, late, event_id))
    return _kept(cursor.fetchone(), place, late=late)


def _present(cursor: DBAPICursor, place: _Place, *, late: bool) -> Kept:
    cursor.execute(sql.in_style(cursor, sql.PRESENT), (place.item_id, late))
    return _kept(cursor.fetchone(), place, late=late)


def _kept(row: Any, place: _Place, *, late: bool) -> Kept:
    sequence, client, choice, saved_at = row
    stamp = Stamp(sequence, client)
    return Kept(stamp, read_choice(choice), _read_moment(saved_at), bool(late), place.deadline)


def _moment_text(moment: datetime) -> str:
    """Return a moment as ``Moment`` keeps it in SQLite."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def _read_moment(kept: str | datetime) -> datetime:
    if isinstance(kept, datetime):
        return kept.astimezone(UTC)
    return datetime.fromisoformat(kept).replace(tzinfo=UTC)
