"""What a durable saved answer costs, as a ratio to a bare Flask hello; and that none is lost.

One run, one server process as bin/serve starts it, on one core, its clients on another: CPU per
request and requests a second of the hello and of a save, on SQLite with synchronous=FULL and on
PostgreSQL with its processes' CPU counted. Hello and save take turns; the middle round is printed.
Then the server is killed with -9 in the middle of a flow and every acknowledged answer looked for.

    .venv/bin/python benchmarks/save_path.py [--json] [--seconds 10]
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import clients, processes
from benchmarks.contestants import SECRET, prepare, stored_sequences
from webapp.children import (
    BLOCKING_THREADS,
    Child,
    free_port,
    wait_until_it_answers,
    web_command,
)

CONNECTIONS = 64
ROUNDS = 5
CORES = sorted(os.sched_getaffinity(0))
SERVER_CORE, CLIENT_CORE = CORES[0], CORES[-1]


@dataclass
class Round:
    """CPU and pace of the hello and, right after it, of the save."""

    hello_us: float
    save_us: float
    hello_per_s: float
    save_per_s: float

    @property
    def ratio(self) -> float:
        """Return the CPU of a save as a multiple of a hello's."""
        return self.save_us / self.hello_us


@dataclass
class Measured:
    """What one database came to: its middle round, and all ratios from lowest to highest."""

    middle: Round
    ratios: list[float]
    kept: int
    lost: int


def measure(seconds: float, database: list[int]) -> Measured:
    """Measure hello and save against the database named in the environment.

    Args:
        database: processes of the database server, whose CPU counts too.
    """
    attempts = prepare()
    port = free_port()
    server = _serve(port)
    try:
        half = len(attempts) // 2
        savers = clients.Savers(attempts[:half], CONNECTIONS)
        rounds = [_round(server, database, port, savers, seconds / ROUNDS) for _ in range(ROUNDS)]
        rounds.sort(key=lambda one: one.ratio)
        rest = clients.Savers(attempts[half:], CONNECTIONS)
        server = _kill_in_the_middle(server, port, rest, seconds)
    finally:
        server.stop()
    stored = stored_sequences()
    kept = {**savers.kept, **rest.kept}
    lost = sum(stored.get(question, 0) < count for question, count in kept.items())
    return Measured(rounds[ROUNDS // 2], [one.ratio for one in rounds], len(kept), lost)


def _round(
    server: Child, database: list[int], port: int, savers: clients.Savers, seconds: float
) -> Round:
    hello_us, hello = _cost(server, [], port, (clients.hello, clients.ignore), seconds)
    save_us, save = _cost(server, database, port, (savers.compose, savers.heard), seconds)
    return Round(hello_us, save_us, hello.per_second, save.per_second)


def _serve(port: int) -> Child:
    command = [*web_command("127.0.0.1", port)[:-1], "benchmarks.hello_beside:app"]
    with open(os.devnull, "wb") as nowhere:
        server = Child("web", command, {}, nowhere)
        server.start()
    wait_until_it_answers(server, f"http://127.0.0.1:{port}")
    assert server.process is not None
    processes.pin(server.process.pid, SERVER_CORE)
    return server


def _cost(
    server: Child,
    database: list[int],
    port: int,
    talk: tuple[clients.Compose, clients.Heard],
    seconds: float,
) -> tuple[float, clients.Flow]:
    assert server.process is not None
    clients.run(port, *talk, connections=CONNECTIONS, seconds=0.3)
    for pid in database:
        processes.pin(pid, SERVER_CORE)

    def spent() -> float:
        found = processes.children(server.process.pid)  # type: ignore[union-attr]
        below = [one for pid in database for one in processes.children(pid)]
        return processes.cpu_seconds([*found, *below])

    before = spent()
    flow = clients.run(port, *talk, connections=CONNECTIONS, seconds=seconds)
    if flow.refused:
        raise SystemExit(f"{flow.refused} requests were refused: nothing is measured by that")
    return 1e6 * (spent() - before) / max(flow.answered, 1), flow


def _kill_in_the_middle(server: Child, port: int, savers: clients.Savers, seconds: float) -> Child:
    """Let contestants click while the server is killed with -9 and started again."""
    import threading

    clicking = threading.Thread(
        target=clients.run,
        args=(port, savers.compose, savers.heard),
        kwargs={"connections": CONNECTIONS, "seconds": seconds},
    )
    clicking.start()
    time.sleep(seconds / 3)
    server.kill()
    fresh = _serve(port)
    clicking.join()
    return fresh


def _in_own_environment(kind: str, seconds: float) -> Measured:
    """Measure one database in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "APP_ENV": "test",
            "DATA_DIR": folder,
            "SECRET_KEY": SECRET,
            "PUBLIC_URL": "",
        }
        environment.pop("DATABASE_URL", None)
        command = [sys.executable, __file__, "--part", kind, "--seconds", str(seconds)]
        if kind == "postgresql":
            environment["KEEP_SYNC"] = "1"
            command = [str(ROOT / "bin" / "with-postgres"), *command]
        done = subprocess.run(
            command, env=environment, check=True, stdout=subprocess.PIPE, text=True
        )
    found = json.loads(done.stdout.strip().splitlines()[-1])
    return Measured(**{**found, "middle": Round(**found["middle"])})


def _postmaster() -> list[int]:
    """Return the first process of the database server this connection reaches."""
    from sqlalchemy import text

    from foundation.db import session
    from webapp import create_app

    with create_app().app_context():
        backend = session.scalar(text("SELECT pg_backend_pid()"))
    words = Path(f"/proc/{backend}/stat").read_text().rsplit(")", 1)[1].split()
    return [int(words[1])]


def main() -> int:
    """Measure both databases and print ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--part", choices=("sqlite", "postgresql"))
    options = parser.parse_args()
    os.sched_setaffinity(0, {CLIENT_CORE})
    if options.part:
        database = _postmaster() if options.part == "postgresql" else []
        print(json.dumps(asdict(measure(options.seconds, database))))
        return 0
    found = {kind: _in_own_environment(kind, options.seconds) for kind in ("sqlite", "postgresql")}
    _print(found, as_json=options.json)
    return 0


def _print(found: dict[str, Measured], *, as_json: bool) -> None:
    lost = sum(one.lost for one in found.values())
    ratios: dict[str, Any] = {
        f"{kind}_ratio": round(one.middle.ratio, 2) for kind, one in found.items()
    }
    if as_json:
        print(json.dumps({**ratios, "lost": lost}))
        return
    print(f"{BLOCKING_THREADS} threads, {CONNECTIONS} connections, middle of {ROUNDS} rounds")
    print(
        f"{'database':<12}{'hello µs':>9}{'save µs':>9}{'ratio':>7}{'lowest':>8}{'highest':>8}"
        f"{'hello/s':>9}{'save/s':>9}"
    )
    for kind, one in found.items():
        middle = one.middle
        print(
            f"{kind:<12}{middle.hello_us:>9.0f}{middle.save_us:>9.0f}{middle.ratio:>7.2f}"
            f"{one.ratios[0]:>8.2f}{one.ratios[-1]:>8.2f}"
            f"{middle.hello_per_s:>9.0f}{middle.save_per_s:>9.0f}"
        )
    kept = sum(one.kept for one in found.values())
    print(f"answers looked for after kill -9: {kept}, lost: {lost}")


if __name__ == "__main__":
    sys.exit(main())
