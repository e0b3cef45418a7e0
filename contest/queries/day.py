"""The day of a contest: its steps in order, what needs a person, who came."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from contest.models import Award, Entry, PanelSeat, Round
from contest.queries.loading import ContestWhole, round_entries
from contest.queries.tasks import Task, tasks
from contest.queries.words import Sentence, end_of, hour
from contest.rules.states import ContestState, RoundState
from foundation import clock
from foundation.account import queries as accounts
from foundation.db import session
from foundation.documents.models import IssuedDocument
from foundation.errors import N_
from foundation.organisation import queries as organisation
from question_bank import queries as bank
from quiz import queries as quizzes
from quiz.queries import WatchBoard
from quiz.queries.blueprints import blueprint_of
from quiz.rules.states import CandidateState

OVER = (ContestState.PUBLISHED.name, ContestState.ARCHIVED.name)
SETTLED = (RoundState.DRAWN.name, RoundState.OPEN.name, RoundState.CLOSED.name)


@dataclass(frozen=True)
class Step:
    """One step of the day; the first that is not done is the one to work on."""

    code: str
    title: str
    is_done: bool
    facts: Sentence
    round: Round | None = None


@dataclass(frozen=True)
class Turnout:
    """How many of an organisation's contestants have begun the quiz."""

    unit_name: str
    present: int
    total: int


@dataclass(frozen=True)
class DayBoard:
    """Everything the organisers' page of a contest shows."""

    whole: ContestWhole
    steps: tuple[Step, ...]
    tasks: tuple[Task, ...]
    boards: tuple[tuple[Round, WatchBoard], ...]
    turnout: tuple[Turnout, ...]

    @property
    def current(self) -> Step | None:
        """Return the first step that is not done."""
        return next((step for step in self.steps if not step.is_done), None)

    @property
    def organisations(self) -> int:
        """Return how many organisations send contestants."""
        return len({entry.unit_id for entry in self.whole.playing})


def day_board(whole: ContestWhole, at: datetime) -> DayBoard:
    """Return the page of a contest; the caller checked the right to see it."""
    boards = tuple((one, quizzes.watch(one.quiz_id)) for one in whole.rounds if one.quiz_id)
    steps = tuple(_steps(whole, {one.id: board for one, board in boards}))
    running = next((pair for pair in boards if pair[0].state != RoundState.CLOSED.name), None)
    return DayBoard(
        whole=whole,
        steps=steps,
        tasks=tasks(whole, boards, at),
        boards=boards,
        turnout=_turnout(whole, *running) if running else (),
    )


def _steps(whole: ContestWhole, boards: dict[int, WatchBoard]) -> Iterator[Step]:
    yield _list_step(whole)
    quiz_rounds = [one for one in whole.rounds if one.mode == "quiz"]
    if quiz_rounds:
        yield _question_step(whole)
    for one in whole.rounds:
        if one.mode == "quiz":
            yield from _quiz_steps(one, boards.get(one.id))
        else:
            yield from _stage_steps(whole, one)
    yield from _last_steps(whole)


def _question_step(whole: ContestWhole) -> Step:
    count = len(bank.pool(whole.contest.unit_id, whole.contest.held_on))
    words = Sentence(N_("%(count)s approved questions in force on the day"), count=count)
    return Step("questions", N_("Approve the questions"), count > 0, words)


def _list_step(whole: ContestWhole) -> Step:
    units = len({entry.unit_id for entry in whole.playing})
    return Step(
        "contestants",
        N_("Close the list of contestants"),
        whole.contest.state not in (ContestState.DRAFT.name, ContestState.REGISTRATION.name),
        Sentence(
            N_("%(count)s contestants of %(units)s units"), count=len(whole.playing), units=units
        ),
    )


def _quiz_steps(one: Round, board: WatchBoard | None) -> Iterator[Step]:
    paper = Sentence(N_("The blueprint is not set up yet"))
    if board is not None:
        cells = sum(cell.count for cell in blueprint_of(board.quiz.id))
        paper = Sentence(
            N_("%(count)s questions, %(minutes)s minutes, open %(opens)s to %(closes)s"),
            count=cells,
            minutes=board.quiz.duration_s // 60,
            opens=hour(board.quiz.opens_at),
            closes=end_of(board.quiz.opens_at, board.quiz.closes_at),
        )
    yield Step("paper", N_("Set up the paper"), board is not None, paper, one)
    codes = _codes(one) if board is not None else 0
    is_listed = one.state != RoundState.PLANNED.name
    is_made = codes > 0 or one.state in (RoundState.OPEN.name, RoundState.CLOSED.name)
    slips = Sentence(N_("%(count)s slips made"), count=codes)
    if is_made and not codes:
        slips = Sentence(N_("The list is published; no slips were made"))
    yield Step("slips", N_("Publish the list, print the slips"), is_listed and is_made, slips, one)
    yield Step(
        "quiz",
        N_("Contestants answer"),
        one.state == RoundState.CLOSED.name,
        _quiz_words(board),
        one,
    )


