"""What both databases share when answers are stored: reading rows of the save path."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final

from sqlalchemy.engine.interfaces import DBAPICursor

from quiz.rules.answers import Stamp, read_choice, written
from quiz.services import saving_sql as sql
from quiz.services.saving import Kept, KeyReused, Outcome, Place, Save

_MOMENT_LENGTH: Final = len("2026-12-12 01:00:00.000000")


def place_of(row: Sequence[Any]) -> Place:
    """Return where an answer goes, from a row of ``places``."""
    item_id, option_count, is_several, attempt, epoch, state, deadline, ended = row
    return Place(
        item_id,
        option_count,
        bool(is_several),
        attempt,
        epoch,
        state,
        read_moment(deadline),
        read_moment(ended) if ended else None,
    )


def first_reply(cursor: DBAPICursor, place: Place, save: Save) -> Outcome | None:
    """Return what was replied when this same save came first; None if it never came."""
    if place.attempt != save.attempt or place.epoch != save.epoch:
        return None
    cursor.execute(sql.in_style(cursor, sql.EVENT), (place.item_id, save.key))
    row = cursor.fetchone()
    if row is None:
        return None
    event_id, late, *sent = row
    if sent != [*save.answer.stamp, written(save.answer.choice)]:
        return KeyReused()
    cursor.execute(sql.in_style(cursor, sql.NEWEST_UP_TO), (place.item_id, late, event_id))
    return _kept(cursor.fetchone(), place, late=late)


def present(cursor: DBAPICursor, place: Place, *, late: bool) -> Kept:
    """Return the answer that is stored now."""
    cursor.execute(sql.in_style(cursor, sql.PRESENT), (place.item_id, late))
    return _kept(cursor.fetchone(), place, late=late)


def _kept(row: Any, place: Place, *, late: bool) -> Kept:
    sequence, client, choice, saved_at = row
    stamp = Stamp(sequence, client)
    return Kept(stamp, read_choice(choice), read_moment(saved_at), bool(late), place.deadline)


def moment_text(moment: datetime) -> str:
    """Return a moment as ``Moment`` keeps it in SQLite."""
    return moment.astimezone(UTC).isoformat(" ", "microseconds")[:_MOMENT_LENGTH]


def read_moment(kept: str | datetime) -> datetime:
    """Return a moment as either database gives it."""
    return kept.astimezone(UTC) if isinstance(kept, datetime) else _read_text(kept)


@lru_cache(maxsize=4096)  # deadlines, mostly: the same for every answer of an attempt
def _read_text(kept: str) -> datetime:
    return datetime.fromisoformat(kept).replace(tzinfo=UTC)
