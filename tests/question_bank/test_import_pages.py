"""The pages of bringing a file in, as people see them: no fault axe finds, no page too wide."""

import io
import json
import re
from datetime import datetime
from pathlib import Path

import docx
import pytest
from flask import Flask
from PIL import Image
from playwright.sync_api import Page, expect
from sqlalchemy import select

from foundation import clock
from foundation.account.permissions import Role
from foundation.account.services.sessions import open_session
from foundation.db import session
from question_bank import services
from question_bank.models import QuestionVersion, SourceDocument
from question_bank.rules.citations import SourceFacts
from question_bank.services import sources
from tests.browser import press, visit
from tests.conftest import SignIn
from tests.factories import organisation as make
from tests.factories.word import a_word_file
from tests.webapp.test_look import faults

LINES: tuple[str | tuple[str, str], ...] = (
    "I. Điều lệ Đảng",
    "Câu 1. Thời kỳ dự bị của người được kết nạp vào Đảng là bao lâu, tính từ ngày chi bộ kết nạp?",
    "A. Sáu tháng",
    ("B. Mười hai tháng", "bold"),
    "C. Mười tám tháng",
    "Câu 2. Hình thức kỷ luật đối với đảng viên dự bị gồm những gì?",
    ("A. Khiển trách và cảnh cáo", "red"),
    "B. Khiển trách, cảnh cáo, cách chức",
    ("C. Chỉ khiển trách", "red"),
    "Câu 3. Thời kỳ dự bị của người được kết nạp vào Đảng là bao lâu tính từ lúc kết nạp vậy?",
    "A. Sáu tháng",
    ("B. Mười hai tháng", "bold"),
    "C. Mười tám tháng",
)


def test_pictures_of_the_file_are_seen_before_anything_is_kept(
    app: Flask, signed_in: SignIn, at: datetime
) -> None:
    unit = make.a_unit()
    topic = services.ensure_topic("charter", "Điều lệ Đảng")
    author = make.a_user(Role.ORGANISER, unit.id)
    dots = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(dots, "PNG")
    document = docx.Document()
    document.add_paragraph("Câu 1. Hình nào? ").add_run().add_picture(dots)
    document.add_paragraph("A. Một")
    document.add_paragraph().add_run("B. Hai").bold = True
    document.add_paragraph("Căn cứ: Điều 24 Điều lệ Đảng")
    document.add_paragraph("Giải thích: Mỗi tháng họp một lần.")
    packed = io.BytesIO()
    document.save(packed)
    preview = services.stage_import(
        packed.getvalue(), "hình.docx", unit.id, topic.id, actor_id=author.id, at=at
    )
    browser = signed_in(Role.ORGANISER, unit.id, user_id=author.id)
    page = browser.get(f"/questions/nhap/{preview.public_id}").text
    assert "Source: Điều 24" in page
    assert "Explanation: Mỗi tháng họp một lần." in page
    [address] = re.findall(r'src="(/questions/anh/[^"]+)"', page)
    assert browser.get(address).mimetype == "image/png"


def _sheet(*rows: str) -> dict[str, object]:
    return {"file": (io.BytesIO("\n".join(("x;y;z;w", *rows)).encode()), "la.csv")}


def test_what_columns_hold_is_remembered_for_the_unit_and_the_layout(
    app: Flask, signed_in: SignIn, tmp_path: Path
) -> None:
    unit, other = make.a_unit(), make.a_unit("Đảng bộ khác")
    services.ensure_topic("charter", "Điều lệ Đảng")
    sent = {"topic": "charter", "unit": unit.public_id}
    author = signed_in(Role.ORGANISER, unit.id)
    first = author.post("/questions/nhap", data=sent | _sheet("Hỏi gì?;Một;Hai;B"))
    said = {"column-0": "STEM", "column-1": "OPTION", "column-2": "OPTION", "column-3": "KEY"}
    assert author.post(f"{first.location}/cot", data=said).status_code == 303
    again = author.post("/questions/nhap", data=sent | _sheet("Hỏi khác?;Ba;Bốn;A"))
    page = author.get(again.location).text
    assert "Hỏi khác?" in page
    assert "as your unit said the last time" in page
    assert author.get(f"{again.location}/cot").text.count(" selected") == len(said)
    stranger = signed_in(Role.ORGANISER, other.id)
    theirs = stranger.post(
        "/questions/nhap",
        data={"topic": "charter", "unit": other.public_id} | _sheet("Hỏi gì nữa?;Một;Hai;B"),
    )
    assert "Hỏi gì nữa?" not in stranger.get(theirs.location).text
    (tmp_path / "la.csv").write_text("x;y;z;w\nHỏi từ máy?;Năm;Sáu;A\n", encoding="utf-8")
    words = ["bank", "import", str(tmp_path / "la.csv"), "--dry-run", "--json", "--unit"]
    told = app.test_cli_runner().invoke(args=[*words, unit.code])
    assert json.loads(told.stdout)["stored"] == 1
    assert app.test_cli_runner().invoke(args=[*words, other.code]).exit_code == 2


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1366])
def test_the_pages_of_an_import_have_no_faults_on_a_phone_or_a_desk(
    app: Flask, site: str, page: Page, width: int
) -> None:
    unit = make.a_unit()
    topic = services.ensure_topic("charter", "Điều lệ Đảng")
    author = make.a_user(Role.ORGANISER, unit.id)
    preview = services.stage_import(
        a_word_file(*LINES), "Câu hỏi.docx", unit.id, topic.id, actor_id=author.id, at=clock.now()
    )
    sheet = services.stage_import(
        "x;y;z;w\nHỏi gì?;Một;Hai;B\n".encode(),
        "la.csv",
        unit.id,
        topic.id,
        actor_id=author.id,
        at=clock.now(),
    )
    token = open_session(device="test", at=clock.now(), user_id=author.id)
    page.context.add_cookies([{"name": "hoithi", "value": token, "url": site}])
    page.set_viewport_size({"width": width, "height": 900})
    addresses = ("/nhap", f"/nhap/{preview.public_id}", f"/nhap/{sheet.public_id}/cot")
    for address in addresses:
        visit(page, f"{site}/questions{address}")
        assert {kind: what for kind, what in faults(page).items() if what} == {}, address


