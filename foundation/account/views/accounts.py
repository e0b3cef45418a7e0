"""Accounts an administrator keeps: who may do what, and where."""

import segno
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation import clock
from foundation.account import guards, queries, services
from foundation.account.forms import AccountForm, HolderForm, RoleForm
from foundation.account.guards import requires, signed_in_user
from foundation.account.permissions import Permission
from foundation.account.queries import AccountRow
from foundation.account.services import AccountDraft
from foundation.account.views.blueprint import blueprint
from foundation.choices import SelectChoice
from foundation.errors import NotFound
from foundation.organisation import queries as organisation
from foundation.organisation.models import Person
from foundation.organisation.queries import PersonRow
from foundation.text import grouped

MANAGE = Permission.ACCOUNT_MANAGE


def _unit_choices() -> list[SelectChoice]:
    """Return the administrator's units that no cell is: roles are held in committees."""
    rows = organisation.unit_rows(guards.units_where(MANAGE), clock.today())
    return [SelectChoice(row.public_id, row.name) for row in rows if row.kind_code is None]


def _unit_id(public_id: str) -> int:
    return organisation.unit_by_public_id(public_id, guards.units_where(MANAGE)).id


def _account(public_id: str) -> AccountRow:
    units = guards.units_where(MANAGE)
    return queries.account_by_public_id(public_id, units, clock.today())


@blueprint.get("/")
@requires(MANAGE)
def list_accounts() -> ResponseReturnValue:
    """Show the accounts of the administrator's units."""
    rows = queries.accounts(guards.units_where(MANAGE), clock.today())
    return render_template("account/list_accounts.html", rows=rows)


@blueprint.route("/moi", methods=["GET", "POST"])
@requires(MANAGE)
def create_account() -> ResponseReturnValue:
    """Create an account; its holder comes in by a slip and chooses a password."""
    form = AccountForm()
    form.unit.choices = _unit_choices()
    if not form.validate_on_submit():
        page = render_template("account/create_account.html", form=form)
        return page, 422 if form.errors else 200
    draft = AccountDraft(str(form.username.data), str(form.display_name.data))
    code = services.create_account_with_slip(
        draft,
        str(form.role.data),
        _unit_id(str(form.unit.data)),
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    return _show_slip(draft.display_name, code)


@blueprint.get("/<public_id>")
@requires(MANAGE)
def show_account(public_id: str) -> ResponseReturnValue:
    """Show one account with its roles."""
    form = RoleForm()
    form.unit.choices = _unit_choices()
    return _page_of(_account(public_id), form)


def _page_of(row: AccountRow, form: RoleForm) -> str:
    return render_template("account/show_account.html", row=row, form=form, holder=_holder(row))


def _holder(row: AccountRow) -> Person | None:
    key = row.user.person_id
    return organisation.people({key})[key] if key else None


@blueprint.route("/<public_id>/nguoi-giu", methods=["GET", "POST"])
@requires(MANAGE)
def name_holder(public_id: str) -> ResponseReturnValue:
    """Say which person the account belongs to: nobody marks or sits against himself."""
    row, words = _account(public_id), request.args.get("q", "")
    found = organisation.search_people(guards.units_where(MANAGE), clock.today(), words=words)
    ids = {person.public_id: person.id for person in found.rows}
    choices = [SelectChoice("", _("Nobody in the list of people")), *map(_named, found.rows)]
    now = _holder(row)
    if now is not None and now.public_id not in ids:
        ids[now.public_id] = now.id
        choices.insert(0, SelectChoice(now.public_id, now.full_name))
    form = HolderForm(person=now.public_id if now else "")
    form.person.choices = choices
    if not form.validate_on_submit():
        parts = {"row": row, "form": form, "q": words, "found": found}
        page = render_template("account/name_holder.html", **parts)
        return page, 422 if form.errors else 200
    chosen = ids.get(str(form.person.data))
    services.name_holder(row.user.id, chosen, actor_id=signed_in_user().id, at=clock.now())
    flash(_("The holder of the account is kept."))
    return redirect(url_for(".show_account", public_id=public_id), code=303)


def _named(row: PersonRow) -> SelectChoice:
    """Return a person as a choice; namesakes are told apart by birth date and unit."""
    words = (row.full_name, row.birth_words or "", row.unit_name)
    return SelectChoice(row.public_id, ", ".join(filter(None, words)))


@blueprint.post("/<public_id>/vai-tro")
@requires(MANAGE)
def grant_role(public_id: str) -> ResponseReturnValue:
    """Give a role in one of the administrator's units."""
    row = _account(public_id)
    form = RoleForm()
    form.unit.choices = _unit_choices()
    if not form.validate_on_submit():
        return _page_of(row, form), 422
    services.grant_role(
        row.user.id,
        str(form.role.data),
        _unit_id(str(form.unit.data)),
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    flash(_("The role has been given."))
    return redirect(url_for(".show_account", public_id=public_id), code=303)


@blueprint.post("/<public_id>/vai-tro/<int:holding_id>/thoi")
@requires(MANAGE)
def end_role(public_id: str, holding_id: int) -> ResponseReturnValue:
    """Take a role back."""
    if holding_id not in {held.id for held in _account(public_id).holdings}:
        raise NotFound
    services.end_role(holding_id, actor_id=signed_in_user().id, at=clock.now())
    flash(_("The role has been taken back."))
    return redirect(url_for(".show_account", public_id=public_id), code=303)


@blueprint.post("/<public_id>/phieu")
@requires(MANAGE)
def reset_password(public_id: str) -> ResponseReturnValue:
    """Print a slip by which the holder chooses a new password; the old one is dead."""
    row = _account(public_id)
    code = services.issue_reset_slip(row.user.id, actor_id=signed_in_user().id, at=clock.now())
    return _show_slip(row.user.display_name, code)


@blueprint.post("/<public_id>/khoa")
@requires(MANAGE)
def set_active(public_id: str) -> ResponseReturnValue:
    """Disable the account, or enable it again."""
    row = _account(public_id)
    services.set_active(
        row.user.id, not row.user.is_active, actor_id=signed_in_user().id, at=clock.now()
    )
    return redirect(url_for(".show_account", public_id=public_id), code=303)


def _show_slip(name: str, code: str) -> str:
    address = url_for(".enter_by_slip", ma=code, _external=True)
    picture = segno.make(address, error="m").svg_data_uri(scale=6)
    return render_template(
        "account/show_slip.html", name=name, code=grouped(code), address=address, qr=picture
    )
