"""The numbers below a chart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.rules.axis import ticks


@pytest.mark.parametrize(
    ("most", "shown"),
    [(1, (0, 1)), (4, (0, 1, 2, 3, 4)), (61, (0, 20, 40, 60)), (214, (0, 100, 200))],
)
def test_the_numbers_are_round(most: int, shown: tuple[int, ...]) -> None:
    assert ticks(most) == shown


@given(st.integers(1, 10**7))
def test_they_are_few_evenly_apart_and_reach_almost_to_the_end(most: int) -> None:
    found = ticks(most)
    step = found[1]
    assert list(found) == [step * place for place in range(len(found))]
    assert 2 <= len(found) <= 5
    assert found[-1] <= most < found[-1] + step
    assert str(step).rstrip("0") in ("1", "2", "5")
