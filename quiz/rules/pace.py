"""How fast one attempt may save: far faster than people click, far slower than a script."""

from datetime import datetime
from typing import Final

from foundation.errors import N_, Refusal

BURST: Final = 120
"""Saves at once: a phone that was without network sends all it has."""
PER_SECOND: Final = 5
MOST_KNOWN: Final = 20_000


class TooFast(Refusal):
    """More saves than anybody can click."""

    message = N_("Answers come faster than they can be stored. Wait a moment, then go on.")
    status = 429


class Pace:
    """Counts the saves of each attempt: a bucket of 120 that refills with 5 a second."""

    def __init__(self) -> None:
        self._left: dict[str, tuple[float, datetime]] = {}

    def count(self, attempt: str, at: datetime) -> None:
        """Let one save of ``attempt`` pass.

        Raises:
            TooFast: its bucket is empty.
        """
        left, since = self._left.get(attempt, (float(BURST), at))
        left = min(BURST, left + max(0.0, (at - since).total_seconds()) * PER_SECOND)
        if left < 1:
            raise TooFast
        if len(self._left) >= MOST_KNOWN:
            self._left.clear()
        self._left[attempt] = (left - 1, at)
