"""Who signs a unit's papers, in whose place, through which term, and how the papers look."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from foundation import clock
from foundation.account import guards
from foundation.account.guards import requires, signed_in_user
from foundation.choices import SelectChoice
from foundation.documents import queries, services
from foundation.documents.forms import AuthorisationForm, SettingForm, SignerForm, TermForm
from foundation.documents.models import Authorisation, Signer
from foundation.documents.numbering import Numbering
from foundation.documents.queries.signing import SCOPE_NAMES
from foundation.documents.services import AuthorisationDraft, SettingDraft, SignerDraft
from foundation.documents.services.counters import terms_of
from foundation.documents.views.blueprint import ISSUE, blueprint
from foundation.errors import NotFound
from foundation.organisation import queries as organisation
from foundation.organisation.queries import UnitRow


def _units() -> list[UnitRow]:
    """Return the units whose papers the caller issues, cells left out: they have no seal."""
    rows = organisation.unit_rows(guards.units_where(ISSUE), clock.today())
    living = [row for row in rows if row.valid_to is None and row.level_code != "cell"]
    return living or rows


def _unit(public_id: str) -> UnitRow:
    for row in _units():
        if row.public_id == public_id:
            return row
    raise NotFound


@blueprint.get("/giay/nguoi-ky")
@requires(ISSUE)
def list_signers() -> ResponseReturnValue:
    """Show the signers and authorisations of the caller's units."""
    units = _units()
    ids = [row.id for row in units]
    return render_template(
        "documents/list_signers.html",
        units=units,
        names={row.id: row.short_name for row in units},
        people=queries.signers(ids),
        leaves=queries.authorisations(ids),
        scopes=SCOPE_NAMES,
        today=clock.today(),
    )


def _form_page(heading: str, lead: str, form: FlaskForm) -> ResponseReturnValue:
    page = render_template("documents/change_signers.html", heading=heading, lead=lead, form=form)
    return page, 422 if form.errors else 200


@blueprint.route("/giay/nguoi-ky/them", methods=["GET", "POST"])
@requires(ISSUE)
def add_signer() -> ResponseReturnValue:
    """Write down somebody who signs."""
    form = SignerForm()
    form.unit.choices = [SelectChoice(row.public_id, row.name) for row in _units()]
    if not form.validate_on_submit():
        lead = _("The name and post are printed on papers as you write them here.")
        return _form_page(_("Add a signer"), lead, form)
    draft = SignerDraft(
        unit_id=_unit(str(form.unit.data)).id,
        full_name=str(form.full_name.data),
        post_title=str(form.post_title.data),
        is_head=bool(form.is_head.data),
        valid_from=form.valid_from.data or clock.today(),
        valid_to=form.valid_to.data,
    )
    services.add_signer(draft, actor_id=signed_in_user().id, at=clock.now())
    flash(_("%(name)s is written down as a signer.", name=draft.full_name))
    return redirect(url_for(".list_signers"), code=303)


@blueprint.route("/giay/nguoi-ky/uy-quyen", methods=["GET", "POST"])
@requires(ISSUE)
def authorise() -> ResponseReturnValue:
    """Write down a head's authorisation of a deputy."""
    form = _authorisation_form()
    if not form.validate_on_submit():
        lead = _("A deputy signs K/T only on days an authorisation covers.")
        return _form_page(_("Add an authorisation"), lead, form)
    unit_ids = guards.units_where(ISSUE)
    draft = AuthorisationDraft(
        head_id=queries.signer_by_public_id(str(form.head.data), unit_ids).id,
        deputy_id=queries.signer_by_public_id(str(form.deputy.data), unit_ids).id,
        scope=str(form.scope.data),
        document_text=str(form.document_text.data),
        valid_from=form.valid_from.data or clock.today(),
        valid_to=form.valid_to.data,
    )
    services.authorise(draft, actor_id=signed_in_user().id, at=clock.now())
    flash(_("The authorisation is written down."))
    return redirect(url_for(".list_signers"), code=303)


def _authorisation_form() -> AuthorisationForm:
    people = queries.signers([row.id for row in _units()])
    form = AuthorisationForm()
    form.head.choices = [_choice(one) for one in people if one.is_head]
    form.deputy.choices = [_choice(one) for one in people if not one.is_head]
    return form


def _choice(signer: Signer) -> SelectChoice:
    return SelectChoice(signer.public_id, f"{signer.full_name}, {signer.post_title}")


@blueprint.post("/giay/nguoi-ky/<public_id>/thoi-ky")
@requires(ISSUE)
def end_signer(public_id: str) -> ResponseReturnValue:
    """End a signer's post from today on."""
    signer = queries.signer_by_public_id(public_id, guards.units_where(ISSUE))
    services.end_signer(signer.id, clock.today(), actor_id=signed_in_user().id, at=clock.now())
    return redirect(url_for(".list_signers"), code=303)


@blueprint.post("/giay/uy-quyen/<public_id>/cham-dut")
@requires(ISSUE)
def end_authorisation(public_id: str) -> ResponseReturnValue:
    """End an authorisation from today on."""
    leave = _leave(public_id)
    services.end_authorisation(
        leave.id, clock.today(), actor_id=signed_in_user().id, at=clock.now()
    )
    return redirect(url_for(".list_signers"), code=303)


def _leave(public_id: str) -> Authorisation:
    for row in queries.authorisations(guards.units_where(ISSUE)):
        if row.leave.public_id == public_id:
            return row.leave
    raise NotFound


@blueprint.route("/giay/mau-van-ban/<public_id>", methods=["GET", "POST"])
@requires(ISSUE)
def set_papers(public_id: str) -> ResponseReturnValue:
    """Show and change how a unit's papers look."""
    unit = _unit(public_id)
    look = queries.paper_look(unit.id, clock.today())
    form = SettingForm(obj=look, profile=look.profile.value)
    if request.method == "POST" and form.validate_on_submit():
        draft = SettingDraft(
            unit_id=unit.id,
            profile=Numbering(str(form.profile.data)),
            sign=str(form.sign.data),
            upper_body=str(form.upper_body.data or ""),
            issuing_body=str(form.issuing_body.data),
            place=str(form.place.data),
        )
        services.set_papers(draft, actor_id=signed_in_user().id, at=clock.now())
        flash(_("Kept. Papers issued before stay as they are."))
        return redirect(url_for(".set_papers", public_id=public_id), code=303)
    page = render_template(
        "documents/set_papers.html",
        unit=unit,
        form=form,
        term_form=TermForm(formdata=None),
        terms=terms_of(unit.id),
    )
    return page, 422 if form.errors else 200


@blueprint.post("/giay/mau-van-ban/<public_id>/nhiem-ky")
@requires(ISSUE)
def begin_term(public_id: str) -> ResponseReturnValue:
    """Begin a term: the numbers of Party papers start at 01 again."""
    unit, form = _unit(public_id), TermForm()
    if form.validate_on_submit() and form.congress_closed_on.data:
        services.begin_term(
            unit.id,
            str(form.name.data),
            form.congress_closed_on.data,
            actor_id=signed_in_user().id,
            at=clock.now(),
        )
        flash(_("The term is written down."))
    return redirect(url_for(".set_papers", public_id=public_id), code=303)
