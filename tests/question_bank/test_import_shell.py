"""The shell reads no more of a file than it needs to answer."""

import json
import tracemalloc
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from foundation.db import session
from question_bank.models import ImportPreview, Topic


def _refused(app: Flask, file: Path) -> str:
    done = app.test_cli_runner().invoke(args=["bank", "import", str(file), "--dry-run", "--json"])
    assert done.exit_code == 2
    return str(json.loads(done.stdout)["refused"])


def test_a_file_of_gigabytes_is_refused_without_being_read(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "rất lớn.gift"
    with file.open("wb") as opened:
        opened.write(b"Ai? {=a ~b}\n")
        opened.truncate(3 * 2**30)
    tracemalloc.start()
    try:
        assert "20 MB" in _refused(app, file)
        assert tracemalloc.get_traced_memory()[1] < 60 * 2**20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", ["không có.docx", "."])
def test_a_missing_file_and_a_folder_are_refused(app: Flask, tmp_path: Path, name: str) -> None:
    assert _refused(app, tmp_path / name)


def test_xml_of_another_program_is_no_list_of_questions(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "bài"
    file.write_text('<?xml version="1.0"?>\n<document>Một {=a ~b}</document>', encoding="utf-8")
    assert "Word" in _refused(app, file)


def test_a_file_of_which_nothing_is_kept_leaves_nothing_behind(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "bài.gift"
    file.write_text("::Một:: Hai cộng hai bằng mấy? {", encoding="utf-8")
    done = app.test_cli_runner().invoke(args=["bank", "import", str(file), "--json"])
    report = json.loads(done.stdout)
    assert (done.exit_code, report["stored"], len(report["listed"])) == (0, 0, report["found"])
    for table in (ImportPreview, Topic):
        assert session.scalar(select(func.count()).select_from(table)) == 0
