"""The bank written to files of other platforms, from the shell and by the service."""

import json
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from foundation.account.permissions import Role
from foundation.audit.models import AuditEntry
from foundation.db import session
from question_bank.queries.lists import QuestionFilter
from question_bank.rules.kinds import Kind
from question_bank.services import Keeping, ensure_topic, write_question
from question_bank.services.exporting import Exported, NothingToWrite, export_questions
from question_bank.services.formats import FORMATS, UnknownFormat, format_named
from tests.conftest import AT, SignIn
from tests.factories import organisation as make
from tests.factories.drafts import a_draft_of


def _fill() -> None:
    ensure_topic("charter", "Điều lệ Đảng")
    for kind in Kind:
        write_question(a_draft_of(kind), Keeping(None), actor_id=None, at=AT)


def _export(name: str) -> Exported:
    return export_questions(name, QuestionFilter(), None, actor_id=None, at=AT)


@pytest.mark.parametrize("name", [n for n, one in FORMATS.items() if one.read and one.write])
def test_the_bank_comes_back_from_each_format(app: Flask, name: str) -> None:
    _fill()
    exported = _export(name)
    read = FORMATS[name].read
    assert read is not None
    items = read(exported.content).items
    assert len(items) == exported.written > 0
    assert not any(item.problems for item in items)
    assert exported.found == len(Kind)


def test_the_log_says_that_questions_were_taken(app: Flask) -> None:
    _fill()
    _export("gift")
    assert "questions.export" in session.scalars(select(AuditEntry.action)).all()


def test_an_empty_bank_and_an_unknown_format_are_refused(app: Flask) -> None:
    with pytest.raises(NothingToWrite):
        _export("gift")
    with pytest.raises(UnknownFormat):
        _export("pdf")
    assert format_named("QTI 2.2").name == "qti"
    assert format_named("qti3").name == "qti-3.0"


def test_the_shell_writes_a_file_and_names_what_was_lost(app: Flask, tmp_path: Path) -> None:
    _fill()
    file = tmp_path / "bank.gift"
    done = app.test_cli_runner().invoke(args=["bank", "export", "--json", str(file)])
    report = json.loads(done.stdout)
    assert done.exit_code == 0
    assert (report["found"], report["written"]) == (10, 8)
    assert {row["number"] for row in report["losses"] if row["left_out"]} == {5, 10}
    assert file.read_text(encoding="utf-8").startswith("$CATEGORY: $course$/top/Điều lệ Đảng")


def test_the_shell_refuses_calmly(app: Flask, tmp_path: Path) -> None:
    _fill()
    for arguments in (["--format", "pdf", str(tmp_path / "x")], [str(tmp_path / "no" / "x.gift")]):
        done = app.test_cli_runner().invoke(args=["bank", "export", "--json", *arguments])
        assert done.exit_code == 2
        assert "refused" in json.loads(done.stdout)


def test_the_page_sends_a_file_of_what_the_caller_may_write(app: Flask, signed_in: SignIn) -> None:
    unit = make.a_unit()
    ensure_topic("charter", "Điều lệ Đảng")
    write_question(a_draft_of(Kind.ONE), Keeping(unit.id), actor_id=None, at=AT)
    author = signed_in(Role.QUESTION_AUTHOR, unit.id)
    assert "moodle-xml" in author.get("/questions/").text
    sent = author.post("/questions/xuat", data={"format": "gift", "q": "", "topic": ""})
    assert sent.status_code == 200
    assert "attachment" in sent.headers["Content-Disposition"]
    assert "Câu hỏi loại one" in sent.text
    stranger = signed_in(Role.QUESTION_AUTHOR, make.a_unit().id)
    assert stranger.post("/questions/xuat", data={"format": "gift"}).status_code == 409
