"""Numbers without gaps, papers that read as their source, and a page that says what holds."""

import threading
from datetime import date, datetime

import pypdfium2
import pytest
import zxingcpp
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from foundation.account.permissions import Role
from foundation.documents import papers, pdf, queries, services
from foundation.documents.models import IssuedDocument
from foundation.documents.numbering import (
    DocumentNumber,
    masked,
    term_period,
    vietnamese_day,
)
from foundation.documents.services import NoLongerValid, ReasonMissing
from foundation.text import grouped
from tests.conftest import SignIn
from tests.factories import organisation as make
from tests.factories.documents import a_document, a_document_draft, certificate_words

TRICKY = "ưỡ ẵ ặ ệ ộ ợ ử ỹ ỵ Ẫ Ữ Đ"
words = st.text("ABCĐGHUĂ-abc", min_size=1, max_size=8).filter(lambda w: "/" not in w)


@given(
    words.filter(lambda w: "-" not in w),
    st.integers(1, 9999),
    st.sampled_from(["2026", "2025-2030"]),
)
def test_a_printed_number_can_be_read_back(issuer: str, sequence: int, period: str) -> None:
    number = DocumentNumber(issuer, "GCN", period, sequence)
    assert DocumentNumber.parse(str(number)) == number


def test_days_are_written_as_offices_write_them() -> None:
    assert vietnamese_day(date(2026, 2, 3)) == "ngày 03 tháng 02 năm 2026"
    assert vietnamese_day(date(2026, 9, 12)) == "ngày 12 tháng 9 năm 2026"


def test_a_term_begins_on_its_first_day() -> None:
    terms = [(date(2025, 8, 1), date(2030, 8, 1), "2025-2030")]
    assert term_period(date(2025, 8, 1), terms) == "2025-2030"
    assert term_period(date(2025, 7, 31), terms) == "2025"


@pytest.mark.parametrize(("name", "shown"), [("Giàng A Páo", "Giàng A P***"), ("Dê", "D***")])
def test_a_name_is_partly_hidden(name: str, shown: str) -> None:
    assert masked(name) == shown


def test_numbers_run_without_gaps_when_many_are_issued_at_once(app: Flask) -> None:
    unit_id = make.a_unit().id
    issued: list[int] = []

    def issue_five() -> None:
        with app.app_context():
            issued.extend(a_document(unit_id).number for _ in range(5))

    threads = [threading.Thread(target=issue_five) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(issued) == list(range(1, 31))


def test_the_same_subject_gets_the_same_paper(app: Flask, at: datetime) -> None:
    draft = a_document_draft(make.a_unit().id)
    first = services.issue(draft, actor_id=None, at=at)
    assert services.issue(draft, actor_id=None, at=at).id == first.id


def test_a_refused_issue_uses_up_no_number(app: Flask, at: datetime) -> None:
    unit_id = make.a_unit().id
    bad = a_document_draft(unit_id, holder_name=None)  # type: ignore[arg-type]
    with pytest.raises(Exception):  # noqa: B017, PT011 - the database's own refusal
        services.issue(bad, actor_id=None, at=at)
    assert a_document(unit_id).number == 1


def test_a_replaced_paper_points_to_the_new_one(app: Flask, at: datetime) -> None:
    old = a_document(make.a_unit().id)
    user = make.a_user()
    fresh = services.replace(
        old.id, {"holder_name": "Giàng A Phử"}, "Sai tên", actor_id=user.id, at=at
    )
    assert (fresh.number, fresh.holder_name, fresh.replaces_id) == (2, "Giàng A Phử", old.id)
    found = queries.verification(token=old.token)
    assert found is not None
    assert (found.verdict, found.successor and found.successor.id) == ("replaced", fresh.id)
    with pytest.raises(NoLongerValid):
        services.revoke(old.id, "lý do", actor_id=user.id, at=at)


def test_revoking_needs_a_reason(app: Flask, at: datetime) -> None:
    document = a_document(make.a_unit().id)
    with pytest.raises(ReasonMissing):
        services.revoke(document.id, "  ", actor_id=make.a_user().id, at=at)
    found = queries.verification(token=document.token)
    assert found is not None
    assert found.verdict == "valid"


def _text(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(content)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)


def test_the_text_of_a_certificate_equals_its_source_letter_by_letter(app: Flask) -> None:
    line = f"Bí thư Chi bộ {TRICKY}, Đảng bộ xã Mồ Dề"
    content = certificate_words(
        text=[line], name="Nguyễn Thị Hương Ỷ", number="01", code="A", qr=""
    )
    found = _text(pdf.render("certificate", content))
    assert line in found
    assert "Nguyễn Thị Hương Ỷ" in found


def test_the_qr_of_a_printed_certificate_leads_to_its_page(app: Flask, client: FlaskClient) -> None:
    document = a_document(make.a_unit().id)
    page = pypdfium2.PdfDocument(papers.issued_pdf(document))[0]
    [code] = zxingcpp.read_barcodes(page.render(scale=2).to_pil())
    assert code.text == f"http://localhost/xm/{document.token}"
    shown = client.get(f"/xm/{document.token}")
    assert shown.status_code == 200
    assert "Giàng A P***" in shown.text
    assert "Giàng A Páo" not in shown.text


def test_a_hostile_text_reads_no_file_and_runs_nothing(app: Flask) -> None:
    evil = '<img src="file:///etc/passwd"><link rel=attachment href="file:///etc/passwd">'
    content = certificate_words(text=[evil], name="x" * 9000, number="01", code="A", qr="")
    found = _text(pdf.render("certificate", content))
    assert "root:" not in found
    assert "<img src" in found


def _shown(client: FlaskClient, document: IssuedDocument) -> tuple[int, str]:
    answer = client.get(f"/xac-minh?code={grouped(document.code).lower()}")
    return answer.status_code, answer.text


def test_a_typed_code_says_the_same_as_the_qr(app: Flask, client: FlaskClient) -> None:
    document = a_document(make.a_unit().id)
    status, text = _shown(client, document)
    assert status == 200
    assert document.number_text in text
    assert len(text) < 15_000


@pytest.mark.parametrize("code", ["AAAA-BBBB-CCCC-DDDD", "'; --", "x" * 500, "\u202e"])
def test_unknown_and_malformed_codes_get_the_same_answer(client: FlaskClient, code: str) -> None:
    answer = client.get("/xac-minh", query_string={"code": code})
    assert answer.status_code == 404
    assert "No certificate bears this code." in answer.text
    assert answer.headers["X-Robots-Tag"].startswith("noindex")


def test_the_register_shows_only_the_readers_units(
    app: Flask, signed_in: SignIn, at: datetime
) -> None:
    ours, theirs = make.a_unit("Xã A"), make.a_unit("Xã B")
    mine, other = a_document(ours.id), a_document(theirs.id)
    browser = signed_in(Role.ORGANISER, ours.id)
    assert mine.public_id in browser.get("/giay").text
    assert browser.get(f"/giay/{other.public_id}").status_code == 404
    assert browser.post(f"/giay/{other.public_id}/thu-hoi").status_code == 404
    revoked = browser.post(f"/giay/{mine.public_id}/thu-hoi", data={"reason": "Vi phạm"})
    assert revoked.status_code == 303
    assert "Revoked" in browser.get(f"/xm/{mine.token}").text
