"""Studies elsewhere from an Excel list."""

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation import clock
from foundation.account import guards
from foundation.account.guards import requires
from foundation.choices import SelectChoice
from foundation.importing.forms import PeopleListForm
from foundation.importing.views.blueprint import receive
from foundation.organisation import queries as organisation
from training.services.lists.studies import IN_TEMPLATE, STUDIES
from training.views.deeds import Deed
from training.views.figures.blueprint import WRITE, blueprint
from training.views.figures.entering import writable
from training.views.lists import blank_page, list_page

LEDGER = "cu-di-hoc"


@blueprint.route("/ghi/cu-di-hoc/tu-excel", methods=["GET", "POST"])
@requires(WRITE)
def send_studies() -> ResponseReturnValue:
    """Take a list of studies and read it; nothing is written down yet."""
    form = PeopleListForm()
    rows = sorted(writable(), key=lambda row: row.level_code == "cell")
    form.unit.choices = [SelectChoice(row.public_id, row.name) for row in rows]
    if form.validate_on_submit():
        unit = organisation.unit_by_public_id(str(form.unit.data), guards.units_where(WRITE))
        return receive(form.file.data, STUDIES.code, unit.id)
    heading = _("Studies from Excel")
    back = url_for(".write_down", name=LEDGER)
    deed = Deed(
        heading,
        _("The list is read and shown first. Nothing is kept before you accept the preview."),
        _("Read the list"),
        back,
        ((_("Figures"), url_for(".show_year")), (_("Write down"), url_for(".show_entering")),
         (_("Studies elsewhere"), back), (heading, None)),
        is_upload=True,
    )  # fmt: skip
    return list_page(form, deed, STUDIES.code, None, url_for(".blank_studies"))


@blueprint.get("/ghi/cu-di-hoc/mau.xlsx")
@requires(WRITE)
def blank_studies() -> ResponseReturnValue:
    """Give a blank list of studies."""
    heads = [one.heading for one in IN_TEMPLATE]
    sample = ["1", *(one.sample for one in IN_TEMPLATE[1:])]
    title = f"DANH SÁCH CỬ ĐI HỌC NĂM {clock.today().year}"
    return blank_page(title, heads, [sample], "mau-cu-di-hoc.xlsx", is_sample=True)
