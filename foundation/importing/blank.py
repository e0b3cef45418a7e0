"""A blank list to be filled in: one sheet with the names this program knows best."""

import io
from collections.abc import Sequence

import xlsxwriter

WIDTH = 20


def blank_list(
    title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], remarks: Sequence[str]
) -> bytes:
    """Return a workbook with the heads, some rows, and a second sheet of remarks."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
        bold = book.add_format(
            {"bold": True, "text_wrap": True, "border": 1, "bg_color": "#F2F2F2"}
        )
        as_text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet("Danh sách")
        sheet.set_column(0, max(len(heads) - 1, 0), WIDTH, as_text)
        sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
        for at, head in enumerate(heads):
            sheet.write_string(1, at, head, bold)
        for number, row in enumerate(rows, start=2):
            for at, cell in enumerate(row):
                sheet.write_string(number, at, cell, as_text)
        sheet.freeze_panes(2, 2)
        words = book.add_worksheet("Hướng dẫn")
        words.set_column(0, 0, 100)
        for at, remark in enumerate(remarks):
            words.write_string(at, 0, remark)
    return packed.getvalue()
