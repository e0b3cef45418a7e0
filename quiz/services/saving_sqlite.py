"""Storing answers in SQLite: three statements a group.

Every row that a statement returns lets another thread in before the next row comes, and a thread
that was let in keeps the writer waiting; so the places come as one value, and the rows of a
group go in as one. Nobody else writes in the meantime: what was read first still holds.
"""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy.engine.interfaces import DBAPICursor

from foundation.errors import NotFound
from quiz.rules.answers import written
from quiz.services import saving_sql as sql
from quiz.services.saving import Kept, KeyReused, Outcome, Place, Save, in_waves, kept, refused
from quiz.services.saving_rows import first_reply, moment_text, place_of, present


def store_in_sqlite(cursor: DBAPICursor, saves: Sequence[Save]) -> list[Outcome]:
    """Store the answers inside the caller's transaction; return one outcome each."""
    return in_waves(cursor, saves, _store_wave)


def _store_wave(cursor: DBAPICursor, saves: list[Save]) -> list[Outcome]:
    asked = [word for save in saves for word in (save.question, save.key)]
    cursor.execute(sql.places(len(saves)), asked)
    [rows] = cursor.fetchone() or ["[]"]
    places = {token: (place_of(row), came) for token, came, *row in json.loads(rows)}
    outcomes: list[Outcome | None] = []
    fresh: list[tuple[Place, Save]] = []
    for save in saves:
        place, came_before = places.get(save.question, (None, False))
        outcome = _known(cursor, place, save, came_before=came_before)
        outcomes.append(outcome)
        if place is not None and outcome is None:
            fresh.append((place, save))
    stored = iter(_add(cursor, fresh))
    return [next(stored) if outcome is None else outcome for outcome in outcomes]


def _known(
    cursor: DBAPICursor, place: Place | None, save: Save, *, came_before: bool
) -> Outcome | None:
    """Return the reply to what is not stored: refused, or stored when it came before."""
    if place is None:
        return NotFound()
    refusal = refused(place, save)
    if refusal is not None:
        return first_reply(cursor, place, save) or refusal
    return first_reply(cursor, place, save) or KeyReused() if came_before else None


def _add(cursor: DBAPICursor, fresh: list[tuple[Place, Save]]) -> list[Kept]:
    if not fresh:
        return []
    found = [kept(place, save) for place, save in fresh]
    events: list[Any] = []
    answers: list[Any] = []
    for (place, save), told in zip(fresh, found, strict=True):
        (sequence, client), item = told.stamp, place.item_id
        choice, at, late = written(told.choice), moment_text(save.at), told.is_late
        events += (item, save.key, sequence, client, choice, at, save.answer.clicked_ms, late)
        answers += (item, late, sequence, client, choice, at)
    cursor.execute(sql.add_events(len(fresh)), events)
    cursor.execute(sql.keep_newest(len(fresh)), answers)
    if cursor.rowcount == len(fresh):
        return found
    # A newer answer was there before one of these: whoever sent that one is told of the newer.
    return [
        present(cursor, place, late=told.is_late)
        for (place, _), told in zip(fresh, found, strict=True)
    ]
