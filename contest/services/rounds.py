"""Holding a round: its quiz, its published list, the draw, opening and closing, the clock."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from contest.models import Contest, Draw, Entry, PanelSeat, Round, RoundEntry
from contest.queries import loading
from contest.queries.loading import contest_whole
from contest.rules import drawing
from contest.rules.states import ActKind, ContestState, RoundState
from contest.services.guarding import (
    contest_of,
    in_state,
    refuse_unsigned,
    round_in_state,
    told,
)
from contest.services.keeping import keep_act
from contest.services.setting_up import EmptyList, freeze_rules, round_entries_for
from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, InvalidInput, Refusal
from foundation.text import reason_of
from quiz import services as quizzes
from quiz.services import BlueprintCell, CandidateDraft, QuizDraft, SectionDraft


class AlreadyDrawn(Refusal):
    """A round is drawn once; a second draw is an act of its own with a reason."""

    field = "reason"
    message = N_("Lots were drawn already. A second draw needs a reason.")


class WrongOrder(InvalidInput):
    """An order entered by hand must hold every number of the list once."""

    field = "order"
    message = N_("The order must hold every number of the published list exactly once.")


class TooFewSeats(Refusal):
    """The rules ask for more judges."""

    message = N_("%(given)s judges have a seat; the rules ask for at least %(needed)s.")


@dataclass(frozen=True)
class QuizPlan:
    """When a quiz round is held and what its paper is drawn from."""

    cells: tuple[BlueprintCell, ...]
    opens_at: datetime
    closes_at: datetime
    duration: timedelta
    sections: tuple[SectionDraft, ...] = ()
    prefers_least_seen: bool = False


@transactional
def set_up_quiz(round_id: int, plan: QuizPlan, *, actor_id: int, at: datetime) -> int:
    """Create or change the quiz of a round; return its id."""
    one, contest = contest_of(round_id)
    round_in_state(one, RoundState.PLANNED)
    rules = contest_whole(contest.id).rules.round(one.code)
    draft = QuizDraft(
        unit_id=contest.unit_id,
        title=rules.title,
        heading=contest.name,
        opens_at=plan.opens_at,
        closes_at=plan.closes_at,
        duration=plan.duration,
        cells=plan.cells,
        max_points=rules.max_points,
        sections=plan.sections,
        prefers_least_seen=plan.prefers_least_seen,
    )
    if one.quiz_id is None:
        one.quiz_id = quizzes.create_quiz(draft, actor_id=actor_id, at=at).id
    else:
        quizzes.change_quiz(one.quiz_id, draft, actor_id=actor_id, at=at)
    session.flush()
    return one.quiz_id


@transactional
def publish_list(round_id: int, *, actor_id: int, at: datetime) -> str:
    """Publish who is in the round, with the list's digest; the same again changes nothing.

    A quiz gets its candidates and is locked: its seed and pool are kept from now on.

    Raises:
        EmptyList: nobody takes part, or the quiz is not set up.
    """
    one, contest = contest_of(round_id)
    if one.list_digest is not None:
        return one.list_digest
    in_state(contest, ContestState.READY, ContestState.RUNNING)
    round_in_state(one, RoundState.PLANNED)
    round_entries_for(one)
    listed = loading.round_entries(round_id)
    if not listed or (one.mode == "quiz" and one.quiz_id is None):
        raise EmptyList
    if one.quiz_id is not None:
        _add_candidates(one.quiz_id, listed, actor_id, at)
    one.list_digest = drawing.list_digest(entry.number for _, entry in listed)
    one.state = RoundState.LISTED.name
    contest.state = ContestState.RUNNING.name
    record(
        "round.publish_list",
        f"round:{round_id}",
        actor_id=actor_id,
        at=at,
        unit_id=contest.unit_id,
        numbers=[entry.number for _, entry in listed],
        digest=one.list_digest,
    )
    return one.list_digest


def _add_candidates(
    quiz_id: int, listed: list[tuple[RoundEntry, Entry]], actor_id: int, at: datetime
) -> None:
    drafts = [
        CandidateDraft(entry.person_id, entry.full_name, entry.unit_name, entry.number)
        for _, entry in listed
    ]
    candidates = quizzes.add_candidates(quiz_id, drafts, actor_id=actor_id, at=at)
    by_number = {candidate.number: candidate.id for candidate in candidates}
    for round_entry, entry in listed:
        round_entry.candidate_id = by_number[entry.number]
    quizzes.lock_quiz(quiz_id, actor_id=actor_id, at=at)
    session.flush()


@transactional
def draw_by_seed(
    round_id: int,
    seed: str | None,
    witnesses: str,
    *,
    actor_id: int,
    at: datetime,
    reason: str = "",
) -> Draw:
    """Draw the order from a seed; anybody can repeat it from the printed seed and numbers.

    Args:
        seed: thrown or agreed in the hall; made by the program when left out.
        reason: needed for a second draw.

    Raises:
        AlreadyDrawn: lots were drawn and no reason was given.
    """
    kept = (seed or "").strip()[:80] or secrets.token_hex(16)
    numbers = [entry.number for _, entry in loading.round_entries(round_id)]
    return _keep_draw(
        round_id,
        drawing.draw_order(numbers, kept),
        {"seed": kept, "witnesses": witnesses[:300]},
        reason,
        actor_id,
        at,
    )


@transactional
def draw_by_hand(
    round_id: int,
    order: Sequence[int],
    witnesses: str,
    *,
    actor_id: int,
    at: datetime,
    reason: str = "",
) -> Draw:
    """Enter an order drawn by hand in the hall, with its witnesses.

    Raises:
        WrongOrder: the numbers are not those of the list.
        AlreadyDrawn: lots were drawn and no reason was given.
    """
    numbers = [entry.number for _, entry in loading.round_entries(round_id)]
    if not drawing.is_order_of(order, numbers):
        raise WrongOrder
    words = {"seed": None, "witnesses": reason_of(witnesses)}
    return _keep_draw(round_id, list(order), words, reason, actor_id, at)


def _keep_draw(  # noqa: PLR0917 - the words of a draw
    round_id: int,
    order: list[int],
    words: dict[str, str | None],
    reason: str,
    actor_id: int,
    at: datetime,
) -> Draw:
    one, contest = contest_of(round_id)
    round_in_state(one, RoundState.LISTED, RoundState.DRAWN)
    before = session.scalar(select(func.count(Draw.id)).where(Draw.round_id == round_id)) or 0
    if before and not reason.strip():
        raise told(AlreadyDrawn(), RoundState.DRAWN, f"round:{round_id}")
    by_number = {entry.number: row for row, entry in loading.round_entries(round_id)}
    for round_entry in by_number.values():
        round_entry.order = None
    session.flush()
    for place, number in enumerate(order, start=1):
        by_number[number].order = place
    draw = Draw(
        round_id=round_id,
        number=before + 1,
        seed=words["seed"],
        list_digest=str(one.list_digest),
        numbers=sorted(by_number),
        order=order,
        witnesses=words["witnesses"] or "",
        reason=reason.strip()[:300] or None,
        drawn_by=actor_id,
        drawn_at=at,
    )
    session.add(draw)
    one.state = RoundState.DRAWN.name
    session.flush()
    if draw.reason and before:
        title = contest_whole(contest.id).rules.round(one.code).title
        keep_act(contest, ActKind.REDRAWN, (draw.id, title), draw.reason, actor_id, at)
    record(
        "round.draw",
        f"round:{round_id}",
        actor_id=actor_id,
        at=at,
        unit_id=contest.unit_id,
        number=draw.number,
        seed=draw.seed,
        order=order,
        witnesses=draw.witnesses,
        reason=draw.reason,
    )
    return draw


@transactional
def open_round(round_id: int, *, actor_id: int, at: datetime) -> None:
    """Open a round; the same again changes nothing.

    Raises:
        TooFewSeats: fewer judges than the rules ask for.
    """
    one, contest = contest_of(round_id)
    if one.state == RoundState.OPEN.name:
        return
    if one.mode == "quiz":
        round_in_state(one, RoundState.LISTED)
    else:
        round_in_state(one, RoundState.DRAWN)
        _refuse_small_panel(one, contest)
    one.state = RoundState.OPEN.name
    record("round.open", f"round:{round_id}", actor_id=actor_id, at=at, unit_id=contest.unit_id)


def _refuse_small_panel(one: Round, contest: Contest) -> None:
    needed = contest_whole(contest.id).rules.round(one.code).min_judges
    given = session.scalar(
        select(func.count(PanelSeat.id)).where(
            PanelSeat.round_id == one.id, PanelSeat.absent_reason.is_(None)
        )
    )
    if (given or 0) < needed:
        raise TooFewSeats(given=given or 0, needed=needed)


@transactional
def close_round(round_id: int, *, actor_id: int, at: datetime) -> None:
    """Close a round; the same again changes nothing.

    Raises:
        SheetsMissing: a judge has not signed for somebody who appeared.
        TooFewSheets: absent judges left fewer sheets than the rules ask for.
    """
    one, contest = contest_of(round_id)
    if one.state == RoundState.CLOSED.name:
        return
    round_in_state(one, RoundState.OPEN)
    if one.quiz_id is not None:
        quizzes.close_quiz(one.quiz_id, actor_id=actor_id, at=at)
        freeze_rules(contest.id, at)
    else:
        refuse_unsigned(one, contest)
    one.state, one.current_entry_id, one.current_part = RoundState.CLOSED.name, None, None
    session.flush()
    states = {other.state for other in contest_whole(contest.id).rounds}
    if states == {RoundState.CLOSED.name}:
        contest.state = ContestState.CLOSED.name
    record("round.close", f"round:{round_id}", actor_id=actor_id, at=at, unit_id=contest.unit_id)
