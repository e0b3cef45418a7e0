"""What a durable saved answer costs, as a ratio to a bare Flask hello; and that none is lost.

One run, one server process, one core: CPU per request and requests a second of the hello and of a
save, on SQLite with synchronous=FULL and on PostgreSQL with its processes' CPU counted; then the
server is killed with -9 in the middle of a flow and every acknowledged answer is looked for.

    .venv/bin/python benchmarks/save_path.py [--json] [--seconds 6]
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import clients, processes
from webapp.children import Child, free_port, wait_until_it_answers, web_command

CONNECTIONS = 16
ATTEMPTS = 3200
SECRET = "benchmark-0123456789-abcdefghijklmnopqrstuvwxyz"
SERVER_CORE, CLIENT_CORE = 0, 1


@dataclass
class Measured:
    """CPU and pace of one database."""

    hello_us: float
    save_us: float
    hello_per_s: float
    save_per_s: float
    kept: int
    lost: int

    @property
    def ratio(self) -> float:
        """Return the CPU of a save as a multiple of a hello's."""
        return self.save_us / self.hello_us


def prepare() -> list[tuple[str, list[str]]]:
    """Make tables, a quiz and started attempts; return (token, question tokens) of each."""
    from foundation import clock
    from foundation.db import db
    from foundation.organisation import services as units
    from foundation.organisation.services import UnitDraft
    from question_bank import queries as bank
    from question_bank import services as questions
    from quiz import services as quizzes
    from quiz.rules.tokens import attempt_token
    from quiz.services import BlueprintCell, CandidateDraft, QuizDraft
    from quiz.services.taking import items_of
    from webapp import create_app

    app = create_app()
    with app.app_context():
        db.create_all()
        at = clock.now()
        units.ensure_vocabulary()
        draft = UnitDraft("B", "Đảng bộ", "", "commune", None, None, clock.today())
        unit = units.create_unit(draft, actor_id=None, at=at)
        questions.load_starter(at=at)
        counts: dict[tuple[int, str], int] = {}
        for one in bank.pool(unit.id, clock.today()):
            counts[one.topic_id, one.difficulty] = counts.get((one.topic_id, one.difficulty), 0) + 1
        (topic, level), _ = max(counts.items(), key=lambda pair: pair[1])
        quiz = quizzes.create_quiz(
            QuizDraft(
                unit_id=unit.id,
                title="B",
                heading="B",
                opens_at=at,
                closes_at=at + timedelta(hours=2),
                duration=timedelta(hours=1),
                cells=(BlueprintCell(topic, level, 10),),
                max_points=Fraction(30),
            ),
            actor_id=None,
            at=at,
        )
        people = [CandidateDraft(None, f"N{n}", "C", n) for n in range(1, ATTEMPTS + 1)]
        candidates = quizzes.add_candidates(quiz.id, people, actor_id=None, at=at)
        quizzes.lock_quiz(quiz.id, actor_id=None, at=at)
        found = []
        for candidate in candidates:
            attempt = quizzes.start(candidate.id, at=at)
            token = attempt_token(SECRET.encode(), attempt.public_id, attempt.epoch)
            found.append((token, [item.token for item in items_of(attempt.id)]))
        return found


def stored_sequences() -> dict[str, int]:
    """Return question token → sequence of the answer in the database."""
    from sqlalchemy import select

    from foundation.db import session
    from quiz.models import PaperItem, Response
    from webapp import create_app

    with create_app().app_context():
        found = session.execute(
            select(PaperItem.token, Response.sequence).join(
                Response, Response.item_id == PaperItem.id
            )
        )
        return dict(found.all())


def measure(seconds: float, database: list[int]) -> Measured:
    """Measure hello and save against the database named in the environment.

    Args:
        database: processes of the database server, whose CPU counts too.
    """
    attempts = prepare()
    port = free_port()
    server = _serve(port)
    try:
        hello_us, hello = _cost(server, [], port, (clients.hello, clients.ignore), seconds)
        half = len(attempts) // 2
        savers = clients.Savers(attempts[:half], CONNECTIONS)
        save_us, save = _cost(server, database, port, (savers.compose, savers.heard), seconds)
        rest = clients.Savers(attempts[half:], CONNECTIONS)
        server = _kill_in_the_middle(server, port, rest, seconds)
    finally:
        server.stop()
    stored = stored_sequences()
    kept = {**savers.kept, **rest.kept}
    lost = sum(stored.get(question, 0) < count for question, count in kept.items())
    return Measured(hello_us, save_us, hello.per_second, save.per_second, len(kept), lost)


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
    clients.run(port, *talk, connections=CONNECTIONS, seconds=min(1.0, seconds))
    for pid in database:
        processes.pin(pid, SERVER_CORE)

    def spent() -> float:
        found = processes.children(server.process.pid)  # type: ignore[union-attr]
        below = [one for pid in database for one in processes.children(pid)]
        return processes.cpu_seconds([*found, *below])

    before = spent()
    flow = clients.run(port, *talk, connections=CONNECTIONS, seconds=seconds)
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
    return Measured(**json.loads(done.stdout.strip().splitlines()[-1]))


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
    parser.add_argument("--seconds", type=float, default=6)
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
    ratios: dict[str, Any] = {f"{kind}_ratio": round(m.ratio, 2) for kind, m in found.items()}
    if as_json:
        print(json.dumps({**ratios, "lost": lost}))
        return
    print(
        f"{'database':<12}{'hello µs':>10}{'save µs':>10}{'ratio':>8}{'hello/s':>10}{'save/s':>10}"
    )
    for kind, one in found.items():
        print(
            f"{kind:<12}{one.hello_us:>10.0f}{one.save_us:>10.0f}{one.ratio:>8.2f}"
            f"{one.hello_per_s:>10.0f}{one.save_per_s:>10.0f}"
        )
    kept = sum(one.kept for one in found.values())
    print(f"answers looked for after kill -9: {kept}, lost: {lost}")


if __name__ == "__main__":
    sys.exit(main())
