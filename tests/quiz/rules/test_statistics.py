"""The figures of a test: worked by hand, against plain formulas, and where they are undefined."""

import statistics as plain
from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.rules.statistics import item_figures, whole_figures

Rows = list[list[Fraction]]


def _rows(*rows: tuple[int, ...]) -> Rows:
    return [[Fraction(mark) for mark in row] for row in rows]


def _maxima(count: int) -> list[Fraction]:
    return [Fraction(1)] * count


GUTTMAN = _rows((1, 1, 1), (1, 1, 0), (1, 0, 0), (0, 0, 0))
"""Whoever solves a hard question solves the easy ones: the best order there is."""


def test_a_small_test_worked_by_hand() -> None:
    easy, middle, hard = item_figures(GUTTMAN, _maxima(3))
    assert (easy.facility, middle.facility, hard.facility) == (0.75, 0.5, 0.25)
    assert easy.sd == pytest.approx(0.5)
    assert middle.discrimination_index == pytest.approx(100 * 2 / sqrt(8))
    assert middle.discriminative_efficiency == pytest.approx(100)
    assert easy.intended_weight == pytest.approx(100 / 3)
    whole = whole_figures(GUTTMAN)
    assert (whole.mean, whole.median) == (1.5, 1.5)
    assert whole.sd == pytest.approx(sqrt(5 / 3))
    assert whole.skewness == 0
    assert whole.kurtosis == pytest.approx(-1.2)
    assert whole.cic == pytest.approx(75)
    assert whole.error_ratio == pytest.approx(50)
    assert whole.standard_error == pytest.approx(sqrt(5 / 3) / 2)


def test_negative_reliability_is_shown() -> None:
    whole = whole_figures(_rows((1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (0, 0, 1)))
    assert whole.cic is not None
    assert whole.cic < 0
    assert whole.error_ratio is not None
    assert whole.error_ratio > 100


def test_a_question_that_works_backwards_has_a_negative_index_and_no_weight() -> None:
    first, *_others = item_figures(
        _rows((0, 1, 1, 1), (0, 1, 1, 0), (1, 0, 0, 0), (1, 0, 0, 0)), _maxima(4)
    )
    assert first.discrimination_index is not None
    assert first.discrimination_index < 0
    assert first.effective_weight is None


@pytest.mark.parametrize("rows", [[], _rows((1, 0)), _rows((1, 1), (1, 1), (1, 1), (1, 1))])
def test_what_is_undefined_is_none(rows: Rows) -> None:
    figures = item_figures(rows, _maxima(2))
    assert [one.discrimination_index for one in figures] == [None, None]
    assert [one.discriminative_efficiency for one in figures] == [None, None]
    whole = whole_figures(rows)
    assert (whole.skewness, whole.kurtosis, whole.cic, whole.standard_error) == (None,) * 4


def test_a_question_without_marks_has_no_facility() -> None:
    assert item_figures(_rows((0,), (0,)), [Fraction(0)])[0].facility is None


marks = st.integers(2, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.fractions(0, 3, max_denominator=6), min_size=width, max_size=width),
        min_size=4,
        max_size=12,
    )
)


@given(marks)
def test_the_figures_agree_with_the_plain_formulas(rows: Rows) -> None:
    whole = whole_figures(rows)
    totals = [float(sum(row)) for row in rows]
    assert whole.mean == pytest.approx(plain.mean(totals))
    assert whole.median == pytest.approx(plain.median(totals))
    assert whole.sd == pytest.approx(plain.stdev(totals), abs=1e-9)
    for place, one in enumerate(item_figures(rows, [Fraction(3)] * len(rows[0]))):
        own = [float(row[place]) for row in rows]
        rest = [total - mark for total, mark in zip(totals, own, strict=True)]
        assert one.sd == pytest.approx(plain.stdev(own), abs=1e-9)
        if len({row[place] for row in rows}) > 1 and len({sum(r) - r[place] for r in rows}) > 1:
            index = 100 * plain.correlation(own, rest)
            assert one.discrimination_index == pytest.approx(index, abs=1e-6)
        else:
            assert one.discrimination_index is None


@given(marks)
def test_efficiency_reaches_a_hundred_at_most_and_weights_are_shares(rows: Rows) -> None:
    figures = item_figures(rows, [Fraction(3)] * len(rows[0]))
    weights = [one.effective_weight for one in figures if one.effective_weight is not None]
    assert not weights or sum(weights) == pytest.approx(100)
    for one in figures:
        if one.discriminative_efficiency is not None:
            assert one.discriminative_efficiency <= 100 + 1e-9


@given(marks, st.randoms())
def test_the_order_of_attempts_does_not_matter(rows: Rows, chance) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert whole_figures(shuffled) == whole_figures(rows)
