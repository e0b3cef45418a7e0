"""Marking by machine."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.rules.marking import Tally, is_right, stored_options, tally

PLACES = st.frozensets(st.integers(0, 5), max_size=6)


@given(chosen=PLACES, key=PLACES)
def test_right_means_all_right_options_and_no_other(
    chosen: frozenset[int], key: frozenset[int]
) -> None:
    assert is_right(chosen, key) == (chosen == key and chosen != frozenset())


@given(order=st.permutations(range(6)), stored=PLACES)
def test_shown_places_lead_back_to_the_stored_options(
    order: list[int], stored: frozenset[int]
) -> None:
    shown = {place for place, option in enumerate(order) if option in stored}
    assert stored_options(shown, order) == stored


@given(st.lists(st.booleans(), min_size=1, max_size=60), st.fractions(0, 100))
def test_points_are_exact(verdicts: list[bool], most: Fraction) -> None:
    marks = tally([(Fraction(v), Fraction(1)) for v in verdicts], most)
    assert marks.points is not None
    assert marks.points * marks.questions == most * marks.right


@pytest.mark.parametrize(
    ("right", "points"), [(0, Fraction(0)), (1, Fraction(10)), (3, Fraction(30))]
)
def test_every_question_weighs_the_same(right: int, points: Fraction) -> None:
    verdicts = [True] * right + [False] * (3 - right)
    rows = [(Fraction(v), Fraction(1)) for v in verdicts]
    assert tally(rows, Fraction(30)) == Tally(right, 3, points)


def test_a_paper_without_questions_is_worth_nothing() -> None:
    assert tally([], Fraction(30)) == Tally(0, 0, Fraction(0))
