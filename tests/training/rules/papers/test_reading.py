"""Marks in words, as the sheet of marks writes them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.rules.papers.reading import DIGITS, mark_in_words, whole_in_words
from training.rules.shown import mark


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("7.5", "Bảy phẩy năm"),
        ("8", "Tám phẩy không"),
        ("10", "Mười phẩy không"),
        ("0", "Không phẩy không"),
        ("4.95", "Năm phẩy không"),
        ("5.5", "Năm phẩy năm"),
        ("9.4", "Chín phẩy bốn"),
    ],
)
def test_a_mark_is_read_sign_by_sign(value: str, words: str) -> None:
    assert mark_in_words(Fraction(value)) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [(10, "mười"), (11, "mười một"), (15, "mười lăm"), (20, "hai mươi"), (21, "hai mươi mốt"),
     (24, "hai mươi tư"), (55, "năm mươi lăm"), (99, "chín mươi chín")],
)  # fmt: skip
def test_whole_numbers_are_read_as_people_say_them(number: int, words: str) -> None:
    assert whole_in_words(number) == words


def test_beyond_two_signs_nothing_is_read() -> None:
    with pytest.raises(ValueError, match="100"):
        whole_in_words(100)


@given(st.integers(0, 99))
def test_no_two_whole_numbers_sound_alike(number: int) -> None:
    assert [n for n in range(100) if whole_in_words(n) == whole_in_words(number)] == [number]


@given(st.fractions(0, 10))
def test_words_say_the_shown_figure(value: Fraction) -> None:
    whole, tenth = mark_in_words(value).lower().split(" phẩy ")
    said = f"{next(n for n in range(11) if whole_in_words(n) == whole)},{DIGITS.index(tenth)}"
    assert said == mark(value)
