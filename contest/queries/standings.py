"""Standings: exact points of every entry, places by category, ties that stop the publishing."""

from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select

from contest.models import Entry, Round, RoundEntry, Scoresheet, TieDecision, TimeRecord
from contest.queries.deductions import NEVER, Faults, counted_faults
from contest.queries.loading import ContestWhole, contest_whole, round_entries, sheets_of_round
from contest.queries.withholding import withheld
from contest.rules import scoring
from contest.rules.document import Category
from contest.rules.document import Round as RoundRules
from contest.rules.ranking import (
    Place,
    Ranking,
    Scored,
    Tie,
    boundaries_of,
    prizes,
    promoted,
    rank,
)
from contest.rules.scoring import TooFewJudges
from foundation.db import session
from quiz import queries as quizzes


@dataclass(frozen=True)
class StandingRow:
    """An entry in a table of results; a missing score is None, never 0."""

    entry: Entry
    scores: dict[str, Fraction | None]
    deductions: Fraction
    total: Fraction | None
    place: Place | None
    prize: str | None
    withheld: str | None
    """The prize the rules give and the organisers withhold."""
    is_promoted: bool


@dataclass(frozen=True)
class CategoryStandings:
    """The list of one category."""

    category: Category
    rows: tuple[StandingRow, ...]
    ties: tuple[Tie, ...]
    quota: int


@dataclass(frozen=True)
class Standings:
    """All lists of a contest; complete when nobody's score is missing."""

    whole: ContestWhole
    categories: tuple[CategoryStandings, ...]

    @property
    def is_complete(self) -> bool:
        """Return whether every entry that still takes part has all its scores."""
        return all(row.total is not None for one in self.categories for row in one.rows)

    @property
    def ties(self) -> tuple[Tie, ...]:
        """Return the ties somebody must decide."""
        return tuple(tie for one in self.categories for tie in one.ties)


def standings(contest_id: int) -> Standings:
    """Return the standings of a contest, counted anew from sheets, times and answers."""
    whole = contest_whole(contest_id)
    faults = counted_faults(contest_id)
    scores, lost = _all_scores(whole, faults)
    totals = _totals(whole, scores, lost, faults)
    decisions = {
        frozenset(row.entry_ids): [int(entry_id) for entry_id in row.order]
        for row in session.scalars(
            select(TieDecision).where(TieDecision.contest_id == contest_id).order_by(TieDecision.id)
        )
    }
    counted = _Counted(scores, totals, lost, decisions, _distances(whole), withheld(contest_id))
    lists = tuple(_category(whole, category, counted) for category in whole.rules.categories)
    return Standings(whole, lists)


Scores = dict[int, dict[str, Fraction | None]]
Totals = dict[int, Fraction | None]
Lost = dict[int, Fraction]


@dataclass(frozen=True)
class _Counted:
    """Everything places follow from, by entry."""

    scores: Scores
    totals: Totals
    deductions: Lost
    decisions: dict[frozenset[int], list[int]]
    distances: dict[int, dict[str, Fraction]]
    withheld: frozenset[int]


def _distances(whole: ContestWhole) -> dict[int, dict[str, Fraction]]:
    """Return entry → quiz round → how far its foretold number lay from the truth.

    Only for rounds the ladder asks about.
    """
    asked = {step.code for step in whole.rules.ladder if step.by == "prediction"}
    found: dict[int, dict[str, Fraction]] = {}
    for one in whole.rounds:
        if one.quiz_id is None or one.code not in asked:
            continue
        far = quizzes.prediction_distances(one.quiz_id)
        for round_entry, entry in round_entries(one.id):
            distance = far.get(round_entry.candidate_id or 0)
            if distance is not None:
                found.setdefault(entry.id, {})[one.code] = Fraction(distance)
    return found


def _all_scores(whole: ContestWhole, faults: Faults) -> tuple[Scores, Lost]:
    """Return entry → column → points, and entry → what was taken off parts."""
    scores: Scores = {
        entry.id: {column.code: None for column in whole.rules.columns} for entry in whole.playing
    }
    lost = {entry.id: Fraction(0) for entry in whole.playing}
    for one in whole.rounds:
        if one.quiz_id is not None:
            _quiz_scores(one.id, one.quiz_id, one.code, scores)
        elif one.mode == "stage":
            _stage_scores(scores, lost, one, whole.rules.round(one.code), faults)
    return scores, lost


