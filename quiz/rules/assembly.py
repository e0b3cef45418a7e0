"""What a blueprint asks for, and what a pool holds for it.

A cell of the blueprint asks for so many questions of one topic, difficulty and kind in one
section. A cell without a kind takes any kind the machine marks at once. Cells that ask for the
same thing, in one section or in several, draw from the same supply, and no question twice. Of
questions that exclude each other (they ask one fact, or give each other away) a paper holds one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from foundation.errors import N_, Refusal
from quiz.rules.exclusion import Group, serve

Key = tuple[int, str, str]
"""Topic, difficulty, kind."""
MOST_QUESTIONS = 200
MOST_SECTIONS = 10
"""As many as there are kinds of questions: a section asks for one kind."""
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
    def key(self) -> Key:
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
    group: str = ""
    """At most one question of a group stands in a paper; questions without one go with all."""

    @property
    def only(self) -> Group:
        """Return what a paper holds at most once: the group, or the question itself."""
        return (self.group, 0) if self.group else ("", self.version_id)

    def fits(self, key: Key) -> bool:
        """Return whether a cell that asks for ``key`` may take this question."""
        topic_id, difficulty, kind = key
        fits_kind = self.kind == kind or (kind == ANY_KIND and self.kind in DRAWN_BY_ANY)
        return (self.topic_id, self.difficulty) == (topic_id, difficulty) and fits_kind


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


def wanted_by_key(blueprint: Iterable[BlueprintCell]) -> dict[Key, int]:
    """Return how many questions the whole paper asks for of each topic, difficulty and kind."""
    wanted: dict[Key, int] = {}
    for cell in blueprint:
        wanted[cell.key] = wanted.get(cell.key, 0) + cell.count
    return wanted


def supply(blueprint: Iterable[BlueprintCell], pool: Iterable[Drawable]) -> tuple[CellSupply, ...]:
    """Return for each thing the blueprint asks for what is wanted and what there is.

    A cell of any kind has what the cells of certain kinds leave.
    """
    wanted = wanted_by_key(blueprint)
    offered = tuple(pool)
    apart = {(one.topic_id, one.difficulty, one.kind, one.only) for one in offered}
    stock = Counter(row[:3] for row in apart)
    lacking = _lacking(wanted, offered) if have_groups(offered) else None
    return tuple(
        CellSupply(*key[:2], count, _available(key, wanted, stock), key[2])
        if lacking is None
        else CellSupply(
            *key[:2],
            count,
            count - lacking[key] if lacking[key] else max(count, _available(key, wanted, stock)),
            key[2],
        )
        for key, count in wanted.items()
    )


def have_groups(pool: Iterable[Drawable]) -> bool:
    """Return whether some questions exclude each other."""
    groups = [one.group for one in pool if one.group]
    return len(set(groups)) < len(groups)


def _lacking(wanted: Mapping[Key, int], pool: Sequence[Drawable]) -> dict[Key, int]:
    """Return how many each key still lacks when as many as can be are served."""
    keys = sorted(wanted, key=lambda key: (key[2] == ANY_KIND, key))
    groups = sorted(fitting_groups(keys, pool).items())
    served = serve([wanted[key] for key in keys], groups)
    return dict(zip(keys, served.left, strict=True))


def fitting_groups(keys: Sequence[Key], pool: Iterable[Drawable]) -> dict[Group, list[int]]:
    """Return group → which of the keys one of its questions may serve."""
    kinds: dict[Key, list[int]] = {}
    found: dict[Group, set[int]] = {}
    for one in pool:
        itself = one.topic_id, one.difficulty, one.kind
        if itself not in kinds:
            kinds[itself] = [at for at, key in enumerate(keys) if one.fits(key)]
        if kinds[itself]:
            found.setdefault(one.only, set()).update(kinds[itself])
    return {group: sorted(fits) for group, fits in found.items()}


def groups_span(blueprint: Sequence[BlueprintCell], pool: Iterable[Drawable]) -> bool:
    """Return whether questions that exclude each other fit different cells."""
    keys = list(dict.fromkeys(cell.key for cell in blueprint if cell.count))
    return any(len(fits) > 1 and group[0] for group, fits in fitting_groups(keys, pool).items())


def _available(
    key: Key,
    wanted: Mapping[Key, int],
    stock: Mapping[Key, int],
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


def least_seen(blueprint: Sequence[BlueprintCell], pool: Iterable[Drawable]) -> list[Drawable]:
    """Return the part of the pool that was seen least, with room for papers to differ.

    For each thing the blueprint asks for, the less seen half of what fits stays, at least twice
    as many as are drawn; whatever was seen as seldom as the last of these stays too. What a
    blueprint can be served from, it can still be served from: where questions exclude each other
    more of them stay.
    """
    offered = sorted(set(pool))
    share = 2
    kept = _less_seen(blueprint, offered, share)
    while have_groups(kept) and share < len(offered) and _is_short(blueprint, kept):
        share *= 2
        kept = _less_seen(blueprint, offered, share)
    return kept


def _is_short(blueprint: Iterable[BlueprintCell], pool: Iterable[Drawable]) -> bool:
    return any(row.missing for row in supply(blueprint, pool))


def _less_seen(
    blueprint: Iterable[BlueprintCell], offered: Sequence[Drawable], share: int
) -> list[Drawable]:
    """Return the less seen half of what fits, at least ``share`` times as many as are drawn."""
    kept: set[Drawable] = set()
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
        room = min(len(fitting), max(share * asked, -(-len(fitting) // 2)))
        if room:
            border = fitting[room - 1]
            kept |= {one for one in offered if one.fits(key) and one.exposure <= border}
    return sorted(kept)
