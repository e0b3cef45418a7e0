"""What the hall's screen shows: units only, nothing that is not marked, never 0 for nothing."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from sqlalchemy import select

from contest.models import Round, TimeRecord
from contest.queries.loading import ContestWhole, round_entries
from contest.queries.standings import CategoryStandings, StandingRow, Standings, standings
from contest.rules.states import RoundState, ScreenMode
from foundation.db import session
from foundation.organisation import queries as organisation

ROWS_A_PAGE = 8


@dataclass(frozen=True)
class ScreenRow:
    """A unit in the table."""

    place: int | None
    unit_name: str
    scores: tuple[Fraction | None, ...]
    total: Fraction | None


@dataclass(frozen=True)
class ScreenPage:
    """So many rows as fit on the screen, of one category."""

    title: str
    rows: tuple[ScreenRow, ...]


@dataclass(frozen=True)
class ScreenClock:
    """The clock of the performance on stage."""

    order: int | None
    part_title: str
    unit_name: str
    next_unit: str | None
    seconds: int
    limit_seconds: int | None
    is_running: bool


@dataclass(frozen=True)
class Feed:
    """Everything the screen needs."""

    mode: ScreenMode
    contest_name: str
    organising_body: str
    place: str
    held_on: date
    columns: tuple[tuple[str, str], ...]
    pages: tuple[ScreenPage, ...]
    clock: ScreenClock | None
    marked: int
    total: int
    revealed: int
    to_reveal: int
    at: datetime


Names = dict[int, str]


def feed(whole: ContestWhole, at: datetime) -> Feed:
    """Return what the screen of a contest shows; the caller checked the right to see it."""
    mode = ScreenMode[whole.contest.screen_mode]
    found = standings(whole.contest.id)
    rows = [row for one in found.categories for row in one.rows]
    names = _short_names(whole)
    shown = whole.contest.screen_revealed
    is_reveal = mode is ScreenMode.REVEAL
    return Feed(
        mode=mode,
        contest_name=whole.contest.name,
        organising_body=whole.contest.organising_body,
        place=whole.contest.place,
        held_on=whole.contest.held_on,
        columns=tuple(two_lines(column.title) for column in whole.rules.columns),
        pages=_revealed(found, names, shown) if is_reveal else _pages(found, names),
        clock=_clock(whole, names, at),
        marked=sum(row.total is not None for row in rows),
        total=len(rows),
        revealed=shown,
        to_reveal=sum(row.place is not None for row in rows),
        at=at,
    )


def two_lines(title: str) -> tuple[str, str]:
    """Return a title on two lines of about the same length, so that its column stays narrow."""
    words = title.split()
    splits = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words) + 1)]
    return min(splits, key=lambda pair: max(len(pair[0]), len(pair[1])), default=("", ""))


def _short_names(whole: ContestWhole) -> dict[int, str]:
    """Return what the cells are called in short on the day of the contest."""
    units = {entry.unit_id for entry in whole.playing}
    rows = organisation.unit_rows(units, whole.contest.held_on)
    return {row.id: row.short_name or row.name for row in rows}


def _row(row: StandingRow, found: Standings, names: Names) -> ScreenRow:
    return ScreenRow(
        place=row.place.place if row.place else None,
        unit_name=names[row.entry.unit_id],
        scores=tuple(row.scores[column.code] for column in found.whole.rules.columns),
        total=row.total,
    )


def _pages(found: Standings, names: Names) -> tuple[ScreenPage, ...]:
    pages = []
    for one in found.categories:
        rows = [_row(row, found, names) for row in one.rows]
        pages += [
            ScreenPage(one.category.name, tuple(rows[start : start + ROWS_A_PAGE]))
            for start in range(0, len(rows), ROWS_A_PAGE)
        ]
    return tuple(pages)


def _revealed(found: Standings, names: Names, count: int) -> tuple[ScreenPage, ...]:
    """Return the category now being revealed, its shown places on top of each other."""
    left = count
    shown: tuple[CategoryStandings, list[StandingRow]] | None = None
    for one in found.categories:
        ranked = [row for row in one.rows if row.place is not None]
        if shown is None or left > 0:
            shown = (one, ranked[len(ranked) - min(max(left, 0), len(ranked)) :])
        left -= len(ranked)
    if shown is None:
        return ()
    category, rows = shown
    best = [_row(row, found, names) for row in rows[:ROWS_A_PAGE]]
    return (ScreenPage(category.category.name, tuple(best)),)


def _clock(whole: ContestWhole, names: Names, at: datetime) -> ScreenClock | None:
    one = _open_stage(whole)
    if one is None or one.current_entry_id is None or one.current_part is None:
        return None
    part = whole.rules.part(one.current_part)
    pairs = round_entries(one.id)
    current = next(pair for pair in pairs if pair[0].id == one.current_entry_id)
    times = {
        row.round_entry_id: row
        for row in session.scalars(select(TimeRecord).where(TimeRecord.part == part.code))
    }
    kept = times.get(current[0].id)
    following = next(
        (
            names[entry.unit_id]
            for row, entry in pairs
            if row.id not in times and row.state != "ABSENT" and entry.state == "REGISTERED"
        ),
        None,
    )
    return ScreenClock(
        order=current[0].order,
        part_title=part.title,
        unit_name=names.get(current[1].unit_id, current[1].unit_name),
        next_unit=following,
        seconds=kept.used(at) if kept else 0,
        limit_seconds=part.time.max_seconds if part.time else None,
        is_running=kept is not None and kept.stopped_at is None and kept.paused_at is None,
    )


def _open_stage(whole: ContestWhole) -> Round | None:
    for one in whole.rounds:
        if one.mode == "stage" and one.state == RoundState.OPEN.name:
            return one
    return None
