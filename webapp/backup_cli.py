"""Commands ``flask backup`` and ``flask restore``."""

from pathlib import Path

import click
from flask.cli import with_appcontext
from flask_babel import gettext as _

from webapp import backup as copies
from webapp import restoring


@click.command("backup")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@with_appcontext
def backup(file: Path | None) -> None:
    """Copy the database to FILE, or to the folder of copies; the copy is read back."""
    copy = copies.make_copy(file)
    click.echo(_("Copied %(rows)s rows to %(path)s.", rows=copy.rows, path=copy.path))


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask again.")
@with_appcontext
def restore(file: Path, yes: bool) -> None:
    """Put the copy FILE in the place of the present database, which is copied first."""
    if not yes:
        click.confirm(_("This replaces everything in the present database. Go on?"), abort=True)
    copy = restoring.restore(file)
    click.echo(_("Restored %(rows)s rows; the log's chain is whole.", rows=copy.rows))
