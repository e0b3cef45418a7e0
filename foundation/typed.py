"""Numbers as people and pages send them, read within limits.

Python reads "1e999999999" as a number and fills the memory with its digits, refuses five thousand
digits with an error of its own, and hands a database numbers that no column holds.
"""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

_NUMBER: Final = re.compile(
    r"[-+]?(?:[0-9]{1,12}(?:\.[0-9]{0,12})?|\.[0-9]{1,12}|[0-9]{1,9}/[1-9][0-9]{0,8})"
)
_ROW: Final = re.compile(r"[0-9]{1,9}")


def number_of(text: str) -> Fraction:
    """Return a typed number exactly: ``7,5``, ``7.5`` or ``1/3``; no exponent.

    Raises:
        ValueError: it is none.
    """
    plain = text.strip().replace(",", ".")
    if _NUMBER.fullmatch(plain) is None:
        raise ValueError(f"no number: {text[:40]!r}")
    return Fraction(plain)


def row_number(text: str) -> int | None:
    """Return the whole number, of nine digits at most, in the name of a field; else None."""
    return int(text) if _ROW.fullmatch(text) else None


def whole_number(text: str) -> int:
    """Return the whole number in an address or a form, of nine digits at most.

    For ``request.args.get("page", 1, type=whole_number)``: what is none gives the default.

    Raises:
        ValueError: it is none.
    """
    number = row_number(text)
    if number is None:
        raise ValueError(f"no whole number: {text[:40]!r}")
    return number


def by_row(sent: Mapping[str, str], prefix: str) -> dict[int, str]:
    """Return row → value of the fields named ``prefix`` and a number; others are left out."""
    found = {}
    for name, value in sent.items():
        row = row_number(name.removeprefix(prefix)) if name.startswith(prefix) else None
        if row is not None:
            found[row] = value
    return found
