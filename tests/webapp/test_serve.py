"""Server and worker run together, stop together, and do not start unsafely."""

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from tests.waiting import PATIENCE_S, a_quiet_port
from webapp.command_line import EXIT_REFUSED, EXIT_SETTING, EXIT_USAGE
from webapp.config import ROOT
from webapp.serve import main

SECRET = "for these tests only 0123456789 abcdefghij"


@contextmanager
def _running(*words: str, **settings: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "webapp.serve", *words]
    with subprocess.Popen(
        command, cwd=ROOT, env=settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _refusal(*words: str, **settings: str) -> str:
    command = [sys.executable, "-m", "webapp.serve", *words]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=settings,
        check=False,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    )
    assert done.returncode == EXIT_SETTING, done.stderr
    return done.stderr


def test_the_demo_says_where_it_is_and_stops_at_ctrl_c(tmp_path: Path) -> None:
    settings = {"APP_ENV": "demo", "DATA_DIR": str(tmp_path)}
    create = [sys.executable, "-m", "webapp.command_line", "db", "upgrade"]
    subprocess.run(create, cwd=ROOT, env=settings, check=True, capture_output=True)
    with _running("demo", f"--port={a_quiet_port()}", **settings) as demo:
        assert demo.stdout is not None
        said = ""
        while "Ctrl-C" not in said and (line := demo.stdout.readline()):
            said += line
        address = re.search(r"http://\S+", said)
        assert address is not None
        with urllib.request.urlopen(f"{address[0]}/healthz", timeout=PATIENCE_S) as answer:
            assert answer.status == 200
        family = psutil.Process(demo.pid).children(recursive=True)
        assert len(family) >= 2
        demo.send_signal(signal.SIGINT)
        assert demo.wait(timeout=PATIENCE_S) == 0
        assert psutil.wait_procs(family, timeout=PATIENCE_S)[1] == []


LONG_TO_LOAD = """
import time
print("loading", flush=True)
time.sleep(3600)
"""


@pytest.mark.parametrize("module", [["webapp.serve", "demo"], ["webapp.command_line", "--help"]])
def test_ctrl_c_while_the_program_loads_ends_it_quietly(tmp_path: Path, module: list[str]) -> None:
    (tmp_path / "click.py").write_text(LONG_TO_LOAD)  # found before the one that is installed
    command = [sys.executable, "bin/lib/run.py", *module]
    settings = {"APP_ENV": "demo", "DATA_DIR": str(tmp_path), "PYTHONPATH": str(tmp_path)}
    with subprocess.Popen(
        command, cwd=ROOT, env=settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "loading\n"
        process.send_signal(signal.SIGINT)
        said, complaint = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == -signal.SIGINT
    assert (said, complaint) == ("", "")


@pytest.mark.parametrize("mode", ["demo", "real"])
def test_a_port_in_use_is_refused_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path, mode: str
) -> None:
    for name, value in {"DATA_DIR": str(tmp_path), "SECRET_KEY": SECRET}.items():
        monkeypatch.setenv(name, value)
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)  # as our own server does
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        for host in ("127.0.0.1", "0.0.0.0"):
            words = ["webapp.serve", mode, f"--port={port}", f"--host={host}"]
            monkeypatch.setattr(sys, "argv", words)
            assert main() == EXIT_REFUSED
            [said] = capfd.readouterr().err.splitlines()
            assert said.startswith(f"Cổng {port} trên máy này đang có chương trình khác dùng.")
    assert list(tmp_path.iterdir()) == []


def test_nothing_starts_for_real_without_a_secret(tmp_path: Path) -> None:
    for secret in ({}, {"SECRET_KEY": "change-me"}):
        assert "Chưa có SECRET_KEY" in _refusal("real", DATA_DIR=str(tmp_path), **secret)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("word", ["--nonsense", "--port=x", "--only=both"])
def test_wrong_words_are_explained_in_vietnamese(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], word: str
) -> None:
    monkeypatch.setattr(sys, "argv", ["webapp.serve", "real", word])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == EXIT_USAGE
    assert "Xem cách dùng: bin/serve --help" in capsys.readouterr().err


def test_nothing_starts_for_real_on_a_database_of_another_version(tmp_path: Path) -> None:
    refused = _refusal("real", SECRET_KEY=SECRET, DATA_DIR=str(tmp_path))
    assert "bin/serve --migrate" in refused


def test_a_damaged_database_is_named_with_the_way_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "contest.sqlite3").write_bytes(b"no database" * 500)
    for name, value in {"DATA_DIR": str(tmp_path), "SECRET_KEY": SECRET}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "argv", ["webapp.serve", "real"])
    assert main() == EXIT_REFUSED
    assert "bin/flask restore" in capsys.readouterr().err
