"""Commands ``flask quiz …``."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup
from flask_babel import gettext as _

from foundation.errors import N_, Refusal
from foundation.packages import content_of
from quiz.services.statistics import FileMissing, MarksFigures, figures_of_marks

group = AppGroup("quiz", help="Quizzes and tests.")
EXIT_REFUSED = 2
WORDS = {
    "attempts": N_("Attempts"),
    "mean": N_("Mean"),
    "median": N_("Median"),
    "sd": N_("Standard deviation"),
    "skewness": N_("Skewness"),
    "kurtosis": N_("Kurtosis"),
    "cic": N_("Internal consistency (%)"),
    "error_ratio": N_("Error ratio (%)"),
    "standard_error": N_("Standard error"),
}


@group.command("statistics")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
def statistics(file: Path, as_json: bool) -> None:
    """Tell how well the questions of a test worked, from the table of marks in FILE."""
    try:
        if not file.is_file():
            raise FileMissing(name=file.name)
        found = figures_of_marks(content_of(file))
    except Refusal as refusal:
        sentence = _(refusal.message) % refusal.facts if refusal.facts else _(refusal.message)
        click.echo(json.dumps({"refused": sentence}, ensure_ascii=False) if as_json else sentence)
        sys.exit(EXIT_REFUSED)
    if as_json:
        click.echo(json.dumps(_report(found), ensure_ascii=False, indent=1))
        return
    _say(found)


def _report(found: MarksFigures) -> dict[str, Any]:
    rows = zip(found.table.names, found.table.maxima, found.items, strict=True)
    return {
        "questions": [
            {"number": number, "name": name, "max": float(most), **asdict(one)}
            for number, (name, most, one) in enumerate(rows, start=1)
        ],
        "test": asdict(found.test),
    }


def _say(found: MarksFigures) -> None:
    for name, value in asdict(found.test).items():
        click.echo(f"{_(WORDS[name])}: {_shown(value)}")
    click.echo(
        _("Question: facility, deviation, effective weight, discrimination index, efficiency")
    )
    for name, one in zip(found.table.names, found.items, strict=True):
        figures = (
            one.facility,
            one.sd,
            one.effective_weight,
            one.discrimination_index,
            one.discriminative_efficiency,
        )
        click.echo(f"  {name}: {', '.join(map(_shown, figures))}")


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
