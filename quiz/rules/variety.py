"""How many different papers a blueprint and a pool give, counted exactly."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import product
from math import comb, prod

from quiz.rules.assembly import ANY_KIND, DRAWN_BY_ANY, BlueprintCell, Drawable, least_seen, supply

Needs = dict[str, dict[int, int]]
"""Kind → section → how many."""


def distinct_papers(
    blueprint: Sequence[BlueprintCell],
    pool: Iterable[Drawable],
    *,
    prefers_least_seen: bool = False,
) -> int:
    """Return how many papers can be drawn that differ in the questions of a section.

    The order of questions and of answers does not count. 0 if no paper can be drawn.
    """
    offered = sorted(set(pool))
    if any(row.missing for row in supply(blueprint, offered)):
        return 0
    left = least_seen(blueprint, offered) if prefers_least_seen else offered
    groups = {(cell.topic_id, cell.difficulty) for cell in blueprint}
    return prod(_ways(group, blueprint, left) for group in groups)


def _ways(
    group: tuple[int, str], blueprint: Iterable[BlueprintCell], pool: Iterable[Drawable]
) -> int:
    """Return in how many ways the questions of one topic and difficulty can be chosen."""
    needs: Needs = {}
    for cell in blueprint:
        if (cell.topic_id, cell.difficulty) == group and cell.count:
            row = needs.setdefault(cell.kind, {})
            row[cell.section] = row.get(cell.section, 0) + cell.count
    free = needs.pop(ANY_KIND, {})
    stock: Counter[tuple[str, bool]] = Counter()
    for one in pool:
        if (one.topic_id, one.difficulty) == group:
            is_free = one.kind in DRAWN_BY_ANY
            # Kinds nobody asks for by name are alike to a cell that takes any.
            stock[one.kind if one.kind in needs else "", is_free] += 1
    return _count(needs, free, stock)


def _count(needs: Needs, free: dict[int, int], stock: Counter[tuple[str, bool]]) -> int:
    sections = sorted({section for row in [*needs.values(), free] for section in row})
    places = [sections.index(section) for section in sorted(free)]
    ways = {tuple(free[section] for section in sorted(free)): 1}
    for (kind, is_free), count in stock.items():
        base = [needs.get(kind, {}).get(section, 0) for section in sections]
        after: dict[tuple[int, ...], int] = {}
        for rest, known in ways.items():
            spans = [range(most + 1) if is_free else range(1) for most in rest]
            for more in product(*spans):
                taken = list(base)
                for place, extra in zip(places, more, strict=True):
                    taken[place] += extra
                if chosen := _multinomial(count, taken):
                    left = tuple(a - b for a, b in zip(rest, more, strict=True))
                    after[left] = after.get(left, 0) + known * chosen
        ways = after
    return ways.get(tuple(0 for _ in free), 0)


def _multinomial(count: int, parts: Sequence[int]) -> int:
    """Return in how many ways ``count`` things give disjoint sets of these sizes."""
    found, left = 1, count
    for part in parts:
        found *= comb(left, part)
        left -= part
        if left < 0:
            return 0
    return found
