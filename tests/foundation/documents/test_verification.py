"""The public page: a masked name, and what was learnt only for whoever knows the birth date."""

from datetime import date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from foundation.documents import services
from foundation.documents.models import IssuedDocument
from foundation.documents.wording import issuer_words
from foundation.text import grouped
from tests.factories import organisation as make
from tests.factories.documents import THEN, a_document, a_document_draft

SECRET = "Bồi dưỡng nhận thức về Đảng"


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


def _confidential(birth_date: date | None = date(2001, 3, 14)) -> IssuedDocument:
    draft = a_document_draft(
        make.a_unit().id, title=SECRET, is_confidential=True, holder_birth_date=birth_date,
        facts=[["Lớp", SECRET]],
    )  # fmt: skip
    return services.issue(draft, actor_id=None, at=THEN)


def test_a_class_that_discloses_a_view_is_hidden_until_the_birth_date_matches(
    app: Flask, client: FlaskClient, at: datetime
) -> None:
    document = _confidential()
    address = f"/xm/{document.token}"
    assert SECRET not in client.get(address).text
    wrong = client.post(address, data={"birth_date": "1/3/2001"})
    assert (wrong.status_code, SECRET in wrong.text) == (422, False)
    right = client.post(address, data={"birth_date": "14/3/2001"})
    assert (right.status_code, SECRET in right.text) == (200, True)
    assert SECRET not in client.get(address).text


def test_guessing_birth_dates_is_slowed_down(app: Flask, client: FlaskClient, at: datetime) -> None:
    document = _confidential()
    address = f"/xm/{document.token}"
    answers = [
        client.post(address, data={"birth_date": f"{day}/1/2001"}).status_code
        for day in range(1, 29)
    ]
    assert 429 in answers
    assert client.post(address, data={"birth_date": "14/3/2001"}).status_code == 429


def test_without_a_birth_date_in_the_register_nothing_opens(
    app: Flask, client: FlaskClient, at: datetime
) -> None:
    document = _confidential(birth_date=None)
    answer = client.post(f"/xm/{document.token}", data={"birth_date": ""})
    assert (answer.status_code, SECRET in answer.text) == (422, False)


@pytest.mark.parametrize(
    ("body", "unit", "said"),
    [
        ("Trung tâm Chính trị", "Đảng bộ xã A", "Trung tâm Chính trị, Đảng bộ xã A"),
        ("TRUNG TÂM CHÍNH TRỊ", "Trung tâm Chính trị huyện A", "Trung tâm Chính trị huyện A"),
        (" ", "Đảng bộ xã A", "Đảng bộ xã A"),
        ("ĐẢNG ỦY XÃ A", "Đảng bộ xã A", "ĐẢNG ỦY XÃ A"),
    ],
)
def test_the_issuer_is_named_as_the_paper_names_itself(body: str, unit: str, said: str) -> None:
    assert issuer_words(body, unit) == said
