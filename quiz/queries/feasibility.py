"""Whether papers can be drawn from a blueprint, how many, how hard, how worn their questions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlalchemy import func, select

from foundation.db import session
from quiz.models import Attempt, PaperItem
from quiz.queries.blueprints import drawable
from quiz.rules.assembly import (
    MOST_QUESTIONS,
    BlueprintCell,
    CellSupply,
    Drawable,
    groups_span,
    least_seen,
    supply,
)
from quiz.rules.expectation import FEWEST_ANSWERS, Expectation, expectation
from quiz.rules.states import AttemptState
from quiz.rules.variety import distinct_papers


@dataclass(frozen=True)
class Feasibility:
    """What is known about the papers of a blueprint before one is drawn."""

    supplies: tuple[CellSupply, ...]
    total: int
    weight: Fraction
    papers: int
    expected: Expectation | None
    never_seen: int
    offered: int
    most_seen: int
    groups_span: bool = False
    """Whether questions that exclude each other fit different cells: the spread is near only."""

    @property
    def missing(self) -> int:
        """Return how many questions the bank lacks in all."""
        return sum(row.missing for row in self.supplies)

    @property
    def is_lacking(self) -> bool:
        """Return whether a paper of a sensible length fails for want of questions alone."""
        return bool(self.missing) and self.total <= MOST_QUESTIONS

    @property
    def is_possible(self) -> bool:
        """Return whether a paper can be drawn."""
        return not self.missing and 1 <= self.total <= MOST_QUESTIONS

    @property
    def short(self) -> tuple[CellSupply, ...]:
        """Return the cells that lack questions."""
        return tuple(row for row in self.supplies if row.missing)

    @property
    def scarce(self) -> tuple[CellSupply, ...]:
        """Return the cells that have just enough: everybody gets the same there."""
        return tuple(row for row in self.supplies if row.is_scarce)


def feasibility(
    unit_id: int,
    at: datetime,
    cells: Sequence[BlueprintCell],
    max_points: Fraction,
    *,
    prefers_least_seen: bool,
) -> Feasibility:
    """Return what a paper of a unit drawn on the day of ``at`` has to expect."""
    pool = drawable(unit_id, at)
    fitting = [one for one in pool if any(one.fits(cell.key) for cell in cells)]
    measured = measured_facilities(one.version_id for one in fitting)
    left = least_seen(cells, fitting) if prefers_least_seen else fitting
    return Feasibility(
        supplies=supply(cells, pool),
        total=sum(cell.count for cell in cells),
        weight=sum((cell.points * cell.count for cell in cells), Fraction(0)),
        papers=distinct_papers(cells, fitting, prefers_least_seen=prefers_least_seen),
        expected=expectation(
            cells, fitting, measured, max_points, prefers_least_seen=prefers_least_seen
        ),
        never_seen=sum(one.exposure == 0 for one in left),
        offered=len(left),
        most_seen=max((one.exposure for one in left), default=0),
        groups_span=groups_span(cells, left),
    )


def measured_facilities(version_ids: Iterable[int]) -> dict[int, Fraction]:
    """Return version → mean share of the points, for versions answered often enough to tell."""
    wanted = set(version_ids)
    found = session.execute(
        select(PaperItem.version_id, PaperItem.share, func.count())
        .join(Attempt, Attempt.id == PaperItem.attempt_id)
        .where(Attempt.state != AttemptState.OPEN.value, PaperItem.share.is_not(None))
        .group_by(PaperItem.version_id, PaperItem.share)
    )
    sums: dict[int, tuple[Fraction, int]] = {}
    for version_id, share, count in found:
        if share is not None and version_id in wanted:
            total, answers = sums.get(version_id, (Fraction(0), 0))
            sums[version_id] = total + share * count, answers + count
    return {
        version_id: total / answers
        for version_id, (total, answers) in sums.items()
        if answers >= FEWEST_ANSWERS
    }


def stock(pool: Iterable[Drawable], kind: str) -> dict[tuple[int, str], int]:
    """Return topic and difficulty → how many questions a section of that kind may take.

    Of questions that exclude each other one counts.
    """
    found: dict[tuple[int, str], set[tuple[str, int]]] = {}
    for one in pool:
        if one.fits((one.topic_id, one.difficulty, kind)):
            found.setdefault((one.topic_id, one.difficulty), set()).add(one.only)
    return {key: len(groups) for key, groups in found.items()}
