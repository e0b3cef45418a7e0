"""Marks: exact, halves up, the label from the rounded mark."""

from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.rules.marks import MarkOutside, band, checked_mark, final_mark, paper_marks, scaled
from training.rules.ruleset import Paper, RuleDocument, default_rules

TWO = default_rules().model_copy(
    update={"papers": (Paper(code="a", title="Bài 1"), Paper(code="b", title="Bài 2"))}
)
tenths = st.integers(0, 100).map(lambda n: Fraction(n, 10))


def label(rules: RuleDocument, *marks: str) -> tuple[str, str]:
    """Return the final mark as text and its label."""
    given_marks = dict(zip("ab", ([Fraction(m)] for m in marks), strict=False))
    mark = final_mark(rules, paper_marks(rules, given_marks))
    assert mark is not None
    found = band(rules, mark)
    return f"{float(mark):.1f}", found.label if found else rules.failed_label


def test_worked_case_2_rounding_at_the_line() -> None:
    assert label(TWO, "4.8", "5.1") == ("5.0", "Trung bình")
    assert label(TWO, "4.8", "9.1") == ("7.0", "Khá")
    one = default_rules().model_copy(update={"papers": (Paper(code="a", title="Bài"),)})
    assert label(one, "7.94") == ("7.9", "Khá")
    assert label(one, "4.9") == ("4.9", "Không đạt")


def test_every_pair_that_floats_would_fail_is_right() -> None:
    """All pairs of tenths whose mean lies on a half at a limit go up; floats fail 24 of them."""
    limits = {Fraction("4.95"): "5.0", Fraction("6.95"): "7.0", Fraction("7.95"): "8.0"}
    failed_by_floats = 0
    for first in range(101):
        for second in range(101):
            exact = Fraction(first + second, 20)
            if exact in limits:
                mark, _ = label(TWO, f"{first / 10:.1f}", f"{second / 10:.1f}")
                assert mark == limits[exact]
                by_floats = floor((first / 10 + second / 10) / 2 * 10 + 0.5) / 10
                failed_by_floats += by_floats < float(mark)
    assert failed_by_floats == 24


@given(
    st.lists(tenths, min_size=2, max_size=2), st.lists(st.integers(1, 5), min_size=2, max_size=2)
)
def test_the_final_mark_is_the_exact_mean_rounded_half_up(
    given_marks: list[Fraction], weights: list[int]
) -> None:
    papers = tuple(
        Paper(code=code, title="Bài", weight=Fraction(weight))
        for code, weight in zip("ab", weights, strict=True)
    )
    rules = TWO.model_copy(update={"papers": papers})
    exact = sum(m * w for m, w in zip(given_marks, weights, strict=True)) / sum(weights)
    known = paper_marks(rules, dict(zip("ab", ([m] for m in given_marks), strict=True)))
    assert final_mark(rules, known) == Fraction(floor(exact * 10 + Fraction(1, 2)), 10)


@given(tenths, tenths)
def test_a_better_mark_never_has_a_lower_band(one: Fraction, other: Fraction) -> None:
    limits = [found.at_least if (found := band(TWO, mark)) else -1 for mark in sorted((one, other))]
    assert limits[0] <= limits[1]


@given(tenths, tenths)
def test_the_final_mark_lies_between_the_papers(first: Fraction, second: Fraction) -> None:
    mark = final_mark(TWO, paper_marks(TWO, {"a": [first], "b": [second]}))
    assert mark is not None
    assert min(first, second) <= mark <= max(first, second)


@given(tenths)
def test_a_missing_paper_leaves_no_final_mark(first: Fraction) -> None:
    assert final_mark(TWO, paper_marks(TWO, {"a": [first]})) is None


def test_weights_count() -> None:
    heavy = TWO.model_copy(
        update={
            "papers": (
                Paper(code="a", title="Bài 1"),
                Paper(code="b", title="Bài 2", weight=Fraction(2)),
            )
        }
    )
    assert label(heavy, "4", "7")[0] == "6.0"


def test_two_markers_are_averaged_once_both_have_marked_and_agree() -> None:
    paper = Paper(code="a", title="Bài", markers=2, most_apart=Fraction(1))
    rules = default_rules().model_copy(update={"papers": (paper,)})

    def one(*given_marks: str | None) -> object:
        values = [Fraction(m) if m else None for m in given_marks]
        [found] = paper_marks(rules, {"a": values})
        return found.is_waiting, found.must_agree, found.value

    assert one("7", None) == (True, False, None)
    assert one("7", "8.5") == (False, True, None)
    assert one("7", "7.5") == (False, False, Fraction("7.25"))


@pytest.mark.parametrize("text", ["-0.1", "10.01", "7.125"])
def test_a_mark_outside_the_scale_is_refused(text: str) -> None:
    with pytest.raises(MarkOutside):
        checked_mark(Fraction(text))


def test_points_of_a_quiz_come_to_the_scale_exactly() -> None:
    assert scaled(Fraction(20), Fraction(30)) == Fraction(20, 3)
