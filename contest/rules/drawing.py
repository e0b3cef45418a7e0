"""The draw of the order of appearance: one recipe anybody can repeat from the printed seed."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from foundation.errors import N_

RECIPE = N_(
    "Sort the entry numbers upwards. The numbers drawn are SHA-256 of the seed, a colon and a "
    "counter from 0 (in UTF-8), cut into pieces of 8 bytes, each read as one number with the "
    "highest byte first. For i from the last place down to 2: take the next number, leave out "
    "those at or above the largest multiple of i not above 2^64, and let place i and place "
    "(remainder of the number by i, plus 1) change places."
)


def list_digest(numbers: Iterable[int]) -> str:
    """Return the digest of the published list: SHA-256 of the sorted numbers with commas."""
    return hashlib.sha256(",".join(map(str, sorted(numbers))).encode()).hexdigest()


def draw_order(numbers: Iterable[int], seed: str) -> list[int]:
    """Return the entry numbers in the order drawn, first to appear first.

    The order depends on the set of numbers and on ``seed`` alone. Fisher and Yates' shuffle;
    numbers are rejected where taking a remainder would favour some.
    """
    order = sorted(numbers)
    numbers_of_seed = _numbers(seed)
    for left in range(len(order), 1, -1):
        chosen = _below(left, numbers_of_seed)
        order[left - 1], order[chosen] = order[chosen], order[left - 1]
    return order


def _numbers(seed: str) -> Iterator[int]:
    counter = 0
    while True:
        block = hashlib.sha256(f"{seed}:{counter}".encode()).digest()
        for start in range(0, 32, 8):
            yield int.from_bytes(block[start : start + 8], "big")
        counter += 1


def _below(limit: int, numbers: Iterator[int]) -> int:
    fair = 2**64 - 2**64 % limit
    return next(number for number in numbers if number < fair) % limit


def is_order_of(order: Sequence[int], numbers: Iterable[int]) -> bool:
    """Return whether an order entered by hand holds every number of the list once."""
    return sorted(order) == sorted(numbers)
