"""Bodies of questions as plain JSON and back, every number exact; and the texts they hold."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from question_bank.rules.bodies import (
    Accepted,
    AcceptedNumber,
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
from question_bank.rules.kinds import Kind


def as_json(body: Body | None) -> dict[str, Any] | None:
    """Return a body as plain JSON; fractions are written ``n/d``, decimals as they are."""
    return None if body is None else _WRITERS[type(body)](body)


def from_json(kind: Kind, kept: dict[str, Any] | None) -> Body | None:
    """Return the body written by ``as_json``."""
    return None if kept is None or kind not in _READERS else _READERS[kind](kept)


def body_texts(body: Body | None) -> tuple[str, ...]:
    """Return every text of a body, by which a question is found and compared."""
    return () if body is None else _TEXTS[type(body)](body)


def _short_json(body: Short) -> dict[str, Any]:
    accepted = [[one.text, str(one.share), one.feedback] for one in body.accepted]
    return {"accepted": accepted, "case": body.is_case_sensitive}


def _numeric_json(body: Numeric) -> dict[str, Any]:
    numbers = [
        [str(one.value), str(one.tolerance), str(one.share), one.feedback] for one in body.accepted
    ]
    return {"accepted": numbers, "unit": body.unit}


def _by_hand_json(body: Essay | Situation) -> dict[str, Any]:
    rubric = [[one.text, str(one.points)] for one in body.rubric]
    fatal = {"fatal": list(body.fatal_mistakes)} if isinstance(body, Situation) else {}
    return {"rubric": rubric, "model": body.model, "words": body.most_words, **fatal}


def _short(kept: dict[str, Any]) -> Short:
    accepted = (Accepted(text, Fraction(share), told) for text, share, told in kept["accepted"])
    return Short(tuple(accepted), kept["case"])


def _numeric(kept: dict[str, Any]) -> Numeric:
    numbers = (
        AcceptedNumber(Decimal(value), Decimal(tolerance), Fraction(share), told)
        for value, tolerance, share, told in kept["accepted"]
    )
    return Numeric(tuple(numbers), kept["unit"])


def _rubric(kept: dict[str, Any]) -> tuple[RubricPoint, ...]:
    rows: Sequence[tuple[str, str]] = kept["rubric"]
    return tuple(RubricPoint(text, Fraction(points)) for text, points in rows)


def _situation(kept: dict[str, Any]) -> Situation:
    return Situation(_rubric(kept), tuple(kept["fatal"]), kept["model"], kept["words"])


_WRITERS: dict[type[Body], Callable[[Any], dict[str, Any]]] = {
    Matching: lambda body: {
        "pairs": [list(pair) for pair in body.pairs],
        "distractors": list(body.distractors),
    },
    Ordering: lambda body: {"items": list(body.items)},
    Short: _short_json,
    Numeric: _numeric_json,
    Essay: _by_hand_json,
    Situation: _by_hand_json,
    Prediction: lambda body: {"measure": body.measure},
}
_READERS: dict[Kind, Callable[[dict[str, Any]], Body]] = {
    Kind.MATCHING: lambda kept: Matching(
        tuple((left, right) for left, right in kept["pairs"]), tuple(kept["distractors"])
    ),
    Kind.ORDERING: lambda kept: Ordering(tuple(kept["items"])),
    Kind.SHORT: _short,
    Kind.NUMERIC: _numeric,
    Kind.ESSAY: lambda kept: Essay(_rubric(kept), kept["model"], kept["words"]),
    Kind.SITUATION: _situation,
    Kind.PREDICTION: lambda kept: Prediction(kept["measure"]),
}
_TEXTS: dict[type[Body], Callable[[Any], tuple[str, ...]]] = {
    Matching: lambda body: (*(text for pair in body.pairs for text in pair), *body.distractors),
    Ordering: lambda body: body.items,
    Short: lambda body: tuple(one.text for one in body.accepted),
    Numeric: lambda body: tuple(str(one.value) for one in body.accepted),
    Essay: lambda body: (*(one.text for one in body.rubric), body.model),
    Situation: lambda body: (
        *(one.text for one in body.rubric),
        *body.fatal_mistakes,
        body.model,
    ),
    Prediction: lambda body: (body.measure,),
}
