"""Ages on the last day of a class."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.rules.ages import Birth, age_groups, age_on

DAY = date(2026, 7, 13)
BIRTHS = st.lists(
    st.tuples(
        st.one_of(st.none(), st.dates(date(1930, 1, 1), date(2008, 1, 1))),
        st.one_of(st.none(), st.integers(1930, 2008)),
    )
)


@pytest.mark.parametrize(
    ("birth", "age"),
    [
        ((date(1991, 7, 13), None), 35), ((date(1991, 7, 14), None), 34), ((None, 1976), 50),
        ((None, None), None), ((date(2004, 2, 29), None), 22),
    ],
)  # fmt: skip
def test_an_age_is_that_of_the_day(birth: Birth, age: int | None) -> None:
    assert age_on(birth, DAY) == age


@given(BIRTHS)
def test_everybody_of_known_birth_is_counted_once(births: list[Birth]) -> None:
    known = [one for one in births if one != (None, None)]
    assert sum(count for _words, count in age_groups(births, DAY)) == len(known)
