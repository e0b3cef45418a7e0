"""The register book: its lines with filters, as Excel and as PDF."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from foundation import clock
from foundation.account import guards
from foundation.account.guards import requires
from foundation.documents import book, queries, sheets
from foundation.documents.models import RegisterLine
from foundation.documents.queries import LineFilter
from foundation.documents.views.blueprint import READ, blueprint, file_response

MOST_SHOWN = 200


def _wanted() -> LineFilter:
    return LineFilter(
        year=request.args.get("year", clock.today().year, type=int) or None,
        act=request.args.get("act", "")[:10],
        words=request.args.get("q", "")[:80],
    )


def _lines(wanted: LineFilter) -> list[RegisterLine]:
    return queries.register_lines(guards.units_where(READ), wanted)


@blueprint.get("/giay/so-cap")
@requires(READ)
def show_register() -> ResponseReturnValue:
    """Show the lines of the register of a year."""
    wanted = _wanted()
    lines = _lines(wanted)
    return render_template(
        "documents/show_register.html",
        lines=lines[-MOST_SHOWN:],
        total=len(lines),
        wanted=wanted,
        years=range(clock.today().year, clock.today().year - 12, -1),
    )


@blueprint.get("/giay/so-cap.xlsx")
@requires(READ)
def download_register_sheet() -> ResponseReturnValue:
    """Give the shown lines as an Excel file."""
    wanted = _wanted()
    title = f"Sổ cấp giấy chứng nhận năm {wanted.year}" if wanted.year else "Sổ cấp giấy chứng nhận"
    content = sheets.workbook(title, book.COLUMNS, book.rows_of(_lines(wanted)))
    return file_response(content, "so-cap-giay-chung-nhan", "xlsx")
