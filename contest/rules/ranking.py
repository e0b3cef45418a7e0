"""Places: best first, ties broken by the ladder only where they matter."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby

from contest.rules.document import LadderStep, Tier


@dataclass(frozen=True)
class Scored:
    """An entry with its exact points: the total, and each round's and part's.

    ``distances`` holds, for each quiz round that asked for a prediction, how far the foretold
    number lay from the truth; somebody who foretold nothing is not in it.
    """

    entry_id: int
    total: Fraction
    values: Mapping[str, Fraction]
    distances: Mapping[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    """Where an entry stands. ``decided_by`` names the ladder's step that broke its tie."""

    entry_id: int
    place: int
    is_shared: bool
    decided_by: str | None = None


@dataclass(frozen=True)
class Tie:
    """Entries that are equal to the end of the ladder, where it matters: somebody must decide."""

    place: int
    entry_ids: tuple[int, ...]


@dataclass(frozen=True)
class Ranking:
    """All places, and the ties that stop the publishing."""

    places: tuple[Place, ...]
    ties: tuple[Tie, ...]


Decisions = Mapping[frozenset[int], Sequence[int]]
"""Entries that were equal → their order as the organisers decided it, best first."""


def rank(
    entries: Iterable[Scored],
    ladder: Sequence[LadderStep],
    boundaries: Collection[int],
    decisions: Decisions,
) -> Ranking:
    """Return the places, best first.

    A step of the ladder is applied only among entries still equal, and only where a boundary
    runs through them; other equals share their place and leave a gap after it.

    Args:
        boundaries: places after which something changes: a prize tier or the cut.
        decisions: how ties were decided before.
    """
    best_first = sorted(entries, key=lambda one: (-one.total, one.entry_id))
    places: list[Place] = []
    ties: list[Tie] = []
    for _total, group in groupby(best_first, key=lambda one: one.total):
        equal = list(group)
        start = len(places) + 1
        settled, open_ties = _settle(equal, start, list(ladder), boundaries, decisions, None)
        places += settled
        ties += open_ties
    return Ranking(tuple(places), tuple(ties))


def _settle(  # noqa: PLR0917 - the whole state of one tie
    equal: list[Scored],
    start: int,
    ladder: list[LadderStep],
    boundaries: Collection[int],
    decisions: Decisions,
    decided_by: str | None,
) -> tuple[list[Place], list[Tie]]:
    if len(equal) == 1 or not _matters(start, len(equal), boundaries):
        is_shared = len(equal) > 1
        return [Place(one.entry_id, start, is_shared, decided_by) for one in equal], []
    if not ladder or ladder[0].by == "decision":
        return _decide(equal, start, decisions)
    step, rest = ladder[0], ladder[1:]
    ordered = sorted(equal, key=lambda one: (_rung(step, one), one.entry_id))
    places: list[Place] = []
    ties: list[Tie] = []
    groups = [list(g) for _, g in groupby(ordered, key=lambda one: _rung(step, one))]
    for group in groups:
        by = step.key if len(groups) > 1 else decided_by
        settled, open_ties = _settle(group, start + len(places), rest, boundaries, decisions, by)
        places += settled
        ties += open_ties
    return places, ties


def _rung(step: LadderStep, one: Scored) -> tuple[bool, Fraction]:
    """Return what a step compares, the best lowest: most points, or the least distance.

    Whoever foretold nothing stands behind everybody who did.
    """
    if step.by != "prediction":
        return False, -one.values.get(step.code, Fraction(0))
    far = one.distances.get(step.code)
    return far is None, far or Fraction(0)


def _matters(start: int, count: int, boundaries: Collection[int]) -> bool:
    """Return whether a boundary runs between the places ``start`` to ``start + count - 1``."""
    return any(start <= boundary < start + count - 1 for boundary in boundaries)


def _decide(equal: list[Scored], start: int, decisions: Decisions) -> tuple[list[Place], list[Tie]]:
    ids = tuple(one.entry_id for one in equal)
    order = decisions.get(frozenset(ids))
    if order is None:
        return [Place(entry_id, start, True) for entry_id in ids], [Tie(start, ids)]
    places = [Place(entry_id, start + i, False, "decision") for i, entry_id in enumerate(order)]
    return places, []


def boundaries_of(tiers: Sequence[Tier], quota: int) -> frozenset[int]:
    """Return the places after which a prize ends, or the best have gone up."""
    found = {quota} if quota else set()
    reached = 0
    for tier in tiers:
        if tier.count is None:
            break
        reached += tier.count
        found.add(reached)
    return frozenset(found)


def prizes(ranking: Ranking, tiers: Sequence[Tier]) -> dict[int, str]:
    """Return entry → name of its prize. Entries that share a place share its prize.

    The ranking must be free of ties that matter.
    """
    given: dict[int, str] = {}
    limits: list[tuple[int | None, str]] = []
    reached = 0
    for tier in tiers:
        reached += tier.count or 0
        limits.append((None if tier.count is None else reached, tier.name))
    for place in ranking.places:
        for limit, name in limits:
            if limit is None or place.place <= limit:
                given[place.entry_id] = name
                break
    return given


def promoted(ranking: Ranking, quota: int) -> tuple[int, ...]:
    """Return the entries that go up: the best ``quota``, all places settled."""
    return tuple(one.entry_id for one in ranking.places if one.place <= quota)
