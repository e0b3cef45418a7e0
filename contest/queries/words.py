"""Sentences that queries make for pages: a msgid with its facts, translated where it is shown."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from foundation import clock


@dataclass(frozen=True, init=False)
class Sentence:
    """A msgid and the facts that fill it."""

    message: str
    facts: dict[str, Any] = field(default_factory=dict)

    def __init__(self, message: str, **facts: Any) -> None:
        """Keep the msgid with its facts."""
        object.__setattr__(self, "message", message)
        object.__setattr__(self, "facts", facts)


def hour(moment: datetime) -> str:
    """Return ``8h05`` on Vietnam's clock."""
    at = clock.local(moment)
    return f"{at.hour}h{at.minute:02d}"


def end_of(opens: datetime, closes: datetime) -> str:
    """Return the hour something ends, with its day where that is another one."""
    day = clock.local(closes).date()
    return hour(closes) if day == clock.local(opens).date() else f"{hour(closes)}, {day:%d/%m/%Y}"
