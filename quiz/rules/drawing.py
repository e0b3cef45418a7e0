"""From blueprint, pool and seed to the paper of one attempt."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from quiz.rules.assembly import (
    ANY_KIND,
    BlueprintCell,
    Drawable,
    check_feasible,
    fitting_groups,
    have_groups,
    least_seen,
)
from quiz.rules.chance import Chance
from quiz.rules.exclusion import Group, Serving


@dataclass(frozen=True)
class DrawnQuestion:
    """A question of a paper: its version, its section, its weight."""

    version_id: int
    section: int
    points: Fraction


def attempt_seed(quiz_seed: str, candidate: str) -> str:
    """Return the seed of one person's paper.

    Args:
        quiz_seed: the seed kept with the quiz.
        candidate: the candidate's public name.
    """
    return f"{quiz_seed}:{candidate}"


def draw_paper(
    blueprint: Sequence[BlueprintCell],
    pool: Iterable[Drawable],
    seed: str,
    *,
    prefers_least_seen: bool = False,
) -> tuple[DrawnQuestion, ...]:
    """Return the questions of a paper in their order: section after section.

    Cells of certain kinds draw first, then cells of any kind from what is left; among these in
    the order of section, topic, difficulty and kind. Where questions exclude each other, groups
    are drawn before questions. Then each section is shuffled. The order in which pool and
    blueprint are given does not matter.

    Raises:
        BlueprintEmpty, BlueprintImpossible: see ``check_feasible``.
    """
    offered = sorted(set(pool))
    check_feasible(blueprint, offered)
    left = least_seen(blueprint, offered) if prefers_least_seen else offered
    chance = Chance(f"{seed}:questions")
    cells = sorted(blueprint, key=_drawing_order)
    draw = _draw_groups if have_groups(left) else _draw_cells
    sections: dict[int, list[DrawnQuestion]] = {}
    for cell, drawn in zip(cells, draw(cells, left, chance), strict=True):
        sections.setdefault(cell.section, []).extend(
            DrawnQuestion(version_id, cell.section, cell.points) for version_id in drawn
        )
    return tuple(one for number in sorted(sections) for one in chance.shuffled(sections[number]))


def _draw_cells(
    cells: Sequence[BlueprintCell], left: list[Drawable], chance: Chance
) -> Iterator[list[int]]:
    for cell in cells:
        fitting = [one.version_id for one in left if one.fits(cell.key)]
        drawn = chance.sample(fitting, cell.count)
        taken = set(drawn)
        left = [one for one in left if one.version_id not in taken]
        yield drawn


def _draw_groups(
    cells: Sequence[BlueprintCell], left: list[Drawable], chance: Chance
) -> Iterator[list[int]]:
    """Draw groups first, in a random order, each for a random cell; then a question of each."""
    keys = [cell.key for cell in cells]
    fitting = fitting_groups(keys, left)
    served = Serving([cell.count for cell in cells])
    for group in chance.shuffled(sorted(fitting)):
        if served.is_whole:
            break
        served.take(group, chance.shuffled(fitting[group]))
    members: dict[Group, list[Drawable]] = {}
    for one in left:
        members.setdefault(one.only, []).append(one)
    for key, groups in zip(keys, served.served, strict=True):
        yield [
            chance.sample([one.version_id for one in members[group] if one.fits(key)], 1)[0]
            for group in groups
        ]


def _drawing_order(cell: BlueprintCell) -> tuple[bool, int, int, str, str, int, Fraction]:
    return (
        cell.kind == ANY_KIND,
        cell.section,
        cell.topic_id,
        cell.difficulty,
        cell.kind,
        cell.count,
        cell.points,
    )


def draw_questions(
    blueprint: Sequence[BlueprintCell], pool: Iterable[Drawable], seed: str
) -> tuple[int, ...]:
    """Return the version ids of a paper's questions, first question first."""
    return tuple(one.version_id for one in draw_paper(blueprint, pool, seed))


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
