"""A Word file: shown first, kept when somebody says so, refused calmly when it lies."""

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime

import pytest
from flask import Flask

from foundation.account.permissions import Role
from foundation.db import session
from foundation.errors import Refusal
from foundation.jobs import services as jobs
from question_bank import queries, services
from question_bank.models import ImportPreview, ImportRow
from question_bank.queries import QuestionFilter
from question_bank.rules.importing import IN_FILE, IN_FILE_OTHERWISE, Fate, twin_remark
from question_bank.rules.kinds import Kind
from question_bank.rules.reading import ReadItem
from question_bank.services import Choices
from question_bank.services.importing import compared, staging, storing
from tests.conftest import SignIn
from tests.factories import organisation as make
from tests.factories.drafts import a_draft_of
from tests.factories.question_bank import a_question
from tests.factories.word import a_word_file, many_questions, three_questions
from tests.foundation.test_encodings import as_vni

TODAY = date(2026, 12, 12)


def _stage(unit_id: int, at: datetime, content: bytes | None = None) -> ImportPreview:
    topic = services.ensure_topic("charter", "Điều lệ")
    actor = make.a_user()
    return services.stage_import(
        content or three_questions(), "đề.docx", unit_id, topic.id, actor_id=actor.id, at=at
    )


def test_reading_a_file_stores_no_question(app: Flask, at: datetime) -> None:
    unit = make.a_unit()
    preview = _stage(unit.id, at)
    assert queries.counts_of_import(preview.id).total == 3
    assert queries.counts_by_state([unit.id], TODAY) == {}


def test_confirming_keeps_what_fits_for_review_and_twice_changes_nothing(
    app: Flask, at: datetime
) -> None:
    unit = make.a_unit()
    preview = _stage(unit.id, at)
    actor = make.a_user()
    for _ in range(2):
        done = services.confirm_import(preview.id, actor_id=actor.id, at=at)
        assert done.stored == 2
    assert queries.counts_by_state([unit.id], TODAY) == {"review": 2}


def test_an_answer_a_person_chose_in_the_preview_is_the_key(app: Flask, at: datetime) -> None:
    unit = make.a_unit()
    preview = _stage(unit.id, at)
    actor = make.a_user()
    services.choose(preview.id, Choices(answers={3: "B"}), actor_id=actor.id, at=at)
    done = services.confirm_import(preview.id, actor_id=actor.id, at=at)
    assert done.stored == 3
    page = queries.question_page([unit.id], TODAY, QuestionFilter(words="khong danh dau"))
    [(_question, version)] = page.rows
    options = queries.versions([version.id])[version.id].options
    assert [option.is_right for option in options] == [False, True]


def test_the_same_file_again_adds_nothing(app: Flask, at: datetime) -> None:
    unit = make.a_unit()
    actor = make.a_user()
    services.confirm_import(_stage(unit.id, at).id, actor_id=actor.id, at=at)
    again = _stage(unit.id, at)
    with pytest.raises(Refusal):
        services.confirm_import(again.id, actor_id=actor.id, at=at)
    assert queries.counts_by_state([unit.id], TODAY) == {"review": 2}


def test_a_question_like_one_of_the_bank_is_shown_and_not_kept(app: Flask, at: datetime) -> None:
    unit = make.a_unit()
    known = a_question(unit.id)
    [version] = queries.history(known.id)
    lines = [f"Câu 1: {version.stem.upper()}"]
    lines += [f"{'ABCD'[i]}. {o.text}" for i, o in enumerate(version.options)] + ["Đáp án: A"]
    preview = _stage(unit.id, at, a_word_file(*lines))
    [row] = queries.import_rows(preview.id, (), 1).rows
    assert (row.fate, row.twin) == ("twin", known.public_id)


def _bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"<a>" + b" " * 50_000_000)
    return packed.getvalue()


def _with_member(name: str, content: bytes) -> bytes:
    packed = io.BytesIO(three_questions())
    with zipfile.ZipFile(packed, "a") as package:
        package.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04 not a zip",
        b"<html>not Word</html>",
        three_questions()[:2000],
        _bomb(),
        _with_member("word/vbaProject.bin", b"x"),
        _with_member("word/evil.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'),
        a_word_file("Không có câu hỏi nào ở đây."),
    ],
    ids=["empty", "broken zip", "html", "cut", "bomb", "macros", "doctype", "no questions"],
)
def test_a_bad_file_is_refused_whole(app: Flask, at: datetime, content: bytes) -> None:
    unit = make.a_unit()
    with pytest.raises(Refusal):
        _stage(unit.id, at, content or b"\0")
    assert queries.counts_by_state([unit.id], TODAY) == {}


def test_the_pages_lead_from_the_file_to_the_list(
    app: Flask, signed_in: SignIn, at: datetime
) -> None:
    unit = make.a_unit()
    services.ensure_topic("charter", "Điều lệ")
    browser = signed_in(Role.ORGANISER, unit.id)
    values = {
        "file": (io.BytesIO(three_questions()), "đề.docx"),
        "topic": "charter",
        "unit": unit.public_id,
    }
    read = browser.post("/questions/nhap", data=values)
    assert read.status_code == 303
    page = browser.get(read.headers["Location"])
    assert page.status_code == 200
    assert "Nothing marks the right answer" in page.text
    sent = browser.post(read.headers["Location"], data={"act": "keep", "keep-1": "yes"})
    assert sent.status_code == 303
    listed = browser.get("/questions/?state=review")
    assert "Đảng do ai sáng lập?" in listed.text


