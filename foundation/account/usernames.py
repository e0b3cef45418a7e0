"""The canonical form of a user name: one form for registering, signing in and resetting."""

import re
import unicodedata

from foundation.errors import N_, InvalidInput

_ALLOWED = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")


class BadUsername(InvalidInput):
    """The name holds signs a user name may not have."""

    field = "username"
    message = N_(
        "A user name has 3 to 60 letters without marks, digits, points or dashes; no spaces."
    )


def canonical(username: str) -> str:
    """Return the name as it is looked up: trimmed, NFC, casefolded."""
    return unicodedata.normalize("NFC", username).strip().casefold()[:60]


def checked(username: str) -> str:
    """Return the canonical name of a new account.

    Raises:
        BadUsername: letters with marks, other scripts, spaces or hidden signs.
    """
    name = canonical(username)
    if _ALLOWED.fullmatch(name) is None:
        raise BadUsername
    return name
