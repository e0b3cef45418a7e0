"""Standings: exact points of every entry, places by category, ties that stop the publishing."""

from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select

from contest.models import Entry, RoundEntry, Scoresheet, TieDecision, TimeRecord
from contest.queries.loading import ContestWhole, contest_whole, round_entries, sheets_of_round
from contest.rules import scoring
from contest.rules.document import Category, Part, Round
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
    scores, deductions = all_scores(whole)
    decisions = {
        frozenset(row.entry_ids): [int(entry_id) for entry_id in row.order]
        for row in session.scalars(
            select(TieDecision).where(TieDecision.contest_id == contest_id).order_by(TieDecision.id)
        )
    }
    counted = _Counted(scores, deductions, decisions, _distances(whole))
    lists = tuple(_category(whole, category, counted) for category in whole.rules.categories)
    return Standings(whole, lists)


Scores = dict[int, dict[str, Fraction | None]]


@dataclass(frozen=True)
class _Counted:
    """Everything places follow from, by entry."""

    scores: Scores
    deductions: dict[int, Fraction]
    decisions: dict[frozenset[int], list[int]]
    distances: dict[int, dict[str, Fraction]]


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


def all_scores(whole: ContestWhole) -> tuple[Scores, dict[int, Fraction]]:
    """Return entry → column → points, and entry → all that was taken off."""
    scores: Scores = {
        entry.id: {column.code: None for column in whole.rules.columns} for entry in whole.playing
    }
    deductions = {entry.id: Fraction(0) for entry in whole.playing}
    for one in whole.rounds:
        if one.quiz_id is not None:
            _quiz_scores(one.id, one.quiz_id, one.code, scores)
        elif one.mode == "stage":
            _stage_scores(one.id, whole.rules.round(one.code), scores, deductions)
    return scores, deductions


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
    round_id: int, rules: Round, scores: Scores, deductions: dict[int, Fraction]
) -> None:
    signed: dict[tuple[int, str], list[Fraction]] = {}
    for sheet in sheets_of_round(round_id):
        if sheet.state == "SIGNED":
            signed.setdefault((sheet.round_entry_id, sheet.part), []).append(_total(sheet))
    times = _times(round_id)
    for round_entry, entry in round_entries(round_id):
        if entry.id not in scores:
            continue
        for part in rules.parts:
            totals = signed.get((round_entry.id, part.code), [])
            seconds = times.get((round_entry.id, part.code))
            if round_entry.state == "ABSENT":
                scores[entry.id][part.code] = Fraction(0)
                continue
            penalty = scoring.time_penalty(part.time, seconds)
            found = _part_points(part, totals, penalty, rules.min_judges)
            scores[entry.id][part.code] = found
            deductions[entry.id] += penalty if found is not None else 0


def _part_points(
    part: Part, totals: list[Fraction], penalty: Fraction, min_judges: int
) -> Fraction | None:
    try:
        score = scoring.panel_score(part, totals, min_judges)
    except TooFewJudges:
        return None
    return scoring.part_score(score, [penalty])


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
    scores = counted.scores
    entries = [entry for entry in whole.playing if entry.category == category.code]
    quota = whole.rules.promotion.get(category.code, 0)
    whole_scores = {
        entry.id: _known(scores[entry.id])
        for entry in entries
        if None not in scores[entry.id].values()
    }
    ranking = rank(
        [
            Scored(id_, sum(v.values(), Fraction(0)), v, counted.distances.get(id_, {}))
            for id_, v in whole_scores.items()
        ],
        whole.rules.ladder,
        boundaries_of(whole.rules.prizes, quota),
        counted.decisions,
    )
    rows = _rows(whole, entries, ranking, scores, counted.deductions)
    return CategoryStandings(category, rows, ranking.ties, quota)


def _known(values: dict[str, Fraction | None]) -> dict[str, Fraction]:
    return {code: value for code, value in values.items() if value is not None}


def _rows(
    whole: ContestWhole,
    entries: list[Entry],
    ranking: Ranking,
    scores: Scores,
    deductions: dict[int, Fraction],
) -> tuple[StandingRow, ...]:
    places = {place.entry_id: place for place in ranking.places}
    quota = whole.rules.promotion.get(entries[0].category, 0) if entries else 0
    given = {} if ranking.ties else prizes(ranking, whole.rules.prizes)
    up = () if ranking.ties else promoted(ranking, quota)
    rows = []
    for entry in entries:
        values = scores[entry.id]
        is_whole = None not in values.values()
        rows.append(
            StandingRow(
                entry=entry,
                scores=values,
                deductions=deductions[entry.id],
                total=sum(_known(values).values(), Fraction(0)) if is_whole else None,
                place=places.get(entry.id),
                prize=given.get(entry.id),
                is_promoted=entry.id in up,
            )
        )
    order = {place.entry_id: index for index, place in enumerate(ranking.places)}
    return tuple(sorted(rows, key=lambda row: (order.get(row.entry.id, 9999), row.entry.number)))
