"""What the shell says of each kind of question is what docs/import-json.md shows."""

import json
import re
from typing import Any

import pytest

from question_bank.rules.kinds import Kind
from question_bank.rules.reading import ReadItem
from question_bank.rules.report import question_report
from tests.factories.drafts import a_draft_of
from webapp.config import ROOT

GUIDE = (ROOT / "docs" / "import-json.md").read_text(encoding="utf-8")
EXAMPLES = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", GUIDE, re.DOTALL)]


def shape(value: Any) -> Any:
    """Return the keys of an example, all the way down."""
    if isinstance(value, dict):
        return {name: shape(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return type(value).__name__


def test_each_kind_has_one_example() -> None:
    assert [example["kind"] for example in EXAMPLES] == [kind.code for kind in Kind]


@pytest.mark.parametrize("kind", Kind)
def test_an_example_has_exactly_the_keys_of_its_kind(kind: Kind) -> None:
    [example] = [one for one in EXAMPLES if one["kind"] == kind.code]
    said = question_report(ReadItem("", a_draft_of(kind))) | {
        "register": "", "notes": [], "where": "",
    }  # fmt: skip
    optional = {"most_words", "name", "tags", "credit"}
    assert set(example) | optional == set(said) | optional
    for name in ("pairs", "distractors", "items", "rubric", "fatal_mistakes", "options"):
        if example.get(name) and said.get(name):
            assert shape(example[name]) == shape(said[name])
