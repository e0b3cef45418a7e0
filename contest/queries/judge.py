"""What a judge sees: own seats, the performances in their order, one sheet. Never others' marks."""

from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select

from contest.models import Act, Contest, Entry, PanelSeat, Round, RoundEntry, Scoresheet
from contest.queries.deductions import FaultRow, fault_rows
from contest.queries.loading import contest_whole, round_entries
from contest.queries.missing import came_later, times_of
from contest.rules.document import Criterion, Part, RulesDocument
from contest.rules.states import ActKind, ContestState
from foundation.account import queries as accounts
from foundation.db import session
from foundation.errors import NotFound


@dataclass(frozen=True)
class Turn:
    """One performance as a judge's list shows it; ``state`` is that of the judge's own sheet."""

    round_entry_id: int
    order: int | None
    full_name: str
    unit_name: str
    part: Part
    state: str | None
    total: Fraction | None
    is_current: bool
    is_absent: bool
    is_missed: bool
    """Whether it was over when the judge got the seat: no sheet is waited for."""


@dataclass(frozen=True)
class Seat:
    """A seat on a panel with the turns to be marked."""

    contest: Contest
    round: Round
    round_title: str
    is_head: bool
    turns: tuple[Turn, ...]

    @property
    def unsigned(self) -> int:
        """Return how many sheets are not signed yet."""
        return sum(
            turn.state != "SIGNED" and not (turn.is_absent or turn.is_missed) for turn in self.turns
        )


@dataclass(frozen=True)
class CriterionRow:
    """A criterion with the judge's mark; no mark is None, never 0."""

    criterion: Criterion
    mark: Fraction | None


@dataclass(frozen=True)
class SheetPage:
    """One sheet as its judge, or the secretariat for the judge, sees it."""

    contest: Contest
    round: Round
    round_title: str
    part: Part
    seat: PanelSeat
    judge_name: str
    round_entry: RoundEntry
    entry: Entry
    sheet: Scoresheet | None
    rows: tuple[CriterionRow, ...]
    asked: Act | None
    rules: RulesDocument
    faults: tuple[FaultRow, ...]

    @property
    def total(self) -> Fraction:
        """Return the sum of the marks given so far."""
        return sum((row.mark for row in self.rows if row.mark is not None), Fraction(0))

    @property
    def unmarked(self) -> int:
        """Return how many criteria have no mark yet."""
        return sum(row.mark is None for row in self.rows)

    @property
    def version(self) -> int:
        """Return the version of the sheet; 0 while there is none."""
        return self.sheet.version if self.sheet else 0

    @property
    def is_locked(self) -> bool:
        """Return whether the marks can no longer be changed here."""
        return self.sheet is not None and self.sheet.state in ("SIGNED", "TYPED")


def seats_of(user_id: int) -> list[Seat]:
    """Return the judge's seats in contests that are not over, the round under way first."""
    found = session.execute(
        select(PanelSeat, Round, Contest)
        .join(Round, Round.id == PanelSeat.round_id)
        .join(Contest, Contest.id == Round.contest_id)
        .where(
            PanelSeat.user_id == user_id,
            Contest.state.not_in((ContestState.PUBLISHED.name, ContestState.ARCHIVED.name)),
        )
        .order_by(Contest.held_on, Round.id)
    ).all()
    rows = [_seat(seat, one, contest) for seat, one, contest in found]
    return sorted(rows, key=lambda row: row.round.state != "OPEN")


def _seat(seat: PanelSeat, one: Round, contest: Contest) -> Seat:
    rules = contest_whole(contest.id).rules.round(one.code)
    sheets = {
        (sheet.round_entry_id, sheet.part): sheet
        for sheet in session.scalars(
            select(Scoresheet).where(Scoresheet.seat_id == seat.id).order_by(Scoresheet.number)
        )
    }
    playing = [pair for pair in round_entries(one.id) if pair[1].state == "REGISTERED"]
    is_begun, times = one.state in ("OPEN", "CLOSED"), times_of(one.id)
    missed = {key for key, time in times.items() if came_later(seat, time)}
    turns = [
        _turn(one, pair, part, sheets.get((pair[0].id, part.code)), missed)
        for part in rules.parts
        for pair in playing
        if is_begun
    ]
    return Seat(contest, one, rules.title, seat.is_head, tuple(turns))


