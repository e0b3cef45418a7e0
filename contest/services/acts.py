"""Acts of the day: each with a reason, a person and, where something is undone, a second one."""

from datetime import datetime

from sqlalchemy import select, update

from contest.models import (
    Act,
    Contest,
    Deduction,
    Entry,
    PanelSeat,
    Round,
    RoundEntry,
    Scoresheet,
)
from contest.queries.loading import contest_whole
from contest.queries.standings import standings
from contest.queries.withholding import KINDS as PRIZE_KINDS
from contest.rules.states import ActKind, ContestState, RoundState
from contest.services import judging
from contest.services.guarding import (
    contest_of,
    in_state,
    last_act,
    refuse_gone,
    refuse_published,
    round_in_state,
    second_person,
)
from contest.services.keeping import keep_act
from contest.services.setting_up import Nominee, freeze_rules, register_people
from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import NotFound
from foundation.text import reason_of


@transactional
def leave_contest(entry_id: int, kind: ActKind, reason: str, *, actor_id: int, at: datetime) -> Act:
    """Take an entry out: withdrawn or disqualified; its papers and sheets are kept.

    The same again changes nothing.

    Raises:
        AlreadyGone: it left another way.
        ReasonMissing: no reason was given.
        AlreadyPublished: the result is out.
    """
    entry = session.get_one(Entry, entry_id)
    contest = session.get_one(Contest, entry.contest_id)
    refuse_published(contest)
    if entry.state == kind.name and (done := last_act(contest, kind, entry.id)) is not None:
        return done
    refuse_gone(contest, entry)
    words = reason_of(reason)
    entry.state, entry.reason = kind.name, words
    return keep_act(contest, kind, (entry.id, entry.full_name), words, actor_id, at)


@transactional
def replace_entry(
    entry_id: int, nominee: Nominee, reason: str, *, actor_id: int, at: datetime
) -> Entry:
    """Let somebody else of the same unit stand in, before the first list is published.

    Raises:
        NotInThisState: a list was published.
        AlreadyGone: the entry takes part no more.
    """
    entry = session.get_one(Entry, entry_id)
    contest = session.get_one(Contest, entry.contest_id)
    in_state(contest, ContestState.REGISTRATION, ContestState.READY)
    refuse_gone(contest, entry)
    before = contest.state
    contest.state = ContestState.REGISTRATION.name
    session.flush()
    [fresh] = register_people(contest.id, [nominee], actor_id=actor_id, at=at)
    contest.state = before
    entry.state, entry.reason = "REPLACED", reason_of(reason)
    fresh.promoted_from_id = entry.promoted_from_id
    subject = (entry.id, f"{entry.full_name} → {fresh.full_name}")
    keep_act(contest, ActKind.REPLACED, subject, entry.reason, actor_id, at)
    return fresh


@transactional
def mark_absent(round_entry_id: int, reason: str, *, actor_id: int, at: datetime) -> Act:
    """Note that somebody does not appear in this round.

    Raises:
        ReasonMissing: no reason was given.
    """
    round_entry = session.get_one(RoundEntry, round_entry_id)
    one, contest = contest_of(round_entry.round_id)
    round_in_state(one, RoundState.LISTED, RoundState.DRAWN, RoundState.OPEN)
    entry = session.get_one(Entry, round_entry.entry_id)
    done = last_act(contest, ActKind.ABSENT, round_entry.id)
    if round_entry.state == "ABSENT" and done is not None:
        return done
    round_entry.state, round_entry.reason = "ABSENT", reason_of(reason)
    return keep_act(
        contest, ActKind.ABSENT, (round_entry.id, entry.full_name), round_entry.reason, actor_id, at
    )


@transactional
def mark_judge_absent(seat_id: int, reason: str, name: str, *, actor_id: int, at: datetime) -> Act:
    """Note that a judge is absent: his or her sheets are not waited for."""
    seat = session.get_one(PanelSeat, seat_id)
    one, contest = contest_of(seat.round_id)
    round_in_state(one, RoundState.LISTED, RoundState.DRAWN, RoundState.OPEN)
    done = last_act(contest, ActKind.JUDGE_ABSENT, seat.id)
    if seat.absent_reason is not None and done is not None:
        return done
    seat.absent_reason = reason_of(reason)
    return keep_act(
        contest, ActKind.JUDGE_ABSENT, (seat.id, name), seat.absent_reason, actor_id, at
    )


@transactional
def ask_reopening(
    contest_id: int, kind: ActKind, subject_id: int, reason: str, *, actor_id: int, at: datetime
) -> Act:
    """Ask to undo something; it waits for a second person, or is done at once in a small office.

    Asked again while it waits, nothing changes.
    """
    contest = session.get_one(Contest, contest_id)
    _refuse_too_late(contest, kind)
    last = last_act(contest, kind, subject_id)
    if last is not None and last.state == "PROPOSED":
        return last
    name = _name_of(kind, subject_id)
    act = keep_act(contest, kind, (subject_id, name), reason_of(reason), actor_id, at)
    act.state = "PROPOSED"
    session.flush()
    if contest.small_office_decision:
        confirm_act(act.id, actor_id=actor_id, at=at)
    return act


def _refuse_too_late(contest: Contest, kind: ActKind) -> None:
    """What is done in the hall ends with the result; a prize can be withheld afterwards too."""
    if kind in PRIZE_KINDS:
        in_state(contest, ContestState.CLOSED, ContestState.PUBLISHED)
    else:
        refuse_published(contest)


