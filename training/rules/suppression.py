"""Hiding counts so small that they name somebody, in tables that are shared."""

from collections.abc import Sequence

SMALLEST_SHOWN = 3


def without_small_counts(counts: Sequence[int]) -> tuple[int | None, ...]:
    """Return the counts of one column with those below three hidden; zero names nobody.

    A hidden count is one or two. Where the total tells which, because only one is hidden or
    all hidden ones must be equal, the smallest of the others is hidden too.
    """
    hidden = {place for place, count in enumerate(counts) if 0 < count < SMALLEST_SHOWN}
    if hidden and sum(counts[place] for place in hidden) in (len(hidden), 2 * len(hidden)):
        others = [place for place, count in enumerate(counts) if count and place not in hidden]
        hidden |= set(sorted(others, key=lambda place: (counts[place], place))[:1])
    return tuple(None if place in hidden else count for place, count in enumerate(counts))
