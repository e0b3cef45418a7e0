"""A table as an Excel file: every value as text as it stands in the paper, numbers as numbers."""

import io
from collections.abc import Sequence

from xlsxwriter import Workbook

SHEET_NAME = "Sổ"
WIDEST = 60


def workbook(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    """Return a workbook of one sheet: a title, a head that stays in sight, rows.

    A text is written as a text even where it looks like a formula.
    """
    kept = io.BytesIO()
    with Workbook(kept, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(SHEET_NAME)
        bold = book.add_format({"bold": True, "text_wrap": True, "border": 1, "valign": "top"})
        plain = book.add_format({"text_wrap": True, "border": 1, "valign": "top"})
        sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
        for place, column in enumerate(columns):
            sheet.write_string(2, place, column, bold)
            widest = max([len(column), *(len(str(row[place])) for row in rows)], default=0)
            sheet.set_column(place, place, min(max(widest + 2, 6), WIDEST))
        for number, row in enumerate(rows, start=3):
            for place, value in enumerate(row):
                if isinstance(value, int):
                    sheet.write_number(number, place, value, plain)
                else:
                    sheet.write_string(number, place, str(value), plain)
        sheet.freeze_panes(3, 0)
        sheet.set_landscape()
        sheet.repeat_rows(2)
        sheet.fit_to_pages(1, 0)
    return kept.getvalue()
