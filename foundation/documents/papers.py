"""Issued certificates as files: PDF and picture, made once from frozen words and kept."""

import hashlib
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pikepdf
from flask import current_app

from foundation.documents import pdf
from foundation.documents.certificate_word import certificate_docx
from foundation.documents.models import IssuedDocument
from foundation.documents.pdf import CannotPrint, Printer, folder_of
from foundation.documents.pictures import picture_of
from foundation.files import beside
from foundation.sandbox import in_child
from foundation.text import grouped


def public_address(path: str) -> str:
    """Return the address people outside reach ``path`` at."""
    base = current_app.config["PUBLIC_URL"] or "http://localhost"
    return f"{base}{path}"


def printable(document: IssuedDocument) -> dict[str, Any]:
    """Return the words of a certificate's template, without the QR's drawing."""
    return {
        **document.content,
        "name": document.holder_name,
        "number": document.number_text,
        "code": grouped(document.code).replace("-", " "),
        "address": public_address(f"/xm/{document.token}"),
    }


def place_of(document: IssuedDocument) -> Path:
    """Return where a certificate's PDF is kept: named by its words, so never a stale one."""
    words = json.dumps([document.template, printable(document)], sort_keys=True)
    return folder_of("issued") / f"{hashlib.sha256(words.encode()).hexdigest()}.pdf"


def make_missing(
    documents: Sequence[IssuedDocument], printer: Printer, whole: Path | None = None
) -> list[IssuedDocument]:
    """Write the certificates that have no file yet; return those that cannot be made.

    Args:
        documents: of one template.
        printer: the child that makes them, as one document cut apart.
        whole: where all of them go as one file, too.
    """
    places = [place_of(document) for document in documents]
    if all(place.exists() for place in places) and (whole is None or whole.exists()):
        return []
    page = _page(documents)
    try:
        printer.make(page, whole, places)
    except CannotPrint:
        return _one_by_one(documents)
    return []


def _one_by_one(documents: Sequence[IssuedDocument]) -> list[IssuedDocument]:
    """Find the certificate that spoils the sheet; each gets a child of its own."""
    spoiled = []
    for document in documents:
        try:
            with Printer() as printer:
                printer.make(_page([document]), None, [place_of(document)])
        except CannotPrint:
            spoiled.append(document)
    return spoiled


def _page(documents: Sequence[IssuedDocument]) -> str:
    sheets = [
        {**words, "qr": pdf.qr_picture(words["address"])} for words in map(printable, documents)
    ]
    return pdf.html_of(documents[0].template, {"sheets": sheets})


def issued_pdf(document: IssuedDocument) -> bytes:
    """Return one certificate as PDF; made on the first download and kept.

    Raises:
        CannotPrint: its words do not go on the sheet.
    """
    return issued_pdfs([document])[0]


def issued_pdfs(documents: Sequence[IssuedDocument]) -> list[bytes]:
    """Return many certificates of one template.

    Raises:
        CannotPrint: one of them cannot be made.
    """
    print_missing(documents)
    return [place_of(document).read_bytes() for document in documents]


def print_missing(documents: Sequence[IssuedDocument]) -> None:
    """Write the files of certificates that have none yet.

    Raises:
        CannotPrint: one of them cannot be made.
    """
    missing = [document for document in documents if not place_of(document).exists()]
    if missing:
        with Printer() as printer:
            if make_missing(missing, printer):
                raise CannotPrint


def issued_picture(document: IssuedDocument) -> bytes:
    """Return a certificate as a PNG; drawn on the first download by a child, and kept.

    Raises:
        CannotPrint: it cannot be made.
    """
    content = issued_pdf(document)
    place = place_of(document).with_suffix(".png")
    if not place.exists():
        with beside(place) as draft:
            draft.write_bytes(in_child(picture_of, content))
    return place.read_bytes()


def issued_docx(document: IssuedDocument) -> bytes:
    """Return one certificate as a Word file."""
    return certificate_docx(printable(document))


def joined(places: Sequence[Path]) -> bytes:
    """Return several PDF files as one."""
    whole = pikepdf.new()
    for place in places:
        with pikepdf.open(place) as one:
            whole.pages.extend(one.pages)
    kept = io.BytesIO()
    whole.save(kept)
    return kept.getvalue()
