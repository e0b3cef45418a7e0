"""The tree of units: shown as of a day; units founded, renamed, moved, dissolved."""

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from foundation import clock
from foundation.account import guards
from foundation.account.guards import requires, signed_in_user
from foundation.account.permissions import Permission
from foundation.choices import SelectChoice
from foundation.organisation import queries, services
from foundation.organisation.forms import DissolveForm, MoveForm, RenameForm, UnitForm
from foundation.organisation.models import Unit
from foundation.organisation.queries import UnitRow
from foundation.organisation.services import UnitDraft
from foundation.organisation.views.blueprint import (
    MANAGE,
    READ,
    blueprint,
    manageable,
    named,
    readable,
)
from foundation.paging import page_of
from foundation.text import search_key
from foundation.typed import whole_number


def _on_day() -> date:
    """Return the day the reader asked for, or today."""
    try:
        return date.fromisoformat(request.args.get("on", ""))
    except ValueError:
        return clock.today()


def _row(unit: Unit, on: date) -> UnitRow:
    return queries.unit_rows([unit.id], on)[0]


@blueprint.get("/")
@requires(READ)
def list_units() -> ResponseReturnValue:
    """Show the caller's units as of a day, filtered by name, without marks too."""
    on = _on_day()
    words = request.args.get("q", "")
    rows = queries.unit_rows(readable(), on)
    if words:
        rows = [row for row in rows if search_key(words) in search_key(row.name)]
    page = page_of(rows, request.args.get("page", type=whole_number))
    parents = queries.unit_names({row.parent_id for row in page.rows if row.parent_id}, on)
    return render_template(
        "organisation/list_units.html",
        page=page,
        address=lambda number: url_for(
            ".list_units", on=on.isoformat(), q=words or None, page=number
        ),
        parents=parents,
        on=on,
        words=words,
        may_import=bool(guards.units_where(Permission.PEOPLE_IMPORT)),
    )


@blueprint.get("/<public_id>")
@requires(READ)
def show_unit(public_id: str) -> ResponseReturnValue:
    """Show a unit as of a day: above, below, leaders, members, what became of it."""
    on = _on_day()
    unit = queries.unit_by_public_id(public_id, readable())
    sees_names = unit.id in named()
    words = request.args.get("q", "") if sees_names else ""
    successors = queries.successors(unit.id)
    return render_template(
        "organisation/show_unit.html",
        row=_row(unit, on),
        on=on,
        words=words,
        page=queries.search_people(
            [unit.id], on, words=words, page=request.args.get("page", 1, type=whole_number)
        ),
        address=lambda number: url_for(
            ".show_unit", public_id=public_id, on=on.isoformat(), q=words or None, page=number
        ),
        above=queries.unit_rows(queries.ancestor_ids(unit.id, on), on),
        below=queries.children(unit.id, on),
        leaders=queries.leaders(
            [unit.id], on, post_codes=("secretary", "deputy", "committee_member")
        ),
        successors=queries.unit_rows([row.successor_id for row in successors], clock.today()),
        reach=readable(),
        sees_names=sees_names,
        may_change=unit.id in guards.units_where(MANAGE),
    )


def _choices(rows: list[UnitRow], without: int | None = None) -> list[SelectChoice]:
    return [
        SelectChoice(row.public_id, row.name)
        for row in rows
        if row.kind_code is None and row.id != without
    ]


@blueprint.route("/<public_id>/them", methods=["GET", "POST"])
@requires(MANAGE)
def create_unit(public_id: str) -> ResponseReturnValue:
    """Found a unit below this one."""
    parent = queries.unit_by_public_id(public_id, manageable())
    form = UnitForm(valid_from=clock.today())
    form.level.choices = [
        SelectChoice(row.code, _(row.name)) for row in queries.levels_below(parent.level_id)
    ]
    form.kind.choices = [
        SelectChoice("", "—"),
        *(SelectChoice(kind.code, _(kind.name)) for kind in queries.cell_kinds()),
    ]
    if not form.validate_on_submit():
        row = _row(parent, clock.today())
        page = render_template("organisation/create_unit.html", form=form, row=row)
        return page, 422 if form.errors else 200
    draft = UnitDraft(
        code=str(form.code.data),
        name=str(form.name.data),
        short_name=form.short_name.data or "",
        level_code=str(form.level.data),
        kind_code=form.kind.data or None,
        parent_id=parent.id,
        valid_from=form.valid_from.data or clock.today(),
    )
    unit = services.create_unit(draft, actor_id=signed_in_user().id, at=clock.now())
    flash(_("The unit has been kept."))
    return redirect(url_for(".show_unit", public_id=unit.public_id), code=303)


def _asked(unit: Unit, form: FlaskForm, heading: str) -> ResponseReturnValue:
    """Return the form that asks how and from which day on a unit changes."""
    row = _row(unit, clock.today())
    page = render_template("organisation/change_unit.html", form=form, row=row, heading=heading)
    return page, 422 if form.errors else 200


@blueprint.route("/<public_id>/doi-ten", methods=["GET", "POST"])
@requires(MANAGE)
def rename_unit(public_id: str) -> ResponseReturnValue:
    """Give a unit another name from a day on."""
    unit = queries.unit_by_public_id(public_id, manageable())
    form = RenameForm(on=clock.today())
    if not form.validate_on_submit():
        return _asked(unit, form, _("Rename the unit"))
    services.rename_unit(
        unit.id,
        str(form.name.data),
        form.short_name.data or str(form.name.data),
        form.on.data or clock.today(),
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    return redirect(url_for(".show_unit", public_id=public_id), code=303)


@blueprint.route("/<public_id>/chuyen", methods=["GET", "POST"])
@requires(MANAGE)
def move_unit(public_id: str) -> ResponseReturnValue:
    """Put a unit under another one from a day on."""
    unit = queries.unit_by_public_id(public_id, manageable())
    form = MoveForm(on=clock.today())
    form.parent.choices = _choices(queries.unit_rows(manageable(), clock.today()), unit.id)
    if not form.validate_on_submit():
        return _asked(unit, form, _("Move the unit"))
    parent = queries.unit_by_public_id(str(form.parent.data), manageable())
    services.move_unit(
        unit.id,
        parent.id,
        form.on.data or clock.today(),
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    return redirect(url_for(".show_unit", public_id=public_id), code=303)


@blueprint.route("/<public_id>/ket-thuc", methods=["GET", "POST"])
@requires(MANAGE)
def dissolve_unit(public_id: str) -> ResponseReturnValue:
    """End a unit; its records pass to a successor."""
    unit = queries.unit_by_public_id(public_id, manageable())
    form = DissolveForm(on=clock.today())
    form.successor.choices = _choices(queries.unit_rows(manageable(), clock.today()), unit.id)
    if not form.validate_on_submit():
        return _asked(unit, form, _("End the unit"))
    heir = queries.unit_by_public_id(str(form.successor.data), manageable())
    services.dissolve_unit(
        unit.id,
        form.on.data or clock.today(),
        successor_ids=[heir.id],
        manner=str(form.manner.data),
        records_to=heir.id,
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    return redirect(url_for(".show_unit", public_id=public_id), code=303)
