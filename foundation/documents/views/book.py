"""The register book: its lines with filters, as Excel and as PDF."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from foundation import clock
from foundation.account import guards
from foundation.account.guards import requires
from foundation.documents import book, queries, sheets
from foundation.documents.models import RegisterLine
from foundation.documents.paper import Paper
from foundation.documents.paper.printed import paper_pdf
from foundation.documents.paper.word import paper_docx
from foundation.documents.queries import LineFilter
from foundation.documents.views.blueprint import READ, blueprint, file_response, reach
from foundation.paging import page_of
from foundation.typed import whole_number

LINES_A_PAGE = 50
NAME = "so-cap-giay-chung-nhan"


def _wanted() -> LineFilter:
    return LineFilter(
        year=request.args.get("year", clock.today().year, type=whole_number) or None,
        act=request.args.get("act", "")[:10],
        words=request.args.get("q", "")[:80],
    )


def _lines(wanted: LineFilter) -> list[RegisterLine]:
    return queries.register_lines(reach(READ), wanted)


@blueprint.get("/giay/so-cap")
@requires(READ)
def show_register() -> ResponseReturnValue:
    """Show the lines of the register of a year; first of all the page with the newest."""
    wanted = _wanted()
    lines = _lines(wanted)
    page = page_of(
        lines,
        request.args.get("page", -(-len(lines) // LINES_A_PAGE), type=whole_number),
        LINES_A_PAGE,
    )
    return render_template(
        "documents/show_register.html",
        page=page,
        address=lambda number: url_for(
            ".show_register",
            year=wanted.year,
            act=wanted.act or None,
            q=wanted.words or None,
            page=number,
        ),
        wanted=wanted,
        years=range(clock.today().year, clock.today().year - 12, -1),
    )


@blueprint.get("/giay/so-cap.xlsx")
@requires(READ)
def download_register_sheet() -> ResponseReturnValue:
    """Give the shown lines as an Excel file."""
    wanted = _wanted()
    content = sheets.workbook(_title(wanted), book.COLUMNS, book.rows_of(_lines(wanted)))
    return file_response(content, NAME, "xlsx")


@blueprint.get("/giay/so-cap.pdf")
@requires(READ)
def download_register() -> ResponseReturnValue:
    """Give the shown lines as PDF, each register under the name of the unit that keeps it."""
    return file_response(paper_pdf(_paper()), NAME, "pdf")


@blueprint.get("/giay/so-cap.docx")
@requires(READ)
def download_register_words() -> ResponseReturnValue:
    """Give the shown lines as a Word file."""
    return file_response(paper_docx(_paper()), NAME, "docx")


def _paper() -> Paper:
    wanted = _wanted()
    lines = _lines(wanted)
    keepers = {line.unit_id for line in lines}
    unit_id = keepers.pop() if len(keepers) == 1 else min(guards.units_where(READ))
    return book.register_paper(queries.paper_look(unit_id, clock.today()), _title(wanted), lines)


def _title(wanted: LineFilter) -> str:
    return f"năm {wanted.year}" if wanted.year else ""
