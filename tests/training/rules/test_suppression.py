"""No table that is shared lets a count below three be read or worked out."""

from hypothesis import given
from hypothesis import strategies as st

from training.rules.suppression import without_small_counts

COUNTS = st.lists(st.integers(0, 30), max_size=10)


def test_a_single_small_count_takes_another_with_it() -> None:
    assert without_small_counts((12, 2, 5)) == (12, None, None)


def test_zero_and_three_are_shown() -> None:
    assert without_small_counts((0, 3, 40)) == (0, 3, 40)


def test_one_and_two_hide_each_other() -> None:
    assert without_small_counts((1, 2, 9)) == (None, None, 9)


def test_two_ones_could_be_told_by_their_sum() -> None:
    assert without_small_counts((1, 1, 9)) == (None, None, None)
    assert without_small_counts((2, 2, 9)) == (None, None, None)


@given(COUNTS)
def test_no_small_count_is_ever_shown(counts: list[int]) -> None:
    shown = without_small_counts(counts)
    assert all(one in (None, 0) or one >= 3 for one in shown)
    assert all(one is None or one == count for one, count in zip(shown, counts, strict=True))


@given(st.lists(st.integers(1, 2), max_size=10))
def test_where_all_is_hidden_there_is_nothing_left_to_hide(counts: list[int]) -> None:
    shown = without_small_counts(counts)
    assert all(one is None for one in shown)


@given(COUNTS.filter(lambda counts: sum(map(bool, counts)) > 2))
def test_nothing_hidden_can_be_worked_out_from_the_total(counts: list[int]) -> None:
    shown = without_small_counts(counts)
    hidden = [count for count, one in zip(counts, shown, strict=True) if one is None]
    if hidden and len(hidden) < sum(map(bool, counts)):
        assert len(hidden) > 1
        assert sum(hidden) not in (len(hidden), 2 * len(hidden)) or max(hidden) > 2
