"""Numbers as people type them: exact, and never larger than their letters."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.typed import by_row, number_of, row_number


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("7,5", "15/2"),
        (" 7.50 ", "15/2"),
        ("-2", "-2"),
        ("1/3", "1/3"),
        (",25", "1/4"),
        ("+1", "1"),
    ],
)
def test_a_typed_number_is_read_exactly(typed: str, meant: str) -> None:
    assert number_of(typed) == Fraction(meant)


@pytest.mark.parametrize(
    "typed", ["", "một", "1e9", "1e999999999", "9" * 13, "1/0", "1,2,3", "nan", "٣", "1_000", "0x1"]
)
def test_what_is_no_plain_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="no number"):
        number_of(typed)


@given(st.decimals(-999_999, 999_999, places=4))
def test_a_written_decimal_comes_back(value: object) -> None:
    assert number_of(str(value).replace(".", ",")) == Fraction(str(value))


@given(st.text(max_size=12) | st.integers().map(str))
def test_a_row_number_fits_a_column_or_is_none(text: str) -> None:
    assert (row_number(text) or 0) < 2**31


def test_fields_are_found_by_their_row_and_others_left_out() -> None:
    sent = {"rank-3": "1", "rank-": "2", "rank-x": "3", "rank-" + "9" * 5000: "4", "mark-3": "5"}
    assert by_row(sent, "rank-") == {3: "1"}
