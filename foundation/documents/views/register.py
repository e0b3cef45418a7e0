"""The register for officials: certificates, one of them, and what is done to it."""

from typing import TypeVar

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms.validators import InputRequired

from foundation import clock
from foundation.account import guards
from foundation.account.guards import requires, signed_in_user
from foundation.account.permissions import Permission
from foundation.choices import SelectChoice
from foundation.documents import papers, queries, services
from foundation.documents.forms import LossForm, ReplaceForm, RevokeForm
from foundation.documents.models import IssuedDocument, Signer
from foundation.documents.services import Reissue
from foundation.documents.services.renewing import TodaysWords
from foundation.documents.views.blueprint import (
    ISSUE,
    READ,
    blueprint,
    file_response,
    pdf_response,
    reach,
)
from foundation.organisation import queries as organisation
from foundation.text import clean_name, grouped
from foundation.typed import whole_number

F = TypeVar("F", ReplaceForm, LossForm)


@blueprint.get("/giay")
@requires(READ)
def list_documents() -> ResponseReturnValue:
    """Show the certificates of the reader's units."""
    words, state = request.args.get("q", "")[:80], request.args.get("state", "")[:10]
    order, page = request.args.get("order", ""), request.args.get("page", 1, type=whole_number)
    found = queries.register_page(reach(READ), words=words, state=state, order=order, page=page)
    return render_template(
        "documents/list_documents.html",
        page=found,
        words=words,
        state=state,
        order=order,
        may_issue=bool(guards.units_where(ISSUE)),
    )


def _document(public_id: str, permission: Permission) -> IssuedDocument:
    return queries.document_by_public_id(public_id, reach(permission))


@blueprint.get("/giay/<public_id>")
@requires(READ)
def show_document(public_id: str) -> ResponseReturnValue:
    """Show a certificate with its lines of the register."""
    document = _document(public_id, READ)
    may_change = document.issuer_unit_id in reach(ISSUE).units_of(document.subject_kind)
    otherwise = queries.holder_otherwise(document) if document.state == "valid" else None
    units = organisation.unit_ids_of(otherwise.id, clock.today()) if otherwise else set()
    return render_template(
        "documents/show_document.html",
        document=document,
        lines=queries.lines_of(document),
        code=grouped(document.code),
        may_change=may_change,
        otherwise=otherwise if units & guards.units_where(Permission.PEOPLE_READ) else None,
        may_correct=bool(units & guards.units_where(Permission.UNIT_MANAGE)),
        has_address=bool(current_app.config["PUBLIC_URL"]),
    )


def _form_page(
    document: IssuedDocument, heading: str, lead: str, form: FlaskForm
) -> ResponseReturnValue:
    page = render_template(
        "documents/change_document.html", document=document, heading=heading, lead=lead, form=form
    )
    return page, 422 if form.errors else 200


@blueprint.get("/giay/<public_id>/pdf")
@requires(READ)
def download_document(public_id: str) -> ResponseReturnValue:
    """Give the certificate as PDF."""
    document = _document(public_id, READ)
    return pdf_response(papers.issued_pdf(document), f"giay-{document.number:04d}")


@blueprint.get("/giay/<public_id>/png")
@requires(READ)
def download_picture(public_id: str) -> ResponseReturnValue:
    """Give the certificate as a picture."""
    document = _document(public_id, READ)
    return file_response(papers.issued_picture(document), f"giay-{document.number:04d}", "png")


@blueprint.get("/giay/<public_id>/docx")
@requires(READ)
def download_words(public_id: str) -> ResponseReturnValue:
    """Give the certificate as a Word file."""
    document = _document(public_id, READ)
    return file_response(papers.issued_docx(document), f"giay-{document.number:04d}", "docx")


