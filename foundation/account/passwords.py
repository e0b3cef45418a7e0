"""Passwords of officials: argon2id, and what makes one good enough."""

import threading
import unicodedata
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from foundation.errors import N_, InvalidInput

SHORTEST: Final = 10
LONGEST: Final = 200
_COMMON: Final = frozenset({"1234567890", "0123456789", "matkhau123", "password123", "qwertyuiop"})

_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
# One hash takes 19 MiB and 30 ms of a core: more at once than cores only makes all wait.
_at_once = threading.BoundedSemaphore(2)


class WeakPassword(InvalidInput):
    """The password is too easy to guess."""

    field = "new"
    message = N_("Choose a password of at least %(shortest)s characters that is not a common one.")


def hash_password(password: str) -> str:
    """Return the argon2id hash of ``password`` (NFC).

    Raises:
        WeakPassword: too short, too long, one sign repeated, or a common one.
    """
    plain = unicodedata.normalize("NFC", password)
    is_weak = len(set(plain)) < 4 or plain.casefold() in _COMMON
    if is_weak or not SHORTEST <= len(plain) <= LONGEST:
        raise WeakPassword(shortest=SHORTEST)
    with _at_once:
        return _hasher.hash(plain)


def is_password(stored: str | None, password: str) -> bool:
    """Return whether ``password`` is the right one.

    An account without a password, or no account, takes the same time to refuse.
    """
    plain = unicodedata.normalize("NFC", password)[:LONGEST]
    with _at_once:
        try:
            return _hasher.verify(stored or _dummy(), plain) and stored is not None
        except (VerificationError, InvalidHashError):
            return False


def _dummy() -> str:
    global _dummy_hash  # noqa: PLW0603 - made once, on first need
    if _dummy_hash is None:
        _dummy_hash = _hasher.hash("no account has this password")
    return _dummy_hash


_dummy_hash: str | None = None
