"""Values of lists in the reader's language, where they are words of ours."""

from flask_babel import gettext as _

_terms = {"male", "female"}


def know_terms(*msgids: str) -> None:
    """Let values of these words be shown in the reader's language; all others stand as they are."""
    _terms.update(msgids)


def in_words(value: str) -> str:
    """Return a value of a row as the reader should see it."""
    return str(_(value)) if value in _terms else value
