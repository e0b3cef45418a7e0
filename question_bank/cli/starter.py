"""``flask bank load-starter``."""

import click
from flask_babel import gettext as _

from foundation import clock
from question_bank import services
from question_bank.cli.group import group


@group.command("load-starter")
def load_starter() -> None:
    """Add the questions that come with the program; those already there stay."""
    added = services.load_starter(at=clock.now())
    click.echo(_("%(count)s questions added to the common bank.", count=added))