@blueprint.route("/giay/<public_id>/cap-lai", methods=["GET", "POST"])
@requires(ISSUE)
def replace_document(public_id: str) -> ResponseReturnValue:
    """Issue a corrected paper in the place of a misprinted one."""
    document = _document(public_id, ISSUE)
    form = _offering(
        ReplaceForm(holder_name=document.holder_name, birth_date=_birth_text(document)),
        document,
    )
    if not form.validate_on_submit():
        lead = _("The issuer's mistake: the old paper is taken back, no application is needed.")
        return _form_page(document, _("Issue a corrected paper"), lead, form)
    name = clean_name(str(form.holder_name.data))
    words = _new_words(document, str(form.signer.data or ""))
    why = Reissue(
        reason=str(form.reason.data),
        holder_name=name,
        born=form.birth_date.data,
        changes={**words.changes, "name": name},
        signer_text=words.signer_text,
    )
    return _issued_again(document, why)


def _birth_text(document: IssuedDocument) -> str:
    """Return the birth date as the register holds it: of old papers perhaps the year alone."""
    return queries.lines_of(document)[-1].birth_text


@blueprint.route("/giay/<public_id>/mat-giay", methods=["GET", "POST"])
@requires(ISSUE)
def reissue_document(public_id: str) -> ResponseReturnValue:
    """Issue a paper again to a holder who lost it."""
    document = _document(public_id, ISSUE)
    form = _offering(LossForm(), document)
    if not form.validate_on_submit():
        lead = _("The holder applies, and somebody checks who it is. The number stays.")
        return _form_page(document, _("Issue a lost paper again"), lead, form)
    words = _new_words(document, str(form.signer.data or ""))
    why = Reissue(
        reason=str(form.reason.data),
        is_holders_loss=True,
        application=str(form.application.data),
        identity_check=str(form.identity_check.data),
        changes=words.changes,
        signer_text=words.signer_text,
    )
    return _issued_again(document, why)


def _issued_again(document: IssuedDocument, why: Reissue) -> ResponseReturnValue:
    fresh = services.reissue(document.id, why, actor_id=signed_in_user().id, at=clock.now())
    flash(_("The paper %(number)s is issued again.", number=fresh.number_text))
    return redirect(url_for(".show_document", public_id=fresh.public_id), code=303)


@blueprint.route("/giay/<public_id>/thu-hoi", methods=["GET", "POST"])
@requires(ISSUE)
def revoke_document(public_id: str) -> ResponseReturnValue:
    """Take a paper back by a decision."""
    document = _document(public_id, ISSUE)
    form = RevokeForm()
    if not form.validate_on_submit():
        lead = _("The public page will say that it is no longer in force. This cannot be undone.")
        return _form_page(document, _("Take a paper back"), lead, form)
    services.revoke(
        document.id,
        str(form.reason.data),
        str(form.decision.data),
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    flash(_("The paper %(number)s is revoked.", number=document.number_text))
    return redirect(url_for(".show_document", public_id=public_id), code=303)


def _offering(form: F, document: IssuedDocument) -> F:
    """Offer the signers of whoever keeps the register today; the old one only if he still signs.

    The new paper bears today's date.
    """
    keeper = services.keeper_of(document.issuer_unit_id, clock.today())
    people: list[Signer] = queries.signers_on(keeper, clock.today())
    kept: list[SelectChoice] = [SelectChoice("", _("as on the old paper"))]
    if not services.may_keep_signer(document, clock.today()):
        kept = []
        form.signer.validators, form.signer.flags.optional = (InputRequired(),), False
    if not kept and not people:
        form.signer.description = _("Nobody signs for this unit yet: write it down under Signers.")
    form.signer.choices = [
        *kept,
        *(SelectChoice(one.public_id, f"{one.full_name}, {one.post_title}") for one in people),
    ]
    return form


def _new_words(document: IssuedDocument, signer: str) -> TodaysWords:
    """Return the words that change on the face, with the chosen signer."""
    today = clock.today()
    if not signer:
        return services.words_today(document, None, today)
    keeper = services.keeper_of(document.issuer_unit_id, today)
    chosen = queries.signer_by_public_id(signer, [keeper])
    profile = queries.paper_look(keeper, today).profile
    words = queries.signature_of(chosen.id, "certificates", today, profile)
    return services.words_today(document, words, today)