def _turn(
    one: Round,
    pair: tuple[RoundEntry, Entry],
    part: Part,
    sheet: Scoresheet | None,
    missed: set[tuple[int, str]],
) -> Turn:
    round_entry, entry = pair
    is_current = one.current_entry_id == round_entry.id and one.current_part == part.code
    return Turn(
        round_entry_id=round_entry.id,
        order=round_entry.order,
        full_name=entry.full_name,
        unit_name=entry.unit_name,
        part=part,
        state=sheet.state if sheet else None,
        total=sheet_total(sheet) if sheet else None,
        is_current=is_current,
        is_absent=round_entry.state == "ABSENT",
        is_missed=(round_entry.id, part.code) in missed,
    )


def sheet_total(sheet: Scoresheet) -> Fraction:
    """Return the sum of a sheet's marks."""
    return sum((Fraction(mark) for mark in sheet.marks.values()), Fraction(0))


def judge_sheet(round_entry_id: int, part: str, user_id: int) -> SheetPage:
    """Return the judge's own sheet for a performance.

    Raises:
        NotFound: the user has no seat in that round, or there is no such part.
    """
    seat = session.scalar(
        select(PanelSeat)
        .join(RoundEntry, RoundEntry.round_id == PanelSeat.round_id)
        .where(RoundEntry.id == round_entry_id, PanelSeat.user_id == user_id)
    )
    if seat is None:
        raise NotFound
    return sheet_page(seat, round_entry_id, part)


def sheet_page(seat: PanelSeat, round_entry_id: int, part_code: str) -> SheetPage:
    """Return one judge's newest sheet for a performance; the caller checked who may see it.

    Raises:
        NotFound: the round has no such part, or the performance is of another round.
    """
    one = session.get_one(Round, seat.round_id)
    whole = contest_whole(one.contest_id)
    rules = whole.rules.round(one.code)
    part = next((known for known in rules.parts if known.code == part_code), None)
    found = {row.id: (row, entry) for row, entry in round_entries(one.id)}
    if part is None or round_entry_id not in found:
        raise NotFound
    round_entry, entry = found[round_entry_id]
    sheet = _newest(seat.id, round_entry_id, part_code)
    marks = sheet.marks if sheet else {}
    return SheetPage(
        contest=whole.contest,
        round=one,
        round_title=rules.title,
        part=part,
        seat=seat,
        judge_name=accounts.display_names({seat.user_id})[seat.user_id],
        round_entry=round_entry,
        entry=entry,
        sheet=sheet,
        rows=tuple(
            CriterionRow(known, Fraction(marks[known.code]) if known.code in marks else None)
            for known in part.criteria
        ),
        asked=_asked(sheet) if sheet else None,
        rules=whole.rules,
        faults=tuple(
            row for row in fault_rows(whole.rules, {entry.id}) if row.note.part == part_code
        ),
    )


def _newest(seat_id: int, round_entry_id: int, part: str) -> Scoresheet | None:
    return session.scalar(
        select(Scoresheet)
        .where(
            Scoresheet.seat_id == seat_id,
            Scoresheet.round_entry_id == round_entry_id,
            Scoresheet.part == part,
        )
        .order_by(Scoresheet.number.desc())
        .limit(1)
    )


def _asked(sheet: Scoresheet) -> Act | None:
    """Return the request to correct this sheet that still waits."""
    return session.scalar(
        select(Act).where(
            Act.kind == ActKind.CORRECTION.name,
            Act.subject_id == sheet.id,
            Act.state == "PROPOSED",
        )
    )
