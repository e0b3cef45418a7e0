"""Storing answers in PostgreSQL: two statements a group.

Other processes write at the same time. The first statement locks the attempts, so that a save
waits for a hand-in that is under way; the second tells which of its rows were new.
"""

from collections.abc import Sequence

from sqlalchemy.engine.interfaces import DBAPICursor

from foundation.errors import NotFound
from quiz.rules.answers import written
from quiz.services import saving_sql as sql
from quiz.services.saving import KeyReused, Outcome, Place, Save, in_waves, kept, refused
from quiz.services.saving_rows import first_reply, place_of, present


def store_in_postgresql(cursor: DBAPICursor, saves: Sequence[Save]) -> list[Outcome]:
    """Store the answers inside the caller's transaction; return one outcome each."""
    return in_waves(cursor, saves, _store_wave)


def _store_wave(cursor: DBAPICursor, saves: list[Save]) -> list[Outcome]:
    cursor.execute(sql.PLACES_LOCKED, ([save.question for save in saves],))
    places = {token: place_of(row) for token, *row in cursor.fetchall()}
    outcomes: list[Outcome | None] = []
    fresh: list[tuple[Place, Save]] = []
    for save in saves:
        place = places.get(save.question)
        outcome: Outcome | None = NotFound()
        if place is not None and (outcome := refused(place, save)) is None:
            fresh.append((place, save))
        elif place is not None:
            outcome = first_reply(cursor, place, save) or outcome
        outcomes.append(outcome)
    stored = iter(_add(cursor, fresh))
    return [next(stored) if outcome is None else outcome for outcome in outcomes]


def _add(cursor: DBAPICursor, fresh: list[tuple[Place, Save]]) -> list[Outcome]:
    if not fresh:
        return []
    found = [kept(place, save) for place, save in fresh]
    events = [
        (
            place.item_id,
            save.key,
            *told.stamp,
            written(told.choice),
            save.at,
            save.answer.clicked_ms,
            told.is_late,
        )
        for (place, save), told in zip(fresh, found, strict=True)
    ]
    cursor.execute(sql.ADD_AND_KEEP, [list(column) for column in zip(*events, strict=True)])
    stored = dict(cursor.fetchall())
    outcomes: list[Outcome] = []
    for (place, save), told in zip(fresh, found, strict=True):
        is_newest = stored.get(place.item_id)
        if is_newest is None:
            outcomes.append(first_reply(cursor, place, save) or KeyReused())
        else:
            outcomes.append(told if is_newest else present(cursor, place, late=told.is_late))
    return outcomes
