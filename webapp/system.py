"""Pages for administrators: the log of deeds and the state of the machine."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from foundation.account import guards
from foundation.account import queries as accounts
from foundation.account.guards import requires
from foundation.account.permissions import Permission
from foundation.audit import queries as audit
from foundation.typed import whole_number
from webapp import deeds, state

blueprint = Blueprint("system", __name__)


@blueprint.get("/nhat-ky")
@requires(Permission.AUDIT_READ)
def show_audit() -> ResponseReturnValue:
    """Show who did what in the reader's units."""
    before = request.args.get("before", type=whole_number)
    rows = audit.recent(guards.units_where(Permission.AUDIT_READ), before=before)
    names = accounts.display_names({row.actor_id for row in rows if row.actor_id})
    return render_template("system/audit.html", rows=rows, names=names, deeds=deeds.in_words(rows))


@blueprint.get("/tinh-trang")
@requires(Permission.SYSTEM_READ)
def show_state() -> ResponseReturnValue:
    """Show the state of the machine: database, disk, backups."""
    return render_template("system/state.html", checks=state.checks())
