"""Commands anybody may run: a draw repeated, a result checked, rules read."""

import hashlib
import json
from pathlib import Path

import pytest
from flask import Flask

from contest.cli import FileUnreadable
from contest.rules.document import write_toml
from contest.rules.drawing import draw_order
from contest.rules.freezing import canonical
from tests.factories import contest as build


def test_a_draw_is_repeated_from_its_seed(app: Flask) -> None:
    done = app.test_cli_runner().invoke(
        args=["contest", "verify-draw", "Púng Luông", "3", "1", "2"]
    )
    places = [f"{n}. {number}" for n, number in enumerate(draw_order([1, 2, 3], "Púng Luông"), 1)]
    assert done.output.splitlines()[1:] == places


def test_a_result_is_compared_with_the_printed_digest(app: Flask, tmp_path: Path) -> None:
    rows = {"contest": "Hội thi", "categories": []}
    file = tmp_path / "ket-qua.json"
    file.write_text(json.dumps(rows), encoding="utf-8")
    digest = hashlib.sha256(canonical(rows).encode()).hexdigest()
    runner = app.test_cli_runner()
    assert runner.invoke(args=["contest", "verify-result", str(file), digest]).exit_code == 0
    assert runner.invoke(args=["contest", "verify-result", str(file), "0" * 64]).exit_code == 1


def test_rules_are_read_from_a_file(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "the-le.toml"
    file.write_text(write_toml(build.rules()), encoding="utf-8")
    done = app.test_cli_runner().invoke(args=["contest", "check-rules", str(file)])
    assert done.output.splitlines() == ["Thể lệ", "  Trắc nghiệm: 30", "  Thuyết trình: 10"]


@pytest.mark.parametrize("command", ["check-rules", "verify-result"])
def test_a_file_that_is_no_text_is_refused_in_words(
    app: Flask, tmp_path: Path, command: str
) -> None:
    file = tmp_path / "x.bin"
    file.write_bytes(b"\xff\xfe{")
    done = app.test_cli_runner().invoke(args=["contest", command, str(file)])
    assert isinstance(done.exception, FileUnreadable)