@pytest.mark.browser
def test_an_answer_is_chosen_and_the_questions_are_kept(
    app: Flask, site: str, page: Page, at: datetime
) -> None:
    unit = make.a_unit()
    topic = services.ensure_topic("charter", "Điều lệ Đảng")
    author = make.a_user(Role.ORGANISER, unit.id)
    preview = services.stage_import(
        a_word_file(*LINES), "Câu hỏi.docx", unit.id, topic.id, actor_id=author.id, at=at
    )
    token = open_session(device="test", at=at, user_id=author.id)
    page.context.add_cookies([{"name": "hoithi", "value": token, "url": site}])
    visit(page, f"{site}/questions/nhap/{preview.public_id}")
    page.check("input[name='answer-2'][value='A']")
    page.check("input[name='keep-3'][value='no']")
    press(page.locator("button[value='keep']"), "**/questions/?state=review")
    expect(page.locator("main")).to_contain_text("Hình thức kỷ luật đối với đảng viên dự bị")
    expect(page.locator("main")).not_to_contain_text("kết nạp vậy")


def test_the_key_of_another_programs_file_is_told_in_words(
    app: Flask, signed_in: SignIn, at: datetime
) -> None:
    unit = make.a_unit()
    services.ensure_topic("charter", "Điều lệ")
    browser = signed_in(Role.ORGANISER, unit.id)
    file = (io.BytesIO("Chi bộ họp khi nào? {=Mỗi tháng ~Mỗi quý}".encode()), "đề.gift")
    sent = {"file": file, "topic": "charter", "unit": unit.public_id}
    page = browser.get(browser.post("/questions/nhap", data=sent).headers["Location"])
    assert "recognised by the key written in the file" in page.text


BOTH = (
    "Quy chế bầu cử trong Đảng kèm Quyết định 190-QĐ/TW ngày 10/10/2024",
    "Quy chế bầu cử trong Đảng kèm Quyết định 244-QĐ/TW ngày 09/6/2014",
)
CITED = "Quy chế bầu cử trong Đảng"


@pytest.mark.parametrize(
    ("choice", "source"),
    [("0", BOTH[0]), ("1", BOTH[1]), ("none", None), ("new", CITED), ("9" * 5000, CITED)],
    ids=["first", "second", "none", "new", "unreadable"],
)
def test_a_source_in_doubt_is_settled_before_the_questions_are_kept(
    app: Flask, signed_in: SignIn, at: datetime, choice: str, source: str | None
) -> None:
    unit = make.a_unit()
    topic = services.ensure_topic("charter", "Điều lệ Đảng")
    for name in BOTH:
        sources.write_source(SourceFacts(name), actor_id=None, at=at)
    file = a_word_file(
        "Câu 1. Ai bầu chi ủy?", "A. Cấp trên", "B. Đại hội", "Đáp án: B", f"Căn cứ: {CITED}"
    )
    author = make.a_user(Role.ORGANISER, unit.id)
    preview = services.stage_import(file, "đề.docx", unit.id, topic.id, actor_id=author.id, at=at)
    browser = signed_in(Role.ORGANISER, unit.id, user_id=author.id)
    address = f"/questions/nhap/{preview.public_id}"
    assert "1 source is in doubt" in browser.get(address).text
    assert browser.post(f"{address}/chung", data={"source-0": choice}).status_code == 303
    shown = browser.get(address).text
    assert ("It is not certain which document" in shown.split("In the file")[1]) is (
        source == CITED
    )
    browser.post(address, data={"act": "keep"})
    session.rollback()
    bound = select(SourceDocument.name).select_from(QuestionVersion)
    [kept] = session.scalars(bound.outerjoin(QuestionVersion.source)).all()
    assert kept == source
