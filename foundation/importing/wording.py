"""Sentences about a list in the reader's language."""

from collections.abc import Mapping

from flask_babel import gettext as _


def say(message: str, facts: Mapping[str, object] | None = None) -> str:
    """Return a msgid with its facts in the reader's language."""
    return str(_(message) % facts if facts else _(message))
