"""From blueprint, pool and seed to the paper of one attempt."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foundation.errors import N_, Refusal
from quiz.rules.chance import Chance

MOST_QUESTIONS = 200


class BlueprintImpossible(Refusal):
    """The pool holds fewer questions than a cell of the blueprint asks for."""

    message = N_(
        "No paper can be made: the bank lacks %(missing)s questions. Lower the counts or approve "
        "more questions."
    )


class BlueprintEmpty(Refusal):
    """The blueprint asks for no question at all, or for far too many."""

    message = N_("A paper needs between 1 and %(most)s questions.")
    status = 422


@dataclass(frozen=True, order=True)
class BlueprintCell:
    """How many questions of one topic and difficulty a paper holds."""

    topic_id: int
    difficulty: str
    count: int


@dataclass(frozen=True, order=True)
class Drawable:
    """A question that may be drawn: its version, and the cell it belongs to."""

    version_id: int
    topic_id: int
    difficulty: str


@dataclass(frozen=True)
class CellSupply:
    """What one cell of the blueprint asks for, and what the pool holds."""

    topic_id: int
    difficulty: str
    wanted: int
    available: int

    @property
    def missing(self) -> int:
        """Return how many questions the pool lacks."""
        return max(0, self.wanted - self.available)

    @property
    def is_scarce(self) -> bool:
        """Return whether everybody gets the same questions here: just enough, none to spare."""
        return 0 < self.wanted == self.available


def supply(blueprint: Iterable[BlueprintCell], pool: Iterable[Drawable]) -> tuple[CellSupply, ...]:
    """Return for each cell of the blueprint what is wanted and what there is."""
    available = Counter((drawable.topic_id, drawable.difficulty) for drawable in pool)
    return tuple(
        CellSupply(
            cell.topic_id, cell.difficulty, cell.count, available[cell.topic_id, cell.difficulty]
        )
        for cell in blueprint
    )


def check_feasible(blueprint: Sequence[BlueprintCell], pool: Iterable[Drawable]) -> None:
    """Let a blueprint pass from which papers can be drawn.

    Raises:
        BlueprintEmpty: it asks for no question, or for more than 200.
        BlueprintImpossible: some cell asks for more than the pool holds.
    """
    if not 1 <= sum(cell.count for cell in blueprint) <= MOST_QUESTIONS:
        raise BlueprintEmpty(most=MOST_QUESTIONS)
    missing = sum(cell.missing for cell in supply(blueprint, pool))
    if missing:
        raise BlueprintImpossible(missing=missing)


def attempt_seed(quiz_seed: str, candidate: str) -> str:
    """Return the seed of one person's paper.

    Args:
        quiz_seed: the seed kept with the quiz.
        candidate: the candidate's public name.
    """
    return f"{quiz_seed}:{candidate}"


def draw_questions(
    blueprint: Sequence[BlueprintCell], pool: Iterable[Drawable], seed: str
) -> tuple[int, ...]:
    """Return the version ids of a paper's questions, first question first.

    From each cell, in the order of topic and difficulty, its count is drawn; then all are
    shuffled. The order in which the pool is given does not matter.

    Raises:
        BlueprintEmpty, BlueprintImpossible: see ``check_feasible``.
    """
    offered = sorted(set(pool))
    check_feasible(blueprint, offered)
    chance = Chance(f"{seed}:questions")
    drawn: list[int] = []
    for cell in sorted(blueprint):
        fitting = [
            question.version_id
            for question in offered
            if (question.topic_id, question.difficulty) == (cell.topic_id, cell.difficulty)
        ]
        drawn += chance.sample(fitting, cell.count)
    return tuple(chance.shuffled(drawn))


def option_order(count: int, seed: str, version_id: int, *, keeps_order: bool) -> tuple[int, ...]:
    """Return which stored option stands at each shown place.

    Args:
        count: how many options the question has.
        seed: the attempt's seed.
        version_id: the question; each gets an order of its own.
        keeps_order: True for true-or-false questions, which always show "true" first.
    """
    places = range(count)
    if keeps_order:
        return tuple(places)
    return tuple(Chance(f"{seed}:options:{version_id}").shuffled(places))
