"""Percents are exact, name their denominator, and a row of them adds up to 100."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.rules.percent import Share, percent_row

COUNTS = st.lists(st.integers(0, 2000), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("counts", "places", "printed"),
    [
        ((19, 76, 2), 1, ("19.6", "78.3", "2.1")),
        ((56, 48, 31), 2, ("41.48", "35.56", "22.96")),
        ((19, 61), 0, ("24", "76")),
        ((7, 11, 6), 1, ("29.2", "45.8", "25.0")),
    ],
)
def test_rows_are_printed_as_the_published_ones(
    counts: tuple[int, ...], places: int, printed: tuple[str, ...]
) -> None:
    assert tuple(map(str, percent_row(counts, places))) == printed


@given(COUNTS.filter(any), st.integers(0, 3))
def test_a_row_adds_up_to_exactly_100(counts: list[int], places: int) -> None:
    assert sum(percent_row(counts, places)) == 100


@given(COUNTS.filter(any), st.integers(0, 3))
def test_no_percent_is_a_whole_step_away_from_the_exact_one(counts: list[int], places: int) -> None:
    for count, percent in zip(counts, percent_row(counts, places), strict=True):
        exact = Fraction(100 * count, sum(counts))
        assert abs(Fraction(percent) - exact) < Fraction(1, 10**places)


@given(COUNTS)
def test_a_larger_count_never_has_a_smaller_percent(counts: list[int]) -> None:
    pairs = sorted(zip(counts, percent_row(counts), strict=True))
    for (fewer, less), (count, percent) in pairwise(pairs):
        assert fewer == count or less <= percent


def test_a_row_of_nothing_is_a_row_of_zeros() -> None:
    assert percent_row((0, 0)) == (Decimal("0.0"), Decimal("0.0"))


def test_a_share_of_nothing_is_not_zero() -> None:
    assert Share(0, 0).percent() is None
    assert Share(0, 3).percent() == 0


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent"),
    [(159, 184, "86.4"), (177, 178, "99.4"), (23, 27, "85.2"), (24, 26, "92.3")],
)
def test_a_share_is_rounded_half_up_to_one_place(
    numerator: int, denominator: int, percent: str
) -> None:
    assert str(Share(numerator, denominator).percent()) == percent