def _totals(whole: ContestWhole, scores: Scores, lost: Lost, faults: Faults) -> Totals:
    """Return entry → total, none while a score is missing; note what the total's faults cost."""
    rules = whole.rules
    totals: Totals = {}
    for entry_id, values in scores.items():
        known = _known(values)
        if len(known) < len(values):
            totals[entry_id] = None
            continue
        score = sum(known.values(), Fraction(0))
        times = faults.get((entry_id, ""), NEVER)
        off = scoring.fault_points(rules.deductions, times, score, rules.deductions_cap)
        lost[entry_id] += off
        totals[entry_id] = scoring.after_deductions(score, [off])
    return totals


def _quiz_scores(round_id: int, quiz_id: int, code: str, scores: Scores) -> None:
    points = {row.candidate_id: row.points for row in quizzes.final_results(quiz_id)}
    for round_entry, entry in round_entries(round_id):
        if entry.id not in scores or round_entry.candidate_id is None:
            continue
        found = points.get(round_entry.candidate_id)
        if round_entry.state == "ABSENT":
            found = Fraction(0)
        scores[entry.id][code] = found


def _stage_scores(
    counted: Scores, lost: Lost, one: Round, rules: RoundRules, faults: Faults
) -> None:
    signed: dict[tuple[int, str], list[Fraction]] = {}
    for sheet in sheets_of_round(one.id):
        if sheet.state == "SIGNED":
            signed.setdefault((sheet.round_entry_id, sheet.part), []).append(_total(sheet))
    seconds = _times(one.id)
    for round_entry, entry in round_entries(one.id):
        if entry.id not in counted:
            continue
        for part in rules.parts:
            here = (round_entry.id, part.code)
            if round_entry.state == "ABSENT":
                counted[entry.id][part.code] = Fraction(0)
                continue
            times = faults.get((entry.id, part.code), NEVER)
            try:
                found = scoring.part_points(
                    part, signed.get(here, []), rules.min_judges, seconds.get(here), times
                )
            except TooFewJudges:
                continue
            counted[entry.id][part.code] = found.points
            lost[entry.id] += found.lost_to_time + found.lost_to_faults


def _total(sheet: Scoresheet) -> Fraction:
    return sum((Fraction(mark) for mark in sheet.marks.values()), Fraction(0))


def _times(round_id: int) -> dict[tuple[int, str], int]:
    found = session.scalars(
        select(TimeRecord)
        .join(RoundEntry, RoundEntry.id == TimeRecord.round_entry_id)
        .where(RoundEntry.round_id == round_id)
    )
    return {(row.round_entry_id, row.part): row.seconds for row in found if row.seconds is not None}


def _category(whole: ContestWhole, category: Category, counted: _Counted) -> CategoryStandings:
    entries = [entry for entry in whole.playing if entry.category == category.code]
    goes_up = whole.contest.upper_contest_id is not None
    quota = whole.rules.promotion.get(category.code, 0) if goes_up else 0
    ranking = rank(
        [
            Scored(
                entry.id,
                total,
                _compared(whole, _known(counted.scores[entry.id])),
                counted.distances.get(entry.id, {}),
            )
            for entry in entries
            if (total := counted.totals[entry.id]) is not None
        ],
        whole.rules.ladder,
        boundaries_of(whole.rules.prizes, quota),
        counted.decisions,
    )
    return CategoryStandings(
        category, _rows(whole, entries, ranking, counted, quota), ranking.ties, quota
    )


def _known(values: dict[str, Fraction | None]) -> dict[str, Fraction]:
    return {code: value for code, value in values.items() if value is not None}


def _compared(whole: ContestWhole, values: dict[str, Fraction]) -> dict[str, Fraction]:
    """Return what steps of the ladder compare: each part's points, and each stage round's sum."""
    sums = {
        one.code: sum((values[part.code] for part in one.parts), Fraction(0))
        for one in whole.rules.rounds
        if one.mode == "stage"
    }
    return values | sums


def _rows(
    whole: ContestWhole, entries: list[Entry], ranking: Ranking, counted: _Counted, quota: int
) -> tuple[StandingRow, ...]:
    places = {place.entry_id: place for place in ranking.places}
    given = {} if ranking.ties else prizes(ranking, whole.rules.prizes)
    up = () if ranking.ties else promoted(ranking, quota)
    kept_back = {key: name for key, name in given.items() if key in counted.withheld}
    rows = [
        StandingRow(
            entry=entry,
            scores=counted.scores[entry.id],
            deductions=counted.deductions[entry.id],
            total=counted.totals[entry.id],
            place=places.get(entry.id),
            prize=None if entry.id in kept_back else given.get(entry.id),
            withheld=kept_back.get(entry.id),
            is_promoted=entry.id in up,
        )
        for entry in entries
    ]
    order = {place.entry_id: index for index, place in enumerate(ranking.places)}
    return tuple(sorted(rows, key=lambda row: (order.get(row.entry.id, 9999), row.entry.number)))
