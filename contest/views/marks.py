"""Marks as judges type them: with a comma or a point, empty for "not marked"."""

from collections.abc import Mapping
from fractions import Fraction

from contest.rules.document import Part
from foundation.errors import N_, InvalidInput


class UnreadableMark(InvalidInput):
    """Something that is no number stands in a criterion."""

    message = N_("“%(typed)s” is no mark for “%(criterion)s”. Type a number such as 2,25.")


def mark_name(code: str) -> str:
    """Return the name of a criterion's field."""
    return f"mark-{code}"


def typed_marks(part: Part, values: Mapping[str, str]) -> dict[str, Fraction]:
    """Return the marks of a form; an empty field is no mark.

    Raises:
        UnreadableMark: a field holds something else than a decimal number.
    """
    marks = {}
    for criterion in part.criteria:
        typed = values.get(mark_name(criterion.code), "").strip()
        if not typed:
            continue
        plain = typed.replace(",", ".", 1)
        if len(plain) > 8 or not plain.replace(".", "", 1).isdecimal() or not plain.isascii():
            raise UnreadableMark(typed=typed[:20], criterion=criterion.title)
        marks[criterion.code] = Fraction(plain)
    return marks