def _codes(one: Round) -> int:
    candidates = [row.candidate_id for row, _ in round_entries(one.id) if row.candidate_id]
    return len(accounts.holders_of_codes("candidate", candidates))


def _quiz_words(board: WatchBoard | None) -> Sentence:
    if board is None:
        return Sentence(N_("Needs the paper and the slips"))
    return Sentence(
        N_("Opens at %(opens)s, closes by itself at %(closes)s."),
        opens=hour(board.quiz.opens_at),
        closes=end_of(board.quiz.opens_at, board.quiz.closes_at),
    )


def _stage_steps(whole: ContestWhole, one: Round) -> Iterator[Step]:
    rules = whole.rules.round(one.code)
    present = PanelSeat.absent_reason.is_(None)
    seats = session.scalar(
        select(func.count(PanelSeat.id)).where(PanelSeat.round_id == one.id, present)
    )
    yield Step(
        "judges",
        N_("Seat the judges"),
        (seats or 0) >= rules.min_judges,
        Sentence(
            N_("%(count)s judges; the rules ask for at least %(needed)s"),
            count=seats or 0,
            needed=rules.min_judges,
        ),
        one,
    )
    drawn = N_("The order is drawn") if one.state in SETTLED else N_("Publish the list, then draw")
    yield Step("draw", N_("Draw the order"), one.state in SETTLED, Sentence(drawn), one)
    parts = ", ".join(part.title for part in rules.parts)
    yield Step(
        "stage",
        N_("Judge the stage"),
        one.state == RoundState.CLOSED.name,
        Sentence(N_("Parts: %(parts)s"), parts=parts),
        one,
    )


def _last_steps(whole: ContestWhole) -> Iterator[Step]:
    contest = whole.contest
    is_published = contest.state in OVER
    yield Step(
        "results",
        N_("Settle ties and publish the result"),
        is_published,
        Sentence(N_("The result is published"))
        if is_published
        else Sentence(
            N_("All rounds are closed; look at the result, then publish it")
            if contest.state == ContestState.CLOSED.name
            else N_("Needs all rounds closed")
        ),
    )
    if contest.upper_contest_id is not None and whole.rules.promotion:
        risen = _risen(whole)
        yield Step(
            "promotion",
            N_("Send the best to the upper contest"),
            risen > 0,
            Sentence(N_("%(count)s contestants go up"), count=risen),
        )
    if whole.rules.prizes:
        papers = _certificates(contest.id)
        yield Step(
            "certificates",
            N_("Give prizes and issue certificates"),
            papers > 0,
            Sentence(N_("%(count)s certificates issued"), count=papers),
        )


def _risen(whole: ContestWhole) -> int:
    ids = [entry.id for entry in whole.entries]
    query = select(func.count(Entry.id)).where(
        Entry.promoted_from_id.in_(ids), Entry.state != "REPLACED"
    )
    return session.scalar(query) or 0


def _certificates(contest_id: int) -> int:
    query = (
        select(func.count(func.distinct(IssuedDocument.subject_id)))
        .join(Award, Award.id == IssuedDocument.subject_id)
        .where(IssuedDocument.subject_kind == "award", Award.contest_id == contest_id)
    )
    return session.scalar(query) or 0


def _turnout(whole: ContestWhole, one: Round, board: WatchBoard) -> tuple[Turnout, ...]:
    """Return who has begun, by the organisation above the cell, the lowest share first."""
    entries = {row.candidate_id: entry for row, entry in round_entries(one.id)}
    day = clock.local(board.quiz.opens_at).date()
    cells = organisation.unit_rows({entry.unit_id for entry in entries.values()}, day)
    above = {
        cell.id: cell.parent_id if cell.parent_id not in (None, whole.contest.unit_id) else cell.id
        for cell in cells
    }
    names = organisation.unit_names({unit_id for unit_id in above.values() if unit_id}, day)
    counts: dict[str, list[int]] = {}
    for row in board.rows:
        entry = entries.get(row.candidate.id)
        if entry is None or row.state is CandidateState.WITHDRAWN:
            continue
        name = names.get(above.get(entry.unit_id) or 0, entry.unit_name)
        pair = counts.setdefault(name, [0, 0])
        pair[0] += row.state is not CandidateState.WAITING
        pair[1] += 1
    rows = [Turnout(name, present, total) for name, (present, total) in counts.items()]
    return tuple(sorted(rows, key=lambda row: (row.present / row.total, row.unit_name)))
