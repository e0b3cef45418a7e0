"""The words and signs of a sheet: how each kind of question stands in its cells, both ways.

===========  ==========================================  ============================
kind         the columns of answers                      the column of the right answer
===========  ==========================================  ============================
chosen       one answer each                             letters: ``B``, ``A, C``
matching     ``left => right``; ``=> right`` without a left
ordering     the items in their right order
short        accepted forms; ``form => 1/2`` for a share  ``HOA`` where capitals count
numeric      ``12,5 ± 0,5``; ``… => 1/2`` for a share     the unit
essay        ``what it must hold => points``              the model answer
situation    the same; ``!! mistake`` for a fatal one     the model answer
prediction                                                what is foretold
===========  ==========================================  ============================
"""

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from foundation.errors import N_
from foundation.text import search_key
from foundation.typed import number_of
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

MOST_PLACES = 30
"""A number has no more digits before or behind its point: a few letters could write a million."""
KIND_WORDS = {
    Kind.ONE: "Một đáp án",
    Kind.SEVERAL: "Nhiều đáp án",
    Kind.TRUE_FALSE: "Đúng/Sai",
    Kind.MATCHING: "Ghép đôi",
    Kind.ORDERING: "Sắp xếp",
    Kind.SHORT: "Trả lời ngắn",
    Kind.NUMERIC: "Điền số",
    Kind.ESSAY: "Tự luận",
    Kind.SITUATION: "Tình huống",
    Kind.PREDICTION: "Dự đoán",
}
_KINDS = (
    (r"nhieu.*|multiple response|checkbox(es)?|multi.*|mr|several", Kind.SEVERAL),
    (r"mot.*|1 .*|don|trac nghiem.*|(single|multiple) choice|mc|radio|one", Kind.ONE),
    (r"dung.*sai.*|true.*false|d/?s|tf|true_false", Kind.TRUE_FALSE),
    (r"ghep.*|noi.*|matching", Kind.MATCHING),
    (r"sap xep.*|thu tu|order(ing)?", Kind.ORDERING),
    (r"dien so.*|so hoc|numeric(al)?|number", Kind.NUMERIC),
    (r"tra loi ngan.*|dien.*|short( answer)?|fill[ -]in.*|type answer", Kind.SHORT),
    (r"tinh huong.*|situation", Kind.SITUATION),
    (r"tu luan.*|essay|thi viet|open[ -]end(ed)?", Kind.ESSAY),
    (r"du doan.*|prediction", Kind.PREDICTION),
)
_KIND_PATTERNS = [(re.compile(pattern), kind) for pattern, kind in _KINDS]
ARROW, FATAL, CAPITALS = "=>", "!!", "HOA"
_ARROW = re.compile(r"\s*(?:=>|->|→|⇒)\s*")
_LAST_ARROW = re.compile(r"^(?P<text>.*?)\s*(?:=>|->|→|⇒)\s*(?P<number>[^=>→⇒]*)$", re.DOTALL)
_TOLERANCE = re.compile(r"\s*(?:±|\+/-|\+-)\s*")

BAD_KIND = N_("The kind of question “%(text)s” is not known.")
BAD_PAIR = N_("“%(text)s” is no pair; write it as “left => right”.")
BAD_NUMBER = N_("“%(text)s” is no number.")
NOTHING_ACCEPTED = N_("No accepted answer is written in the row.")


class BadCell(ValueError):
    """A cell cannot be read; the first argument is a msgid, the second the cell's text."""

    @property
    def message(self) -> str:
        """Return the msgid."""
        return str(self.args[0])

    @property
    def text(self) -> str:
        """Return the cell's text."""
        return str(self.args[1])[:80]


def kind_named(words: str) -> Kind | None:
    """Return the kind a cell names, or None where it is empty.

    Raises:
        BadCell: it names none.
    """
    folded = search_key(words).strip(" .")
    if not folded:
        return None
    for pattern, kind in _KIND_PATTERNS:
        if pattern.fullmatch(folded):
            return kind
    raise BadCell(BAD_KIND, words)


def body_of(  # noqa: PLR0911 - one case a kind
    kind: Kind, cells: Sequence[str], key: str
) -> Body:
    """Return what the cells of a row hold for a kind that is not chosen from options.

    Raises:
        BadCell: a cell cannot be read.
    """
    filled = [cell for cell in cells if cell]
    match kind:
        case Kind.MATCHING:
            return _matching(filled)
        case Kind.ORDERING:
            return Ordering(tuple(filled))
        case Kind.SHORT:
            return _short(filled, key)
        case Kind.NUMERIC:
            return _numeric(filled, key)
        case Kind.PREDICTION:
            return Prediction(key) if key else Prediction()
        case Kind.SITUATION:
            fatal = tuple(c.removeprefix(FATAL).strip() for c in filled if c.startswith(FATAL))
            rubric = tuple(_point(cell) for cell in filled if not cell.startswith(FATAL))
            return Situation(rubric, fatal, key)
        case _:
            return Essay(tuple(_point(cell) for cell in filled), key)


