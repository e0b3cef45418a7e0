"""The figures agree with those Moodle publishes for its own example of 25 attempts.

They stand in the tests of Moodle's statistics report (``qstats00.csv`` and
``stats_from_steps_walkthrough_test.php``), where they were worked out in a spreadsheet.
"""

from fractions import Fraction

import pytest

from quiz.rules.marks_table import read_marks
from quiz.rules.statistics import item_figures, whole_figures

MARKS = """\
1 1 1 1 1 0 1|1 1 1 1 .5 1 0|1 1 1 1 .5 0 1|0 0 1 1 1 0 0|1 0 1 0 0 1 .5
1 1 1 1 .5 0 .5|0 1 1 1 .5 1 .5|1 1 1 0 .5 1 .5|1 0 1 1 1 1 1|0 1 1 0 .5 1 .5
.8 0 1 1 .5 1 .5|1 1 1 0 .5 1 1|1 0 1 1 .5 1 .5|1 0 1 1 1 0 .5|0 0 1 1 0 1 1
1 0 1 0 .5 1 1|.8 0 1 1 .5 0 1|1 0 1 1 0 1 .5|1 0 1 1 .5 0 .5|0 1 1 0 .5 1 0
1 1 .3333333 1 .5 0 .5|1 1 1 0 .5 0 .5|1 1 1 1 0 1 .5|0 0 1 0 .5 1 1|0 0 1 1 1 1 1"""
"""A line of five attempts each, seven questions."""

QUESTIONS = [
    (0.704, 0.4513682901, 21.2922742344, -7.0650767526, -9.4550536967),
    (0.48, 0.5099019514, 18.8979800309, -28.8982125772, -36.7834118938),
    (0.973333332, 0.13333334, 4.443012573, -9.1230674268, -21.6545012165),
    (0.68, 0.4760952285, 18.9347251357, -22.6306444113, -31.4411395613),
    (0.52, 0.3055050463, 11.1450138688, -17.6997047674, -21.1794802584),
    (0.64, 0.4898979486, 9.8081339177, -45.3785178421, -56.9365974439),
    (0.62, 0.331662479, 15.4788602394, -5.6543166602, -6.5043742058),
]
"""Facility, deviation, effective weight, discrimination index, discriminative efficiency."""


def _table() -> str:
    attempts = MARKS.replace("\n", "|").split("|")
    rows = [f"{number} {marks}" for number, marks in enumerate(attempts, start=1)]
    text = "\n".join(["attempt a b c d e f g", "max 1 1 1 1 1 1 1", *rows])
    return text.replace(" ", ";").replace(".", ",")


def test_the_questions_of_moodles_example() -> None:
    table = read_marks(_table())
    for one, published in zip(item_figures(table.marks, table.maxima), QUESTIONS, strict=True):
        found = (
            one.facility,
            one.sd,
            one.effective_weight,
            one.discrimination_index,
            one.discriminative_efficiency,
        )
        assert found == pytest.approx(published, rel=1e-7)


def test_the_whole_of_moodles_example() -> None:
    whole = whole_figures(read_marks(_table()).marks)
    assert (whole.attempts, whole.median) == (25, 4.5)
    assert whole.mean == pytest.approx(4.617333332)
    assert whole.sd == pytest.approx(0.8117265554)
    assert whole.skewness == pytest.approx(-0.092502502)
    assert whole.kurtosis == pytest.approx(-0.7073968557)
    assert whole.cic == pytest.approx(-87.2230935542)
    assert whole.error_ratio == pytest.approx(136.8294900795)
    assert whole.standard_error == pytest.approx(1.1106813066)


def test_a_question_worth_nothing_has_a_weight_of_nought_as_in_moodle() -> None:
    marks = [[Fraction(mark) for mark in row] for row in ((0, 1, 0), (0, 1, 1), (0, 0, 0))]
    [nothing, *_others] = item_figures(marks, [Fraction(0), Fraction(1), Fraction(1)])
    assert (nothing.facility, nothing.sd, nothing.effective_weight) == (None, 0, 0)
    assert (nothing.discrimination_index, nothing.discriminative_efficiency) == (None, None)
