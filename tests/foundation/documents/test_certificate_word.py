"""A certificate's Word file says what its PDF says, and goes to the same readers."""

import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest
import zxingcpp
from docx import Document
from flask import Flask
from PIL import Image

from foundation.account.permissions import Role
from foundation.documents import papers
from foundation.documents.numbering import Numbering
from foundation.documents.paper import Signing
from tests.conftest import SignIn
from tests.factories import organisation as make
from tests.factories.documents import a_document, certificate_words
from tests.factories.paper_texts import printed, squeezed, written
from tests.factories.training_papers import COURSE, a_letterhead
from training.rules.papers.results import CertificateWords, certificate_face

pytestmark = pytest.mark.one_database

WORDS = CertificateWords(
    "Giàng A Páo",
    "Sinh ngày 14 tháng 3 năm 1978",
    "Chi bộ bản Háng Sung, Đảng bộ xã Mồ Dề",
    "Khá",
    is_party_member=False,
    issuer_title="Giám đốc Trung tâm Chính trị xã Mù Cang Chải",
)
DEPUTY = (Signing("Phó Giám đốc", "Lò Thị Mai", "K/T GIÁM ĐỐC"),)


def _of_a_class(profile: Numbering) -> dict[str, Any]:
    head = replace(a_letterhead(), profile=profile, signing=DEPUTY)
    return certificate_face(head, COURSE, WORDS)


FACES = {
    "contest": certificate_words(),
    "class, Party": _of_a_class(Numbering.PARTY),
    "class, state": _of_a_class(Numbering.STATE),
    "again": certificate_words(again=2, by_register_of="Trung tâm Chính trị huyện Mù Cang Chải"),
    "bare": certificate_words(upper_body="", grade=""),
}


@pytest.mark.parametrize("face", FACES)
def test_the_word_file_says_letter_by_letter_what_the_pdf_says(app: Flask, face: str) -> None:
    document = a_document(
        make.a_unit().id, content=FACES[face], holder_name="Giàng Thị Nguyễn Ngọc Ánh Dương"
    )
    word, sheet = papers.issued_docx(document), papers.issued_pdf(document)
    assert squeezed(written(word)) == squeezed(printed(sheet))


def test_the_word_file_holds_the_qr_of_the_public_page(app: Flask) -> None:
    document = a_document(make.a_unit().id)
    with zipfile.ZipFile(io.BytesIO(papers.issued_docx(document))) as package:
        [drawn] = [name for name in package.namelist() if name.startswith("word/media/")]
        picture = Image.open(io.BytesIO(package.read(drawn))).convert("L")
    framed = Image.new("L", (picture.width + 80, picture.height + 80), 255)
    framed.paste(picture, (40, 40))
    [code] = zxingcpp.read_barcodes(framed)
    assert code.text == papers.public_address(f"/xm/{document.token}")


def test_the_word_file_is_offered_beside_the_pdf(signed_in: SignIn) -> None:
    unit = make.a_unit()
    document = a_document(unit.id)
    browser = signed_in(Role.ORGANISER, unit.id)
    address = f"/giay/{document.public_id}/docx"
    assert address in browser.get(f"/giay/{document.public_id}").text
    answer = browser.get(address)
    assert answer.headers["Content-Disposition"].endswith('giay-0001.docx"')
    assert squeezed(f"Số vào sổ: {document.number_text}") in squeezed(written(answer.data))


def test_the_word_file_bears_no_name_of_the_library_it_is_made_with(app: Flask) -> None:
    document = Document(io.BytesIO(papers.issued_docx(a_document(make.a_unit().id))))
    found = document.core_properties
    assert (found.title, found.author, found.comments) == ("Giấy chứng nhận", "", "")
