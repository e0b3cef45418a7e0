"""Days as offices type them keep their precision."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.days import is_slip, read_day

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("05/03/1980", "05/03/1980"),
        ("5-3-1980", "05/03/1980"),
        ("5.3.1980", "05/03/1980"),
        ("1980-03-05", "05/03/1980"),
        ("1980-03-05 00:00:00", "05/03/1980"),
        ("ngày 5 tháng 3 năm 1980", "05/03/1980"),
        ("03/1980", "03/1980"),
        ("00/03/1980", "03/1980"),
        ("00/00/1980", "1980"),
        ("1980", "1980"),
        ("1980.0", "1980"),
        ("29285", "05/03/1980"),  # the number Excel keeps
    ],
)
def test_a_day_is_kept_as_precise_as_it_was_written(typed: str, kept: str) -> None:
    found = read_day(typed, TODAY)
    assert found is not None
    assert found.words == kept


@pytest.mark.parametrize(
    "typed", ["", "31/02/1980", "12/13/1980", "5/3/80", "01/01/2030", "hôm qua", "12/03/1850"]
)
def test_what_is_no_day_is_not_guessed(typed: str) -> None:
    assert read_day(typed, TODAY) is None


@given(st.dates(date(1900, 1, 1), TODAY))
def test_every_day_reads_as_itself(day: date) -> None:
    found = read_day(day.strftime("%d/%m/%Y"), TODAY)
    assert found is not None
    assert found.whole == day


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    read_day(text, TODAY)


@given(st.dates(date(1900, 1, 1), TODAY), st.dates(date(1900, 1, 1), TODAY))
def test_a_slip_is_the_same_seen_from_either_day(one: date, other: date) -> None:
    pair = (one.strftime("%d/%m/%Y"), other.strftime("%d/%m/%Y"))
    assert is_slip(*pair) == is_slip(*reversed(pair))
    assert not is_slip(pair[0], pair[0])


@pytest.mark.parametrize(
    ("one", "other", "is_near"),
    [
        ("05/03/1980", "03/05/1980", True),
        ("05/03/1980", "05/03/1988", True),
        ("05/03/1980", "15/03/1980", True),
        ("05/03/1980", "15/03/1981", False),
        ("05/03/1980", "03/05/1981", False),
        ("1980", "1981", False),
        ("", "05/03/1980", False),
    ],
)
def test_a_slip_swaps_day_and_month_or_one_digit(one: str, other: str, *, is_near: bool) -> None:
    assert is_slip(one, other) is is_near
