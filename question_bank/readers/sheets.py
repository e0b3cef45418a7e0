"""Workbooks and CSV files. Run in a child process: files lie."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from python_calamine import CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from foundation.encodings import Encoding, decode
from foundation.errors import N_, InvalidInput
from foundation.sandbox import Unreadable
from question_bank.readers.cell_looks import looks_of, percents_of
from question_bank.readers.far_cells import MOST_CELLS, SheetTooLarge, refuse_far_cells
from question_bank.rules.columns import Columns, columns_from_json
from question_bank.rules.reading import ReadFile, Remark
from question_bank.rules.sheets import (
    Sheet,
    converted,
    csv_sheet,
    first_rows,
    in_unicode,
    needs_looks,
    read_csv,
    read_sheets,
    settings_columns,
)

HIDDEN_SHEET = N_(
    "This sheet is hidden and was not read. If its questions are wanted, show it in Excel and send "
    "the file again."
)
_NUMBER = re.compile(r"-?\d{1,15}(?:,\d{1,20})?")
MOST_ROWS = 60_000
MOST_COLUMNS = 200


def read_workbook(content: bytes, settings: Mapping[str, object]) -> ReadFile:
    """Return the questions of a workbook.

    Raises:
        SheetTooLarge: it is larger than any list of questions.
        Unreadable: it is damaged.
    """
    visible, hidden = workbook_sheets(content)
    sheets, encoding = in_unicode(_with_looks(content, _with_percents(content, visible)))
    found = read_sheets("xlsx", sheets, _columns(settings))
    told = tuple((name, Remark(HIDDEN_SHEET)) for name in hidden)
    found = replace(found, remarks=(*found.remarks, *told))
    return found if encoding is None else converted(found, encoding)


def read_csv_file(content: bytes, settings: Mapping[str, object]) -> ReadFile:
    """Return the questions of a CSV file in any encoding."""
    return read_csv(decode(content, _encoding(settings)), _columns(settings))


def workbook(content: bytes) -> ReadFile:
    """Return the questions of a workbook whose columns are named."""
    return read_workbook(content, {})


def csv_file(content: bytes) -> ReadFile:
    """Return the questions of a CSV file whose columns are named."""
    return read_csv_file(content, {})


def head_of_workbook(content: bytes, _settings: Mapping[str, object]) -> list[list[str]]:
    """Return the first rows of a workbook."""
    return first_rows(in_unicode(workbook_sheets(content)[0])[0])


def head_of_csv(content: bytes, settings: Mapping[str, object]) -> list[list[str]]:
    """Return the first rows of a CSV file."""
    return first_rows([csv_sheet(decode(content, _encoding(settings)).text)])


def _columns(settings: Mapping[str, object]) -> Columns | None:
    kept = settings_columns(settings)
    return columns_from_json(kept) if kept else None


def _encoding(settings: Mapping[str, object]) -> Encoding | None:
    name = str(settings.get("encoding") or "").upper()
    return Encoding[name] if name in Encoding.__members__ else None


def _with_looks(content: bytes, sheets: list[Sheet]) -> list[Sheet]:
    """Return the sheets with the looks of their cells, where these may show the right answer."""
    if not needs_looks(sheets):
        return sheets
    looks = looks_of(content)
    return [replace(sheet, looks=looks.get(sheet.name, {})) for sheet in sheets]


def _with_percents(content: bytes, sheets: list[Sheet]) -> list[Sheet]:
    """Return the sheets with ``50%`` where a cell shows so the number that is kept as 0.5."""
    places = percents_of(content)
    if not any(places.values()):
        return sheets
    found = []
    for sheet in sheets:
        shown = places.get(sheet.name, {})
        rows = ((number, _percent(cells, shown.get(number, ()))) for number, cells in sheet.rows)
        found.append(replace(sheet, rows=tuple(rows)))
    return found


def _percent(cells: tuple[str, ...], places: Iterable[int]) -> tuple[str, ...]:
    wanted = {at for at in places if at < len(cells) and _NUMBER.fullmatch(cells[at])}
    return tuple(
        _number(float(round(Decimal(cell.replace(",", ".")) * 100, 2))) + "%"
        if at in wanted
        else cell
        for at, cell in enumerate(cells)
    )


def workbook_sheets(content: bytes) -> tuple[list[Sheet], list[str]]:
    """Return the visible sheets of a workbook as text, and the names of the others."""
    try:
        refuse_far_cells(content)
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        shown = [one.visible is SheetVisibleEnum.Visible for one in book.sheets_metadata]
        names = [one.name for one in book.sheets_metadata]
        visible = [name for name, is_shown in zip(names, shown, strict=True) if is_shown]
        hidden = [name for name, is_shown in zip(names, shown, strict=True) if not is_shown]
        return [_sheet(book.get_sheet_by_name(name)) for name in visible], hidden
    except (InvalidInput, MemoryError):
        raise
    except Exception as error:  # the library has many kinds of failure, and panics
        raise Unreadable from error


def _sheet(sheet: CalamineSheet) -> Sheet:
    """Return a sheet; the empty rows and columns before one cell far away are left out."""
    is_far = sheet.total_height > MOST_ROWS or sheet.total_width > MOST_COLUMNS
    if is_far and sheet.total_height * sheet.total_width > MOST_CELLS:
        raise SheetTooLarge(sheet=sheet.name, row=sheet.total_height, column=sheet.total_width)
    top, left = sheet.start or (0, 0)
    before = [""] * left
    rows: list[list[str]] = [[] for _ in range(top)]
    rows.extend(_short(before + [_text(cell) for cell in row], is_far) for row in sheet.iter_rows())
    for (first, column), (last, _right) in sheet.merged_cell_ranges or ():
        _fill_down(rows, first, column, last)
    numbered = [(number, row) for number, row in _numbered(rows) if any(row) or not is_far]
    if len(numbered) > MOST_ROWS:
        raise SheetTooLarge(sheet=sheet.name, row=sheet.total_height, column=sheet.total_width)
    return Sheet(sheet.name, tuple(numbered))


def _short(row: list[str], is_far: bool) -> list[str]:
    """Return a row without the empty cells at its end, where a sheet reaches far."""
    while is_far and row and not row[-1]:
        row.pop()
    return row


def _fill_down(rows: list[list[str]], top: int, left: int, bottom: int) -> None:
    """Give each row below a cell merged downwards what the cell says."""
    if top < len(rows) and left < len(rows[top]):
        for row in rows[top + 1 : bottom + 1]:
            if left < len(row) and not row[left]:
                row[left] = rows[top][left]


def _numbered(rows: list[list[str]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, row in enumerate(rows, start=1):
        yield number, tuple(row)


def _text(cell: object) -> str:  # noqa: PLR0911 - one case a type
    """Return a cell as a person reads it."""
    match cell:
        case None:
            return ""
        case bool():
            return "Đúng" if cell else "Sai"
        case float():
            return _number(cell)
        case datetime():
            return f"{cell:%d/%m/%Y}" if cell.time() == time() else f"{cell:%d/%m/%Y %H:%M}"
        case date():
            return f"{cell:%d/%m/%Y}"
        case time() | timedelta():
            return str(cell)
        case _:
            return str(cell)


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{Decimal(repr(value)):f}".replace(".", ",")
