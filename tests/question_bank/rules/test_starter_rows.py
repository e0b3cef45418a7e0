"""Rows of starter files become questions of every kind."""

import re
import tomllib
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from question_bank.rules import bodies
from question_bank.rules.kinds import Kind
from question_bank.rules.starter_rows import BadStarterRow, starter_draft
from question_bank.services.starter import starter_rows
from webapp.config import ROOT

USUAL = {"id": "x-1", "difficulty": "recall", "stem": "Câu hỏi?"}


def body_of(kind: str, **parts: Any) -> bodies.Body | None:
    return starter_draft({**USUAL, "kind": kind, **parts}, "charter").body


def test_every_kind_has_its_body() -> None:
    assert body_of("matching", pairs=[["a", "b"]], distractors=["c"]) == bodies.Matching(
        (("a", "b"),), ("c",)
    )
    assert body_of("ordering", items=["a", "b"]) == bodies.Ordering(("a", "b"))
    assert body_of(
        "short", accepted=["a", {"text": "b", "share": "0.5"}], case_sensitive=True
    ) == bodies.Short((bodies.Accepted("a"), bodies.Accepted("b", Fraction(1, 2))), True)
    assert body_of(
        "numeric", accepted=[{"value": "3.5", "tolerance": 1}], unit="ngày"
    ) == bodies.Numeric((bodies.AcceptedNumber(Decimal("3.5"), Decimal(1)),), "ngày")
    rubric = [{"text": "ý", "points": "1.5"}]
    points = (bodies.RubricPoint("ý", Fraction(3, 2)),)
    assert body_of("essay", rubric=rubric, most_words=9) == bodies.Essay(points, "", 9)
    assert body_of("situation", rubric=rubric, fatal_mistakes=["x"], model="m") == bodies.Situation(
        points, ("x",), "m"
    )
    assert body_of("prediction", measure="participants") == bodies.Prediction("participants")


def test_true_or_false_and_options_have_no_body() -> None:
    draft = starter_draft({**USUAL, "kind": "true_false", "answer": False}, "charter")
    assert (draft.body, [option.is_right for option in draft.options]) == (None, [False, True])


def test_a_situation_need_not_repeat_its_kind() -> None:
    [row] = starter_rows({"situation": [{**USUAL}]})
    assert starter_draft(row, "charter").kind is Kind.SITUATION


@pytest.mark.parametrize(
    "row",
    [
        {"kind": "one"},
        {"kind": "riddle", "stem": "x"},
        {**USUAL, "kind": "numeric", "accepted": [{"value": "many"}]},
        {**USUAL, "kind": "matching", "pairs": [["a"]]},
        {**USUAL, "kind": "essay", "rubric": [{"text": "x", "points": "1/0x"}]},
    ],
)
def test_a_row_that_is_no_question_is_named(row: dict[str, Any]) -> None:
    with pytest.raises(BadStarterRow) as refused:
        starter_draft(row, "charter")
    assert refused.value.facts["id"] == row.get("id", "?")


def test_the_guide_shows_a_shape_for_every_kind_that_can_be_read() -> None:
    text = (ROOT / "docs" / "starter-bank.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    [shapes] = [block for block in blocks if "[[situation]]" in block]
    rows = starter_rows(tomllib.loads(shapes))
    usual = {"difficulty": "recall"}
    kinds = {starter_draft({**usual, **row}, "charter").kind for row in rows}
    assert kinds == set(Kind) - {Kind.SEVERAL}
