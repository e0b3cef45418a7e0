"""An issued paper as PDF: its frozen words with its number, code and QR."""

from collections.abc import Sequence
from typing import Any

from flask import current_app

from foundation.documents import pdf
from foundation.documents.models import IssuedDocument
from foundation.documents.numbering import DocumentNumber
from foundation.text import grouped


def public_address(path: str) -> str:
    """Return the address people outside reach ``path`` at."""
    base = current_app.config["PUBLIC_URL"] or "http://localhost"
    return f"{base}{path}"


def printable(document: IssuedDocument) -> dict[str, Any]:
    """Return everything the paper's template needs."""
    number = DocumentNumber.parse(document.number_text)
    return {
        **document.content,
        "name": document.holder_name,
        "number": number.short,
        "code": grouped(document.code).replace("-", " "),
        "qr": pdf.qr_svg(public_address(f"/xm/{document.token}")),
    }


def issued_pdf(document: IssuedDocument) -> bytes:
    """Return one issued paper as PDF; made on the first download and kept."""
    return pdf.render(document.template, printable(document))


def issued_pdfs(documents: Sequence[IssuedDocument]) -> list[bytes]:
    """Return many issued papers of one template, made by one child process."""
    if not documents:
        return []
    return pdf.render_many(documents[0].template, [printable(one) for one in documents])
