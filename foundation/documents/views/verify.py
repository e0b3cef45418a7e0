"""The public page: what stands behind the QR or the typed code of a certificate."""

from datetime import date

from flask import Response, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation import clock
from foundation.account.guards import public
from foundation.account.services.throttle import count_failure, refuse_if_shut
from foundation.documents import queries
from foundation.documents.models import IssuedDocument
from foundation.documents.queries import Verification
from foundation.documents.views.blueprint import blueprint
from foundation.text import grouped, normalise_code

DOOR, BIRTH_DOOR = "verify", "verify-birth"


@blueprint.get("/xm/<token>")
@public
def verify_token(token: str) -> ResponseReturnValue:
    """Say what stands behind the QR of a paper."""
    return _verdict(queries.verification(token=token[:60]), "")


@blueprint.post("/xm/<token>")
@public
def confirm_birth(token: str) -> ResponseReturnValue:
    """Say what the paper was given for, to whoever knows the holder's birth date."""
    sources = {"code-network": request.remote_addr or "unknown", "paper": token[:60]}
    refuse_if_shut(BIRTH_DOOR, sources, clock.now())
    found = queries.verification(token=token[:60])
    typed = _typed_day(request.form.get("birth_date", ""))
    if found is None or not found.discloses(typed):
        count_failure(BIRTH_DOOR, sources, clock.now())
        return _verdict(found, "", typed=typed, is_wrong=True)
    return _verdict(found, "", typed=typed)


def _typed_day(text: str) -> date | None:
    """Return the day of ``1978-03-14`` or ``14/3/1978``; None for anything else."""
    parts = text.strip().split("/")[::-1] if "/" in text else text.strip().split("-")
    if len(parts) != len(("year", "month", "day")):
        return None
    try:
        year, month, day = map(int, parts)
        return date(year, month, day)
    except ValueError:
        return None


@blueprint.get("/xac-minh")
@public
def verify_code() -> ResponseReturnValue:
    """Say what stands behind a typed code; guessing is slowed down."""
    code = request.args.get("code", "")[:40]
    if not code:
        return _page(render_template("documents/verify.html", verdict=None), 200)
    sources = {"code-network": request.remote_addr or "unknown"}
    refuse_if_shut(DOOR, sources, clock.now())
    found = queries.verification(code=code)
    if found is None:
        count_failure(DOOR, sources, clock.now())
    return _verdict(found, code)


def _verdict(
    found: Verification | None, code: str, *, typed: date | None = None, is_wrong: bool = False
) -> Response:
    if found is None:
        typed_code = grouped(normalise_code(code))
        page = render_template("documents/verify.html", verdict="unknown", code=typed_code)
        return _page(page, 404)
    successor, discloses = found.successor, found.discloses(typed)
    page = render_template(
        "documents/verify.html",
        verdict=found.verdict,
        facts=_facts(found, discloses=discloses),
        successor_url=url_for(".verify_token", token=successor.token) if successor else None,
        confirm_url=None if discloses else url_for(".confirm_birth", token=found.document.token),
        can_confirm=found.document.holder_birth_date is not None,
        is_wrong=is_wrong,
        issuer=found.heir_name or found.document.issuer_words,
        seen_at=clock.now(),
    )
    return _page(page, 422 if is_wrong and not discloses else 200)


def _facts(found: Verification, *, discloses: bool) -> list[tuple[str, str]]:
    """Return what everybody may know.

    The reason of a replacement or revocation is free text about a person and stays inside
    (reliability paper, R35: no other personal data).
    """
    document = found.document
    what_for = [
        (_("What for"), document.title),
        *((str(label), str(value)) for label, value in document.content.get("facts", [])),
    ]
    heir = [(_("Successor of the issuer"), found.heir_name)] if found.heir_name else []
    changed = {"replaced": _("Replaced on"), "revoked": _("Revoked on")}.get(found.verdict)
    at = document.state_at
    return [
        (_("Issued to"), found.holder),
        *(what_for if discloses else []),
        (_("Issuer"), document.issuer_words),
        *heir,
        (_("Issued on"), f"{document.issued_on:%d/%m/%Y}"),
        (_("Number in the register"), document.number_text),
        *([(changed, f"{clock.local(at):%d/%m/%Y}")] if changed and at else []),
        *(_new_paper(found.successor) if found.successor else []),
    ]


def _new_paper(successor: IssuedDocument) -> list[tuple[str, str]]:
    words = _("number %(number)s, issued on %(day)s")
    day = f"{successor.issued_on:%d/%m/%Y}"
    return [(_("New paper"), words % {"number": successor.number_text, "day": day})]


def _page(page: str, status: int) -> Response:
    answer = make_response(page, status)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer
