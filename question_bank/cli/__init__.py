"""Commands ``flask bank …``; each module adds its own to the group."""

from question_bank.cli import checking, exporting, importing, starter
from question_bank.cli.group import group

__all__ = ["checking", "exporting", "group", "importing", "starter"]
