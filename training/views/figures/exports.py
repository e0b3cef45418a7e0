"""The figures to take along: Excel, PDF and Word, each with what its reader may see."""

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.account.guards import requires
from foundation.documents.paper.printed import paper_pdf
from foundation.documents.paper.word import paper_docx
from foundation.documents.views import file_response
from foundation.errors import NotFound
from training.queries import behind, tables
from training.queries.figures import figures_of, one_figure
from training.queries.gathered import Gathered
from training.queries.people import people_all
from training.rules import figures as rules
from training.views.figures import report
from training.views.figures.blueprint import READ, Asked, asked, blueprint
from training.views.figures.report import ReportTable
from training.views.figures.rows import choose, chosen_view
from training.views.figures.workbook import workbook
from training.views.figures.year import figure_label


@blueprint.get("/tai-ve.<kind>")
@requires(READ)
def download_year(kind: str) -> ResponseReturnValue:
    """Give the year table and all figures as a file.

    Raises:
        NotFound: another kind of file.
    """
    found = asked()
    rows = Gathered(found.scope)
    parts = [report.programme_table(found, rows), report.figures_table(figures_of(rows))]
    heading = _heading(found)
    name = f"so-lieu-{found.unit.code.lower()}-{found.scope.period}"
    if kind == "xlsx":
        return file_response(workbook(heading, parts), name, kind)
    writers = {"pdf": paper_pdf, "docx": paper_docx}
    if kind not in writers:
        raise NotFound
    return file_response(writers[kind](report.paper(found, heading, parts)), name, kind)


def _heading(found: Asked) -> str:
    return _(
        "Training figures of %(period)s, %(unit)s",
        period=found.scope.period,
        unit=found.unit.name,
    )


@blueprint.get("/<code>.xlsx")
@requires(READ)
def download_rows(code: str) -> ResponseReturnValue:
    """Give the rows behind a figure as an Excel file.

    Raises:
        NotFound: there is no such figure, or the names may not be seen.
    """
    found = asked()
    rows = Gathered(found.scope)
    figure = one_figure(rows, code)
    if figure is None:
        raise NotFound
    listing = behind.listing(rows, code, with_names=found.with_names)
    if listing is None:
        parts = [_parts_table(found, rows, code)]
    else:
        parts = [report.listing_table(figure_label(figure), listing)]
        in_post = behind.people_in_post(rows, code) if found.with_names else None
        parts += [report.listing_table(_("Who is in post"), in_post)] if in_post else []
    return file_response(
        workbook(_heading(found), parts), f"{code.replace('_', '-')}-{found.scope.period}", "xlsx"
    )


def _parts_table(found: Asked, rows: Gathered, code: str) -> ReportTable:
    chosen = choose(rows, code)
    view = chosen_view(code)
    if view == "people":
        return _people_table(found, chosen.named)
    if view == "band":
        bands = rules.bands(chosen.parts, rows.band_order)
        lines = tuple((band.label, band.count, band.percent / 100) for band in bands)
        return ReportTable(_("By band"), (_("Band"), _("Turns"), _("Percent")), lines)
    whole = tables.counted(rows, chosen.parts, key=None, name="")
    if view == "course":
        lines_ = [line for _one, line in tables.by_course(rows, chosen.parts, chosen.courses)]
    else:
        lines_ = tables.by_unit(rows, chosen.parts)
    title = _("By class") if view == "course" else _("By unit")
    shown = lines_ if found.with_names else tables.shared(lines_)
    return report.lines_table(title, shown, whole)


def _people_table(found: Asked, enrolment_ids: list[int]) -> ReportTable:
    if not found.with_names:
        raise NotFound
    columns = (_("Full name"), _("Sent by"), _("Class"), _("Result"))
    people = tuple(
        (one.full_name, one.sending_unit_name, one.course_title,
         one.label if one.is_passed else _("Not completed"))
        for one in people_all(enrolment_ids)
    )  # fmt: skip
    return ReportTable(_("Learners"), columns, people)
