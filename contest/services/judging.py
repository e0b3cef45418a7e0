"""Score sheets: saved with a version, signed, corrected by a new sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlalchemy import select, update

from contest.models import Contest, Entry, PanelSeat, RoundEntry, Scoresheet
from contest.queries.loading import newest_rules
from contest.rules import scoring
from contest.rules.document import Part, read_rules
from contest.rules.states import RoundState
from contest.services.guarding import contest_of, round_in_state
from contest.services.setting_up import freeze_rules
from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, NotFound, Refusal
from foundation.text import reason_of


class SheetSigned(Refusal):
    """A signed sheet never changes."""

    message = N_("This sheet was signed on %(at)s. A correction is a new sheet with a reason.")


class OtherVersion(Refusal):
    """Somebody saved this sheet meanwhile, or on another device."""

    message = N_("This sheet was saved meanwhile with a total of %(total)s. Look at it again.")


class IsAbsent(Refusal):
    """Somebody who does not appear is not marked."""

    message = N_("%(name)s does not appear in this round.")


@dataclass(frozen=True)
class SheetDraft:
    """Marks of one judge for one performance; ``version`` is that of the sheet shown, or 0."""

    round_entry_id: int
    part: str
    marks: Mapping[str, Fraction]
    version: int
    note: str = ""


def seat_of(round_entry_id: int, user_id: int) -> PanelSeat:
    """Return the judge's seat in the round of this performance.

    Raises:
        NotFound: the user has no seat there.
    """
    seat = session.scalar(
        select(PanelSeat)
        .join(RoundEntry, RoundEntry.round_id == PanelSeat.round_id)
        .where(RoundEntry.id == round_entry_id, PanelSeat.user_id == user_id)
    )
    if seat is None:
        raise NotFound
    return seat


def newest_sheet(seat_id: int, round_entry_id: int, part: str) -> Scoresheet | None:
    """Return the newest sheet of a judge for a performance, or None."""
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


@transactional
def save_sheet(draft: SheetDraft, *, actor_id: int, at: datetime) -> Scoresheet:
    """Keep a judge's marks, not signed yet.

    Raises:
        NotFound: the judge has no seat in this round.
        MarkOutOfRange: a mark does not fit its criterion.
        SheetSigned: the sheet was signed.
        OtherVersion: the sheet was saved since it was shown.
    """
    seat = seat_of(draft.round_entry_id, actor_id)
    return keep_sheet(seat, draft, "DRAFT", actor_id, at)


def keep_sheet(
    seat: PanelSeat, draft: SheetDraft, state: str, actor_id: int, at: datetime
) -> Scoresheet:
    """Keep marks in the caller's transaction: a judge's draft, or a sheet typed from paper."""
    contest, part = markable(draft)
    total = scoring.check_marks(part, draft.marks, is_whole=False)
    sheet = newest_sheet(seat.id, draft.round_entry_id, draft.part)
    marks = {code: str(mark) for code, mark in draft.marks.items()}
    if sheet is None:
        sheet = Scoresheet(
            seat_id=seat.id,
            round_entry_id=draft.round_entry_id,
            part=draft.part,
            version=1,
            state=state,
            marks=marks,
            note=draft.note[:500],
            entered_by=actor_id,
            saved_at=at,
        )
        session.add(sheet)
    else:
        is_own = sheet.state == state == "TYPED" and sheet.entered_by == actor_id
        _change(sheet, draft, marks, at, is_open=sheet.state == "DRAFT" or is_own)
        sheet.state, sheet.entered_by = state, actor_id
    session.flush()
    record(
        "sheet.save",
        f"sheet:{sheet.id}",
        actor_id=actor_id,
        at=at,
        unit_id=contest.unit_id,
        marks=marks,
        total=total,
        version=sheet.version,
    )
    return sheet


def _change(
    sheet: Scoresheet, draft: SheetDraft, marks: dict[str, str], at: datetime, *, is_open: bool
) -> None:
    if not is_open:
        signed_at = sheet.signed_at or sheet.saved_at
        raise SheetSigned(at=signed_at).after(signed_at, sheet.confirmed_by or sheet.entered_by)
    if sheet.version != draft.version:
        if sheet.marks == marks:
            return  # the same request again: the first reply holds
        raise OtherVersion(total=sum((Fraction(m) for m in sheet.marks.values()), Fraction(0)))
    sheet.marks, sheet.note, sheet.saved_at = marks, draft.note[:500], at
    sheet.version += 1


def markable(draft: SheetDraft) -> tuple[Contest, Part]:
    """Return the contest and the part of a performance that can be marked now."""
    round_entry = session.get_one(RoundEntry, draft.round_entry_id)
    one, contest = contest_of(round_entry.round_id)
    round_in_state(one, RoundState.OPEN)
    entry = session.get_one(Entry, round_entry.entry_id)
    if round_entry.state == "ABSENT" or entry.state != "REGISTERED":
        raise IsAbsent(name=entry.full_name)
    rules = read_rules(newest_rules(contest.id).document)
    if draft.part not in {part.code for part in rules.round(one.code).parts}:
        raise NotFound
    return contest, rules.part(draft.part)


@transactional
def sign_sheet(sheet_id: int, version: int, *, actor_id: int, at: datetime) -> Scoresheet:
    """Sign a whole sheet; signing it again changes nothing. The rules freeze at the first one.

    Raises:
        NotFound: it is another judge's sheet.
        MarkMissing: a criterion is not marked.
        OtherVersion: the sheet was saved since it was shown.
    """
    sheet = session.get_one(Scoresheet, sheet_id)
    seat = seat_of(sheet.round_entry_id, actor_id)
    if sheet.seat_id != seat.id:
        raise NotFound
    if sheet.state == "SIGNED":
        return sheet
    marks = marks_of(sheet)
    draft = SheetDraft(sheet.round_entry_id, sheet.part, marks, version)
    contest, part = markable(draft)
    total = scoring.check_marks(part, marks, is_whole=True)
    return seal_sheet(sheet, version, contest, total, actor_id, at)


def seal_sheet(  # noqa: PLR0917 - the words of a signature
    sheet: Scoresheet, version: int, contest: Contest, total: Fraction, actor_id: int, at: datetime
) -> Scoresheet:
    """Sign a whole sheet in the caller's transaction; the rules freeze at the first one."""
    signed = session.scalar(
        update(Scoresheet)
        .where(
            Scoresheet.id == sheet.id,
            Scoresheet.version == version,
            Scoresheet.state.in_(("DRAFT", "TYPED")),
        )
        .values(state="SIGNED", signed_at=at)
        .returning(Scoresheet.id)
    )
    if signed is None:
        raise OtherVersion(total=total)
    freeze_rules(contest.id, at)
    record(
        "sheet.sign",
        f"sheet:{sheet.id}",
        actor_id=actor_id,
        at=at,
        unit_id=contest.unit_id,
        marks=sheet.marks,
        total=total,
        version=version,
    )
    session.refresh(sheet)
    return sheet


