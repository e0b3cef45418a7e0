"""From blueprint, pool and seed to the paper of one attempt.

A cell of the blueprint asks for so many questions of one topic, difficulty and kind in one
section. A cell without a kind takes any kind the machine marks at once. Cells that ask for the
same thing, in one section or in several, draw from the same supply, and no question twice.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from foundation.errors import N_, Refusal
from quiz.rules.chance import Chance

MOST_QUESTIONS = 200
MOST_SECTIONS = 6
ANY_KIND = ""
DRAWN_BY_ANY = frozenset(
    {"one", "several", "true_false", "matching", "ordering", "short", "numeric"}
)
"""Kinds a cell without a kind takes: marked at once, by machine."""


class BlueprintImpossible(Refusal):
    """The pool holds fewer questions than a cell of the blueprint asks for."""

    message = N_(
        "No paper can be made: the bank lacks %(missing)s questions (%(cells)s). Lower the counts "
        "or approve more questions."
    )


class ShortCell(Refusal):
    """One cell that lacks questions; stands in the facts of ``BlueprintImpossible``."""

    message = N_("%(topic)s, %(difficulty)s, %(kind)s: %(missing)s missing of %(wanted)s")


class BlueprintEmpty(Refusal):
    """The blueprint asks for no question at all, or for far too many."""

    message = N_("A paper needs between 1 and %(most)s questions.")
    status = 422


@dataclass(frozen=True, order=True)
class BlueprintCell:
    """How many questions of one topic, difficulty and kind a section of a paper holds."""

    topic_id: int
    difficulty: str
    count: int
    kind: str = ANY_KIND
    section: int = 1
    points: Fraction = Fraction(1)
    """What one question weighs against the others of the paper."""

    @property
    def key(self) -> tuple[int, str, str]:
        """Return what the cell asks for, wherever it stands."""
        return self.topic_id, self.difficulty, self.kind


@dataclass(frozen=True, order=True)
class Drawable:
    """A question that may be drawn: its version, its cell, and how often it was seen before."""

    version_id: int
    topic_id: int
    difficulty: str
    kind: str = "one"
    exposure: int = 0

    def fits(self, key: tuple[int, str, str]) -> bool:
        """Return whether a cell that asks for ``key`` may take this question."""
        topic_id, difficulty, kind = key
        fits_kind = self.kind == kind or (kind == ANY_KIND and self.kind in DRAWN_BY_ANY)
        return (self.topic_id, self.difficulty) == (topic_id, difficulty) and fits_kind


@dataclass(frozen=True)
class DrawnQuestion:
    """A question of a paper: its version, its section, its weight."""

    version_id: int
    section: int
    points: Fraction


@dataclass(frozen=True)
class CellSupply:
    """What all cells of one topic, difficulty and kind ask for, and what the pool holds."""

    topic_id: int
    difficulty: str
    wanted: int
    available: int
    kind: str = ANY_KIND

    @property
    def missing(self) -> int:
        """Return how many questions the pool lacks."""
        return max(0, self.wanted - self.available)

    @property
    def is_scarce(self) -> bool:
        """Return whether everybody gets the same questions here: just enough, none to spare."""
        return 0 < self.wanted == self.available


def wanted_by_key(blueprint: Iterable[BlueprintCell]) -> dict[tuple[int, str, str], int]:
    """Return how many questions the whole paper asks for of each topic, difficulty and kind."""
    wanted: dict[tuple[int, str, str], int] = {}
    for cell in blueprint:
        wanted[cell.key] = wanted.get(cell.key, 0) + cell.count
    return wanted


def supply(blueprint: Iterable[BlueprintCell], pool: Iterable[Drawable]) -> tuple[CellSupply, ...]:
    """Return for each thing the blueprint asks for what is wanted and what there is.

    A cell of any kind has what the cells of certain kinds leave.
    """
    wanted = wanted_by_key(blueprint)
    stock = Counter((one.topic_id, one.difficulty, one.kind) for one in pool)
    return tuple(
        CellSupply(topic, level, count, _available((topic, level, kind), wanted, stock), kind)
        for (topic, level, kind), count in wanted.items()
    )


def _available(
    key: tuple[int, str, str],
    wanted: Mapping[tuple[int, str, str], int],
    stock: Mapping[tuple[int, str, str], int],
) -> int:
    topic, level, kind = key
    if kind != ANY_KIND:
        return stock.get(key, 0)
    return sum(
        max(0, stock.get((topic, level, one), 0) - wanted.get((topic, level, one), 0))
        for one in DRAWN_BY_ANY
    )


def check_feasible(
    blueprint: Sequence[BlueprintCell],
    pool: Iterable[Drawable],
    topic_names: Mapping[int, str] | None = None,
    kind_names: Mapping[str, str] | None = None,
) -> None:
    """Let a blueprint pass from which papers can be drawn.

    Args:
        blueprint: the cells.
        pool: what may be drawn.
        topic_names: the words a refusal uses for topics.
        kind_names: msgids of difficulties and kinds, by their codes.

    Raises:
        BlueprintEmpty: it asks for no question, or for more than 200.
        BlueprintImpossible: some cell asks for more than the pool holds; each is named.
    """
    if not 1 <= sum(cell.count for cell in blueprint) <= MOST_QUESTIONS:
        raise BlueprintEmpty(most=MOST_QUESTIONS)
    short = [row for row in supply(blueprint, pool) if row.missing]
    if short:
        topics, kinds = topic_names or {}, kind_names or {}
        cells = tuple(
            ShortCell(
                topic=topics.get(row.topic_id, row.topic_id),
                difficulty=kinds.get(row.difficulty, row.difficulty),
                kind=kinds.get(row.kind, row.kind),
                missing=row.missing,
                wanted=row.wanted,
            )
            for row in short
        )
        raise BlueprintImpossible(missing=sum(row.missing for row in short), cells=cells)


def least_seen(blueprint: Iterable[BlueprintCell], pool: Iterable[Drawable]) -> list[Drawable]:
    """Return the part of the pool that was seen least, with room for papers to differ.

    For each thing the blueprint asks for, the less seen half of what fits stays, at least twice
    as many as are drawn; whatever was seen as seldom as the last of these stays too. What a
    blueprint can be served from, it can still be served from.
    """
    offered, kept = sorted(set(pool)), set()
    wanted = wanted_by_key(blueprint)
    for key, count in wanted.items():
        fitting = sorted(one.exposure for one in offered if one.fits(key))
        asked = count
        if key[2] == ANY_KIND:
            asked += sum(
                more
                for (topic, level, kind), more in wanted.items()
                if (topic, level) == key[:2] and kind in DRAWN_BY_ANY
            )
        room = min(len(fitting), max(2 * asked, -(-len(fitting) // 2)))
        if room:
            border = fitting[room - 1]
            kept |= {one for one in offered if one.fits(key) and one.exposure <= border}
    return sorted(kept)


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
    the order of section, topic, difficulty and kind. Then each section is shuffled. The order in
    which pool and blueprint are given does not matter.

    Raises:
        BlueprintEmpty, BlueprintImpossible: see ``check_feasible``.
    """
    offered = sorted(set(pool))
    check_feasible(blueprint, offered)
    left = least_seen(blueprint, offered) if prefers_least_seen else offered
    chance = Chance(f"{seed}:questions")
    sections: dict[int, list[DrawnQuestion]] = {}
    for cell in sorted(blueprint, key=_drawing_order):
        fitting = [one.version_id for one in left if one.fits(cell.key)]
        drawn = chance.sample(fitting, cell.count)
        taken = set(drawn)
        left = [one for one in left if one.version_id not in taken]
        sections.setdefault(cell.section, []).extend(
            DrawnQuestion(version_id, cell.section, cell.points) for version_id in drawn
        )
    return tuple(one for number in sorted(sections) for one in chance.shuffled(sections[number]))


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
