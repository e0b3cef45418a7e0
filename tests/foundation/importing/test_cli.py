"""Lists of persons from the shell."""

import json
from datetime import datetime
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select

from foundation.db import session
from foundation.organisation.models import Person
from tests.factories import organisation as make
from tests.foundation.importing.sheets import workbook

ROWS = [
    ["Họ và tên", "Ngày sinh", "Chi bộ", "Tôn giáo"],
    ["Giàng A Páo", "05/03/1980", "Chi bộ bản Kim Nọi", "không"],
    ["Lò Thị Én", "1985", "CB bản Kim Nọi", "không"],
    ["Vàng A Su", "31/02/1980", "Chi bộ bản Kim Nọi", "không"],
    ["Sùng A Chu", "1970", "Chi bộ không có", "không"],
]


def run(app: Flask, *words: str) -> tuple[int, dict[str, object]]:
    """Return the exit code and what was printed."""
    done = app.test_cli_runner().invoke(args=["organisation", "import-people", *words, "--json"])
    session.rollback()
    return done.exit_code, json.loads(done.output)


def test_what_is_found_is_stored_unchanged_or_listed(
    app: Flask, at: datetime, tmp_path: Path
) -> None:
    unit = make.a_unit()
    make.a_cell(unit)
    file = tmp_path / "ds.xlsx"
    file.write_bytes(workbook(ROWS))
    code, tried = run(app, str(file), "--dry-run")
    assert code == 0
    assert session.scalar(select(func.count()).select_from(Person)) == 0
    code, done = run(app, str(file), "--unit", unit.code)
    assert code == 0
    assert {**tried} == {**done}
    assert (done["found"], done["stored"], done["unchanged"]) == (4, 2, 0)
    assert [line["row"] for line in done["listed"]] == [4, 5]  # type: ignore[attr-defined]
    assert done["not_collected"] == ["Tôn giáo"]
    _code, again = run(app, str(file))
    assert (again["found"], again["stored"], again["unchanged"]) == (4, 0, 2)


def test_a_refused_file_ends_with_two(app: Flask, at: datetime, tmp_path: Path) -> None:
    make.a_unit()
    file = tmp_path / "ds.xlsx"
    file.write_bytes(b"PK\x03\x04")
    code, done = run(app, str(file))
    assert code == 2
    assert set(done) == {"refused"}
    assert run(app, str(tmp_path / "none.xlsx"))[0] == 2
    assert run(app, str(file), "--unit", "NONE")[0] == 2