def marks_of(sheet: Scoresheet) -> dict[str, Fraction]:
    """Return a sheet's marks as exact numbers."""
    return {code: Fraction(mark) for code, mark in sheet.marks.items()}


@transactional
def open_correction(sheet_id: int, reason: str, *, actor_id: int, at: datetime) -> Scoresheet:
    """Let a judge correct a signed sheet: the old one is kept, a new one begins with its marks.

    Raises:
        ReasonMissing: no reason was given.
        NotFound: the sheet is not signed.
    """
    old = session.get_one(Scoresheet, sheet_id)
    round_entry = session.get_one(RoundEntry, old.round_entry_id)
    one, contest = contest_of(round_entry.round_id)
    round_in_state(one, RoundState.OPEN)
    if old.state != "SIGNED":
        raise NotFound
    old.state = "REPLACED"
    fresh = Scoresheet(
        seat_id=old.seat_id,
        round_entry_id=old.round_entry_id,
        part=old.part,
        number=old.number + 1,
        marks=dict(old.marks),
        note=old.note,
        reason=reason_of(reason),
        entered_by=actor_id,
        saved_at=at,
    )
    session.add(fresh)
    session.flush()
    record(
        "sheet.correct",
        f"sheet:{sheet_id}",
        actor_id=actor_id,
        at=at,
        unit_id=contest.unit_id,
        reason=fresh.reason,
        next_sheet=fresh.id,
    )
    return fresh
