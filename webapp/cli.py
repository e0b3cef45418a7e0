"""All commands of the program's line, under one roof."""

from flask import Flask

from foundation.account.cli import group as account
from foundation.audit.cli import group as audit

GROUPS = (account, audit)


def register(app: Flask) -> None:
    """Attach the commands."""
    for group in GROUPS:
        app.cli.add_command(group)
