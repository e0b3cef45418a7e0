"""What was typed against what is accepted: words with ``*``, numbers with a tolerance."""

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from foundation.text import answer_key
from question_bank.rules.bodies import AcceptedNumber, Numeric, Short

_STAR = re.compile(r"(?<!\\)\*")
_NUMBER = re.compile(r"[+-]?\d[\d.,]*")
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-"})


def short_share(body: Short, typed: str) -> Fraction:
    """Return what the best accepted form that fits is worth."""
    given = answer_key(typed, keeps_case=body.is_case_sensitive)
    fitting = (
        one.share
        for one in body.accepted
        if _fits(one.text, given, keeps_case=body.is_case_sensitive)
    )
    return max(fitting, default=Fraction(0))


def _fits(accepted: str, given: str, *, keeps_case: bool) -> bool:
    """Return whether a text has the accepted form: its parts in their order, from end to end."""
    parts = [
        answer_key(part.replace("\\*", "*"), keeps_case=keeps_case)
        for part in _STAR.split(accepted)
    ]
    if len(parts) == 1:
        return parts[0] == given
    first, *middle, last = parts
    if not (given.startswith(first) and given.endswith(last)):
        return False
    place, end = len(first), len(given) - len(last)
    for part in middle:
        found = given.find(part, place, end)
        if found < 0:
            return False
        place = found + len(part)
    return place <= end


def read_numbers(typed: str, unit: str = "") -> tuple[Decimal, ...]:
    """Return what a typed number may mean: none, one, or two for a form like ``1.000``.

    The last of two different separators is the decimal one; one that stands several times parts
    thousands. A single one before three digits may be either.
    """
    text = "".join(typed.translate(_MINUS).split()).casefold()
    short_unit = "".join(unit.split()).casefold()
    if short_unit and text.endswith(short_unit):
        text = text[: -len(short_unit)]
    if not _NUMBER.fullmatch(text) or len(text) > 40:
        return ()
    found = dict.fromkeys(form for form in _forms(text) if form is not None)
    return tuple(Decimal(form) for form in found)


def _forms(text: str) -> Sequence[str | None]:
    points, commas = text.count("."), text.count(",")
    if points and commas:
        decimal, thousands = (".", ",") if text.rfind(".") > text.rfind(",") else (",", ".")
        return (_parted(text, thousands, decimal),)
    sign = "." if points else ","
    count = points or commas
    if count == 0:
        return (text,)
    if count > 1:
        return (_parted(text, sign, "?"),)
    return (_parted(text, "?", sign), _parted(text, sign, "?"))


def _parted(text: str, thousands: str, decimal: str) -> str | None:
    """Return the number in plain form, or None where the groups are not of three digits."""
    whole, _, rest = text.partition(decimal)
    if not rest.isdecimal() and rest:
        return None
    groups = whole.lstrip("+-").split(thousands)
    is_grouped = len(groups) == 1 or (
        0 < len(groups[0]) <= 3
        and groups[0] != "0"
        and all(len(group) == 3 for group in groups[1:])
    )
    if not is_grouped or not all(group.isdecimal() for group in groups):
        return None
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{''.join(groups)}.{rest or '0'}"


def numeric_share(body: Numeric, typed: str) -> Fraction:
    """Return what the best accepted number that fits is worth, bounds included."""
    numbers = read_numbers(typed, body.unit)
    fitting = (
        one.share for one in body.accepted if any(_within(one, number) for number in numbers)
    )
    return max(fitting, default=Fraction(0))


def _within(one: AcceptedNumber, number: Decimal) -> bool:
    return abs(Fraction(number) - Fraction(one.value)) <= Fraction(one.tolerance)
