"""A table of marks as people keep it: names, a line of maxima, a line for each attempt."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from foundation.errors import N_, InvalidInput
from foundation.text import search_key

FIRST, MAXIMA = ("attempt", "luot", "luot lam bai"), ("max", "toi da", "diem toi da")
"""What the first line and the second begin with, without marks: English or Vietnamese."""
MOST_ATTEMPTS, MOST_QUESTIONS = 20_000, 500
_HEAD = re.compile(r"""\s*"?[^\t;,"]+"?\s*([\t;,])""")
"""What parts the columns stands behind the first name."""
_FOR_EXCEL = re.compile(r"\s*sep=.\s*", re.IGNORECASE)
"""The line that tells Excel what parts the columns."""
_NUMBER = re.compile(r"[-+]?(?:\d{1,12}(?:[.,]\d{0,30})?|[.,]\d{1,30})(?:[eE][-+]?\d{1,2})?")
"""As programs write numbers too: a third with all its digits, a tiny one with an exponent."""


class BadMarksTable(InvalidInput):
    """The table cannot be read."""


class NoTable(BadMarksTable):
    """There is nothing that looks like a table of marks."""

    message = N_(
        "The first line must hold the names, “attempt” first, the second “max” and the maximum "
        "marks, then a line for each attempt."
    )


class NoAttempts(BadMarksTable):
    """There are no marks."""

    message = N_("The table holds no attempt.")


class NotANumber(BadMarksTable):
    """A mark is none."""

    message = N_("Line %(line)s, “%(name)s”: “%(text)s” is no number.")


class AboveMaximum(BadMarksTable):
    """A mark is larger than the maximum."""

    message = N_("Line %(line)s, “%(name)s”: %(text)s is above the maximum %(most)s.")


class RowTooLong(BadMarksTable):
    """A line has more marks than there are names."""

    message = N_("Line %(line)s has more columns than the first line.")


class TableTooLarge(BadMarksTable):
    """More than any test has."""

    message = N_("The table is larger than %(attempts)s attempts or %(questions)s questions.")


@dataclass(frozen=True)
class MarksTable:
    """The marks of a test."""

    names: tuple[str, ...]
    maxima: tuple[Fraction, ...]
    attempts: tuple[str, ...]
    marks: tuple[tuple[Fraction, ...], ...]


def read_marks(text: str) -> MarksTable:
    """Return a table of marks; an empty place is 0.

    Args:
        text: columns parted by comma, semicolon or tab; decimals with a point or a comma.

    Raises:
        NoTable, NoAttempts, NotANumber, AboveMaximum, RowTooLong, TableTooLarge: with the line.
    """
    rows = _rows(text)
    if len(rows) < 2 or not _begins(rows[0][1], FIRST) or not _begins(rows[1][1], MAXIMA):
        raise NoTable
    header = _without_empty_end(rows[0][1])
    names = tuple(name.strip() or str(place) for place, name in enumerate(header[1:], start=1))
    if not names:
        raise NoTable
    if len(rows) < 3:
        raise NoAttempts
    if len(rows) > MOST_ATTEMPTS + 2 or len(names) > MOST_QUESTIONS:
        raise TableTooLarge(attempts=MOST_ATTEMPTS, questions=MOST_QUESTIONS)
    maxima = _numbers(*rows[1], names)
    marks = []
    for line, row in rows[2:]:
        given = _numbers(line, row, names)
        _refuse_above(line, given, names, maxima)
        marks.append(given)
    return MarksTable(names, maxima, tuple(row[0].strip() for _, row in rows[2:]), tuple(marks))


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Return the lines that hold anything, each with its number."""
    lines = text.lstrip("\ufeff").splitlines(keepends=True)
    if lines and _FOR_EXCEL.fullmatch(lines[0]):
        lines[0] = ""
    first = next((line for line in lines if line.strip()), "")
    begun = _HEAD.match(first)
    if begun is None:
        raise NoTable
    reader = csv.reader(lines, delimiter=begun.group(1))
    try:
        found = [(reader.line_num, [" ".join(cell.split()) for cell in row]) for row in reader]
    except csv.Error as error:
        raise NoTable from error
    return [(line, row) for line, row in found if any(row)]


def _begins(row: Sequence[str], words: Sequence[str]) -> bool:
    return bool(row) and search_key(row[0]) in words


def _without_empty_end(row: Sequence[str]) -> list[str]:
    kept = list(row)
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _numbers(line: int, row: Sequence[str], names: Sequence[str]) -> tuple[Fraction, ...]:
    cells = _without_empty_end(row)[1:]
    if len(cells) > len(names):
        raise RowTooLong(line=line)
    cells += [""] * (len(names) - len(cells))
    return tuple(_number(line, cell, name) for cell, name in zip(cells, names, strict=True))


def _number(line: int, text: str, name: str) -> Fraction:
    value = _value(text)
    if value is None:
        raise NotANumber(line=line, name=name, text=text[:40])
    return value


@lru_cache(maxsize=4096)
def _value(text: str) -> Fraction | None:
    if not text:
        return Fraction(0)
    return Fraction(Decimal(text.replace(",", "."))) if _NUMBER.fullmatch(text) else None


def _refuse_above(
    line: int, given: Sequence[Fraction], names: Sequence[str], maxima: Sequence[Fraction]
) -> None:
    for mark, name, most in zip(given, names, maxima, strict=True):
        if mark > most:
            raise AboveMaximum(
                line=line, name=name, text=f"{float(mark):g}", most=f"{float(most):g}"
            )
