"""All commands of the program's line, under one roof."""

from flask import Flask

from contest.cli import group as contest
from foundation.account.cli import group as account
from foundation.audit.cli import group as audit
from foundation.importing.cli import group as organisation
from question_bank.cli import group as bank
from quiz.cli import group as quiz
from training.cli import group as training
from webapp.backup_cli import backup, restore
from webapp.demo.cli import group as demo

COMMANDS = (account, audit, bank, backup, contest, demo, organisation, quiz, restore, training)


def register(app: Flask) -> None:
    """Attach the commands."""
    for command in COMMANDS:
        app.cli.add_command(command)
