"""Every sentence has Vietnamese words, and every setting and command is explained to operators."""

from collections.abc import Iterator
from dataclasses import fields

import click
import pytest
from flask import Flask

from webapp import translators
from webapp.catalogues import TRANSLATIONS
from webapp.config import ROOT, Settings

OPERATIONS = ROOT / "docs" / "operations.md"
FLASKS_OWN = {"routes", "run", "shell", "db", "limiter"}


def test_every_sentence_has_vietnamese_words() -> None:
    faults = list(
        translators.missing(translators.sentences(), translators.words(translators.CATALOGUE))
    )
    assert faults == [], "bin/translations names them too"


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
