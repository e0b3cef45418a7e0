"""At most one of a group in a paper: which groups serve which wants, found by moving others over.

A group is served to at most one want, however many of its questions fit. Groups are given one
after the other; each is taken as long as those taken before can still all be served, so that what
is reached in the end is the most that can be (a greedy choice in a transversal matroid).
"""

from collections.abc import Iterable, Sequence

Group = tuple[str, int]
"""What a paper holds at most once: a group's code, or a question that has none."""


class Serving:
    """Who serves which want, so far."""

    def __init__(self, counts: Sequence[int]) -> None:
        """Begin with nobody serving; ``counts`` says how many each want needs."""
        self.left = list(counts)
        self.served: list[list[Group]] = [[] for _ in counts]
        self._fits: dict[Group, Sequence[int]] = {}
        self._closed: set[int] = set()

    @property
    def is_whole(self) -> bool:
        """Return whether every want has what it needs."""
        return not any(self.left)

    def take(self, group: Group, fits: Sequence[int]) -> bool:
        """Let a group serve one of the wants it fits, the first with room if there is one.

        Returns:
            Whether it serves now; if not, it would only push out another.
        """
        self._fits[group] = fits
        seen = set(self._closed)
        if self._place(group, seen):
            return True
        # Full, and all who serve there fit nowhere else: so it stays.
        self._closed = seen
        return False

    def _place(self, group: Group, seen: set[int]) -> bool:
        open_ones = [want for want in self._fits[group] if want not in seen]
        for want in open_ones:
            if self.left[want]:
                self.left[want] -= 1
                self.served[want].append(group)
                return True
        for want in open_ones:
            if want in seen:
                continue
            seen.add(want)
            for place, other in enumerate(self.served[want]):
                if self._place(other, seen):
                    self.served[want][place] = group
                    return True
        return False


def serve(counts: Sequence[int], groups: Iterable[tuple[Group, Sequence[int]]]) -> Serving:
    """Return who serves which want when the groups are given in this order."""
    found = Serving(counts)
    for group, fits in groups:
        if found.is_whole:
            break
        if fits:
            found.take(group, fits)
    return found
