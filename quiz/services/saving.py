"""Storing answers: the hottest path of the program, in the driver's own SQL.

Each save adds one row to the append-only events and, if it is the newest, changes the row of
the present answer; both in one transaction, with the attempt's row read in it. So a deadline
moved a moment ago counts at once, and nothing is stored in an attempt that was handed in.
There is no audit entry for a click: the digest of the events is audited when the paper is in.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.engine.interfaces import DBAPICursor

from foundation.account.services import SlipReplaced
from foundation.errors import N_, NotFound, Refusal
from quiz.rules.answers import Answer, AnswerUnreadable, Choice, Stamp, is_possible
from quiz.rules.states import AttemptState
from quiz.rules.timing import is_late


class AlreadyHandedIn(Refusal):
    """The paper is in; nothing more is stored."""

    message = N_("The paper was handed in at %(at)s. It cannot be changed any more.")


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


class Place(NamedTuple):
    """Where an answer goes: the question and the attempt as they are now."""

    item_id: int
    option_count: int
    is_several: bool
    attempt: str
    epoch: int
    state: str
    deadline: datetime
    ended_at: datetime | None


_HANDED_IN, _EXPIRED = AttemptState.HANDED_IN.value, AttemptState.EXPIRED.value
Outcome = Kept | Refusal
Store = Callable[[DBAPICursor, list[Save]], list[Outcome]]
"""Stores answers to different questions and returns one outcome each."""


def in_waves(cursor: DBAPICursor, saves: Sequence[Save], store: Store) -> list[Outcome]:
    """Store answers to different questions together, those to one question one after the other."""
    if len({save.question for save in saves}) == len(saves):
        return store(cursor, list(saves))
    outcomes: dict[int, Outcome] = {}
    waiting = dict(enumerate(saves))
    while waiting:
        wave: dict[str, int] = {}
        for number, save in waiting.items():
            wave.setdefault(save.question, number)
        stored = store(cursor, [waiting.pop(number) for number in wave.values()])
        outcomes.update(zip(wave.values(), stored, strict=True))
    return [outcomes[number] for number in range(len(saves))]


def refused(place: Place, save: Save) -> Refusal | None:
    """Return why the answer is not stored, or None.

    Whoever may not know of the question is told that it does not exist.
    """
    if place.attempt != save.attempt:
        return NotFound()
    if place.epoch != save.epoch:
        return SlipReplaced()
    if place.state == _HANDED_IN:
        return AlreadyHandedIn(at=place.ended_at)
    if not is_possible(save.answer.choice, place.option_count, is_several=place.is_several):
        return AnswerUnreadable()
    return None


def kept(place: Place, save: Save) -> Kept:
    """Return what is stored once the answer is, and is the newest."""
    stamp, choice, _clicked = save.answer
    late = place.state == _EXPIRED or is_late(save.at, place.deadline)
    return Kept(stamp, choice, save.at, late, place.deadline)
