"""Sending a list of persons; which optional data a unit keeps, and why."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation import clock
from foundation.account import guards
from foundation.account.guards import requires, signed_in_user
from foundation.account.permissions import Permission
from foundation.choices import SelectChoice
from foundation.importing import queries, services
from foundation.importing.blank import blank_list
from foundation.importing.forms import CollectForm, PeopleListForm
from foundation.importing.persons.fields import IN_TEMPLATE, SWITCHES
from foundation.importing.persons.kind import PEOPLE
from foundation.importing.views.blueprint import blueprint, download, receive
from foundation.organisation import queries as organisation
from foundation.organisation.models import Unit
from foundation.organisation.queries import UnitRow

SHOWN_UNITS = 12
IMPORT = Permission.PEOPLE_IMPORT


def _units() -> list[UnitRow]:
    """Return the caller's units of today, the highest first."""
    today = clock.today()
    rows = organisation.unit_rows(guards.units_where(IMPORT), today)
    return [row for row in rows if row.valid_to is None or row.valid_to > today]


def _unit(public_id: str) -> Unit:
    return organisation.unit_by_public_id(public_id, guards.units_where(IMPORT))


@blueprint.route("/nguoi", methods=["GET", "POST"])
@requires(IMPORT)
def send_people() -> ResponseReturnValue:
    """Take a list of persons and read it; nobody is written down."""
    form = PeopleListForm()
    units = _units()
    form.unit.choices = [SelectChoice(row.public_id, row.name) for row in units]
    if form.validate_on_submit():
        return receive(form.file.data, PEOPLE.code, _unit(str(form.unit.data)).id)
    page = render_template(
        "importing/send_people.html",
        form=form,
        units=[row for row in units if row.kind_code is None][:SHOWN_UNITS],
        lists=queries.own_lists(signed_in_user().id, PEOPLE.code, None),
    )
    return page, 422 if form.errors else 200


@blueprint.get("/nguoi/mau.xlsx")
@requires(IMPORT)
def blank_people() -> ResponseReturnValue:
    """Give a blank list of persons."""
    heads = [one.heading for one in IN_TEMPLATE]
    sample = ["1", *(one.sample for one in IN_TEMPLATE[1:])]
    remarks = [
        _("Delete the sample row. Dates: day/month/year, month/year or the year alone."),
        _("Card numbers and phones are texts, so that no zero in front is lost."),
        _("Religion, citizen number, family and home town are not collected."),
    ]
    return download(blank_list("DANH SÁCH ĐẢNG VIÊN", heads, [sample], remarks), "mau-nguoi.xlsx")


@blueprint.get("/nguoi/<public_id>/thu-thap")
@requires(IMPORT)
def show_collected(public_id: str) -> ResponseReturnValue:
    """Show which optional data a unit keeps, and for which purpose."""
    unit = _unit(public_id)
    return _collected_page(unit, "", None, 200)


def _collected_page(
    unit: Unit, field: str, form: CollectForm | None, status: int
) -> ResponseReturnValue:
    today = clock.today()
    page = render_template(
        "importing/show_collected.html",
        unit=unit,
        unit_name=organisation.unit_names([unit.id], today)[unit.id],
        fields=SWITCHES,
        held=services.switched_fields(unit.id, today),
        wrong=field,
        form=form or CollectForm(),
    )
    return page, status


@blueprint.post("/nguoi/<public_id>/thu-thap/<field>/<way>")
@requires(IMPORT)
def switch_field(public_id: str, field: str, way: str) -> ResponseReturnValue:
    """Begin or stop keeping an optional kind of data for a unit."""
    unit = _unit(public_id)
    if field not in {one.switch for one in SWITCHES} or way not in ("bat", "tat"):
        abort(404)
    form = CollectForm()
    if way == "bat" and not form.validate_on_submit():
        return _collected_page(unit, field, form, 422)
    services.switch_field(
        unit.id,
        field,
        str(form.purpose.data) if way == "bat" else None,
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    flash(_("Kept from now on.") if way == "bat" else _("No longer kept from new lists."))
    return redirect(url_for(".show_collected", public_id=public_id), code=303)
