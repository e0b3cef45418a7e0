"""Chance that anyone can recompute."""

from collections import Counter
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.rules.chance import Chance


@given(seed=st.text(max_size=20), end=st.integers(1, 2**64))
def test_a_number_lies_below_its_end_and_follows_from_the_seed(seed: str, end: int) -> None:
    number = Chance(seed).below(end)
    assert 0 <= number < end
    assert Chance(seed).below(end) == number


def test_the_first_number_can_be_computed_by_hand() -> None:
    digest = sha256(b"seed:0").digest()
    assert Chance("seed").below(10) == int.from_bytes(digest[:8], "big") % 10


@pytest.mark.parametrize("end", [0, -1, 2**64 + 1])
def test_chance_needs_a_possibility(end: int) -> None:
    with pytest.raises(ValueError, match="possibility"):
        Chance("seed").below(end)


def test_numbers_that_would_favour_small_results_are_passed_over() -> None:
    """Of 2**64 numbers, an end of 2**63 + 1 leaves nearly half unfair."""
    end = 2**63 + 1
    chance = Chance("seed")
    raw = [int.from_bytes(sha256(f"seed:{n}".encode()).digest()[:8], "big") for n in range(50)]
    fair = [number for number in raw if number < end]
    assert [chance.below(end) for _ in fair] == fair


@given(st.lists(st.integers(), max_size=30), st.text(max_size=8))
def test_a_shuffle_loses_and_invents_nothing(things: list[int], seed: str) -> None:
    assert Counter(Chance(seed).shuffled(things)) == Counter(things)


def test_more_than_there_is_cannot_be_drawn() -> None:
    with pytest.raises(ValueError, match="more asked"):
        Chance("seed").sample([1, 2], 3)


def test_every_thing_comes_to_every_place_equally_often() -> None:
    """Chi-square over 6 000 shuffles of six: 25 degrees of freedom, 0.1 % limit 52.6."""
    rounds, size = 6_000, 6
    seen = Counter(
        (place, thing)
        for number in range(rounds)
        for place, thing in enumerate(Chance(f"shuffle {number}").shuffled(range(size)))
    )
    expected = rounds / size
    distance = sum((seen[p, t] - expected) ** 2 for p in range(size) for t in range(size))
    assert distance / expected < 52.6
