"""The two processes: they answer, they end with their group, and an end is noticed."""

import os
import signal
import socket
import sys
from pathlib import Path

import psutil
import pytest

from tests.waiting import PATIENCE_S, a_quiet_port
from webapp.children import (
    Child,
    DidNotStart,
    free_port,
    lan_address,
    wait_until_it_answers,
    web_command,
)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"APP_ENV": "test", "DATA_DIR": str(tmp_path), "SECRET_KEY": "a" * 20 + "tests only" * 3}


def test_a_killed_server_leaves_nothing_and_starts_again(environment: dict[str, str]) -> None:
    port = free_port(wanted=a_quiet_port())
    web = Child("web", web_command("127.0.0.1", port), environment)
    try:
        for _start in range(2):
            web.start()
            wait_until_it_answers(web, f"http://127.0.0.1:{port}", PATIENCE_S)
            assert web.process is not None
            family = psutil.Process(web.process.pid).children(recursive=True)
            web.kill()
            assert web.has_ended()
            assert psutil.wait_procs(family, timeout=PATIENCE_S)[1] == []
    finally:
        web.stop()


def test_a_server_that_ends_at_once_is_noticed(environment: dict[str, str]) -> None:
    broken = Child("web", [sys.executable, "-c", "raise SystemExit(3)"], environment)
    broken.start()
    with pytest.raises(DidNotStart):
        wait_until_it_answers(broken, "http://127.0.0.1:9", patience_s=10)


def test_a_child_that_does_not_listen_is_ended_all_the_same() -> None:
    deaf = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        "print('deaf', flush=True); time.sleep(3600)"
    )
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as said, os.fdopen(writing, "wb") as log:
        child = Child("deaf", [sys.executable, "-c", deaf], {}, log)
        child.start()
        assert said.readline() == b"deaf\n"
        child.stop(patience_s=0.2)
    assert child.process is not None
    assert child.process.returncode == -signal.SIGKILL


def test_a_taken_port_is_passed_over() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert free_port(wanted=taken.getsockname()[1]) != taken.getsockname()[1]
    assert lan_address()
