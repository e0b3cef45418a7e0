"""The bank written to files of other platforms, from the shell and by the service."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from foundation.account.permissions import Role
from foundation.audit.models import AuditEntry
from foundation.db import session
from foundation.jobs.models import Job
from foundation.jobs.services import work_on
from question_bank import queries
from question_bank.models import ExportedFile, Question
from question_bank.queries.lists import QuestionFilter
from question_bank.rules.formats.writing import differences
from question_bank.rules.importing import Fate
from question_bank.rules.kinds import Kind
from question_bank.services import Keeping, ensure_topic, write_question
from question_bank.services.exporting import Exported, NothingToWrite, export_questions
from question_bank.services.formats import FORMATS, UnknownFormat, format_named
from question_bank.services.importing import compared, read_file
from question_bank.services.starter import load_starter
from question_bank.services.taking_out import take_out
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


@pytest.mark.slow
@pytest.mark.one_database
@pytest.mark.parametrize("name", [n for n, one in FORMATS.items() if one.read and one.write])
def test_the_whole_starter_bank_comes_back_and_adds_nothing(app: Flask, name: str) -> None:
    load_starter(at=AT)
    versions = [row.current_version_id for row in session.query(Question).order_by(Question.id)]
    before = list(queries.drafts_of_questions(versions).values())
    made = FORMATS[name].writes(before, {row.code: row.name for row in queries.topics()})
    items = read_file(made.content, FORMATS[name].name.removesuffix("-3.0")).items
    left_out = {loss.number for loss in made.losses if loss.is_left_out}
    assert len(items) == len(before) - len(left_out) > 250
    assert {row.fate for row in compared(items, None, AT.date())} == {Fate.TWIN}
    kept = [(at, one) for at, one in enumerate(before, start=1) if at not in left_out]
    for (number, draft), item in zip(kept, items, strict=True):
        said = [loss.remark.message for loss in made.losses if loss.number == number]
        assert item.draft is not None
        assert differences(draft, item.draft) == said
        if name != "aiken":
            assert item.draft.source == draft.source


@pytest.mark.parametrize("kind", [Kind.ESSAY, Kind.SITUATION])
def test_an_essay_from_a_format_without_rubrics_is_known_again(app: Flask, kind: Kind) -> None:
    whole = a_draft_of(kind, "Trình bày nhiệm vụ của chi bộ.")
    ensure_topic("charter", "Điều lệ Đảng")
    write_question(whole, Keeping(make.a_unit().id), actor_id=None, at=AT)
    [item] = read_file(_export("gift").content, "gift").items
    [row] = compared([item], None, AT.date())
    assert row.fate is Fate.TWIN


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


def _an_author(kinds: tuple[Kind, ...] | list[Kind], signed_in: SignIn) -> FlaskClient:
    unit = make.a_unit()
    ensure_topic("charter", "Điều lệ Đảng")
    for place, kind in enumerate(kinds):
        draft = a_draft_of(kind, f"Câu hỏi {place} loại {kind.code}")
        write_question(draft, Keeping(unit.id), actor_id=None, at=AT)
    return signed_in(Role.QUESTION_AUTHOR, unit.id)


def test_the_page_names_what_a_format_cannot_hold_before_the_file_is_taken(
    app: Flask, signed_in: SignIn
) -> None:
    author = _an_author(list(Kind), signed_in)
    assert "/questions/xuat?state=draft" in author.get("/questions/?state=draft").text
    page = author.get("/questions/xuat?state=draft").text
    assert all(f'value="{name}"' in page for name, one in FORMATS.items() if one.write)
    made = author.post("/questions/xuat", data={"format": "gift", "state": "draft"})
    shown = author.get(made.location).text
    assert "8 of 10 questions are in the file" in shown
    assert "cannot hold this question" in shown
    assert "loại ordering" in shown
    sent = author.get(f"{made.location}/tep")
    assert "attachment" in sent.headers["Content-Disposition"]
    assert "loại one" in sent.text
    stranger = signed_in(Role.QUESTION_AUTHOR, make.a_unit().id)
    assert stranger.get(made.location).status_code == 404
    assert stranger.get(f"{made.location}/tep").status_code == 404
    assert stranger.post("/questions/xuat", data={"format": "gift"}).status_code == 409


def test_many_questions_are_written_by_the_worker(
    app: Flask, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("question_bank.services.taking_out.AT_ONCE", 2)
    author = _an_author([Kind.ONE] * 3, signed_in)
    made = author.post("/questions/xuat", data={"format": "xlsx"})
    assert "data-live" in author.get(made.location).text
    assert author.get(f"{made.location}/tep").status_code == 404
    job = session.query(Job).filter_by(kind="questions.export").one()
    assert work_on(job.id)
    session.rollback()
    assert (job.state, job.done, job.total) == ("done", 3, 3)
    page = author.get(made.location).text
    assert "data-live" not in page
    assert "All 3 questions are in the file" in page
    assert author.get(f"{made.location}/tep").data.startswith(b"PK")


def test_a_file_is_gone_after_a_day(app: Flask) -> None:
    _fill()
    who = make.a_user().id
    versions = [row.current_version_id for row in session.query(Question)]
    old = take_out("gift", versions, actor_id=who, at=AT - timedelta(days=2)).public_id
    new = take_out("gift", versions, actor_id=who, at=AT).public_id
    assert [row.public_id for row in session.query(ExportedFile)] == [new] != [old]
