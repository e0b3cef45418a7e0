"""The two processes of a running copy, web server and worker, as children of this one."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from urllib.error import URLError

from webapp.config import ROOT

BLOCKING_THREADS = 32
MOST_CONNECTIONS = 8192
"""One server process keeps this many browsers; Granian's own figure (1024) is less than a hall."""
END_WITH_PARENT = """
import ctypes, os, signal, sys
PR_SET_PDEATHSIG = 1
ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
os.execv(sys.argv[1], sys.argv[1:])
"""
"""Run before the child's own program: Linux then ends it when the thread that started it ends,
even by ``kill -9``."""
PATIENCE_S = 10.0


class DidNotStart(RuntimeError):
    """A child ended, or did not answer in time."""


@dataclass
class Child:
    """One process in a group of its own, so that it can be stopped with all it started."""

    name: str
    command: list[str]
    environment: Mapping[str, str]
    log: IO[bytes] | None = None
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        """Start the process, from a thread that lives as long as it shall."""
        self.process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-c", END_WITH_PARENT, *self.command],
            cwd=ROOT,
            env={**os.environ, **self.environment},
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )

    def has_ended(self) -> bool:
        """Return whether the process is gone."""
        return self.process is None or self.process.poll() is not None

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self._signal(signal.SIGKILL)
        if self.process is not None:
            self.process.wait()

    def stop(self, patience_s: float = PATIENCE_S) -> None:
        """Ask it to end; insist after ``patience_s`` seconds."""
        if self.process is None:
            return
        self._signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(patience_s)
        self.kill()

    def _signal(self, number: signal.Signals) -> None:
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, number)
        except ProcessLookupError:
            return


def web_command(host: str, port: int, processes: int = 1) -> list[str]:
    """Return the command that serves the pages."""
    options = {
        "interface": "wsgi",
        "host": host,
        "port": port,
        "workers": processes,
        "blocking-threads": BLOCKING_THREADS,
        "backlog": MOST_CONNECTIONS,
        "backpressure": MOST_CONNECTIONS,
        "log-level": "error",
        "workers-kill-timeout": 5,
    }
    words = [f"--{name}={value}" for name, value in options.items()]
    return [sys.executable, "-m", "granian", *words, "--no-ws", "wsgi:app"]


def worker_command() -> list[str]:
    """Return the command that works through the jobs."""
    return [sys.executable, "-m", "webapp.worker"]


def is_free(host: str, port: int) -> bool:
    """Return whether nobody listens there; the server itself would share the port in silence."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError:
            return False
    return True


def free_port(host: str = "127.0.0.1", wanted: int = 0) -> int:
    """Return ``wanted`` if nobody listens there, else any free port."""
    for port in (wanted, 0):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((host, port))
            except OSError:
                continue
            return int(trial.getsockname()[1])
    raise DidNotStart("no port is free")


def lan_address() -> str:
    """Return this machine's address in the local network, or its own where there is none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as trial:
        try:
            trial.connect(("10.255.255.255", 9))  # sends nothing: it only asks for the route
        except OSError:
            return "127.0.0.1"
        return str(trial.getsockname()[0])


def wait_until_it_answers(child: Child, address: str, patience_s: float = 180) -> None:
    """Wait for the health check at ``address``.

    Raises:
        DidNotStart: the child ended or the time is over.
    """
    end = time.monotonic() + patience_s
    while time.monotonic() < end:
        if child.has_ended():
            raise DidNotStart(child.name)
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5):  # noqa: S310 - http only
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise DidNotStart(child.name)


def last_lines(log: Path, count: int = 20) -> str:
    """Return the end of a log, for whoever has to find out why a child ended."""
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-count:])
