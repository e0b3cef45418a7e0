"""The code on the projector: it changes every 20 seconds and is good for one lesson alone."""

import hashlib
import hmac
from datetime import datetime

STEP_S = 20
"""How long one code is shown."""
GRACE = 2
"""How many codes back still count: to hold up a phone and to read takes its time."""
LETTERS = 8
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def window(at: datetime) -> int:
    """Return the number of the time window of the server's clock."""
    return int(at.timestamp()) // STEP_S


def code_in(secret: str, lesson: str, number: int) -> str:
    """Return the code of a lesson in a window: 8 signs, 40 bits of an HMAC."""
    mac = hmac.new(secret.encode(), f"roll:{lesson}:{number}".encode(), hashlib.sha256).digest()
    return "".join(_ALPHABET[byte % 32] for byte in mac[:LETTERS])


def code_now(secret: str, lesson: str, at: datetime) -> str:
    """Return the code to be shown now."""
    return code_in(secret, lesson, window(at))


def is_fresh(code: str, secret: str, lesson: str, at: datetime) -> bool:
    """Return whether a code is of this lesson and of the last minute."""
    newest = window(at)
    known = (code_in(secret, lesson, newest - back) for back in range(GRACE + 1))
    return any(hmac.compare_digest(code.encode(), one.encode()) for one in known)


def seconds_left(at: datetime) -> int:
    """Return in how many seconds the next code is shown."""
    return STEP_S - int(at.timestamp()) % STEP_S
