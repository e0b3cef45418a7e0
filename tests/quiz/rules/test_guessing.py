"""What guessing earns, as Moodle states it."""

from fractions import Fraction

import pytest

from question_bank.rules.bodies import Accepted, Matching, Ordering, Short
from question_bank.rules.kinds import Credit, Kind
from quiz.rules.guessing import random_guess
from quiz.rules.marking import Key, OptionKey

FOUR = tuple(OptionKey(text, text == "B") for text in "ABCD")
PARTS = (OptionKey("A", True, Fraction(1)), OptionKey("B", False, Fraction(1, 2)))


@pytest.mark.parametrize(
    ("key", "share"),
    [
        (Key(Kind.ONE, FOUR), Fraction(1, 4)),
        (Key(Kind.ONE, PARTS, Credit.SHARES), Fraction(3, 4)),
        (Key(Kind.TRUE_FALSE, FOUR[:2]), Fraction(1, 2)),
        (Key(Kind.SEVERAL, FOUR), None),
        (
            Key(Kind.MATCHING, body=Matching((("a", "1"), ("b", "2")), ("3", "4"))),
            Fraction(1, 4),
        ),
        (Key(Kind.SHORT, body=Short((Accepted("Hà Nội"),))), Fraction(0)),
        (
            Key(Kind.SHORT, body=Short((Accepted("x"), Accepted("*", Fraction(1, 5))))),
            Fraction(1, 5),
        ),
        (Key(Kind.ORDERING, body=Ordering(("a", "b"))), None),
        (Key(Kind.ESSAY), None),
    ],
)
def test_guessing_earns_what_the_kind_allows(key: Key, share: Fraction | None) -> None:
    assert random_guess(key) == share
