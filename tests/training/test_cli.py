"""``flask training figures``: the keys machines read, the words people read, wrong usage."""

import json
from datetime import date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from tests.factories import figures as rows
from tests.factories import organisation as make
from training.cli import NoUnits, NoUnitThen

KEYS = {"code", "label", "value", "numerator", "denominator", "from", "to"}


@pytest.fixture
def runner(app: Flask, at: datetime) -> FlaskCliRunner:
    district = make.a_unit("Đảng bộ huyện Mù Cang Chải", level="district")
    cells = [make.a_cell(district, f"Chi bộ {n}") for n in range(3)]
    for cell in cells[:2]:
        rows.a_year_of_meetings(cell)
    rows.a_study(make.a_person(cells[0]), cells[0])
    return app.test_cli_runner()


def test_json_has_the_keys_of_every_figure(runner: FlaskCliRunner) -> None:
    answer = runner.invoke(args=["training", "figures", "2012-2014", "--json"])
    assert answer.exit_code == 0, answer.output
    found = json.loads(answer.output)
    assert found["period"] == "2012-2014"
    assert found["unit_name"] == "Đảng bộ huyện Mù Cang Chải"
    assert {frozenset(figure) for figure in found["figures"]} == {frozenset(KEYS)}
    figures = {figure["code"]: figure for figure in found["figures"]}
    assert figures["theory_study_persons"]["value"] == 1
    met = figures["cells_regular_and_thematic_percent"]
    assert (met["value"], met["numerator"], met["denominator"]) == (66.7, 2, 3)
    assert (met["from"], met["to"]) == ("2014-01-01", "2014-12-31")


def test_a_unit_is_named_by_its_code(runner: FlaskCliRunner) -> None:
    unit = make.a_unit("Đảng bộ xã")
    answer = runner.invoke(args=["training", "figures", "2014", "--unit", unit.code, "--json"])
    assert json.loads(answer.output)["unit"] == unit.code


def test_people_read_a_table_with_denominators(runner: FlaskCliRunner) -> None:
    answer = runner.invoke(args=["training", "figures", "2014"])
    assert "66,7%  (2/3)" in answer.output


@pytest.mark.parametrize("words", [["năm"], [], ["2014-2012"]])
def test_wrong_usage_is_no_traceback(runner: FlaskCliRunner, words: list[str]) -> None:
    answer = runner.invoke(args=["training", "figures", *words])
    assert answer.exit_code == 2, answer.output
    assert "Traceback" not in answer.output


def test_a_code_nobody_had_is_named(runner: FlaskCliRunner) -> None:
    answer = runner.invoke(args=["training", "figures", "2014", "--unit", "NONE"])
    assert isinstance(answer.exception, NoUnitThen)
    assert "NONE" in str(answer.exception)


def test_an_unfinished_year_says_up_to_which_day(runner: FlaskCliRunner, at: datetime) -> None:
    answer = runner.invoke(args=["training", "figures", "2026", "--json"])
    turns = next(f for f in json.loads(answer.output)["figures"] if f["code"] == "turns")
    assert turns["to"] == at.date().isoformat() == str(date(2026, 12, 12))


def test_where_there_is_no_unit_no_empty_code_is_named(app: Flask) -> None:
    answer = app.test_cli_runner().invoke(args=["training", "figures", "2014"])
    assert isinstance(answer.exception, NoUnits)


def test_what_nobody_wrote_down_is_said_so_and_stays_nothing_in_json(
    runner: FlaskCliRunner,
) -> None:
    words = ["training", "figures", "2014"]
    lines = runner.invoke(args=words).output.splitlines()
    [women] = [line for line in lines if "Turns of women" in line]
    [books] = [line for line in lines if "resolution book" in line.lower()]
    assert women.endswith("not recorded")
    assert books.endswith("not recorded")
    assert not [line for line in lines if "(0/0)" in line]
    figures = json.loads(runner.invoke(args=[*words, "--json"]).output)["figures"]
    kept = {one["code"]: (one["value"], one["numerator"], one["denominator"]) for one in figures}
    assert kept["women_turns"] == (0, 0, 0)
    assert kept["resolution_book_percent"] == (None, 0, 0)
