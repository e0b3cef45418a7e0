"""What needs a person now: acts and sheets to confirm, ties, people who have not begun."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from contest.models import Act, Entry, PanelSeat, Round, RoundEntry, Scoresheet
from contest.queries.loading import ContestWhole
from contest.queries.standings import standings
from contest.queries.words import Sentence, hour
from contest.rules.states import ActKind, ContestState, RoundState
from foundation.account import queries as accounts
from foundation.db import session
from foundation.errors import N_
from quiz import queries as quizzes
from quiz.queries import WatchBoard
from quiz.rules.states import CandidateState

MOST_NAMES = 6


@dataclass(frozen=True)
class Task:
    """Something that waits for a person. ``code`` tells the page where its link leads."""

    code: str
    title: Sentence
    text: Sentence
    round_code: str | None = None


def tasks(
    whole: ContestWhole, boards: tuple[tuple[Round, WatchBoard], ...], at: datetime
) -> tuple[Task, ...]:
    """Return what needs a person, the most urgent first."""
    found = [*_acts(whole), *_typed_sheets(whole)]
    for one, board in boards:
        if one.state != RoundState.CLOSED.name:
            found += _quiz_tasks(one, board, at)
        found += _marks(one)
    if whole.contest.state == ContestState.CLOSED.name:
        found += _ties(whole)
    return tuple(found)


def _acts(whole: ContestWhole) -> Iterator[Task]:
    waiting = session.scalars(
        select(Act)
        .where(Act.contest_id == whole.contest.id, Act.state == "PROPOSED")
        .order_by(Act.id)
    )
    for act in waiting:
        is_sheet = act.kind == ActKind.CORRECTION.name
        yield Task(
            "act",
            Sentence(N_("A judge asks to correct a sheet: %(name)s"), name=act.subject_name)
            if is_sheet
            else Sentence(N_("Waits for a second person: %(name)s"), name=act.subject_name),
            Sentence(
                N_("Asked at %(hour)s: %(reason)s"), hour=hour(act.asked_at), reason=act.reason
            ),
        )


def _typed_sheets(whole: ContestWhole) -> Iterator[Task]:
    found = session.execute(
        select(Scoresheet, Entry.full_name, PanelSeat.user_id, Round.code)
        .join(RoundEntry, RoundEntry.id == Scoresheet.round_entry_id)
        .join(Entry, Entry.id == RoundEntry.entry_id)
        .join(PanelSeat, PanelSeat.id == Scoresheet.seat_id)
        .join(Round, Round.id == RoundEntry.round_id)
        .where(Entry.contest_id == whole.contest.id, Scoresheet.state == "TYPED")
        .order_by(Scoresheet.id)
    ).all()
    names = accounts.display_names({user_id for _, _, user_id, _ in found})
    for sheet, full_name, user_id, code in found:
        yield Task(
            "typed_sheet",
            Sentence(N_("Check a paper sheet: %(name)s"), name=full_name),
            Sentence(
                N_("Judge %(judge)s, typed in at %(hour)s. A second person types it again."),
                judge=names[user_id],
                hour=hour(sheet.saved_at),
            ),
            code,
        )


def _quiz_tasks(one: Round, board: WatchBoard, at: datetime) -> Iterator[Task]:
    quiz = board.quiz
    for row in board.rows:
        if row.reopening is not None:
            yield Task(
                "watch",
                Sentence(N_("Open the paper of %(name)s again?"), name=row.candidate.full_name),
                Sentence(N_("Waits for a second person: %(reason)s"), reason=row.reopening.reason),
                one.code,
            )
        if row.typed is not None:
            yield Task(
                "watch",
                Sentence(N_("Check typed answers: %(name)s"), name=row.candidate.full_name),
                Sentence(N_("A second person types them again.")),
                one.code,
            )
    if one.state == RoundState.OPEN.name and quiz.opens_at <= at < quiz.closes_at:
        yield from _not_started(one, board)
    if late := sum(row.late_answers for row in board.rows):
        yield Task(
            "watch",
            Sentence(N_("%(count)s answers came late"), count=late),
            Sentence(N_("They are kept and marked late; they do not count.")),
            one.code,
        )
    if one.state == RoundState.OPEN.name and at >= quiz.closes_at:
        yield Task(
            "watch",
            Sentence(N_("The time of the quiz is over")),
            Sentence(N_("Look at late answers, then close the round.")),
            one.code,
        )


def _marks(one: Round) -> Iterator[Task]:
    if one.quiz_id is not None and (count := quizzes.waiting_marks(one.quiz_id)):
        yield Task(
            "watch",
            Sentence(N_("%(count)s written answers wait for their marks"), count=count),
            Sentence(N_("Nothing can be published before all of them are marked.")),
            one.code,
        )


def _not_started(one: Round, board: WatchBoard) -> Iterator[Task]:
    names = [r.candidate.full_name for r in board.rows if r.state is CandidateState.WAITING]
    if names:
        shown = ", ".join(names[:MOST_NAMES]) + (" …" if len(names) > MOST_NAMES else "")
        yield Task(
            "watch",
            Sentence(N_("%(count)s contestants have not begun"), count=len(names)),
            Sentence(N_("Call them: %(names)s"), names=shown),
            one.code,
        )


def _ties(whole: ContestWhole) -> Iterator[Task]:
    names = {entry.id: entry.full_name for entry in whole.entries}
    for tie in standings(whole.contest.id).ties:
        yield Task(
            "tie",
            Sentence(N_("A tie at place %(place)s"), place=tie.place),
            Sentence(
                N_("%(names)s are equal to the end of the ladder. The organisers decide."),
                names=", ".join(names[entry_id] for entry_id in tie.entry_ids),
            ),
        )
