"""What is wrong with the body of a question that is not chosen from options."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Any

from foundation.errors import N_
from foundation.text import clean
from question_bank.rules.bodies import (
    Body,
    Essay,
    Matching,
    Numeric,
    Ordering,
    Prediction,
    RubricPoint,
    Short,
    Situation,
)
from question_bank.rules.kinds import CHOSEN, Kind

LONGEST_TEXT = 4_000
LONGEST_ACCEPTED = 500
LONGEST_MODEL = 20_000
MOST_PARTS = 24
MEASURES = ("all_right", "participants")
BODY_OF: dict[Kind, type[Any]] = {
    Kind.MATCHING: Matching,
    Kind.ORDERING: Ordering,
    Kind.SHORT: Short,
    Kind.NUMERIC: Numeric,
    Kind.ESSAY: Essay,
    Kind.SITUATION: Situation,
    Kind.PREDICTION: Prediction,
}

BODY_MISSING = N_("The question lacks what its kind needs.")
BODY_UNNEEDED = N_("The question holds parts of another kind.")
TOO_FEW_PAIRS = N_("A matching question needs at least one pair and two texts to choose from.")
TOO_FEW_ITEMS = N_("An ordering question needs at least two lines.")
TOO_MANY_PARTS = N_("A question can have at most 24 lines or pairs.")
EMPTY_PART = N_("One of the lines or pairs has no text.")
LONG_PART = N_("One of the lines or pairs is longer than 4,000 letters.")
SAME_PARTS = N_("Two lines are the same.")
NO_ACCEPTED = N_("No accepted answer is given.")
EMPTY_ACCEPTED = N_("One of the accepted answers has no text.")
LONG_ACCEPTED = N_("One of the accepted answers is longer than 500 letters.")
BAD_SHARE = N_("The share of an answer lies outside of what is possible.")
NO_FULL_ANSWER = N_("No accepted answer is worth the full points.")
BAD_NUMBER = N_("A number or its tolerance cannot be used.")
BAD_RUBRIC = N_("Each line of the rubric needs a text and points above zero.")
BAD_MISTAKE = N_("One of the fatal mistakes has no text.")
LONG_MODEL = N_("The model answer is longer than 20,000 letters.")
BAD_WORDS = N_("The greatest number of words must be at least 1.")
BAD_MEASURE = N_("It is not known what this prediction is about.")


def body_faults(kind: Kind, body: Body | None) -> list[str]:
    """Return what is wrong with a body, as msgids; a chosen kind must have none."""
    if kind in CHOSEN:
        return [BODY_UNNEEDED] if body is not None else []
    if type(body) is not BODY_OF[kind]:
        return [BODY_MISSING]
    check: Callable[[Any], list[str]] = _CHECKS[kind]
    return check(body)


def same_key(text: str) -> str:
    """Return the key equal for texts that nobody could tell apart; signs count ("1,5", "15")."""
    return unicodedata.normalize("NFC", clean(text)).casefold()


def _found(checks: Iterable[tuple[bool, str]]) -> list[str]:
    return [fault for is_wrong, fault in checks if is_wrong]


def _parts(texts: Sequence[str]) -> list[tuple[bool, str]]:
    return [
        (not all(clean(text) for text in texts), EMPTY_PART),
        (any(len(text) > LONGEST_TEXT for text in texts), LONG_PART),
    ]


def _matching(body: Matching) -> list[str]:
    lefts = [left for left, _ in body.pairs]
    rights = [right for _, right in body.pairs] + list(body.distractors)
    different = {same_key(right) for right in rights}
    return _found(
        [
            (not lefts or len(different) < 2, TOO_FEW_PAIRS),
            (max(len(lefts), len(different)) > MOST_PARTS, TOO_MANY_PARTS),
            *_parts([*lefts, *rights]),
            (len({same_key(left) for left in lefts}) < len(lefts), SAME_PARTS),
        ]
    )


def _ordering(body: Ordering) -> list[str]:
    return _found(
        [
            (len(body.items) < 2, TOO_FEW_ITEMS),
            (len(body.items) > MOST_PARTS, TOO_MANY_PARTS),
            *_parts(body.items),
            (len({same_key(item) for item in body.items}) < len(body.items), SAME_PARTS),
        ]
    )


def _shares(shares: Sequence[Fraction]) -> list[tuple[bool, str]]:
    return [
        (not all(0 <= share <= 1 for share in shares), BAD_SHARE),
        (bool(shares) and max(shares) != 1, NO_FULL_ANSWER),
    ]


def _short(body: Short) -> list[str]:
    texts = [one.text for one in body.accepted]
    return _found(
        [
            (not texts, NO_ACCEPTED),
            (not all(clean(text) for text in texts), EMPTY_ACCEPTED),
            (any(len(text) > LONGEST_ACCEPTED for text in texts), LONG_ACCEPTED),
            *_shares([one.share for one in body.accepted]),
        ]
    )


def _numeric(body: Numeric) -> list[str]:
    numbers = [number for one in body.accepted for number in (one.value, one.tolerance)]
    is_bad = not all(number.is_finite() and abs(number.adjusted()) <= 30 for number in numbers)
    return _found(
        [
            (not body.accepted, NO_ACCEPTED),
            (is_bad or any(one.tolerance < 0 for one in body.accepted if not is_bad), BAD_NUMBER),
            *_shares([one.share for one in body.accepted]),
        ]
    )


def _by_hand(rubric: Sequence[RubricPoint], model: str, words: int | None) -> list[str]:
    bad_points = any(not clean(one.text) or one.points <= 0 for one in rubric)
    return _found(
        [
            (bad_points, BAD_RUBRIC),
            (len(rubric) > MOST_PARTS, TOO_MANY_PARTS),
            (any(len(one.text) > LONGEST_TEXT for one in rubric), LONG_PART),
            (len(model) > LONGEST_MODEL, LONG_MODEL),
            (words is not None and words < 1, BAD_WORDS),
        ]
    )


def _essay(body: Essay) -> list[str]:
    return _by_hand(body.rubric, body.model, body.most_words)


def _situation(body: Situation) -> list[str]:
    mistakes = body.fatal_mistakes
    return _by_hand(body.rubric, body.model, body.most_words) + _found(
        [
            (not all(clean(text) for text in mistakes), BAD_MISTAKE),
            (any(len(text) > LONGEST_TEXT for text in mistakes), LONG_PART),
            (len(mistakes) > MOST_PARTS, TOO_MANY_PARTS),
        ]
    )


def _prediction(body: Prediction) -> list[str]:
    return [] if body.measure in MEASURES else [BAD_MEASURE]


_CHECKS: dict[Kind, Callable[[Any], list[str]]] = {
    Kind.MATCHING: _matching,
    Kind.ORDERING: _ordering,
    Kind.SHORT: _short,
    Kind.NUMERIC: _numeric,
    Kind.ESSAY: _essay,
    Kind.SITUATION: _situation,
    Kind.PREDICTION: _prediction,
}
