"""How many different papers a blueprint and a pool give, counted exactly."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import product
from math import comb, factorial, prod

from quiz.rules.assembly import (
    ANY_KIND,
    DRAWN_BY_ANY,
    BlueprintCell,
    Drawable,
    Key,
    least_seen,
    supply,
)
from quiz.rules.exclusion import Group, serve

MOST_STATES = 3_000
Needs = dict[str, dict[int, int]]
"""Kind → section → how many."""
Place = tuple[int, str]
"""Topic and difficulty."""
Sort = tuple[Place, str, bool]
"""Where, the kind if a cell names it, whether cells of any kind take it: alike to all cells."""
Used = Mapping[tuple[Sort, int], int]
"""Sort and section → how many stand there already."""


def distinct_papers(
    blueprint: Sequence[BlueprintCell],
    pool: Iterable[Drawable],
    *,
    prefers_least_seen: bool = False,
) -> int:
    """Return how many papers can be drawn that differ in the questions of a section.

    The order of questions and of answers does not count. 0 if no paper can be drawn. Where very
    many groups of questions that exclude each other lie across cells: at least so many.
    """
    offered = sorted(set(pool))
    if any(row.missing for row in supply(blueprint, offered)):
        return 0
    left = least_seen(blueprint, offered) if prefers_least_seen else offered
    return _Count(blueprint, left).papers()


class _Count:
    """The needs of each place, and its questions by sort; a group counts as one of a size."""

    def __init__(self, blueprint: Sequence[BlueprintCell], pool: Iterable[Drawable]) -> None:
        self.needs: dict[Place, Needs] = {}
        for cell in blueprint:
            if cell.count:
                place = self.needs.setdefault((cell.topic_id, cell.difficulty), {})
                row = place.setdefault(cell.kind, {})
                row[cell.section] = row.get(cell.section, 0) + cell.count
        groups: defaultdict[Group, Counter[Sort]] = defaultdict(Counter)
        for one in pool:
            if (sort := self._sort(one)) is not None:
                groups[one.only][sort] += 1
        self.sizes: defaultdict[Sort, list[int]] = defaultdict(list)
        self.wide: list[Counter[Sort]] = []
        """Groups with questions of several sorts."""
        for _name, found in sorted(groups.items()):
            if len(found) > 1:
                self.wide.append(found)
                for sort in found:
                    self.sizes[sort] += []
            else:
                [(sort, size)] = found.items()
                self.sizes[sort].append(size)
        self._narrow(blueprint, groups)

    def _narrow(
        self, cells: Sequence[BlueprintCell], groups: Mapping[Group, Counter[Sort]]
    ) -> None:
        """Where counting all would take too long, let each group stand in one sort only."""
        far = [places for places in self._tied() if self._states(places) > MOST_STATES]
        if not far:
            return
        wide = {name: found for name, found in sorted(groups.items()) if len(found) > 1}
        keys = [cell.key for cell in cells]
        fits = {
            name: [at for at, key in enumerate(keys) if any(_fits(sort, key) for sort in found)]
            for name, found in groups.items()
        }
        alone_first = sorted(groups, key=lambda name: (name in wide, name))
        served = serve([cell.count for cell in cells], [(one, fits[one]) for one in alone_first])
        place_of = {name: keys[at] for at, row in enumerate(served.served) for name in row}
        self.wide = []
        for name, found in wide.items():
            if not any(sort[0] in places for places in far for sort in found):
                self.wide.append(found)
                continue
            key = place_of.get(name)
            good = {sort: n for sort, n in found.items() if key is None or _fits(sort, key)}
            sort = max(good, key=lambda one: (good[one], one))
            self.sizes[sort].append(good[sort])

    def _states(self, places: set[Place]) -> int:
        """Return how many ways groups across sorts may fill the needs of these places, at most."""
        touched = {sort for found in self.wide for sort in found if sort[0] in places}
        return prod(
            1 + self._most(sort, section) for sort in touched for section in self._sections(sort)
        )

    def _sort(self, one: Drawable) -> Sort | None:
        place = one.topic_id, one.difficulty
        needs = self.needs.get(place, {})
        is_free = one.kind in DRAWN_BY_ANY
        is_named = one.kind in needs
        if not is_named and not (is_free and ANY_KIND in needs):
            return None
        return place, one.kind if is_named else ANY_KIND, is_free

    def papers(self) -> int:
        """Return the product over what no group ties together."""
        return prod(self._of_places(places) for places in self._tied())

    def _tied(self) -> list[set[Place]]:
        tied: list[set[Place]] = [{place} for place in self.needs]
        for found in self.wide:
            touched = {sort[0] for sort in found}
            joined = [one for one in tied if one & touched]
            tied = [one for one in tied if not one & touched] + [set().union(*joined)]
        return tied

    def _of_places(self, places: set[Place]) -> int:
        """Go through the groups that lie across sorts; what they leave is counted by place."""
        states: dict[frozenset[tuple[tuple[Sort, int], int]], int] = {frozenset(): 1}
        for found in self.wide:
            if next(iter(found))[0] not in places:
                continue
            after = dict(states)
            for state, ways in states.items():
                used = dict(state)
                for sort, size in found.items():
                    for section in self._sections(sort):
                        if used.get((sort, section), 0) < self._most(sort, section):
                            key = sort, section
                            more = frozenset({**used, key: used.get(key, 0) + 1}.items())
                            after[more] = after.get(more, 0) + ways * size
            states = after
        return sum(
            ways * prod(self._ways(place, dict(state)) for place in places)
            for state, ways in states.items()
        )

    def _sections(self, sort: Sort) -> list[int]:
        return sorted({section for row in self.needs[sort[0]].values() for section in row})

    def _most(self, sort: Sort, section: int) -> int:
        place, kind, is_free = sort
        needs = self.needs[place]
        named = needs.get(kind, {}).get(section, 0)
        free = needs.get(ANY_KIND, {}).get(section, 0) if is_free and kind else 0
        return named + free

    def _ways(self, place: Place, used: Used) -> int:
        """Return in how many ways the questions of one place are chosen beside those used."""
        needs = dict(self.needs[place])
        free = needs.pop(ANY_KIND, {})
        sections = self._sections((place, ANY_KIND, True))
        places = [sections.index(section) for section in sorted(free)]
        ways = {tuple(free[section] for section in sorted(free)): 1}
        sorts = [sort for sort in self.sizes if sort[0] == place]
        named = {sort[1] for sort in sorts}
        if any(kind not in named for kind in needs):
            return 0
        for sort in sorts:
            base = [needs.get(sort[1], {}).get(section, 0) for section in sections]
            there = [used.get((sort, section), 0) for section in sections]
            after: dict[tuple[int, ...], int] = {}
            for rest, known in ways.items():
                spans = [range(most + 1) if sort[2] else range(1) for most in rest]
                for more in product(*spans):
                    taken = [b - t for b, t in zip(base, there, strict=True)]
                    for at, extra in zip(places, more, strict=True):
                        taken[at] += extra
                    if chosen := self._choices(sort, taken):
                        left = tuple(a - b for a, b in zip(rest, more, strict=True))
                        after[left] = after.get(left, 0) + known * chosen
            ways = after
        return ways.get(tuple(0 for _ in free), 0)

    def _choices(self, sort: Sort, parts: Sequence[int]) -> int:
        """Return in how many ways groups of a sort give disjoint sets of these sizes."""
        if any(part < 0 for part in parts):
            return 0
        total = sum(parts)
        apart = factorial(total) // prod(factorial(part) for part in parts)
        several = tuple(size for size in self.sizes[sort] if size > 1)
        alone = len(self.sizes[sort]) - len(several)
        return _one_of_each(several, alone, total) * apart


def _fits(sort: Sort, key: Key) -> bool:
    place, kind, is_free = sort
    return place == key[:2] and (kind == key[2] or (is_free and key[2] == ANY_KIND))


@lru_cache(1024)
def _one_of_each(several: tuple[int, ...], alone: int, count: int) -> int:
    """Return in how many ways ``count`` questions come from groups, one of each.

    Args:
        several: sizes of groups of more than one.
        alone: how many questions stand alone.
        count: how many are wanted.
    """
    ways = [1, *[0] * count]
    for size in several:
        for number in range(count, 0, -1):
            ways[number] += ways[number - 1] * size
    return sum(ways[number] * comb(alone, count - number) for number in range(count + 1))
