"""Every sentence has Vietnamese words, and every setting and command is explained to operators."""

import ast
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click
import pytest
from flask import Flask

from tests.architecture.sources import modules, name_of
from webapp import translators
from webapp.catalogues import TRANSLATIONS
from webapp.config import ROOT, Settings

OPERATIONS = ROOT / "docs" / "operations.md"
SAYING = {"_", "gettext", "ngettext", "lazy_gettext", "_l", "N_"}
FLASKS_OWN = {"routes", "run", "shell", "db", "limiter"}


def test_every_sentence_has_vietnamese_words() -> None:
    faults = list(
        translators.missing(translators.sentences(), translators.words(translators.CATALOGUE))
    )
    assert faults == [], "bin/translations names them too"


def _said_in_an_f_string(code: str) -> list[str]:
    """Return the sentences inside f-strings: the extractor reads those as text, not as calls."""
    return [
        call.args[0].value
        for text in ast.walk(ast.parse(code))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in SAYING
        if call.args and isinstance(call.args[0], ast.Constant)
    ]


def test_a_sentence_in_an_f_string_is_noticed() -> None:
    assert _said_in_an_f_string("f\"{_('Learner'):<9} {_(role)}\"") == ["Learner"]


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_no_sentence_hides_in_an_f_string(path: Path) -> None:
    assert _said_in_an_f_string(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", sorted(TRANSLATIONS.rglob("*.po")), ids=lambda path: path.name)
def test_no_words_are_unconfirmed(path: object) -> None:
    assert [m.id for m in translators.words(path) if m.id and m.fuzzy] == []  # type: ignore[arg-type]


def test_every_setting_is_explained() -> None:
    explained = OPERATIONS.read_text(encoding="utf-8")
    assert [s.name for s in fields(Settings) if f"`{s.name}`" not in explained] == []


def _commands(group: click.Group, before: str = "") -> Iterator[str]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}"


def test_every_command_is_explained(app: Flask) -> None:
    explained = OPERATIONS.read_text(encoding="utf-8")
    ours = [name for name in _commands(app.cli) if name.split()[0] not in FLASKS_OWN]
    assert [name for name in ours if f"bin/flask {name}" not in explained] == []
