"""Studies elsewhere and meetings from an Excel list."""

from collections.abc import Sequence

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation import clock
from foundation.account import guards
from foundation.account.guards import requires
from foundation.choices import SelectChoice
from foundation.importing.columns import Field
from foundation.importing.forms import PeopleListForm
from foundation.importing.kinds import Kind
from foundation.importing.views.blueprint import receive
from foundation.organisation import queries as organisation
from training.services.lists import meetings, studies
from training.views.deeds import Deed
from training.views.figures.blueprint import WRITE, blueprint
from training.views.figures.entering import LEDGERS, writable
from training.views.lists import blank_page, list_page


@blueprint.route("/ghi/cu-di-hoc/tu-excel", methods=["GET", "POST"])
@requires(WRITE)
def send_studies() -> ResponseReturnValue:
    """Take a list of studies and read it; nothing is written down yet."""
    return _sent("cu-di-hoc", studies.STUDIES, _("Studies from Excel"), ".blank_studies")


@blueprint.route("/ghi/sinh-hoat/tu-excel", methods=["GET", "POST"])
@requires(WRITE)
def send_meetings() -> ResponseReturnValue:
    """Take a list of meetings and read it; nothing is written down yet."""
    return _sent(
        "sinh-hoat",
        meetings.MEETINGS,
        _("Meetings from Excel"),
        ".blank_meetings",
        needs=_(
            "A row for each meeting. One row must name the columns: unit, kind and day of the "
            "meeting, members due and present."
        ),
    )


def _sent(
    ledger: str, kind: Kind, heading: str, blank: str, *, needs: str = ""
) -> ResponseReturnValue:
    """Return the page where a list of a ledger is sent, or lead to its preview."""
    form = PeopleListForm()
    rows = sorted(writable(), key=lambda row: row.level_code == "cell")
    form.unit.choices = [SelectChoice(row.public_id, row.name) for row in rows]
    if form.validate_on_submit():
        unit = organisation.unit_by_public_id(str(form.unit.data), guards.units_where(WRITE))
        return receive(form.file.data, kind.code, unit.id)
    back = url_for(".write_down", name=ledger)
    deed = Deed(
        heading,
        _("The list is read and shown first. Nothing is kept before you accept the preview."),
        _("Read the list"),
        back,
        ((_("Figures"), url_for(".show_year")), (_("Write down"), url_for(".show_entering")),
         (_(LEDGERS[ledger].title), back), (heading, None)),
        is_upload=True,
    )  # fmt: skip
    return list_page(form, deed, kind.code, url_for(blank), needs=needs)


@blueprint.get("/ghi/cu-di-hoc/mau.xlsx")
@requires(WRITE)
def blank_studies() -> ResponseReturnValue:
    """Give a blank list of studies."""
    return _blank("DANH SÁCH CỬ ĐI HỌC", studies.IN_TEMPLATE, "mau-cu-di-hoc.xlsx")


@blueprint.get("/ghi/sinh-hoat/mau.xlsx")
@requires(WRITE)
def blank_meetings() -> ResponseReturnValue:
    """Give a blank list of meetings."""
    return _blank("DANH SÁCH CUỘC HỌP CHI BỘ, CẤP ỦY", meetings.IN_TEMPLATE, "mau-sinh-hoat.xlsx")


def _blank(title: str, columns: Sequence[Field], name: str) -> ResponseReturnValue:
    heads = [one.heading for one in columns]
    sample = ["1", *(one.sample for one in columns[1:])]
    year = clock.today().year
    return blank_page(f"{title} NĂM {year}", heads, [sample], name, is_sample=True)
