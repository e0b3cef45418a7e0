"""Marks in words, as sheets of marks write them beside the figure.

The words read the figure as it stands, sign by sign behind the comma: 7,5 is "Bảy phẩy năm" and
8,0 "Tám phẩy không". Offices also say "Bảy rưỡi"; that form is not used, because it cannot write
other tenths, and a shorter one ("Tám") could be lengthened by hand.
"""

from fractions import Fraction

from training.rules.shown import mark

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
HIGHEST = 99


def whole_in_words(number: int) -> str:
    """Return a whole number from 0 to 99 in words: 15 "mười lăm", 21 "hai mươi mốt".

    Raises:
        ValueError: the number is outside.
    """
    if not 0 <= number <= HIGHEST:
        raise ValueError(number)
    tens, ones = divmod(number, 10)
    if tens == 0:
        return DIGITS[ones]
    lead = "mười" if tens == 1 else f"{DIGITS[tens]} mươi"
    if ones == 0:
        return lead
    special = {1: "mốt" if tens > 1 else "một", 5: "lăm", 4: "tư" if tens > 1 else "bốn"}
    return f"{lead} {special.get(ones, DIGITS[ones])}"


def mark_in_words(value: Fraction, places: int = 1) -> str:
    """Return a mark in words, capitalised: ``Fraction(15, 2)`` gives "Bảy phẩy năm"."""
    whole, _, tenths = mark(value, places).partition(",")
    words = whole_in_words(int(whole))
    if tenths:
        words += " phẩy " + " ".join(DIGITS[int(sign)] for sign in tenths)
    return words.capitalize()
