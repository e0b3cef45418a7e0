"""The worker: works through jobs one by one, and does what must be done every few seconds."""

import signal
import sys
import threading
import time
from collections.abc import Callable
from datetime import datetime
from types import FrameType

import structlog
from flask import Flask

from foundation import clock
from foundation.account.services.throttle import sweep_failures
from foundation.db import session
from foundation.importing.services import sweep_lists
from foundation.jobs import queue, services
from quiz.services import close_expired
from webapp import create_app

log = structlog.get_logger()
LOOK_EVERY_S = 0.2
SWEEP_EVERY_S = 3.0

Sweep = Callable[[datetime], object]
SWEEPS: tuple[Sweep, ...] = (close_expired, sweep_lists, sweep_failures)
"""What other domains want done now and then, such as closing attempts whose time is over."""


def sweep(at: datetime) -> None:
    """Pick up dropped jobs and do what is due."""
    for job_id in services.dropped(at):
        services.work_on(job_id)
    for due in SWEEPS:
        try:
            due(at)
        except Exception:
            log.exception("sweep.failed", sweep=getattr(due, "__name__", "?"))
        finally:
            session.remove()


def run(app: Flask, stop: threading.Event) -> None:
    """Work until ``stop`` is set."""
    next_sweep = 0.0
    while not stop.is_set():
        with app.app_context():
            job_id = queue.answer()
            if job_id is not None:
                services.work_on(job_id)
            elif time.monotonic() >= next_sweep:
                sweep(clock.now())
                next_sweep = time.monotonic() + SWEEP_EVERY_S
        if job_id is None:
            stop.wait(LOOK_EVERY_S)


def main() -> int:
    """Start the worker of this installation."""
    stop = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    run(create_app(), stop)
    return 0


if __name__ == "__main__":
    sys.exit(main())
