"""Groups serve wants: as many as can be, each at most once, whatever the order."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from quiz.rules.exclusion import Group, serve

COUNTS = st.lists(st.integers(0, 2), min_size=1, max_size=3)
FITS = st.lists(st.lists(st.integers(0, 2), max_size=3, unique=True), max_size=5)


def _groups(fits: list[list[int]], wants: int) -> list[tuple[Group, list[int]]]:
    return [(("g", at), [one for one in row if one < wants]) for at, row in enumerate(fits)]


@given(COUNTS, FITS)
def test_as_many_are_served_in_every_order_and_nobody_serves_twice(
    counts: list[int], fits: list[list[int]]
) -> None:
    groups = _groups(fits, len(counts))
    reached = set()
    for order in permutations(groups):
        found = serve(counts, order)
        served = [group for row in found.served for group in row]
        assert len(set(served)) == len(served)
        for want, row in enumerate(found.served):
            assert len(row) + found.left[want] == counts[want]
            assert all(want in dict(groups)[group] for group in row)
        reached.add(sum(found.left))
    assert len(reached) == 1


def test_a_group_moves_over_for_one_that_fits_nowhere_else() -> None:
    found = serve([1, 1], [(("", 1), [0, 1]), (("", 2), [0])])
    assert found.is_whole
    assert found.served == [[("", 2)], [("", 1)]]
