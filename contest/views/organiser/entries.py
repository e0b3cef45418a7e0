"""Registration: who is entered, who could be, closing the list, leaving, standing in."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from contest.forms import ReasonForm, ReplaceForm, RollForm
from contest.models import Entry
from contest.queries import lists
from contest.queries.loading import ContestWhole
from contest.rules.states import ActKind
from contest.services import acts, changes, setting_up
from contest.services.setting_up import Nominee
from contest.views import scope
from contest.views.deeds import Deed, deed_page, undoing_page
from contest.views.organiser.blueprint import MANAGE, NAMES, back_to, blueprint, rights
from foundation import clock
from foundation.account.guards import requires, signed_in_user
from foundation.account.permissions import Permission
from foundation.choices import SelectChoice
from foundation.errors import NotFound
from foundation.organisation import queries as organisation

LEAVING = {"rut": ActKind.WITHDRAWN, "loai": ActKind.DISQUALIFIED}


@blueprint.get("/<public_id>/thi-sinh")
@requires(NAMES)
def show_entries(public_id: str) -> ResponseReturnValue:
    """Show who is entered and who could be."""
    whole = scope.contest(public_id, NAMES)
    is_open = whole.contest.state == "REGISTRATION"
    may_add = is_open and scope.may(whole, MANAGE)
    return render_template(
        "contest/organiser/show_entries.html",
        whole=whole,
        is_open=is_open,
        nominees=lists.nominees(whole, clock.today()) if may_add else [],
        roll_form=RollForm(),
        has_lower=bool(lists.lower_contests(whole.contest.id)),
        **rights(whole),
    )


@blueprint.post("/<public_id>/thi-sinh")
@requires(MANAGE)
def register_nominees(public_id: str) -> ResponseReturnValue:
    """Enter the people who were ticked."""
    whole = scope.contest(public_id, MANAGE)
    ticked = set(request.form.getlist("nominee"))
    chosen = [
        Nominee(row.person_id, row.unit_id)
        for row in lists.nominees(whole, clock.today())
        if f"{row.person_id}:{row.unit_id}" in ticked
    ]
    added = setting_up.register_people(
        whole.contest.id, chosen, actor_id=signed_in_user().id, at=clock.now()
    )
    words = (
        ngettext("%(num)s contestant entered.", "%(num)s contestants entered.", len(added))
        if added
        else _("Nobody new was ticked, so nobody is entered.")
    )
    return back_to(".show_entries", words, public_id=public_id)


@blueprint.post("/<public_id>/thi-sinh/chot")
@requires(MANAGE)
def close_registration(public_id: str) -> ResponseReturnValue:
    """Close the list of entries."""
    whole = scope.contest(public_id, MANAGE)
    setting_up.close_registration(whole.contest.id, actor_id=signed_in_user().id, at=clock.now())
    return back_to(".show_day", _("The list of contestants is closed."), public_id=public_id)


@blueprint.route("/<public_id>/thi-sinh/mo-lai", methods=["GET", "POST"])
@requires(MANAGE)
def reopen_registration(public_id: str) -> ResponseReturnValue:
    """Open the closed list of entries again, with a reason."""
    whole = scope.contest(public_id, MANAGE)
    form = ReasonForm()
    if not form.validate_on_submit():
        lead = _(
            "Contestants can be entered again, until the list of the first round is published."
        )
        deed = _deed(whole, _("Open the list again"), lead, _("Open the list"))
        return deed_page(whole, form, deed)
    changes.reopen_registration(
        whole.contest.id, str(form.reason.data), actor_id=signed_in_user().id, at=clock.now()
    )
    return back_to(
        ".show_entries", _("The list of contestants is open again."), public_id=public_id
    )


def _deed(whole: ContestWhole, heading: str, lead: str, submit: str, kind: str = "main") -> Deed:
    back = url_for(".show_entries", public_id=whole.contest.public_id)
    return Deed(heading, lead, submit, back, kind)


def _leaving(whole: ContestWhole, entry: Entry, way: str) -> Deed:
    if way == "rut":
        return _deed(
            whole,
            _("%(name)s withdraws", name=entry.full_name),
            _("Papers and sheets are kept, but no longer count. A second person can undo this."),
            _("Note the withdrawal"),
        )
    return _deed(
        whole,
        _("Disqualify %(name)s", name=entry.full_name),
        _("Papers and sheets are kept, but no longer count. The minutes print the reason."),
        _("Disqualify %(name)s", name=entry.full_name),
        "danger",
    )


@blueprint.route("/<public_id>/thi-sinh/<entry_id>/ra/<way>", methods=["GET", "POST"])
@requires(Permission.CONTEST_DESK)
def leave_contest(public_id: str, entry_id: str, way: str) -> ResponseReturnValue:
    """Take an entry out of the contest, with a reason: withdrawn, or disqualified."""
    whole = scope.contest(public_id, Permission.CONTEST_DESK)
    entry = scope.entry(whole, entry_id)
    if way not in LEAVING:
        raise NotFound
    form = ReasonForm()
    if not form.validate_on_submit():
        return deed_page(whole, form, _leaving(whole, entry, way))
    acts.leave_contest(
        entry.id,
        LEAVING[way],
        str(form.reason.data),
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    words = _("%(name)s is out of the contest; the reason is kept.", name=entry.full_name)
    return back_to(".show_entries", words, public_id=public_id)


@blueprint.route("/<public_id>/thi-sinh/<entry_id>/thay", methods=["GET", "POST"])
@requires(MANAGE)
def replace_entry(public_id: str, entry_id: str) -> ResponseReturnValue:
    """Let somebody else of the same cell stand in."""
    whole = scope.contest(public_id, MANAGE)
    entry = scope.entry(whole, entry_id)
    members = {
        row.public_id: row.id
        for row in organisation.members_of([entry.unit_id], clock.today())
        if row.id not in {other.person_id for other in whole.entries}
    }
    people = organisation.people(members.values())
    form = ReplaceForm()
    form.person.choices = [SelectChoice(key, people[id_].full_name) for key, id_ in members.items()]
    if not form.validate_on_submit():
        deed = _deed(
            whole,
            _("Somebody else for %(name)s", name=entry.full_name),
            _("Until the first list is published. The new entry gets a number of its own."),
            _("Enter the substitute"),
        )
        return deed_page(whole, form, deed)
    fresh = acts.replace_entry(
        entry.id,
        Nominee(members[str(form.person.data)], entry.unit_id),
        str(form.reason.data),
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    words = _("%(new)s stands in for %(old)s.", new=fresh.full_name, old=entry.full_name)
    return back_to(".show_entries", words, public_id=public_id)


@blueprint.route("/<public_id>/thi-sinh/<entry_id>/tro-lai", methods=["GET", "POST"])
@requires(Permission.CONTEST_DESK)
def take_back(public_id: str, entry_id: str) -> ResponseReturnValue:
    """Ask to take an entry back into the contest; a second person confirms."""
    whole = scope.contest(public_id, Permission.CONTEST_DESK)
    entry = scope.entry(whole, entry_id)
    if entry.state in ("REGISTERED", "REPLACED"):
        raise NotFound
    return undoing_page(
        whole,
        ActKind.ENTRY_REOPENED,
        entry.id,
        heading=_("Take %(name)s back into the contest", name=entry.full_name),
        back=url_for(".show_entries", public_id=public_id),
        done=url_for(".show_entries", public_id=public_id),
    )
