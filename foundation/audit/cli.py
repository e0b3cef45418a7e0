"""Commands ``flask audit …``."""

import sys

import click
from flask.cli import AppGroup
from flask_babel import gettext as _

from foundation.audit import queries

group = AppGroup("audit", help="The record of who did what.")


@group.command("verify")
def verify() -> None:
    """Check the whole chain; name the first entry that does not hold."""
    report = queries.check_chain()
    if not report.is_whole:
        click.echo(
            _(
                "Entry %(number)s does not hold: %(reason)s.",
                number=report.broken_number,
                reason=_(str(report.reason)),
            ),
            err=True,
        )
        sys.exit(1)
    click.echo(
        _(
            "%(count)s entries, the chain is whole. Last seal: %(seal)s",
            count=report.entries,
            seal=report.last_seal,
        )
    )
