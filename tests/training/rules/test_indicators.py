"""Twelve regular meetings a year, a thematic one a quarter beside them, attendance pooled."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from training.rules.indicators import (
    Held,
    Life,
    attendance,
    meets_monthly,
    meets_regularly_and_thematically,
    months_due,
    months_missed,
    quarters_due,
    quarters_missed,
)

ALWAYS = Life(date(1995, 1, 1))
NEXT_YEAR = date(2015, 1, 1)
YEAR = months_due(2014, ALWAYS, NEXT_YEAR)
REGULAR = [Held("regular", date(2014, month, 3)) for month in range(1, 13)]
THEMATIC = [Held("thematic", date(2014, month, 20)) for month in (2, 5, 8, 11)]
HELD = st.lists(
    st.builds(
        Held,
        st.sampled_from(["regular", "thematic", "extraordinary"]),
        st.dates(date(2013, 10, 1), date(2015, 3, 1)),
    ),
    max_size=40,
)


def test_twelve_months_and_four_quarters_are_due_in_a_whole_year() -> None:
    assert tuple(range(1, 13)) == YEAR
    assert quarters_due(YEAR) == (1, 2, 3, 4)


def test_twelve_regular_and_four_thematic_meetings_are_as_they_should_be() -> None:
    assert meets_regularly_and_thematically(REGULAR + THEMATIC, 2014, YEAR)


def test_a_thematic_meeting_stands_in_for_no_monthly_one() -> None:
    without_may = [one for one in REGULAR if one.held_on.month != 5]
    assert months_missed(without_may + THEMATIC, 2014, YEAR) == (5,)
    assert not meets_regularly_and_thematically(without_may + THEMATIC, 2014, YEAR)


def test_two_meetings_in_a_month_do_not_make_up_for_another() -> None:
    twelve = [*REGULAR[:4], Held("regular", date(2014, 4, 28)), *REGULAR[5:]]
    assert len(twelve) == 12
    assert not meets_monthly(twelve, 2014, YEAR)


def test_four_thematic_meetings_in_two_quarters_miss_the_other_two() -> None:
    early = [Held("thematic", date(2014, month, 20)) for month in (1, 2, 4, 5)]
    assert quarters_missed(early, 2014, YEAR) == (3, 4)


def test_a_unit_founded_in_a_year_owes_its_whole_months_only() -> None:
    born = Life(date(2014, 3, 10), date(2014, 11, 1))
    assert months_due(2014, born, NEXT_YEAR) == (4, 5, 6, 7, 8, 9, 10)
    assert quarters_due(months_due(2014, born, NEXT_YEAR)) == (2, 3)


def test_a_running_month_is_not_due_yet() -> None:
    assert months_due(2026, ALWAYS, date(2026, 11, 25)) == tuple(range(1, 11))


def test_attendance_is_pooled_over_members_due() -> None:
    """The mean of 100 % and 50 % would be 75 %; pooled it is 95 of 100."""
    found = attendance([Held("regular", NEXT_YEAR, 90, 90), Held("regular", NEXT_YEAR, 10, 5)])
    assert (found.numerator, found.denominator) == (95, 100)
    assert found.percent() == Decimal("95.0")


@given(HELD, HELD)
def test_more_meetings_never_make_a_cell_miss_more(one: list[Held], more: list[Held]) -> None:
    assert set(months_missed(one + more, 2014, YEAR)) <= set(months_missed(one, 2014, YEAR))
    assert set(quarters_missed(one + more, 2014, YEAR)) <= set(quarters_missed(one, 2014, YEAR))


@given(HELD)
def test_a_cell_meets_monthly_exactly_when_each_month_has_a_regular_meeting(
    held: list[Held],
) -> None:
    months = {one.held_on.month for one in held if one.kind == "regular"
              and one.held_on.year == 2014}  # fmt: skip
    assert meets_monthly(held, 2014, YEAR) == (months == set(range(1, 13)))


@given(
    st.integers(2000, 2030), st.dates(date(1999, 1, 1), date(2032, 1, 1)),
    st.integers(1, 4000), st.dates(date(1999, 1, 1), date(2032, 1, 1)),
)  # fmt: skip
def test_months_due_lie_in_the_life_of_the_unit_without_a_gap(
    year: int, begins: date, days: int, until: date
) -> None:
    ends = date.fromordinal(begins.toordinal() + days)
    due = months_due(year, Life(begins, ends), until)
    assert list(due) == list(range(due[0], due[-1] + 1)) if due else True
    assert all(begins <= date(year, month, 1) < min(ends, until) for month in due)
