"""The register for officials, and the public page that verifies a paper."""

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation import clock
from foundation.account import guards
from foundation.account.guards import public, requires, signed_in_user
from foundation.account.permissions import Permission
from foundation.account.services.throttle import count_failure, refuse_if_shut
from foundation.documents import papers, queries, services
from foundation.documents.models import IssuedDocument
from foundation.documents.queries import Verification
from foundation.text import clean_name, grouped, normalise_code

blueprint = Blueprint("documents", __name__)
READ, ISSUE = Permission.DOCUMENT_READ, Permission.DOCUMENT_ISSUE


@blueprint.get("/giay")
@requires(READ)
def list_documents() -> ResponseReturnValue:
    """Show the register of the reader's units."""
    words, state = request.args.get("q", "")[:80], request.args.get("state", "")[:10]
    page = max(request.args.get("page", 1, type=int), 1)
    found = queries.register_page(guards.units_where(READ), words=words, state=state, page=page)
    return render_template("documents/list_documents.html", page=found, words=words, state=state)


def _document(public_id: str, permission: Permission) -> IssuedDocument:
    return queries.document_by_public_id(public_id, guards.units_where(permission))


@blueprint.get("/giay/<public_id>")
@requires(READ)
def show_document(public_id: str) -> ResponseReturnValue:
    """Show one line of the register."""
    document = _document(public_id, READ)
    return render_template(
        "documents/show_document.html",
        document=document,
        code=grouped(document.code),
        may_change=document.issuer_unit_id in guards.units_where(ISSUE),
        has_address=bool(current_app.config["PUBLIC_URL"]),
    )


@blueprint.get("/giay/<public_id>/pdf")
@requires(READ)
def download_document(public_id: str) -> ResponseReturnValue:
    """Give the paper as PDF."""
    document = _document(public_id, READ)
    return pdf_response(papers.issued_pdf(document), f"giay-{document.number:03d}")


def pdf_response(content: bytes, name: str) -> Response:
    """Return a PDF as a download."""
    answer = make_response(content)
    answer.headers["Content-Type"] = "application/pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer


@blueprint.post("/giay/<public_id>/cap-lai")
@requires(ISSUE)
def replace_document(public_id: str) -> ResponseReturnValue:
    """Issue a corrected paper in the place of this one."""
    document = _document(public_id, ISSUE)
    name = clean_name(request.form.get("holder_name", "")[:120]) or document.holder_name
    fresh = services.replace(
        document.id,
        {"holder_name": name, "name": name},
        request.form.get("reason", ""),
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    flash(_("The new paper is %(number)s.", number=fresh.number_text))
    return redirect(url_for(".show_document", public_id=fresh.public_id), code=303)


@blueprint.post("/giay/<public_id>/thu-hoi")
@requires(ISSUE)
def revoke_document(public_id: str) -> ResponseReturnValue:
    """Take a paper back."""
    document = _document(public_id, ISSUE)
    services.revoke(
        document.id,
        request.form.get("reason", ""),
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    flash(_("The paper %(number)s is revoked.", number=document.number_text))
    return redirect(url_for(".show_document", public_id=public_id), code=303)


@blueprint.get("/xm/<token>")
@public
def verify_token(token: str) -> ResponseReturnValue:
    """Say what stands behind the QR of a paper."""
    return _verdict(queries.verification(token=token[:60]), "")


@blueprint.get("/xac-minh")
@public
def verify_code() -> ResponseReturnValue:
    """Say what stands behind a typed code; guessing is slowed down."""
    code = request.args.get("code", "")[:40]
    if not code:
        return _page(render_template("documents/verify.html", verdict=None), 200)
    sources = {"code-network": request.remote_addr or "unknown"}
    refuse_if_shut("verify", sources, clock.now())
    found = queries.verification(code=code)
    if found is None:
        count_failure("verify", sources, clock.now())
    return _verdict(found, code)


def _verdict(found: Verification | None, code: str) -> Response:
    if found is None:
        typed = grouped(normalise_code(code))
        page = render_template("documents/verify.html", verdict="unknown", code=typed)
        return _page(page, 404)
    successor = found.successor
    page = render_template(
        "documents/verify.html",
        verdict=found.verdict,
        facts=_facts(found),
        successor_url=url_for(".verify_token", token=successor.token) if successor else None,
        seen_at=clock.now(),
    )
    return _page(page, 200)


def _facts(found: Verification) -> list[tuple[str, str]]:
    document = found.document
    issuer = document.issuer_name
    if found.heir_name:
        issuer = _("%(issuer)s (now: %(heir)s)", issuer=issuer, heir=found.heir_name)
    return [
        (_("Issued to"), found.holder),
        (_("What for"), document.title),
        *((label, value) for label, value in document.content.get("facts", [])),
        (_("Issuer"), issuer),
        (_("Issued on"), f"{document.issued_on:%d/%m/%Y}"),
        (_("Number"), document.number_text),
    ]


def _page(page: str, status: int) -> Response:
    answer = make_response(page, status)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer
