"""Reads a sheet in a child process: files lie."""

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from python_calamine import CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from foundation.encodings import decode
from foundation.errors import N_, InvalidInput
from foundation.packages import LARGEST_FILE, FileTooLarge, WrongFile, check_package
from foundation.sandbox import Unreadable, in_child

MOST_ROWS = 60_000
MOST_COLUMNS = 120
MOST_CELLS = 3_000_000
SECONDS = 30
MORE_MEMORY = 700 * 2**20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNS = (";", "\t", ",", "|")


class EmptyList(InvalidInput):
    """There is nothing in it."""

    message = N_("The file is empty.")


class NotAList(InvalidInput):
    """Another kind of file."""

    message = N_("Choose an Excel file (.xlsx, .xls) or a CSV file.")


class LockedList(InvalidInput):
    """An encrypted workbook."""

    message = N_("This file is protected by a password. Save it without one and send it again.")


class TooManyRows(InvalidInput):
    """More than any unit has."""

    message = N_("This sheet has more than %(most)s rows. Send it in parts.")


@dataclass(frozen=True)
class Table:
    """The cells of a sheet as text; row 0 is the sheet's row 1."""

    rows: tuple[tuple[str, ...], ...]
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
    encoding: str = ""
    """The old encoding the whole file was turned into Unicode from, if it was."""


def read_table(content: bytes) -> Table:
    """Return the first sheet with anything in it.

    Raises:
        Refusal: the file as a whole is not read.
    """
    if not content.strip(b"\0 \t\r\n"):
        raise EmptyList
    if len(content) > LARGEST_FILE:
        raise FileTooLarge(most=LARGEST_FILE // 2**20)
    is_package, is_old = content.startswith(b"PK"), content.startswith(_OLE)
    if is_package:
        _look_at_package(content)
    elif is_old:
        _look_at_old(content)
    else:
        _look_at_text(content)
    return _apart(content, is_book=is_package or is_old)


def _look_at_old(content: bytes) -> None:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise LockedList
    if not any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        raise NotAList


def _look_at_text(content: bytes) -> None:
    if content.startswith((b"%PDF", b"<", b"\x89PNG", b"\xff\xd8", b"{\\rtf")):
        raise NotAList
    if b"\0" in content[:4000] and content[:4000].count(0) < len(content[:4000]) / 4:
        raise NotAList


def _look_at_package(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise WrongFile(kind="Excel") from error
    part = next((one for one in names if re.fullmatch(r"xl/workbook\d*\.xml", one)), None)
    if part is None:
        raise NotAList
    check_package(content, kind="Excel", must_hold=part)


def _apart(content: bytes, *, is_book: bool) -> Table:
    answer: Table | str = in_child(
        book_table if is_book else csv_table, content, seconds=SECONDS, more_memory=MORE_MEMORY
    )
    if answer == "large":
        raise TooManyRows(most=MOST_ROWS)
    if answer == "empty" or isinstance(answer, str):
        raise EmptyList
    return answer


def book_table(content: bytes) -> Table | str:
    """Return the first visible sheet with cells; run in the child."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = [
            one.name for one in book.sheets_metadata if one.visible is SheetVisibleEnum.Visible
        ]
        for name in names:
            sheet = book.get_sheet_by_name(name)
            if not sheet.total_height or not sheet.total_width:
                continue
            if (
                sheet.total_height > MOST_ROWS
                or sheet.total_height * min(sheet.total_width, MOST_COLUMNS) > MOST_CELLS
            ):
                return "large"
            rows = _cells(sheet)
            others = tuple(other for other in names if other != name)
            return Table(tuple(map(tuple, rows)), name, others)
    except Exception as error:  # the library has many kinds of failure
        raise Unreadable from error
    return "empty"


def _cells(sheet: CalamineSheet) -> list[list[str]]:
    found = sheet.to_python(skip_empty_area=False)
    rows = [[_text(cell) for cell in row[:MOST_COLUMNS]] for row in found]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if top >= len(rows) or left >= len(rows[top]) or bottom - top > 100:
            continue
        for row in rows[top : bottom + 1]:
            for at in range(left, min(right + 1, len(row))):
                row[at] = row[at] or rows[top][left]
    return rows


def _text(cell: object) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "x" if cell else ""
        case float():
            whole = cell.is_integer() and abs(cell) < 1e15
            return str(int(cell)) if whole else f"{Decimal(repr(cell)):f}".replace(".", ",")
        case datetime():
            return f"{cell:%d/%m/%Y}" if cell.time() == time() else f"{cell:%d/%m/%Y %H:%M}"
        case date():
            return f"{cell:%d/%m/%Y}"
        case _:
            return str(cell).strip()


def csv_table(content: bytes) -> Table | str:
    """Return the rows of a CSV file in any encoding; run in the child."""
    decoded = decode(content)
    text = decoded.text.replace("\0", "")
    csv.field_size_limit(100_000)
    lines = text.splitlines()[:40]
    sign = max(_SIGNS, key=lambda one: _evenness(lines, one))
    try:
        rows = [tuple(cell.strip() for cell in row[:MOST_COLUMNS]) for row in _rows(text, sign)]
    except csv.Error as error:
        raise Unreadable from error
    if len(rows) > MOST_ROWS:
        return "large"
    encoding = decoded.encoding.value if decoded.is_converted else ""
    return Table(tuple(rows), encoding=encoding) if any(map(any, rows)) else "empty"


def _rows(text: str, sign: str) -> Sequence[Sequence[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=sign))


def _evenness(lines: Sequence[str], sign: str) -> tuple[int, int]:
    counts = [line.count(sign) for line in lines if line.strip()]
    most = max(set(counts), key=lambda n: (n > 0, counts.count(n), n), default=0)
    return (counts.count(most) * (most > 0), most)
