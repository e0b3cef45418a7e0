"""Tables as an Excel file: numbers stay numbers, texts that look like formulas stay texts."""

import io
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook

from training.queries.listing import Cell
from training.rules.percent import Share
from training.views.figures.report import ReportTable, printed

WIDEST = 60
FIRST_ROW = 3
LONGEST_NAME = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\\\']")
COLOURS = ("#8A0F14", "#B07800")
"""What was done, and what was planned."""


def workbook(heading: str, parts: Sequence[ReportTable]) -> bytes:
    """Return a workbook with one sheet for each table."""
    kept = io.BytesIO()
    with Workbook(kept, {"in_memory": True, "strings_to_formulas": False}) as book:
        formats = {
            "title": book.add_format({"bold": True, "font_size": 14}),
            "head": book.add_format({"bold": True, "text_wrap": True, "border": 1}),
            "plain": book.add_format({"border": 1, "text_wrap": True, "valign": "top"}),
            "nothing": book.add_format({"border": 1, "align": "right", "valign": "top"}),
            "number": book.add_format({"border": 1, "num_format": "#,##0"}),
            "percent": book.add_format({"border": 1, "num_format": "0.0%"}),
            "day": book.add_format({"border": 1, "num_format": "dd/mm/yyyy"}),
        }
        for number, part in enumerate(parts, start=1):
            sheet = book.add_worksheet(_sheet_name(number, part.title))
            _write(sheet, heading, part, formats)
            if part.compared:
                _draw(book, sheet, part)
    return kept.getvalue()


def _sheet_name(number: int, title: str) -> str:
    """Return a name as Excel allows it: short, without signs that mean something there."""
    return f"{number}. {FORBIDDEN.sub(' ', title)}"[:LONGEST_NAME].rstrip()


def _draw(book: Workbook, sheet: Any, part: ReportTable) -> None:
    """Draw the compared columns as bars below the table; the line of totals is left out."""
    last = FIRST_ROW + len(part.rows) - 1 - part.has_total
    if last < FIRST_ROW:
        return
    chart = book.add_chart({"type": "bar"})
    for column, colour in zip(part.compared, COLOURS, strict=True):
        chart.add_series(
            {
                "name": [sheet.name, FIRST_ROW - 1, column],
                "categories": [sheet.name, FIRST_ROW, 0, last, 0],
                "values": [sheet.name, FIRST_ROW, column, last, column],
                "fill": {"color": colour},
                "data_labels": {"value": True},
            }
        )
    chart.set_title({"name": part.title})
    chart.set_y_axis({"reverse": True})
    chart.set_legend({"position": "bottom"})
    place = (FIRST_ROW + len(part.rows) + 1, 0)
    sheet.insert_chart(*place, chart, {"x_scale": 1.8, "y_scale": 1.4, "description": part.title})


def _write(sheet: Any, heading: str, part: ReportTable, formats: dict[str, Any]) -> None:
    sheet.write_string(0, 0, f"{heading}. {part.title}", formats["title"])
    if part.note:
        sheet.write_string(1, 0, part.note)
    for place, column in enumerate(part.columns):
        sheet.write_string(FIRST_ROW - 1, place, column, formats["head"])
        widths = [len(column), *(len(printed(row[place])) for row in part.rows)]
        sheet.set_column(place, place, min(max(widths) + 2, WIDEST))
    for number, row in enumerate(part.rows, start=FIRST_ROW):
        for place, value in enumerate(row):
            _write_cell(sheet, (number, place), value, formats)
    sheet.freeze_panes(FIRST_ROW, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(FIRST_ROW - 1)
    sheet.fit_to_pages(1, 0)


def _write_cell(
    sheet: Any, at: tuple[int, int], value: Cell | Share, formats: dict[str, Any]
) -> None:
    row, column = at
    if isinstance(value, Share):
        percent = value.percent()
        value = None if percent is None else percent / 100
    if isinstance(value, Decimal):
        sheet.write_number(row, column, float(value), formats["percent"])
    elif isinstance(value, int):
        sheet.write_number(row, column, value, formats["number"])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, formats["day"])
    elif value is None:
        sheet.write_string(row, column, printed(value), formats["nothing"])
    else:
        sheet.write_string(row, column, value, formats["plain"])
