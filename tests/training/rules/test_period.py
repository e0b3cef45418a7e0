"""A period is a year or a row of years."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.rules.period import Period, PeriodUnreadable


def test_a_year_and_a_row_of_years_are_read() -> None:
    assert Period.parse("2014") == Period(2014, 2014)
    assert Period.parse(" 2012 – 2014 ") == Period(2012, 2014)


@pytest.mark.parametrize("words", ["", "14", "2014-2012", "2014-", "năm 2014", "1000-1010",
                                   "1930-2100", "２０１４"])  # fmt: skip
def test_anything_else_is_refused(words: str) -> None:
    with pytest.raises(PeriodUnreadable):
        Period.parse(words)


@given(st.integers(1940, 2100), st.integers(0, 10))
def test_a_period_reads_back_what_it_writes(first: int, more: int) -> None:
    period = Period(first, first + more)
    assert Period.parse(str(period)) == period
    assert period.holds(period.starts_on)
    assert period.holds(period.last_day)
    assert not period.holds(period.ends_before)
    assert not period.holds(date(first - 1, 12, 31))
