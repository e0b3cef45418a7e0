"""Which function does which kind of job."""

from collections.abc import Callable
from typing import Any, Protocol


class Progress(Protocol):
    """What a handler tells while it works. Each step must be repeatable without a second effect."""

    def step(self, done: int, total: int) -> None:
        """Say how far the work is; this also keeps the lease."""

    def note(self, text: str) -> None:
        """Leave a line for whoever reads the job's page."""


Handler = Callable[[Progress, dict[str, Any]], dict[str, Any]]
_handlers: dict[str, Handler] = {}


def job_handler(kind: str) -> Callable[[Handler], Handler]:
    """Register the function that does jobs of ``kind``."""

    def register(handler: Handler) -> Handler:
        _handlers[kind] = handler
        return handler

    return register


def handler_of(kind: str) -> Handler:
    """Return the function for ``kind``.

    Raises:
        KeyError: nobody does such jobs.
    """
    return _handlers[kind]
