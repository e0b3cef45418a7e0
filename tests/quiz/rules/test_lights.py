"""Lights: grey while there are few attempts, red for what works backwards."""

from dataclasses import replace
from fractions import Fraction

import pytest

from quiz.rules import lights
from quiz.rules.lights import Light, histogram, light
from quiz.rules.statistics import ItemFigures

GOOD = ItemFigures(40, 0.6, 0.4, 10.0, 10.0, 45.0, 60.0)


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({}, (Light.GREEN, lights.GOOD)),
        ({"attempts": 29, "discrimination_index": -50.0}, (Light.GREY, lights.TOO_FEW)),
        ({"discrimination_index": -0.1}, (Light.RED, lights.REVERSED)),
        ({"facility": 0.1}, (Light.AMBER, lights.TOO_HARD)),
        ({"facility": 0.1, "discrimination_index": -5.0}, (Light.RED, lights.REVERSED)),
        ({"facility": 0.98, "discrimination_index": -1.9}, (Light.AMBER, lights.TOO_EASY)),
        ({"facility": 0.99}, (Light.AMBER, lights.TOO_EASY)),
        ({"discrimination_index": None}, (Light.AMBER, lights.NO_SPREAD)),
        ({"discrimination_index": 10.0}, (Light.AMBER, lights.WEAK)),
    ],
)
def test_each_light_says_why(changes: dict[str, float], shown: tuple[Light, str]) -> None:
    assert light(replace(GOOD, **changes)) == shown  # type: ignore[arg-type]


def test_the_histogram_counts_every_attempt_once() -> None:
    bars = histogram([Fraction(0), Fraction(1), Fraction(10), Fraction(99, 10)], Fraction(10))
    assert [bar.count for bar in bars] == [1, 1, 0, 0, 0, 0, 0, 0, 0, 2]
    assert histogram([], Fraction(0)) == []
