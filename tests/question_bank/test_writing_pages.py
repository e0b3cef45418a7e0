"""Writing a question of any kind by the form, with pictures, and changing it without a loss."""

import io
from collections.abc import Callable
from datetime import date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from foundation.account.permissions import Role
from foundation.db import session
from foundation.organisation import services as organisation
from question_bank import queries, services
from question_bank.forms.writing import typed_question
from question_bank.models import Question
from question_bank.rules.drafting import QuestionDraft
from question_bank.rules.kinds import Kind
from question_bank.rules.typed_bodies import UnreadableLine, read_typed, typed_of
from question_bank.services.pictures import NoPicture
from tests.factories import organisation as make
from tests.factories.drafts import BODIES, a_draft_of

SignIn = Callable[..., FlaskClient]


def _fields(draft: QuestionDraft) -> dict[str, object]:
    """Return the form's fields as a browser sends them."""
    typed = typed_question(draft)
    sent = {name: value for name, value in typed.items() if isinstance(value, str) and value}
    for place, option in enumerate(typed["options"]):
        sent[f"options-{place}-text"] = option["text"]
        if option["is_right"]:
            sent[f"options-{place}-is_right"] = "y"
    return sent


def _only() -> QuestionDraft:
    session.rollback()
    [question] = session.query(Question)
    return queries.draft_of(queries.history(question.id)[0])


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_is_written_by_the_form(
    app: Flask, at: datetime, signed_in: SignIn, kind: Kind
) -> None:
    services.ensure_topic("charter", "Điều lệ")
    unit = make.a_unit()
    author = signed_in(Role.QUESTION_AUTHOR, unit.id)
    fields = _fields(a_draft_of(kind))
    looked = author.post("/questions/moi", data={**fields, "act": "look"})
    assert looked.status_code == 200
    assert "Câu hỏi loại" in looked.text
    done = author.post("/questions/moi", data=fields)
    assert done.status_code == 303, done.text
    assert _only().kind is kind
    shown = author.get(done.headers["Location"])
    assert shown.status_code == 200
    body = _only().body
    if kind in BODIES and kind is not Kind.SHORT:
        assert body == BODIES[kind]


def test_changing_a_word_keeps_what_the_form_does_not_show(
    app: Flask, at: datetime, signed_in: SignIn
) -> None:
    services.ensure_topic("charter", "Điều lệ")
    unit = make.a_unit()
    draft = QuestionDraft(**{**vars(a_draft_of(Kind.SHORT)), "tags": ("a",), "name": "Câu 1"})
    question = services.write_question(draft, services.Keeping(unit.id), actor_id=None, at=at)
    author = signed_in(Role.QUESTION_AUTHOR, unit.id)
    fields = {**_fields(draft), "stem": "Câu hỏi khác?"}
    assert author.post(f"/questions/{question.public_id}/sua", data=fields).status_code == 303
    session.rollback()
    newest = queries.draft_of(queries.history(question.id)[0])
    assert newest == QuestionDraft(**{**vars(draft), "stem": "Câu hỏi khác?"})


@pytest.mark.parametrize("kind", [kind for kind in BODIES if kind is not Kind.SHORT])
def test_what_is_typed_is_read_back(kind: Kind) -> None:
    assert read_typed(kind, typed_of(BODIES[kind])) == BODIES[kind]


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (Kind.MATCHING, {"pairs": "không có dấu bằng"}),
        (Kind.NUMERIC, {"numbers": "mười"}),
        (Kind.ESSAY, {"rubric": "thiếu điểm"}),
        (Kind.SHORT, {"accepted": "chi bộ | nửa"}),
    ],
)
def test_a_line_of_another_form_is_named(kind: Kind, fields: dict[str, str]) -> None:
    with pytest.raises(UnreadableLine):
        read_typed(kind, fields)


def test_a_bad_line_is_said_beside_its_field_and_nothing_is_lost(
    app: Flask, at: datetime, signed_in: SignIn
) -> None:
    services.ensure_topic("charter", "Điều lệ")
    author = signed_in(Role.QUESTION_AUTHOR, make.a_unit().id)
    fields = {**_fields(a_draft_of(Kind.NUMERIC)), "numbers": "mười hai"}
    answer = author.post("/questions/moi", data=fields)
    assert answer.status_code == 422
    assert "mười hai" in answer.text


