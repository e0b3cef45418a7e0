"""Workbooks as organisers write them."""

import io
from collections.abc import Sequence

import xlsxwriter


def a_sheet(*rows: Sequence[object], merged: Sequence[tuple[str, str]] = ()) -> bytes:
    """Return a .xlsx of one sheet; ``merged`` are ranges such as ``A2:A4`` with their text."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Câu hỏi")
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write(number, column, value)
        for place, text in merged:
            sheet.merge_range(place, text)
    return packed.getvalue()
