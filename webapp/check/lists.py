"""A list in Excel as an office sends it: written, uploaded, looked at, accepted."""

import io
from collections.abc import Sequence

import xlsxwriter

from webapp.check.browser import Page, Unexpected
from webapp.check.people import Official
from webapp.check.waiting import wait_for


def workbook(rows: Sequence[Sequence[object]]) -> bytes:
    """Return rows as an Excel file."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return packed.getvalue()


def send(office: Official, address: str, rows: Sequence[Sequence[object]]) -> Page:
    """Upload a list and accept its preview; return the page that says what was kept.

    Raises:
        Unexpected: rows are doubtful or faulty, or the worker does not get through.
    """
    sent = office.upload(office.get(address), "file", "file", "danh-sach.xlsx", workbook(rows))
    preview = wait_for(lambda: office.get(sent.url), _is_read, "the list is not read")
    tabs = "//a[contains(@href, 'view=doubt') or contains(@href, 'view=fault')]"
    faults = preview.tree.xpath(tabs)
    if any(not one.text_content().rstrip().endswith(" 0") for one in faults):
        raise Unexpected(f"rows of the list are doubted: {preview.text[:400]}")
    office.press(sent.url, {"act": "accept"})
    return wait_for(lambda: office.get(sent.url), _is_kept, "the list is not kept")


def _is_read(page: Page) -> bool:
    return bool(page.tree.xpath("//button[@value='accept']"))


def _is_kept(page: Page) -> bool:
    return not page.tree.xpath("//button[@value='accept'] | //*[@data-live]")