def test_a_file_read_for_another_unit_is_not_found(
    app: Flask, signed_in: SignIn, at: datetime
) -> None:
    preview = _stage(make.a_unit("Xã A").id, at)
    stranger = signed_in(Role.ORGANISER, make.a_unit("Xã B").id)
    assert stranger.get(f"/questions/nhap/{preview.public_id}").status_code == 404
    assert stranger.post(f"/questions/nhap/{preview.public_id}").status_code == 404


def test_what_is_left_out_is_not_kept_and_topic_and_difficulty_hold_for_all(
    app: Flask, at: datetime
) -> None:
    unit = make.a_unit()
    preview = _stage(unit.id, at)
    other = services.ensure_topic("fee", "Đảng phí")
    choices = Choices(kept={1: False}, topic_of_all=other.id, difficulty_of_all="recall")
    actor = make.a_user()
    services.choose(preview.id, choices, actor_id=actor.id, at=at)
    assert services.confirm_import(preview.id, actor_id=actor.id, at=at).stored == 1
    page = queries.question_page([unit.id], TODAY, QuestionFilter())
    [(_question, version)] = page.rows
    assert (version.topic.name, version.difficulty) == ("Đảng phí", "recall")


def test_a_question_almost_like_another_is_shown_and_kept_unless_left_out(
    app: Flask, at: datetime
) -> None:
    unit = make.a_unit()
    lines = ["Câu 1. Thời kỳ dự bị của đảng viên là bao nhiêu tháng, tính từ ngày nào?"]
    lines += ["A. Sáu tháng", "B. Mười hai tháng", "Đáp án: B"]
    again = ["Câu 2. Thời kỳ dự bị của đảng viên là bao nhiêu tháng tính từ ngày nào vậy?"]
    preview = _stage(unit.id, at, a_word_file(*lines, *again, *lines[1:]))
    rows = queries.import_rows(preview.id, (), 1).rows
    assert [row.fate for row in rows] == ["ready", "near"]
    assert services.confirm_import(preview.id, actor_id=make.a_user().id, at=at).stored == 2


@pytest.mark.parametrize(("limit", "most"), [("LARGE_FILE", 1000), ("MANY_QUESTIONS", 7)])
def test_a_large_file_is_read_and_kept_by_the_worker_and_a_death_on_the_way_leaves_no_half(
    app: Flask, at: datetime, monkeypatch: pytest.MonkeyPatch, limit: str, most: int
) -> None:
    unit = make.a_unit()
    monkeypatch.setattr(staging, limit, most)
    monkeypatch.setattr(storing, "SMALL", 1)
    monkeypatch.setattr(staging, "MOST_AT_ONCE", 2)
    monkeypatch.setattr(storing, "MOST_AT_ONCE", 2)
    preview = _stage(unit.id, at, many_questions(7))
    assert preview.state == "reading"
    assert jobs.work_on(preview.job_id or 0)
    session.refresh(preview)
    assert (preview.state, queries.counts_of_import(preview.id).kept) == ("ready", 7)
    storing_job = services.confirm_import(preview.id, actor_id=make.a_user().id, at=at).job_id
    assert storing.store_piece(preview.id, actor_id=None, at=at) == 2  # then the worker dies
    assert queries.counts_by_state([unit.id], TODAY) == {}
    assert jobs.work_on(storing_job or 0)
    assert queries.counts_by_state([unit.id], TODAY) == {"review": 7}


def test_every_row_remembers_its_question(app: Flask, at: datetime) -> None:
    unit = make.a_unit()
    preview = _stage(unit.id, at)
    services.confirm_import(preview.id, actor_id=make.a_user().id, at=at)
    rows = session.query(ImportRow).filter_by(import_id=preview.id).order_by(ImportRow.position)
    assert [row.question_id is not None for row in rows] == [True, True, False]


def test_an_old_encoding_is_shown_beside_the_others_before_anything_is_kept(
    app: Flask, signed_in: SignIn
) -> None:
    unit = make.a_unit()
    services.ensure_topic("charter", "Điều lệ")
    browser = signed_in(Role.ORGANISER, unit.id)
    text = "Câu hỏi,A,B,Đáp án\nChi bộ họp thường lệ mỗi tháng mấy lần?,Một lần,Hai lần,A\n"
    values = {
        "file": (io.BytesIO(as_vni(text).encode("cp1252")), "vni.csv"),
        "topic": "charter",
        "unit": unit.public_id,
    }
    page = browser.get(browser.post("/questions/nhap", data=values).headers["Location"])
    assert "So the first lines read" in page.text
    assert "Chi bộ họp thường lệ mỗi tháng" in page.text
    assert "place needs repair" not in page.text
    assert '<option value="vni" selected>' in page.text


def test_the_same_question_with_another_right_answer_is_said(app: Flask, at: datetime) -> None:
    one = a_draft_of(Kind.ONE)
    options = tuple(replace(option, is_right=not n) for n, option in enumerate(one.options[::-1]))
    items = [
        ReadItem("1", one, ""),
        ReadItem("2", replace(one, options=options), ""),
        ReadItem("3", one, ""),
    ]
    in_file = compared(items, None, at.date())
    assert [row.is_other_key for row in in_file] == [False, True, False]
    services.ensure_topic("charter", "Điều lệ")
    services.write_question(one, services.Keeping(None), actor_id=None, at=at)
    in_bank = compared(items[:2], None, at.date())
    assert [row.is_other_key for row in in_bank] == [False, True]
    assert all(row.fate is Fate.TWIN for row in in_bank)
    words = [twin_remark(row.twin, is_other_key=row.is_other_key).message for row in in_file[1:]]
    assert words == [IN_FILE_OTHERWISE, IN_FILE]
