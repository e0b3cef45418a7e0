"""The secretariat's desk: order, clock, sheets by judge, what is missing, acts of the day."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from contest.models import Entry, Round, RoundEntry, Scoresheet, TimeRecord
from contest.queries.deductions import FaultRow, fault_rows
from contest.queries.judge import sheet_total
from contest.queries.loading import ContestWhole, round_entries, sheets_of_round
from contest.queries.missing import is_waited_for, times_of
from contest.queries.stage import SeatRow, seats
from contest.rules import scoring
from contest.rules.document import Part
from contest.rules.scoring import TooFewJudges
from foundation.errors import NotFound

FAR = Fraction(1, 16)
"""A judge's total this share of the part's maximum away from the mean is pointed out."""


@dataclass(frozen=True)
class JudgeLine:
    """One judge's sheet for a performance; ``difference`` is from the mean of signed sheets."""

    seat: SeatRow
    sheet: Scoresheet | None
    total: Fraction | None
    difference: Fraction | None
    is_far: bool


@dataclass(frozen=True)
class Performance:
    """An entry in one part: its place, its time, its sheets."""

    round_entry: RoundEntry
    entry: Entry
    part: Part
    time: TimeRecord | None
    lines: tuple[JudgeLine, ...]
    mean: Fraction | None
    penalty: Fraction
    faults: tuple[FaultRow, ...]
    score: Fraction | None

    @property
    def signed(self) -> int:
        """Return how many sheets are signed."""
        return sum(is_signed(line.sheet) for line in self.lines)

    @property
    def expected(self) -> int:
        """Return how many sheets there are to be: those signed, and those waited for."""
        return self.signed + len(self.missing)

    @property
    def is_running(self) -> bool:
        """Return whether it is on stage: its clock runs, or stands still for a while."""
        return self.time is not None and self.time.stopped_at is None

    @property
    def is_paused(self) -> bool:
        """Return whether the clock stands still."""
        return self.time is not None and self.is_running and self.time.paused_at is not None

    @property
    def is_over(self) -> bool:
        """Return whether it was on stage already."""
        return self.time is not None and self.time.stopped_at is not None

    @property
    def is_out(self) -> bool:
        """Return whether it does not take place: absent, or out of the contest."""
        return self.round_entry.state == "ABSENT" or self.entry.state != "REGISTERED"

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the names of the judges who have not signed."""
        return tuple(
            line.seat.name
            for line in self.lines
            if is_waited_for(line.seat.seat, self.time) and not is_signed(line.sheet)
        )


@dataclass(frozen=True)
class Desk:
    """Everything the desk shows of one part of a round."""

    whole: ContestWhole
    round: Round
    title: str
    parts: tuple[Part, ...]
    part: Part
    order: tuple[Performance, ...]
    open_sheets: Mapping[str, int]
    current: Performance | None
    focus: Performance | None

    @property
    def next_up(self) -> Performance | None:
        """Return the first that was not on stage yet in this part."""
        return next((p for p in self.order if p.time is None and not p.is_out), None)

    @property
    def after_next(self) -> Performance | None:
        """Return the one after the one that is on stage, or that is next."""
        waiting = [p for p in self.order if p.time is None and not p.is_out]
        here = 0 if self.current is not None else 1
        return waiting[here] if len(waiting) > here else None

    @property
    def waiting(self) -> int:
        """Return how many were not on stage yet in this part."""
        return sum(p.time is None and not p.is_out for p in self.order)


def is_signed(sheet: Scoresheet | None) -> bool:
    """Return whether this is a signed sheet."""
    return sheet is not None and sheet.state == "SIGNED"


def desk(whole: ContestWhole, one: Round, part_code: str | None, focus_id: str | None) -> Desk:
    """Return the desk of a round; the caller checked the right to see it.

    Args:
        part_code: the part to show; the one on stage, else the first unfinished, when left out.
        focus_id: the entry whose sheets are shown; the last that was on stage when left out.

    Raises:
        NotFound: the round has no such part.
    """
    rules = whole.rules.round(one.code)
    panel = seats(one.id)
    pairs = round_entries(one.id)
    notes = fault_rows(whole.rules, {entry.id for _, entry in pairs})
    tables = _Tables(panel, times_of(one.id), _sheets(one.id), notes, rules.min_judges)
    by_part = {
        part.code: tuple(_performance(pair, part, tables) for pair in pairs) for part in rules.parts
    }
    code = part_code or one.current_part or _first_open(by_part) or rules.parts[0].code
    if code not in by_part:
        raise NotFound
    order = by_part[code]
    current = next((p for ps in by_part.values() for p in ps if p.is_running), None)
    return Desk(
        whole=whole,
        round=one,
        title=rules.title,
        parts=rules.parts,
        part=next(part for part in rules.parts if part.code == code),
        order=order,
        open_sheets={
            key: sum(len(p.missing) for p in ps if not p.is_out) for key, ps in by_part.items()
        },
        current=current,
        focus=_focus(order, focus_id),
    )


def _first_open(by_part: Mapping[str, tuple[Performance, ...]]) -> str | None:
    for code, performances in by_part.items():
        if any(p.time is None and not p.is_out for p in performances):
            return code
    return None


def _focus(order: tuple[Performance, ...], focus_id: str | None) -> Performance | None:
    if focus_id:
        return next((p for p in order if p.entry.public_id == focus_id), None)
    over = [(p.time.stopped_at, n) for n, p in enumerate(order) if p.time and p.time.stopped_at]
    return order[max(over)[1]] if over else None


Sheets = dict[tuple[int, int, str], Scoresheet]
Times = dict[tuple[int, str], TimeRecord]


@dataclass(frozen=True)
class _Tables:
    """Everything of a round its performances are put together from."""

    panel: list[SeatRow]
    times: Times
    sheets: Sheets
    notes: list[FaultRow]
    min_judges: int


def _sheets(round_id: int) -> Sheets:
    return {(s.seat_id, s.round_entry_id, s.part): s for s in sheets_of_round(round_id)}


def _performance(pair: tuple[RoundEntry, Entry], part: Part, tables: _Tables) -> Performance:
    round_entry, entry = pair
    time = tables.times.get((round_entry.id, part.code))
    found = [
        (row, tables.sheets.get((row.seat.id, round_entry.id, part.code))) for row in tables.panel
    ]
    totals = [sheet_total(sheet) for _, sheet in found if sheet is not None and is_signed(sheet)]
    mean = sum(totals, Fraction(0)) / len(totals) if totals else None
    seconds = time.seconds if time else None
    faults = tuple(
        row
        for row in tables.notes
        if row.note.entry_id == entry.id and row.note.part in ("", part.code)
    )
    return Performance(
        round_entry=round_entry,
        entry=entry,
        part=part,
        time=time,
        lines=tuple(_line(row, sheet, mean, part.max_points) for row, sheet in found),
        mean=mean,
        penalty=scoring.time_penalty(part.time, seconds),
        faults=faults,
        score=_score(part, totals, tables.min_judges, seconds, faults),
    )


def _line(
    row: SeatRow, sheet: Scoresheet | None, mean: Fraction | None, most: Fraction
) -> JudgeLine:
    total = sheet_total(sheet) if sheet is not None and sheet.state != "DRAFT" else None
    difference = total - mean if total is not None and mean is not None else None
    is_far = difference is not None and abs(difference) >= FAR * most
    return JudgeLine(row, sheet, total, difference, is_far)


def _score(
    part: Part,
    totals: list[Fraction],
    min_judges: int,
    seconds: int | None,
    faults: tuple[FaultRow, ...],
) -> Fraction | None:
    times: Counter[str] = Counter()
    for row in faults:
        if row.is_counted and row.note.part:
            times[row.note.code] += row.note.times
    try:
        return scoring.part_points(part, totals, min_judges, seconds, times).points
    except TooFewJudges:
        return None
