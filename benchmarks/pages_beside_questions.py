"""What readers of other pages wait while 10,000 questions come into the bank through the page.

    .venv/bin/python benchmarks/pages_beside_questions.py [--count 10000] [--json]

A real server and worker on two cores: the file is sent, read and kept, while readers open the list
of questions, the list of units and the front page all the time. The bars: at most 60 s from sending
to kept, the time between the two buttons not counted; other pages' p95 under 1 s.
"""

import argparse
import os
import statistics
import sys
import tempfile
import threading
import time
import uuid
from pathlib import Path
from typing import IO, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.import_people import READERS, Browser, read_pages, token_of, wait_for
from benchmarks.import_questions import docx_file
from benchmarks.printing import tell

MOST_SECONDS, MOST_WAIT = 60.0, 1.0
PAGES = ["/questions/", "/don-vi/", "/", "/questions/?q=chi+bo"]


def prepare() -> tuple[str, str]:
    """Make a unit, a topic and an official; return the session's cookie and the unit's id."""
    from foundation import clock
    from foundation.account import services as accounts
    from foundation.account.guards import cookie_name
    from foundation.account.permissions import Role
    from foundation.account.services import AccountDraft
    from foundation.account.services.sessions import open_session
    from foundation.organisation import services
    from foundation.organisation.services import UnitDraft
    from question_bank.services import ensure_topic
    from webapp import create_app
    from webapp.command_line import bring_up_to_date

    app = create_app()
    bring_up_to_date(app)
    with app.app_context(), app.test_request_context():
        at, day = clock.now(), clock.today()
        services.ensure_vocabulary()
        draft = UnitDraft("TOP", "Đảng bộ tỉnh", "Đảng bộ tỉnh", "province", None, None, day)
        top = services.create_unit(draft, actor_id=None, at=at)
        ensure_topic("general", "Chung")
        official = AccountDraft("soan", "Soạn câu hỏi", password=uuid.uuid4().hex)
        user = accounts.create_account(official, actor_id=None, at=at)
        for role in (Role.ORGANISER, Role.QUESTION_AUTHOR):
            accounts.grant_role(user.id, role.name, top.id, actor_id=None, at=at)
        token = open_session(device="benchmark", at=at, user_id=user.id)
        return f"{cookie_name()}={token}", top.public_id


def import_beside_readers(port: int, cookie: str, unit: str, content: bytes) -> dict[str, Any]:
    """Send a file and keep its questions; return the seconds, and what the readers waited."""
    stop = threading.Event()
    readers = [Browser(port, cookie) for _ in range(READERS)]
    threads = [threading.Thread(target=read_pages, args=(one, PAGES, stop)) for one in readers]
    clerk = Browser(port, cookie)
    fields = {"csrf_token": token_of(clerk, "/questions/nhap"), "unit": unit, "topic": "general"}
    for thread in threads:
        thread.start()
    try:
        begun = time.perf_counter()
        where = clerk.post("/questions/nhap", fields, content)
        wait_for(clerk, where)
        read = time.perf_counter() - begun
        token = token_of(clerk, where)
        begun = time.perf_counter()
        clerk.post(where, {"csrf_token": token, "act": "keep"})
        wait_for(clerk, where)
        kept = time.perf_counter() - begun
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    times = sorted(one for reader in readers for one in reader.times)
    return {
        "read_seconds": round(read, 1),
        "keep_seconds": round(kept, 1),
        "seconds": round(read + kept, 1),
        "pages": len(times),
        "pages_p50": round(statistics.median(times), 3),
        "pages_p95": round(times[int(len(times) * 0.95)], 3),
        "pages_max": round(times[-1], 3),
    }


def measure(content: bytes, nowhere: IO[bytes]) -> dict[str, Any]:
    """Return the figures of one import on a server and a worker of its own."""
    from webapp.children import Child, free_port, wait_until_it_answers, web_command

    cookie, unit = prepare()
    port = free_port()
    web = Child("web", web_command("127.0.0.1", port), {}, nowhere)
    worker = Child("worker", [sys.executable, "-m", "webapp.worker"], {}, nowhere)
    web.start()
    worker.start()
    try:
        wait_until_it_answers(web, f"http://127.0.0.1:{port}")
        return import_beside_readers(port, cookie, unit, content) | {"stored": stored()}
    finally:
        web.stop()
        worker.stop()


def stored() -> int:
    """Return how many questions there are."""
    from sqlalchemy import func, select

    from foundation.db import session
    from question_bank.models import Question
    from webapp import create_app

    with create_app().app_context():
        return session.scalar(select(func.count()).select_from(Question)) or 0


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--count", type=int, default=10_000)
    asked.add_argument("--json", action="store_true", dest="as_json")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="import-questions-") as folder:
        os.environ.update(APP_ENV="demo", DATA_DIR=folder)
        content = docx_file(options.count)
        with open(os.path.join(folder, "log"), "wb") as log:
            found = measure(content, log)
    found["ok"] = (
        found["seconds"] <= MOST_SECONDS
        and found["pages_p95"] < MOST_WAIT
        and found["stored"] == options.count
    )
    return tell(found, as_json=options.as_json)


if __name__ == "__main__":
    sys.exit(main())
