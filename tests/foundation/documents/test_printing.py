"""Certificates as PDF and as pictures: letter by letter, hostile text, the QR."""

import io
import tempfile
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from foundation.documents import papers, pdf, services
from foundation.documents.services import Reissue
from tests.factories import organisation as make
from tests.factories.documents import a_document, a_document_draft, certificate_words

pytestmark = pytest.mark.one_database

LETTERS = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz"
)


def text_of(content: bytes) -> str:
    """Return the text of a PDF, spaces folded."""
    pages = pypdfium2.PdfDocument(content)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)


def _certificate(**changes: object) -> bytes:
    words = certificate_words(number="0001/2026", code="A", qr="", **changes)
    return pdf.render("certificate", {"sheets": [words]})


@pytest.mark.parametrize(
    "line", [LETTERS[:48], LETTERS[48:], LETTERS.upper()[:40], LETTERS.upper()[40:]]
)
def test_the_text_of_a_certificate_equals_its_source_letter_by_letter(
    app: Flask, line: str
) -> None:
    found = text_of(_certificate(text=[line], name="Nguyễn Thị Hương Ỷ"))
    assert line in found.replace("\ufffe", "")
    assert "Nguyễn Thị Hương Ỷ" in found


def test_the_qr_of_a_printed_certificate_leads_to_its_page(app: Flask, client: FlaskClient) -> None:
    document = a_document(make.a_unit().id)
    picture = Image.open(io.BytesIO(papers.issued_picture(document)))
    assert picture.width > picture.height > 1000
    [code] = zxingcpp.read_barcodes(picture)
    assert code.text == f"http://localhost/xm/{document.token}"
    shown = client.get(f"/xm/{document.token}")
    assert shown.status_code == 200
    assert "Giàng A P***" in shown.text
    assert "Giàng A Páo" not in shown.text


def test_certificates_made_together_are_cut_into_the_right_files(app: Flask) -> None:
    unit_id = make.a_unit().id
    names = ["Giàng A Páo", "Lò Thị Mai", "Vàng Ưỡng Ẵm"]
    documents = [a_document(unit_id, holder_name=name) for name in names]
    for document, content in zip(documents, papers.issued_pdfs(documents), strict=True):
        assert len(pypdfium2.PdfDocument(content)) == 1
        found = text_of(content)
        assert document.holder_name in found
        assert document.number_text in found


def test_a_file_is_made_once_and_kept(app: Flask) -> None:
    document = a_document(make.a_unit().id)
    first = papers.issued_pdf(document)
    made_at = papers.place_of(document).stat().st_mtime_ns
    assert papers.issued_pdf(document) == first
    assert papers.place_of(document).stat().st_mtime_ns == made_at


def test_nothing_stays_behind_of_what_a_child_put_aside(
    app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    page = pdf.html_of("certificate", {"sheets": [certificate_words(qr="")]})
    with pdf.Printer() as printer:
        printer.make(page, tmp_path / "paper.pdf")
        assert list(tmp_path.glob("*/weasyprint-*/*"))
        printer.child.kill()
        with pytest.raises(pdf.CannotPrint):
            printer.make(page, tmp_path / "paper.pdf")
    assert [one.name for one in tmp_path.iterdir()] == ["paper.pdf"]


def test_a_hostile_text_reads_no_file_and_runs_nothing(app: Flask) -> None:
    evil = '<img src="file:///etc/passwd"><link rel=attachment href="file:///etc/passwd">'
    found = text_of(_certificate(text=[evil], name="x" * 9000))
    assert "root:" not in found
    assert "<img src" in found


def test_a_paper_issued_again_says_so_on_its_face(app: Flask, at: datetime) -> None:
    document = services.issue(a_document_draft(make.a_unit().id), actor_id=None, at=at)
    fresh = services.reissue(document.id, Reissue("Sai tên"), actor_id=None, at=at)
    found = text_of(papers.issued_pdf(fresh))
    assert "Cấp lại lần 1" in found
    assert f"Số vào sổ: {document.number_text}" in found


def test_the_line_of_authority_stands_above_the_office(app: Flask) -> None:
    found = text_of(_certificate(authority="K/T GIÁM ĐỐC", office="PHÓ GIÁM ĐỐC"))
    assert "K/T GIÁM ĐỐC PHÓ GIÁM ĐỐC" in found


def test_a_state_body_prints_the_national_heading(app: Flask) -> None:
    found = text_of(_certificate(profile="state"))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in found
    assert "ĐẢNG CỘNG SẢN" not in found
