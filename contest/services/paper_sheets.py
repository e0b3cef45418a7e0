"""Sheets judges filled in on paper: typed in with a reason, typed again by a second person."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction

from contest.models import Contest, Entry, PanelSeat, RoundEntry, Scoresheet
from contest.rules import scoring
from contest.rules.document import Part
from contest.rules.states import ActKind
from contest.services import judging
from contest.services.guarding import contest_of, last_act, second_person
from contest.services.judging import SheetDraft
from contest.services.keeping import keep_act
from foundation.account import queries as accounts
from foundation.db import session, transactional
from foundation.errors import N_, Refusal
from foundation.text import reason_of


class MarksDiffer(Refusal):
    """The second person typed other marks than the first."""

    message = N_(
        "The marks differ from those typed first. Compare both with the paper; "
        "if the first ones are wrong, whoever typed them types the sheet anew."
    )


@transactional
def type_paper_sheet(
    seat_id: int, draft: SheetDraft, reason: str, *, actor_id: int, at: datetime
) -> Scoresheet:
    """Type in a sheet a judge filled in on paper; a second person types it again to confirm.

    Until then, whoever typed it can type it anew; the reason stays that of the first time.

    Raises:
        MarkOutOfRange, MarkMissing: the sheet is not whole.
        ReasonMissing: no reason was given.
        SheetSigned: the judge signed one on a device.
    """
    seat = session.get_one(PanelSeat, seat_id)
    contest, part = judging.markable(draft)
    scoring.check_marks(part, draft.marks, is_whole=True)
    sheet = judging.keep_sheet(seat, draft, "TYPED", actor_id, at)
    if last_act(contest, ActKind.PAPER_SHEET, sheet.id) is None:
        _keep_act(contest, sheet, seat, part, reason_of(reason))
    return sheet


def _keep_act(
    contest: Contest, sheet: Scoresheet, seat: PanelSeat, part: Part, reason: str
) -> None:
    round_entry = session.get_one(RoundEntry, sheet.round_entry_id)
    name = session.get_one(Entry, round_entry.entry_id).full_name
    judge = accounts.display_names({seat.user_id})[seat.user_id]
    words = f"{name} – {part.title} – {judge}"
    keep_act(
        contest,
        ActKind.PAPER_SHEET,
        (sheet.id, words),
        reason,
        sheet.entered_by,
        sheet.saved_at,
    )


@transactional
def confirm_paper_sheet(
    sheet_id: int, marks: Mapping[str, Fraction], *, actor_id: int, at: datetime
) -> Scoresheet:
    """Confirm a typed sheet by typing it once more; confirmed again, nothing changes.

    Raises:
        SamePerson: the one who typed it first confirms it.
        MarksDiffer: the marks are not the same.
    """
    sheet = session.get_one(Scoresheet, sheet_id)
    if sheet.state == "SIGNED":
        return sheet
    round_entry = session.get_one(RoundEntry, sheet.round_entry_id)
    _one, contest = contest_of(round_entry.round_id)
    second_person(contest, sheet.entered_by, actor_id, sheet.saved_at)
    if dict(marks) != judging.marks_of(sheet):
        raise MarksDiffer().after(sheet.saved_at, sheet.entered_by)
    sheet.confirmed_by = actor_id
    act = last_act(contest, ActKind.PAPER_SHEET, sheet.id)
    if act is not None:
        act.confirmed_by, act.confirmed_at = actor_id, at
    session.flush()
    total = sum(marks.values(), Fraction(0))
    return judging.seal_sheet(sheet, sheet.version, contest, total, actor_id, at)
