"""The token that lets a page save answers to one attempt, without a look into the database."""

import hashlib
import hmac
from functools import lru_cache

from foundation.errors import N_, Refusal


class AttemptTokenUnknown(Refusal):
    """The token was not made here, or was made before a new slip was issued."""

    message = N_("This page no longer belongs to your attempt. Please enter your code again.")
    status = 403


def attempt_token(secret: bytes, attempt: str, epoch: int) -> str:
    """Return the token of an attempt: its public name, its epoch, and HMAC-SHA256 over both."""
    return f"{attempt}.{epoch}.{_seal(secret, attempt, epoch)}"


def read_attempt_token(secret: bytes, token: str) -> tuple[str, int]:
    """Return the attempt's public name and epoch.

    Raises:
        AttemptTokenUnknown: a token of another form, or not sealed with ``secret``.
    """
    attempt, _, rest = token.partition(".")
    number, _, seal = rest.partition(".")
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise AttemptTokenUnknown
    epoch = int(number)
    if not hmac.compare_digest(seal.encode(), _seal(secret, attempt, epoch).encode()):
        raise AttemptTokenUnknown
    return attempt, epoch


@lru_cache(maxsize=8192)  # a page sends the same token with every answer
def _seal(secret: bytes, attempt: str, epoch: int) -> str:
    return hmac.digest(secret, f"attempt:{attempt}:{epoch}".encode(), hashlib.sha256).hex()