def _photo() -> bytes:
    kept = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "nha rieng"
    Image.new("RGB", (2000, 400), "red").save(kept, "JPEG", exif=exif)
    return kept.getvalue()


def test_a_picture_is_shown_to_readers_and_loses_what_it_tells_of_its_maker(
    app: Flask, at: datetime, signed_in: SignIn
) -> None:
    services.ensure_topic("charter", "Điều lệ")
    unit = make.a_unit()
    author = signed_in(Role.QUESTION_AUTHOR, unit.id)
    upload = {"uploads": (io.BytesIO(_photo()), "Cờ Đảng.jpg")}
    fields = {**_fields(a_draft_of(Kind.ONE)), **upload}
    done = author.post("/questions/moi", data=fields)
    assert done.status_code == 303, done.text
    [picture] = _only().pictures
    assert b"nha rieng" not in picture.content
    assert max(Image.open(io.BytesIO(picture.content)).size) == 1600
    assert f"picture:{picture.name}" in _only().stem
    address = f"/questions/anh/{services.picture_digest(picture)}"
    assert address in author.get(done.headers["Location"]).text
    assert author.get(address).headers["Content-Type"] == picture.media_type
    stranger = signed_in(Role.QUESTION_AUTHOR, make.a_unit("Nơi khác").id)
    assert stranger.get(address).status_code == 404


@pytest.mark.parametrize(
    "content", [b"", b"<svg onload=alert(1)>", b"\x89PNG\r\n\x1a\nxxxx", b"GIF89a"]
)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(NoPicture):
        services.read_picture("a", content)


def test_a_question_belongs_to_a_unit_that_exists_today(
    app: Flask, at: datetime, signed_in: SignIn
) -> None:
    services.ensure_topic("charter", "Điều lệ")
    old = make.a_unit("Đảng bộ huyện")
    commune = make.a_unit("Đảng bộ xã")
    organisation.dissolve_unit(
        old.id, date(2025, 7, 1), successor_ids=[commune.id], manner="merged",
        records_to=commune.id, actor_id=None, at=at,
    )  # fmt: skip
    author = signed_in(Role.QUESTION_AUTHOR, commune.id)
    form = author.get("/questions/nhap").text
    assert "Đảng bộ xã" in form
    assert "Đảng bộ huyện" not in form
    done = author.post("/questions/moi", data={**_fields(a_draft_of(Kind.ONE)), "group": " f042 "})
    assert done.status_code == 303, done.text
    assert session.query(Question.unit_id).scalar() == commune.id
    assert _only().group == "F042"
    assert "F042" in author.get(done.headers["Location"]).text


def test_a_new_database_lets_the_author_name_the_first_topic(
    app: Flask, at: datetime, signed_in: SignIn
) -> None:
    author = signed_in(Role.QUESTION_AUTHOR, make.a_unit().id)
    fields = {**_fields(a_draft_of(Kind.ONE)), "topic": ""}
    assert author.post("/questions/moi", data=fields).status_code == 422
    assert queries.topics() == []
    named = {**fields, "new_topic": "Sinh hoạt chi bộ"}
    looked = author.post("/questions/moi", data={**named, "act": "look"})
    assert looked.status_code == 200
    assert queries.topics() == []
    assert author.post("/questions/moi", data=named).status_code == 303
    session.rollback()
    assert [topic.name for topic in queries.topics()] == ["Sinh hoạt chi bộ"]
    again = {**named, "stem": "Chi bộ họp mấy tháng một lần?", "new_topic": " sinh hoạt CHI BỘ "}
    assert author.post("/questions/moi", data=again).status_code == 303
    session.rollback()
    [topic] = queries.topics()
    questions = session.query(Question).all()
    assert {queries.draft_of(queries.history(one.id)[0]).topic_code for one in questions} == {
        topic.code
    }


def test_a_file_may_bring_its_topic_into_a_new_database(
    app: Flask, at: datetime, signed_in: SignIn
) -> None:
    unit = make.a_unit()
    author = signed_in(Role.QUESTION_AUTHOR, unit.id)
    sent = {"unit": unit.public_id, "new_topic": "Điều lệ Đảng"}
    file = (io.BytesIO("Câu 1?\nA. Một\nB. Hai\nANSWER: B\n".encode()), "cau-hoi.txt")
    done = author.post("/questions/nhap", data={**sent, "file": file})
    assert done.status_code == 303, done.text
    session.rollback()
    assert [topic.name for topic in queries.topics()] == ["Điều lệ Đảng"]
