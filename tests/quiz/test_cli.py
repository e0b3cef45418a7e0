"""``flask quiz statistics``: the keys machines read, the words people read, refusals."""

import json
from pathlib import Path

from flask import Flask

TABLE = "attempt;Câu 1;Câu 2\nmax;1;2\na;1;1,5\nb;0;2\nc;1;\nd;1;0,5\ne;0;2\n"


def _run(app: Flask, *words: str):  # type: ignore[no-untyped-def]
    return app.test_cli_runner().invoke(args=["quiz", "statistics", *words])


def test_the_report_has_the_keys_of_the_issue(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "marks.csv"
    file.write_text(TABLE, encoding="utf-8")
    done = _run(app, str(file), "--json")
    report = json.loads(done.stdout)
    assert done.exit_code == 0
    assert [(one["number"], one["name"]) for one in report["questions"]] == [
        (1, "Câu 1"),
        (2, "Câu 2"),
    ]
    assert set(report["questions"][0]) >= {
        "facility", "sd", "effective_weight", "discrimination_index", "discriminative_efficiency",
    }  # fmt: skip
    assert set(report["test"]) >= {
        "mean", "median", "sd", "skewness", "kurtosis", "cic", "error_ratio", "standard_error",
    }  # fmt: skip
    assert report["questions"][0]["facility"] == 0.6
    assert report["test"]["mean"] == 1.8


def test_people_get_words(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "marks.csv"
    file.write_bytes(TABLE.encode("utf-16"))
    done = _run(app, str(file))
    assert done.exit_code == 0
    assert "Câu 2" in done.stdout


def test_refusals_are_calm(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "binary.csv").write_bytes(bytes(range(256)) * 9)
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    for name in ("binary.csv", "other.csv", "missing.csv"):
        done = _run(app, str(tmp_path / name), "--json")
        assert done.exit_code == 2
        assert list(json.loads(done.stdout)) == ["refused"]
