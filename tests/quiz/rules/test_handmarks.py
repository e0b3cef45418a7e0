"""From points on a rubric to a share, from markers to one verdict."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.rules.bodies import RubricPoint
from quiz.rules.handmarks import (
    WHOLE,
    BadHandMark,
    halved_by_mistake,
    marked_share,
    rubric_of,
    verdict,
)
from tests.factories.drafts import RUBRIC

FRAME = {
    "Nhận diện, kết luận": "2.5",
    "Căn cứ": "2.5",
    "Cách xử lý": "3.5",
    "Phòng ngừa": "1",
    "Trình bày": "0.5",
}
"""The common frame of situations."""
SHARE = st.fractions(0, 1, max_denominator=40)
GAP = st.fractions(Fraction(1, 100), 1)


@given(st.fractions(0, 2), st.fractions(0, 3), st.fractions(0, 1))
def test_points_become_a_share_and_more_points_never_less(
    first: Fraction, second: Fraction, more: Fraction
) -> None:
    share = marked_share([first, second], RUBRIC, is_fatal=False)
    better = marked_share([min(first + more, Fraction(2)), second], RUBRIC, is_fatal=False)
    assert 0 <= share <= better <= 1


def test_a_fatal_mistake_halves_what_is_worth_most_and_leaves_the_rest() -> None:
    frame = [RubricPoint(name, Fraction(most)) for name, most in FRAME.items()]
    assert [line.text for line in halved_by_mistake(frame)] == ["Cách xử lý"]
    full = [line.points for line in frame]
    assert 10 * marked_share(full, frame, is_fatal=True) == Fraction("8.25")
    less = [Fraction(0), Fraction(1), Fraction(1), Fraction(0), Fraction(0)]
    assert 10 * marked_share(less, frame, is_fatal=True) == 2
    assert marked_share([Fraction(10)], WHOLE, is_fatal=True) == Fraction(1, 2)


def test_all_points_are_the_whole() -> None:
    assert marked_share([Fraction(2), Fraction(3)], RUBRIC, is_fatal=False) == 1


@pytest.mark.parametrize("points", [[1], [1, 4], [-1, 1], [1, 1, 1]])
def test_points_outside_of_the_rubric_are_refused(points: list[int]) -> None:
    with pytest.raises(BadHandMark):
        marked_share([Fraction(value) for value in points], RUBRIC, is_fatal=False)


def test_a_question_without_a_rubric_is_marked_as_a_whole() -> None:
    assert rubric_of(None) == WHOLE


@given(SHARE, GAP)
def test_one_marker_decides_alone_where_one_is_asked(share: Fraction, gap: Fraction) -> None:
    assert verdict([share], 1, gap).share == share


@given(SHARE, SHARE, GAP)
def test_two_who_agree_give_their_mean_and_others_wait_for_a_third(
    first: Fraction, second: Fraction, gap: Fraction
) -> None:
    found = verdict([first, second], 2, gap)
    if abs(first - second) < gap:
        assert found.share == (first + second) / 2
    else:
        assert (found.share, found.missing, found.is_disputed) == (None, 1, True)


@given(st.lists(SHARE, min_size=3, max_size=3), GAP)
def test_a_verdict_never_leaves_what_the_markers_gave(
    shares: list[Fraction], gap: Fraction
) -> None:
    found = verdict(shares, 2, gap)
    assert found.share is not None
    assert min(shares) <= found.share <= max(shares)


def test_nobody_has_marked_yet() -> None:
    assert verdict([], 2, Fraction(1, 4)).missing == 2
