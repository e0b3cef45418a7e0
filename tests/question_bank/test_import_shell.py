"""The shell reads no more of a file than it needs to answer."""

import json
import tracemalloc
from pathlib import Path

import pytest
from flask import Flask


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
