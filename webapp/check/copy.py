"""A fresh copy of the site in a folder of its own, which may be killed at any moment."""

import os
import subprocess
import sys
from pathlib import Path

from webapp.check.browser import Unexpected
from webapp.children import (
    Child,
    free_port,
    last_lines,
    wait_until_it_answers,
    web_command,
    worker_command,
)
from webapp.config import ROOT

HOST = "127.0.0.1"
LONGEST_COMMAND_S = 300


class Copy:
    """Web server, worker and data of one check."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port(HOST)
        self.base = f"http://{HOST}:{self.port}"
        self.log_path = folder / "log"
        self.environment = {
            "APP_ENV": "demo",
            "DATA_DIR": str(folder / "data"),
            "PUBLIC_URL": self.base,
        }
        self.log = self.log_path.open("ab")
        self.web = Child("web", web_command(HOST, self.port), self.environment, self.log)
        self.worker = Child("worker", worker_command(), self.environment, self.log)

    def run(self, *words: str) -> str:
        """Run one of the program's commands and return what it printed.

        Raises:
            Unexpected: it ended with an error.
        """
        done = subprocess.run(
            [sys.executable, "-m", "webapp.command_line", *words],
            cwd=ROOT,
            env={**os.environ, **self.environment},
            capture_output=True,
            text=True,
            timeout=LONGEST_COMMAND_S,
            check=False,
        )
        if done.returncode:
            raise Unexpected(f"{' '.join(words)}: {done.returncode}, {done.stderr[-600:]}")
        return done.stdout

    def start(self) -> None:
        """Start web server and worker."""
        self.start_web()
        self.worker.start()

    def start_web(self) -> None:
        """Start the web server and wait until it answers."""
        self.web.start()
        wait_until_it_answers(self.web, self.base)

    def stop(self) -> None:
        """Stop everything."""
        self.web.stop()
        self.worker.stop()
        self.log.close()

    def last_words(self) -> str:
        """Return the end of the log."""
        return last_lines(self.log_path)
