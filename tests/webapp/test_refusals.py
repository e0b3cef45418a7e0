"""What a person reads who may not do something, and that nothing at all was stored.

And the other half: what was sent twice gets the same reply and is stored once.
"""

import html
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from foundation import clock
from foundation.account.permissions import Role
from foundation.db import Base, session
from question_bank.services import ensure_topic
from tests.conftest import SignIn
from tests.factories import contest as build
from tests.factories import organisation as make
from tests.factories.quiz import a_quiz, come_in
from tests.factories.word import three_questions

SHEET = {"mark-content": "5,25", "mark-speech": "2,5", "version": "0"}
COUNTED = {"account_throttle"}
"""Failed tries are counted: that is what slows guessing down."""
Rows = dict[str, list[str]]


@pytest.fixture(autouse=True)
def in_vietnamese(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pages speak as they do to people."""
    monkeypatch.setitem(app.config, "BABEL_DEFAULT_LOCALE", "vi")


def everything() -> Rows:
    """Return every row of every table, the log of deeds among them."""
    session.rollback()
    tables = (one for one in Base.metadata.sorted_tables if one.name not in COUNTED)
    return {one.name: sorted(map(repr, session.execute(select(one)))) for one in tables}


def sentence(answer: Any) -> str:
    """Return the words of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


def refused(send: Callable[[], Any], status: int, words: str) -> None:
    """Check that a request is refused with these words and stores nothing."""
    before = everything()
    answer = send()
    assert (answer.status_code, words in sentence(answer)) == (status, True), sentence(answer)
    assert everything() == before


def same_again(send: Callable[[], Any], at: datetime) -> None:
    """Check that the same request gets the same reply a minute later and changes nothing."""
    first = send()
    assert first.status_code < 400
    before = everything()
    with clock.fixed(at + timedelta(minutes=1)):
        again = send()
    assert (again.status_code, again.location) == (first.status_code, first.location)
    assert again.data == first.data
    assert everything() == before


@dataclass(frozen=True)
class Phone:
    """A contestant at the paper."""

    browser: FlaskClient
    address: str
    headers: dict[str, str]

    def save(self) -> Any:
        """Send one answer."""
        body = json.dumps({"seq": 1, "client": "a", "choice": [0]})
        return self.browser.put(self.address, data=body, headers=self.headers)


@pytest.fixture
def phone(app: Flask, at: datetime) -> Phone:
    """Return a contestant who began."""
    browser = come_in(app, a_quiz(at).slips[0])
    browser.post("/thi/bat-dau")
    page = browser.get("/thi/bai").text
    found = {word: re.search(rf'data-{word}="([^"]+)"', page) for word in ("token", "question")}
    token, question = (match[1] for match in found.values() if match)
    headers = {"X-Attempt-Token": token, "Idempotency-Key": "key-12345678"}
    return Phone(browser, f"/thi/answers/{question}", headers)


@pytest.fixture
def day(app: Flask, at: datetime) -> build.OnStage:
    """Return an open stage round."""
    return build.a_stage_day(at)


@pytest.fixture
def judge(day: build.OnStage, signed_in: SignIn) -> FlaskClient:
    """Return the head of its judges."""
    return signed_in(Role.JUDGE, day.made.unit.id, user_id=day.judges[0].id)


def _sheet(day: build.OnStage) -> str:
    return f"/judge/{day.appearances[0][0]}/talk"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (three_questions()[:3000], "Tệp bị hỏng"),
        (b"", "Tệp rỗng"),
    ],
)
def test_a_broken_word_file(signed_in: SignIn, at: datetime, content: bytes, words: str) -> None:
    unit = make.a_unit()
    topic = ensure_topic("charter", "Điều lệ Đảng")
    author = signed_in(Role.ORGANISER, unit.id)

    def send() -> Any:
        data = {
            "unit": unit.public_id,
            "topic": topic.code,
            "file": (io.BytesIO(content), "a.docx"),
        }
        return author.post("/questions/nhap", data=data)

    refused(send, 422, words)


