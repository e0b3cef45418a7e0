"""All commands of the program's line, under one roof."""

from flask import Flask

from foundation.account.cli import group as account
from foundation.audit.cli import group as audit
from webapp.backup_cli import backup, restore
from webapp.demo.cli import group as demo

COMMANDS = (account, audit, backup, demo, restore)


def register(app: Flask) -> None:
    """Attach the commands."""
    for command in COMMANDS:
        app.cli.add_command(command)
