"""Commands ``flask contest …``: repeat a draw, check a published result, read rules from a file."""

import hashlib
import json
from pathlib import Path

import click
from flask.cli import AppGroup
from flask_babel import gettext as _

from contest.rules.document import read_toml
from contest.rules.drawing import draw_order, list_digest
from contest.rules.freezing import canonical
from foundation.errors import N_, InvalidInput


class FileUnreadable(InvalidInput):
    """A file is not the kind of text a command reads."""

    message = N_("The file %(name)s cannot be read: it is not the text this command needs.")


group = AppGroup("contest", help="Draws, published results and rules, checked by anybody.")


@group.command("verify-draw")
@click.argument("seed")
@click.argument("numbers", type=int, nargs=-1, required=True)
def verify_draw(seed: str, numbers: tuple[int, ...]) -> None:
    """Repeat a draw from its SEED and the entry NUMBERS of the published list."""
    click.echo(_("Digest of the list (SHA-256): %(digest)s", digest=list_digest(numbers)))
    for place, number in enumerate(draw_order(numbers, seed), start=1):
        click.echo(f"{place}. {number}")


@group.command("verify-result")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("digest", required=False, default="")
def verify_result(file: Path, digest: str) -> None:
    """Say the digest of a published result's FILE, and whether it is the one that was printed."""
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise FileUnreadable(name=file.name) from error
    found = hashlib.sha256(canonical(rows).encode()).hexdigest()
    click.echo(_("Digest of the result (SHA-256): %(digest)s", digest=found))
    if digest and digest.strip().lower() != found:
        click.echo(_("This is not the result that was published."), err=True)
        raise SystemExit(1)


@group.command("check-rules")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check_rules(file: Path) -> None:
    """Read rules from a TOML FILE and say what they hold."""
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise FileUnreadable(name=file.name) from error
    rules = read_toml(text)
    click.echo(rules.title)
    for column in rules.columns:
        click.echo(f"  {column.title}: {column.max_points}")
