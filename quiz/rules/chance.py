"""Chance that anyone can recompute: numbers that follow from a seed by SHA-256 alone."""

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")
SPAN = 2**64


class Chance:
    """An endless row of numbers that depends on ``seed`` alone.

    The n-th number is the first 8 bytes, big-endian, of SHA-256("<seed>:<n>"), n from 0.
    Numbers that would favour small results are passed over (rejection sampling).
    """

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._count = 0

    def below(self, end: int) -> int:
        """Return a number from 0 to ``end`` - 1, each equally likely.

        Raises:
            ValueError: ``end`` is not from 1 to 2**64.
        """
        if not 1 <= end <= SPAN:
            raise ValueError("chance needs at least one possibility")
        fair = SPAN - SPAN % end
        while (number := self._next()) >= fair:
            pass
        return number % end

    def sample(self, things: Sequence[T], count: int) -> list[T]:
        """Return ``count`` different things in the order drawn (Fisher-Yates from the front).

        Raises:
            ValueError: fewer things than asked for.
        """
        if not 0 <= count <= len(things):
            raise ValueError("more asked for than there are")
        left = list(things)
        for place in range(count):
            drawn = place + self.below(len(left) - place)
            left[place], left[drawn] = left[drawn], left[place]
        return left[:count]

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """Return all things in an order of chance."""
        return self.sample(things, len(things))

    def _next(self) -> int:
        digest = sha256(f"{self._seed}:{self._count}".encode()).digest()
        self._count += 1
        return int.from_bytes(digest[:8], "big")
