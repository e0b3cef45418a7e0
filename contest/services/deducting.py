"""Points taken off for faults: by the secretariat at once, or on a judge's word once confirmed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from contest.models import Contest, Deduction, Entry, Round, RoundEntry
from contest.queries.loading import contest_whole
from contest.rules.document import Fault, Part
from contest.rules.states import ActKind, ContestState, RoundState
from contest.services import judging
from contest.services.guarding import in_state, round_in_state
from contest.services.keeping import keep_act
from contest.services.setting_up import freeze_rules
from foundation.db import session, transactional
from foundation.errors import N_, InvalidInput, NotFound
from foundation.text import reason_of


class TooManyTimes(InvalidInput):
    """The rules count a fault only so often."""

    field = "times"
    message = N_("“%(fault)s” is taken off at most %(most)s times; %(noted)s are noted already.")


@dataclass(frozen=True)
class FaultNote:
    """A fault somebody noted. ``key`` names the request, so that it counts once."""

    round_entry_id: int
    part: str
    code: str
    times: int
    reason: str
    key: str


@transactional
def deduct(note: FaultNote, *, actor_id: int, at: datetime) -> Deduction:
    """Take points off for a fault; the same request again changes nothing.

    Raises:
        NotFound: the rules know no such fault of this part or of the total.
        TooManyTimes: the rules count it less often.
        ReasonMissing: no reason was given.
    """
    return _note(note, "COUNTED", actor_id, at)


@transactional
def propose_deduction(note: FaultNote, *, actor_id: int, at: datetime) -> Deduction:
    """Report a fault as a judge of the round; it counts once the secretariat confirms it.

    Raises:
        NotFound: the user has no seat in this round, or the rules know no such fault.
        TooManyTimes, ReasonMissing: as for ``deduct``.
    """
    judging.seat_of(note.round_entry_id, actor_id)
    return _note(note, "PROPOSED", actor_id, at)


def _note(note: FaultNote, state: str, actor_id: int, at: datetime) -> Deduction:
    round_entry = session.get_one(RoundEntry, note.round_entry_id)
    entry = session.get_one(Entry, round_entry.entry_id)
    known = session.scalar(
        select(Deduction).where(Deduction.entry_id == entry.id, Deduction.key == note.key)
    )
    if known is not None:
        return known
    contest = session.get_one(Contest, entry.contest_id)
    part, fault = _rule(contest.id, note)
    _refuse_closed(contest, round_entry, part)
    if round_entry.state == "ABSENT" or entry.state != "REGISTERED":
        raise judging.IsAbsent(name=entry.full_name)
    words = reason_of(note.reason)
    kept = Deduction(
        entry_id=entry.id,
        part=part.code if part else "",
        code=fault.code,
        times=note.times,
        reason=words,
        state=state,
        key=note.key[:40],
        entered_by=actor_id,
        entered_at=at,
    )
    _refuse_too_many(fault, entry.id, note.times)
    session.add(kept)
    session.flush()
    if state == "COUNTED":
        freeze_rules(contest.id, at)
    subject = (kept.id, f"{entry.full_name} – {fault.title} (× {note.times})")
    act = keep_act(contest, ActKind.DEDUCTION, subject, words, actor_id, at)
    act.state = "DONE" if state == "COUNTED" else "PROPOSED"
    session.flush()
    return kept


def _rule(contest_id: int, note: FaultNote) -> tuple[Part | None, Fault]:
    for part, fault in contest_whole(contest_id).rules.faults:
        if fault.code == note.code and (part is None or part.code == note.part):
            return part, fault
    raise NotFound


def _refuse_closed(contest: Contest, round_entry: RoundEntry, part: Part | None) -> None:
    """A part's faults are noted while its round is held, the total's until the result is out."""
    if part is None:
        in_state(contest, ContestState.RUNNING, ContestState.CLOSED)
    else:
        round_in_state(session.get_one(Round, round_entry.round_id), RoundState.OPEN)


def _refuse_too_many(fault: Fault, entry_id: int, times: int) -> None:
    if times < 1:
        raise InvalidInput
    noted = session.scalar(
        select(func.coalesce(func.sum(Deduction.times), 0)).where(
            Deduction.entry_id == entry_id,
            Deduction.code == fault.code,
            Deduction.state.in_(("COUNTED", "PROPOSED")),
        )
    )
    if fault.max_times is not None and int(noted or 0) + times > fault.max_times:
        raise TooManyTimes(fault=fault.title, most=fault.max_times, noted=int(noted or 0))
