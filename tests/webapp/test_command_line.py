"""Commands: an empty database is made ready, wrong usage and refusals are said plainly."""

import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import click
import pytest
from sqlalchemy import create_engine, inspect

from webapp.catalogues import in_vietnamese
from webapp.cli import COMMANDS
from webapp.command_help import WORDS, paragraphs
from webapp.command_line import EXIT_REFUSED, EXIT_SETTING, EXIT_USAGE, main

Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a command on an empty database."""

    def run_command(*words: str, **settings: str) -> int:
        for name, value in {"APP_ENV": "demo", "DATA_DIR": str(tmp_path), **settings}.items():
            monkeypatch.setenv(name, value)
        return main(list(words))

    return run_command


def test_an_empty_database_is_made_ready_first(run: Run, tmp_path: Path) -> None:
    assert run("audit", "verify") == 0
    tables = inspect(create_engine(f"sqlite:///{tmp_path}/contest.sqlite3")).get_table_names()
    assert "audit_entry" in tables
    assert not (tmp_path / "backups").exists()
    assert (tmp_path / "contest.sqlite3").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "words", [["foo"], ["audit", "foo"], ["audit", "verify", "--x"], ["restore"]]
)
def test_wrong_usage_is_explained_in_vietnamese(
    run: Run, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*words) == EXIT_USAGE
    explained = capsys.readouterr().err
    assert re.search(r"Xem cách dùng: bin/flask", explained)
    assert not re.search(r"Error|Usage|no such|missing", explained, re.IGNORECASE)


def test_wrong_usage_is_json_for_whoever_asked_for_it(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("bank", "import", "x.gift", "--format", "foo", "--json") == EXIT_USAGE
    assert "--format" in json.loads(capsys.readouterr().out)["refused"]
    assert run("training", "figures", "2014-2012", "--json") == EXIT_USAGE
    assert "2012-2014" in json.loads(capsys.readouterr().out)["refused"]


def test_a_refusal_is_json_for_whoever_asked_for_it(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("training", "figures", "2014", "--unit", "NOPE", "--json") == EXIT_REFUSED
    assert "NOPE" in json.loads(capsys.readouterr().out)["refused"]


def test_a_refusal_is_a_sentence_and_no_traceback(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("restore", "--yes", "nothing.sqlite3") == EXIT_REFUSED
    assert "nothing.sqlite3" in capsys.readouterr().err


def test_an_unsafe_setting_stops_the_command(run: Run) -> None:
    assert run("audit", "verify", APP_ENV="production", SECRET_KEY="short") == EXIT_SETTING


def test_an_older_database_is_copied_before_it_is_changed(run: Run, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "contest.sqlite3")) as older:
        older.execute("CREATE TABLE of_an_older_version (id INTEGER)")
    assert run("audit", "verify") == 0
    [copy] = (tmp_path / "backups").glob("before-migration-*.sqlite3")
    assert inspect(create_engine(f"sqlite:///{copy}")).get_table_names() == ["of_an_older_version"]


def test_tables_are_left_alone_while_somebody_answers(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(tmp_path / "contest.sqlite3")) as older:
        older.execute("CREATE TABLE quiz_attempt (state TEXT, deadline TEXT)")
        older.execute("INSERT INTO quiz_attempt VALUES ('open', '2999-01-01 00:00:00.000000')")
        older.commit()
    assert run("audit", "verify") == EXIT_REFUSED
    assert run("db", "upgrade") == EXIT_REFUSED
    assert "1 người đang làm bài" in capsys.readouterr().err
    tables = inspect(create_engine(f"sqlite:///{tmp_path}/contest.sqlite3")).get_table_names()
    assert tables == ["quiz_attempt"]


def test_every_command_explains_itself_in_vietnamese(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--help") == 0
    assert run("bank", "import", "--help") == 0
    assert run("restore", "--help") == 0
    assert run("db", "--help") == 0
    assert run("db", "upgrade", "--help") == 0
    told = capsys.readouterr().out
    assert "Cách dùng: bin/flask" in told
    assert "Không hỏi lại." in told
    assert "bin/flask restore [TÙY CHỌN] TỆP" in told
    assert not re.search(r"Usage|Options|Show|Flask|python-dotenv|revision|default", told)
    assert not re.search(r"OPTIONS|COMMAND|ARGS|FILE|TEXT|REVISION", told)


def test_a_second_administrator_is_refused_before_anything_is_asked(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    person = ("--name", "Lò Văn A", "--password", "mùa lúa chín vàng")
    unit = ("--unit-code", "XA", "--unit-name", "Đảng bộ xã")
    create = ("account", "create-admin", "--username")
    assert run(*create, "quantri", *person, *unit) == 0
    assert run(*create, "quantri2") == EXIT_REFUSED
    assert "Đã có quản trị viên" in capsys.readouterr().err


def test_every_help_text_has_its_words() -> None:
    def held(command: click.Command) -> Iterator[str]:
        yield from paragraphs(command.help)
        yield from (one.help for one in command.params if getattr(one, "help", None))
        for below in getattr(command, "commands", {}).values():
            yield from held(below)

    # other tests of this process may have turned them into Vietnamese already
    found = {words for command in COMMANDS for words in held(command)}
    vietnamese = {in_vietnamese(words) for words in WORDS}
    names = re.compile(r"[a-z-]+(, [a-z0-9.-]+)*\.")  # a list of formats
    assert {one for one in found - {*WORDS} - vietnamese if not names.fullmatch(one)} == set()
