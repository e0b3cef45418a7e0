"""Bodies of questions as people type them: a line each, and back.

Pairs: ``left = right``; a line that begins with ``=`` is a right text without a left. Accepted
forms and numbers: ``form | 50%``, without a share worth all; numbers may have ``± tolerance``.
Rubric: ``words | points``. Order: the lines themselves.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from foundation.errors import N_, InvalidInput
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
from question_bank.rules.kinds import CHOSEN, Kind

Typed = Mapping[str, str]


class UnreadableLine(InvalidInput):
    """A line of a form is not written as it should be."""

    message = N_("“%(line)s” cannot be read. Write it as the example beside the field shows.")


def typed_of(body: Body | None) -> dict[str, str]:
    """Return a body as the fields of the form hold it."""
    found: dict[str, str] = {}
    match body:
        case Matching():
            pairs = [f"{left} = {right}" for left, right in body.pairs]
            found = {"pairs": "\n".join([*pairs, *(f"= {text}" for text in body.distractors)])}
        case Ordering():
            found = {"items": "\n".join(body.items)}
        case Short():
            lines = [_with_share(one.text, one.share) for one in body.accepted]
            case = "y" if body.is_case_sensitive else ""
            found = {"accepted": "\n".join(lines), "is_case_sensitive": case}
        case Numeric():
            found = {"numbers": "\n".join(map(_number_line, body.accepted)), "unit": body.unit}
        case Essay() | Situation():
            found = _by_hand_lines(body)
        case Prediction():
            found = {"measure": body.measure}
    return found


def _by_hand_lines(body: Essay | Situation) -> dict[str, str]:
    rubric = "\n".join(f"{one.text} | {plain_number(one.points)}" for one in body.rubric)
    words = "" if body.most_words is None else str(body.most_words)
    fatal = "\n".join(body.fatal_mistakes) if isinstance(body, Situation) else ""
    return {"rubric": rubric, "model": body.model, "most_words": words, "fatal": fatal}


def read_typed(kind: Kind, typed: Typed) -> Body | None:
    """Return the body that was typed for this kind.

    Raises:
        UnreadableLine: a line is not of the form its field asks for.
    """
    return None if kind in CHOSEN else _READERS[kind](typed)


def _short(typed: Typed) -> Short:
    forms = (Accepted(*_share_of(line)) for line in _lines(typed, "accepted"))
    return Short(tuple(forms), bool(typed.get("is_case_sensitive")))


def _numeric(typed: Typed) -> Numeric:
    numbers = (_number(line) for line in _lines(typed, "numbers"))
    return Numeric(tuple(numbers), typed.get("unit", ""))


def _by_hand(kind: Kind, typed: Typed) -> Essay | Situation:
    rubric = tuple(_rubric_point(line) for line in _lines(typed, "rubric"))
    words = typed.get("most_words", "").strip()
    most = int(words) if words.isascii() and words.isdecimal() and len(words) < 7 else None
    if kind is Kind.ESSAY:
        return Essay(rubric, typed.get("model", ""), most)
    return Situation(rubric, tuple(_lines(typed, "fatal")), typed.get("model", ""), most)


def _lines(typed: Typed, name: str) -> list[str]:
    return [line.strip() for line in typed.get(name, "").splitlines() if line.strip()]


def _matching(lines: Iterable[str]) -> Matching:
    pairs, distractors = [], []
    for line in lines:
        left, sign, right = line.partition("=")
        if not sign or not right.strip():
            raise UnreadableLine(line=line[:60])
        if left.strip():
            pairs.append((left.strip(), right.strip()))
        else:
            distractors.append(right.strip())
    return Matching(tuple(pairs), tuple(distractors))


def _share_of(line: str) -> tuple[str, Fraction]:
    text, sign, share = line.rpartition("|")
    if not sign:
        return line, Fraction(1)
    return text.strip(), read_share(share)


def read_share(typed: str) -> Fraction:
    """Return a share typed in percent: ``50%``, ``33,333``; thirds and the like are meant exactly.

    Raises:
        UnreadableLine: no number.
    """
    value = _decimal(typed.strip().removesuffix("%"), typed) / 100
    for parts in (3, 6, 7, 9):
        near = Fraction(round(value * parts), parts)
        if near != value and abs(near - value) < Fraction(1, 10_000):
            return near
    return value


def _decimal(typed: str, line: str) -> Fraction:
    try:
        value = Decimal(typed.strip().replace(",", ".").replace("\u2212", "-"))
    except InvalidOperation as error:
        raise UnreadableLine(line=line[:60]) from error
    if not value.is_finite() or abs(value.adjusted()) > 30:
        raise UnreadableLine(line=line[:60])
    return Fraction(value)


def _number(line: str) -> AcceptedNumber:
    text, share = _share_of(line)
    value, _sign, tolerance = text.replace("+-", "±").replace("+/-", "±").partition("±")
    numbers = []
    for part in (value, tolerance or "0"):
        _decimal(part, line)
        numbers.append(Decimal(part.strip().replace(",", ".").replace("\u2212", "-")))
    return AcceptedNumber(numbers[0], numbers[1], share)


def _rubric_point(line: str) -> RubricPoint:
    text, sign, points = line.rpartition("|")
    if not sign or not text.strip():
        raise UnreadableLine(line=line[:60])
    return RubricPoint(text.strip(), _decimal(points, line))


def _with_share(text: str, share: Fraction) -> str:
    return text if share == 1 else f"{text} | {plain_number(share * 100)}%"


def _number_line(one: AcceptedNumber) -> str:
    tolerance = f" ± {one.tolerance:f}" if one.tolerance else ""
    return _with_share(f"{one.value:f}{tolerance}".replace(".", ","), one.share)


def plain_number(value: Fraction) -> str:
    """Return a number as it is typed: ``2,5``; five decimals where it has more."""
    return f"{float(value):.5f}".rstrip("0").rstrip(".").replace(".", ",")


_READERS: dict[Kind, Callable[[Typed], Body]] = {
    Kind.MATCHING: lambda typed: _matching(_lines(typed, "pairs")),
    Kind.ORDERING: lambda typed: Ordering(tuple(_lines(typed, "items"))),
    Kind.SHORT: _short,
    Kind.NUMERIC: _numeric,
    Kind.ESSAY: lambda typed: _by_hand(Kind.ESSAY, typed),
    Kind.SITUATION: lambda typed: _by_hand(Kind.SITUATION, typed),
    Kind.PREDICTION: lambda typed: Prediction(typed.get("measure", "")),
}