def test_a_wrong_entry_code(app: Flask, at: datetime) -> None:
    a_quiz(at)
    stranger = app.test_client()
    refused(
        lambda: stranger.post("/thi", data={"code": "AAAABBBBCCCC"}), 404, "Không có mã nào như vậy"
    )


def test_a_mark_out_of_range(day: build.OnStage, judge: FlaskClient) -> None:
    marks = {**SHEET, "mark-content": "6,25"}
    refused(lambda: judge.post(_sheet(day), data=marks), 422, "từ 0 đến 6")


def test_the_contest_of_another_commune(day: build.OnStage, signed_in: SignIn) -> None:
    stranger = signed_in(Role.ORGANISER, make.a_unit("Đảng bộ xã khác").id)
    address = f"/contests/{day.made.contest.public_id}"
    words = "Không có trang này, hoặc đồng chí không được xem trang này"
    refused(lambda: stranger.get(address), 404, words)
    refused(lambda: stranger.post(f"{address}/ket-qua/cong-bo"), 404, words)


def test_a_contest_for_another_commune(signed_in: SignIn, at: datetime) -> None:
    other = make.a_unit("Đảng bộ xã khác")
    organiser = signed_in(Role.ORGANISER, make.a_unit().id)
    plan = {"name": "Năm 2026", "unit": other.public_id, "plan": ""}
    refused(
        lambda: organiser.post("/contests/dot-thi/tao", data=plan),
        422,
        "Đồng chí chọn một mục trong danh sách.",
    )


def test_a_start_after_the_hand_in(phone: Phone) -> None:
    phone.browser.post("/thi/nop-bai")
    refused(
        lambda: phone.browser.post("/thi/bat-dau"),
        409,
        "Bài đã nộp lúc 8h00, 12/12/2026, không mở lại được",
    )


def test_a_signed_sheet_changed_without_reopening(day: build.OnStage, judge: FlaskClient) -> None:
    judge.post(_sheet(day), data=SHEET)
    judge.post(f"{_sheet(day)}/chot", data={"version": "1"})
    changed = {**SHEET, "mark-content": "1", "version": "1"}
    refused(lambda: judge.post(_sheet(day), data=changed), 409, "đã chốt")


def test_the_same_start_again(phone: Phone, at: datetime) -> None:
    same_again(lambda: phone.browser.post("/thi/bat-dau"), at)


def test_the_same_save_again(phone: Phone, at: datetime) -> None:
    same_again(phone.save, at)


def test_the_same_hand_in_again(phone: Phone, at: datetime) -> None:
    phone.save()
    same_again(lambda: phone.browser.post("/thi/nop-bai"), at)


def test_the_same_signature_again(day: build.OnStage, judge: FlaskClient, at: datetime) -> None:
    judge.post(_sheet(day), data=SHEET)
    same_again(lambda: judge.post(f"{_sheet(day)}/chot", data={"version": "1"}), at)


def test_an_official_reads_who_did_first_what_is_refused_and_when(
    app: Flask, signed_in: SignIn, at: datetime
) -> None:
    day = build.a_stage_day(at)
    address = f"/contests/{day.made.contest.public_id}/stage/boc-tham/hat-giong"
    organiser = signed_in(Role.ORGANISER, day.made.unit.id)
    drawn = organiser.post(address, data={"seed": "Nậm Có", "reason": ""})
    words = sentence(drawn)
    assert drawn.status_code == 409
    assert "Đã làm lúc" in words
    assert f"Người thực hiện {day.made.organiser.display_name}" in words


def test_another_name_than_the_sites_own_is_refused(app: Flask, client: FlaskClient) -> None:
    for name in ("evil.example", "localhost.evil.example", "[", ""):
        answer = client.get("/", headers={"Host": name})
        assert (answer.status_code, answer.mimetype) == (400, "text/plain"), name
        assert "Đây không phải địa chỉ của trang" in answer.text
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert client.get("/").status_code == 200
