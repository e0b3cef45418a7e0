"""The step of the ladder that asks whose prediction lay nearer."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.document import LadderStep, RulesInvalid, as_json, read_rules
from contest.rules.ranking import Scored, rank
from tests.factories.contest import rules

PREDICTION = LadderStep(by="prediction", code="quiz")
BY_QUIZ = LadderStep(by="round", code="quiz")


def _scored(number: int, far: int | None, points: int = 10) -> Scored:
    distances = {} if far is None else {"quiz": Fraction(far)}
    return Scored(number, Fraction(10), {"quiz": Fraction(points)}, distances)


def test_the_nearer_prediction_stands_higher_and_none_stands_last() -> None:
    found = rank([_scored(1, 7), _scored(2, 0), _scored(3, None)], [PREDICTION], {1, 2}, {})
    assert [(one.entry_id, one.place, one.decided_by) for one in found.places] == [
        (2, 1, "prediction:quiz"),
        (1, 2, "prediction:quiz"),
        (3, 3, "prediction:quiz"),
    ]


def test_equal_predictions_leave_the_tie_to_the_next_step() -> None:
    ladder = [PREDICTION, BY_QUIZ]
    found = rank([_scored(1, 3, points=4), _scored(2, 3, points=6)], ladder, {1}, {})
    assert [(one.entry_id, one.decided_by) for one in found.places] == [(2, "quiz"), (1, "quiz")]
    assert rank([_scored(1, 3), _scored(2, 3)], [PREDICTION], {1}, {}).ties[0].entry_ids == (1, 2)


@given(st.lists(st.tuples(st.integers(0, 20), st.none() | st.integers(0, 9)), max_size=12))
def test_distances_change_nothing_where_the_ladder_does_not_ask(
    rows: list[tuple[int, int | None]],
) -> None:
    """A ladder written before predictions ranks as it always did."""
    told = [_scored(n, far, points) for n, (points, far) in enumerate(rows)]
    silent = [_scored(n, None, points) for n, (points, _far) in enumerate(rows)]
    for ladder in ([BY_QUIZ], [BY_QUIZ, LadderStep(by="decision")], []):
        assert rank(told, ladder, {1, 3}, {}) == rank(silent, ladder, {1, 3}, {})


def test_the_ladder_asks_for_the_prediction_of_a_quiz_round_only() -> None:
    known = as_json(rules())
    kept = read_rules({**known, "ladder": [{"by": "prediction", "code": "quiz"}]})
    assert read_rules(as_json(kept)) == kept
    assert as_json(kept)["ladder"] == [{"by": "prediction", "code": "quiz"}]
    for code in ("stage", "talk", ""):
        with pytest.raises(RulesInvalid):
            read_rules({**known, "ladder": [{"by": "prediction", "code": code}]})