def cells_of(body: Body) -> tuple[list[str], str]:  # noqa: PLR0911 - one case a kind
    """Return the cells of the answers and of the right answer: the way back of ``body_of``."""
    match body:
        case Matching():
            pairs = [f"{left} {ARROW} {right}" for left, right in body.pairs]
            return pairs + [f"{ARROW} {right}" for right in body.distractors], ""
        case Ordering():
            return list(body.items), ""
        case Short():
            forms = [_shared(one.text, one.share) for one in body.accepted]
            return forms, CAPITALS if body.is_case_sensitive else ""
        case Numeric():
            numbers = [_shared(_range(one), one.share) for one in body.accepted]
            return numbers, body.unit
        case Prediction():
            return [], body.measure
        case Situation():
            fatal = [f"{FATAL} {text}" for text in body.fatal_mistakes]
            return [*map(_pointed, body.rubric), *fatal], body.model
        case Essay():
            return list(map(_pointed, body.rubric)), body.model


def _matching(cells: Sequence[str]) -> Matching:
    pairs, distractors = [], []
    for cell in cells:
        left, *right = _ARROW.split(cell, maxsplit=1)
        if not right:
            raise BadCell(BAD_PAIR, cell)
        if left.strip():
            pairs.append((left.strip(), right[0].strip()))
        else:
            distractors.append(right[0].strip())
    return Matching(tuple(pairs), tuple(distractors))


def _short(cells: Sequence[str], key: str) -> Short:
    is_strict = key.strip() == CAPITALS
    forms = [*cells] or [one.strip() for one in key.split("|") if one.strip()]
    if not forms:
        raise BadCell(NOTHING_ACCEPTED, "")
    shared = [_with_share(form) for form in forms]
    return Short(tuple(Accepted(text, share) for text, share in shared), is_strict)


def _numeric(cells: Sequence[str], key: str) -> Numeric:
    written, unit = (cells, key) if cells else ([key], "")
    found = []
    for cell in written:
        text, share = _with_share(cell)
        value, *tolerance = _TOLERANCE.split(text, maxsplit=1)
        found.append(
            AcceptedNumber(_number(value), _number(tolerance[0] if tolerance else "0"), share)
        )
    return Numeric(tuple(found), unit)


def _number(text: str) -> Decimal:
    plain = text.strip().replace("\u00a0", "").replace(" ", "")
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?", plain) and "," in plain:
        plain = plain.replace(".", "")
    try:
        found = Decimal(plain.replace(",", "."))
    except InvalidOperation:
        raise BadCell(BAD_NUMBER, text) from None
    if not found.is_finite() or abs(found.adjusted()) > MOST_PLACES:
        raise BadCell(BAD_NUMBER, text)
    return found


def _range(one: AcceptedNumber) -> str:
    value = _decimal(one.value)
    return f"{value} ± {_decimal(one.tolerance)}" if one.tolerance else value


def _decimal(number: Decimal) -> str:
    return f"{number:f}".replace(".", ",")


def _with_share(cell: str) -> tuple[str, Fraction]:
    found = _LAST_ARROW.match(cell)
    if found is None:
        return cell.strip(), Fraction(1)
    return found.group("text"), _fraction(found.group("number"))


def _shared(text: str, share: Fraction) -> str:
    return f"{text} {ARROW} {share}" if share != 1 or ARROW in text else text


def _point(cell: str) -> RubricPoint:
    text, points = _with_share(cell)
    return RubricPoint(text, points)


def _pointed(point: RubricPoint) -> str:
    return f"{point.text} {ARROW} {point.points}"


def _fraction(text: str) -> Fraction:
    plain = text.strip().removesuffix("điểm").strip()
    try:
        return number_of(plain[:-1]) / 100 if plain.endswith("%") else number_of(plain)
    except ValueError:
        raise BadCell(BAD_NUMBER, text) from None


def read_shares(cell: str) -> dict[str, Fraction]:
    """Return the share of each letter in ``A=1/2; C=-1/2``.

    Raises:
        BadCell: it cannot be read.
    """
    shares = {}
    for piece in re.split(r"\s*;\s*", cell.strip()):
        letter, _, share = piece.partition("=")
        if not re.fullmatch(r"[A-Za-z]", letter.strip()):
            raise BadCell(BAD_NUMBER, cell)
        shares[letter.strip().upper()] = _fraction(share)
    return shares