def _name_of(kind: ActKind, subject_id: int) -> str:
    if kind in PRIZE_KINDS:
        return _prized(subject_id)
    if kind is ActKind.ENTRY_REOPENED:
        return session.get_one(Entry, subject_id).full_name
    if kind is ActKind.DEDUCTION_UNDONE:
        return _deducted(subject_id)
    if kind is ActKind.APPEARANCE_REOPENED:
        round_entry = session.get_one(RoundEntry, subject_id)
        return session.get_one(Entry, round_entry.entry_id).full_name
    one = session.get_one(Round, subject_id)
    return contest_whole(one.contest_id).rules.round(one.code).title


def _prized(entry_id: int) -> str:
    entry = session.get_one(Entry, entry_id)
    lists = standings(entry.contest_id).categories
    row = next(row for one in lists for row in one.rows if row.entry.id == entry_id)
    return f"{entry.full_name} – {row.prize or row.withheld}"


def _deducted(deduction_id: int) -> str:
    note = session.get_one(Deduction, deduction_id)
    entry = session.get_one(Entry, note.entry_id)
    faults = {fault.code: fault for _part, fault in contest_whole(entry.contest_id).rules.faults}
    return f"{entry.full_name} – {faults[note.code].title} (× {note.times})"


@transactional
def confirm_act(act_id: int, *, actor_id: int, at: datetime) -> Act:
    """Confirm an act as the second person; confirmed again, nothing changes.

    Raises:
        SamePerson: whoever asked confirms.
    """
    act = session.get_one(Act, act_id)
    contest = session.get_one(Contest, act.contest_id)
    if act.state == "DONE":
        return act
    _refuse_too_late(contest, ActKind[act.kind])
    if _answer(act, contest, "DONE", actor_id, at):
        _carry_out(act, actor_id, at)
    return act


def _answer(act: Act, contest: Contest, state: str, actor_id: int, at: datetime) -> bool:
    """Answer what waits, as its second person; of two answers at once, one gets through."""
    second_person(contest, act.asked_by, actor_id, act.asked_at)
    claimed = session.scalar(
        update(Act)
        .where(Act.id == act.id, Act.state == "PROPOSED")
        .values(state=state, confirmed_by=actor_id, confirmed_at=at)
        .returning(Act.id)
    )
    session.refresh(act)
    if claimed is None:
        return False
    record(
        "act.confirm" if state == "DONE" else "act.refuse",
        f"contest:{contest.id}",
        actor_id=actor_id,
        at=at,
        unit_id=contest.unit_id,
        act=act.id,
        kind=act.kind,
    )
    return True


def _carry_out(act: Act, actor_id: int, at: datetime) -> None:
    kind, subject_id = ActKind[act.kind], act.subject_id
    if kind is ActKind.CORRECTION:
        judging.open_correction(subject_id, act.reason, actor_id=actor_id, at=at)
    elif kind is ActKind.ENTRY_REOPENED:
        session.get_one(Entry, subject_id).state = "REGISTERED"
    elif kind is ActKind.DEDUCTION:
        session.get_one(Deduction, subject_id).state = "COUNTED"
        freeze_rules(act.contest_id, at)
    elif kind is ActKind.DEDUCTION_UNDONE:
        session.get_one(Deduction, subject_id).state = "UNDONE"
    elif kind is ActKind.APPEARANCE_REOPENED:
        session.get_one(RoundEntry, subject_id).state = "WAITING"
    elif kind is ActKind.ROUND_REOPENED:
        one = session.get_one(Round, subject_id)
        one.state = RoundState.OPEN.name
        session.get_one(Contest, one.contest_id).state = ContestState.RUNNING.name


@transactional
def refuse_act(act_id: int, *, actor_id: int, at: datetime) -> Act:
    """Refuse what somebody asked for; refused again, nothing changes.

    Raises:
        SamePerson: whoever asked refuses.
    """
    act = session.get_one(Act, act_id)
    contest = session.get_one(Contest, act.contest_id)
    if act.state != "PROPOSED":
        return act
    if _answer(act, contest, "REFUSED", actor_id, at) and act.kind == ActKind.DEDUCTION.name:
        session.get_one(Deduction, act.subject_id).state = "REFUSED"
    return act


@transactional
def ask_correction(sheet_id: int, reason: str, *, actor_id: int, at: datetime) -> Act:
    """Ask, as its judge, to correct a signed sheet; asked again while it waits, nothing changes.

    Raises:
        NotFound: it is another judge's sheet, or not signed.
        ReasonMissing: no reason was given.
    """
    sheet = session.get_one(Scoresheet, sheet_id)
    seat = judging.seat_of(sheet.round_entry_id, actor_id)
    if sheet.seat_id != seat.id or sheet.state != "SIGNED":
        raise NotFound
    waiting = session.scalar(
        select(Act).where(
            Act.kind == ActKind.CORRECTION.name,
            Act.subject_id == sheet_id,
            Act.state == "PROPOSED",
        )
    )
    if waiting is not None:
        return waiting
    one, contest = contest_of(seat.round_id)
    round_in_state(one, RoundState.OPEN)
    entry_id = session.get_one(RoundEntry, sheet.round_entry_id).entry_id
    name = session.get_one(Entry, entry_id).full_name
    act = keep_act(contest, ActKind.CORRECTION, (sheet_id, name), reason_of(reason), actor_id, at)
    act.state = "PROPOSED"
    session.flush()
    return act
