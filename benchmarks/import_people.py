"""How long a list of 50,000 persons takes to be read and kept, and what other pages' readers wait.

    .venv/bin/python benchmarks/import_people.py [--count 50000] [--json]

A real server and worker on two cores: the list is sent through the page, read and accepted, while
readers open the list of units, a unit with its members and the front page all the time. The bars:
at most 120 s from sending to kept, the time between the two buttons not counted; other pages'
p95 at most 1 s.
"""

import argparse
import http.client
import io
import os
import re
import statistics
import sys
import tempfile
import threading
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import xlsxwriter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.printing import tell

MOST_SECONDS, MOST_P95 = 120.0, 1.0
CELLS = 180
READERS = 3
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_UNIT = re.compile(r'<option value="([^"]+)"')


def people_file(count: int) -> bytes:
    """Return a workbook of so many members in 180 cells, a few with a card without its zero."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True, "constant_memory": True}) as book:
        sheet = book.add_worksheet()
        heads = (
            "TT", "Họ và tên", "Ngày sinh", "Giới tính", "Chi bộ", "Ngày vào Đảng", "Số thẻ",
            "Số lý lịch", "Tôn giáo",
        )  # fmt: skip
        sheet.write_row(0, 0, heads)
        family, middle = ("Giàng", "Lò", "Vàng", "Sùng", "Hờ", "Nguyễn"), ("A", "Thị", "Văn", "Mí")
        for n in range(1, count + 1):
            given = ("Páo", "Én", "Su", "Mỷ", "Hùng")[n % 5]
            second = ("Hồng ", "Minh ", "")[n // 20_160 % 3]  # names and days begin anew there
            name = f"{family[n % 6]} {middle[n // 6 % 4]} {second}{given}"
            born = f"{n % 28 + 1:02d}/{n // 28 % 12 + 1:02d}/{1940 + n // 336 % 60}"
            cell = f"Chi bộ bản số {n % CELLS + 1}"
            card = str(10_000_000 + n)
            number = f"{n:06d}YB"
            row = (n, name, born, "Nữ" if n % 2 else "Nam", cell, "19/05/2010", card, number, "x")
            sheet.write_row(n, 0, row)
    return packed.getvalue()


@dataclass
class Browser:
    """An official's browser: one session, plain requests."""

    port: int
    cookie: str
    times: list[float] = field(default_factory=list)

    def get(self, path: str) -> tuple[int, str, str]:
        """Return status, address of a redirect, and text."""
        return self._send("GET", path, None, {})

    def post(self, path: str, fields: dict[str, str], file: bytes | None = None) -> str:
        """Send a form and return where it leads."""
        mark = uuid.uuid4().hex
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in fields.items()
        ]
        if file is not None:
            head = (
                f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="ds.xlsx"\r\n'
                "Content-Type: application/octet-stream\r\n\r\n"
            )
            parts += [head.encode(), file, b"\r\n"]
        body = b"".join(parts) + f"--{mark}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={mark}"}
        status, where, text = self._send("POST", path, body, kind)
        if status != 303:
            raise SystemExit(f"{path} answered {status}: {text[:400]}")
        return where

    def _send(
        self, method: str, path: str, body: bytes | None, heads: dict[str, str]
    ) -> tuple[int, str, str]:
        begun = time.perf_counter()
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        line.request(method, path, body, {"Cookie": self.cookie, "Accept": "text/html", **heads})
        answer = line.getresponse()
        text = answer.read().decode("utf-8", "replace")
        for given in answer.headers.get_all("Set-Cookie") or ():
            self.cookie += "; " + given.split(";")[0]
        line.close()
        self.times.append(time.perf_counter() - begun)
        return answer.status, answer.headers.get("Location", ""), text


def prepare() -> tuple[str, str]:
    """Make the tree and an official; return the session's cookie and the unit's public id."""
    from foundation import clock
    from foundation.account import services as accounts
    from foundation.account.guards import cookie_name
    from foundation.account.permissions import Role
    from foundation.account.services import AccountDraft
    from foundation.account.services.sessions import open_session
    from foundation.importing.services import switch_field
    from foundation.organisation import services
    from foundation.organisation.services import UnitDraft
    from webapp import create_app
    from webapp.command_line import bring_up_to_date

    app = create_app()
    bring_up_to_date(app)
    with app.app_context(), app.test_request_context():
        at = clock.now()
        services.ensure_vocabulary()
        day = clock.today()
        top = services.create_unit(
            UnitDraft("TOP", "Đảng bộ tỉnh", "Đảng bộ tỉnh", "province", None, None, day),
            actor_id=None,
            at=at,
        )
        for n in range(1, CELLS + 1):
            name = f"Chi bộ bản số {n}"
            draft = UnitDraft(f"C{n}", name, name, "cell", "residential", top.id, day)
            services.create_unit(draft, actor_id=None, at=at)
        draft_user = AccountDraft("vanphong", "Văn phòng", password=uuid.uuid4().hex)
        user = accounts.create_account(draft_user, actor_id=None, at=at)
        accounts.grant_role(user.id, Role.TRAINING_OFFICE.name, top.id, actor_id=None, at=at)
        for name in ("card", "file_number"):
            switch_field(top.id, name, "Đo", actor_id=None, at=at)
        token = open_session(device="benchmark", at=at, user_id=user.id)
        return f"{cookie_name()}={token}", top.public_id


def read_pages(browser: Browser, paths: list[str], stop: threading.Event) -> None:
    """Open pages one after the other until told to stop, as a person who clicks on does."""
    while not stop.is_set():
        for path in paths:
            browser.get(path)
            stop.wait(0.2)


def token_of(browser: Browser, path: str) -> str:
    """Return a form's token."""
    found = _TOKEN.search(browser.get(path)[2])
    if found is None:
        raise SystemExit(f"no form on {path}: {browser.get(path)[:2]}")
    return found.group(1)


def wait_for(browser: Browser, path: str) -> float:
    """Return how long it took until a page no longer says that it works."""
    begun = time.perf_counter()
    while True:
        _status, _where, text = browser.get(path)
        if 'data-live="1"' not in text:
            return time.perf_counter() - begun
        time.sleep(0.5)


def measure(count: int, nowhere: IO[bytes]) -> dict[str, Any]:
    """Return the seconds of the parts, and what the readers waited."""
    from webapp.children import Child, free_port, wait_until_it_answers, web_command

    cookie, unit = prepare()
    content = people_file(count)
    port = free_port()
    web = Child("web", web_command("127.0.0.1", port), {}, nowhere)
    worker = Child("worker", [sys.executable, "-m", "webapp.worker"], {}, nowhere)
    web.start()
    worker.start()
    wait_until_it_answers(web, f"http://127.0.0.1:{port}")
    stop = threading.Event()
    paths = ["/don-vi/", f"/don-vi/{unit}", "/", "/lop/"]
    readers = [Browser(port, cookie) for _ in range(READERS)]
    threads = [threading.Thread(target=read_pages, args=(one, paths, stop)) for one in readers]
    try:
        clerk = Browser(port, cookie)
        token = token_of(clerk, "/nhap-danh-sach/nguoi")
        for thread in threads:
            thread.start()
        begun = time.perf_counter()
        where = clerk.post("/nhap-danh-sach/nguoi", {"csrf_token": token, "unit": unit}, content)
        wait_for(clerk, where)
        read = time.perf_counter() - begun
        token = token_of(clerk, where)
        begun = time.perf_counter()
        clerk.post(where, {"csrf_token": token, "act": "accept"})
        wait_for(clerk, where)
        kept = time.perf_counter() - begun
    finally:
        stop.set()
        for thread in threads:
            if thread.ident is not None:
                thread.join()
        web.stop()
        worker.stop()
    times = sorted(one for reader in readers for one in reader.times)
    return {
        "persons": count,
        "stored": stored(),
        "read_seconds": round(read, 1),
        "keep_seconds": round(kept, 1),
        "seconds": round(read + kept, 1),
        "pages": len(times),
        "pages_p50": round(statistics.median(times), 3),
        "pages_p95": round(times[int(len(times) * 0.95)], 3),
        "pages_max": round(times[-1], 3),
    }


def stored() -> int:
    """Return how many members there are."""
    from sqlalchemy import func, select

    from foundation.db import session
    from foundation.organisation.models import Membership
    from webapp import create_app

    with create_app().app_context():
        return session.scalar(select(func.count()).select_from(Membership)) or 0


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--count", type=int, default=50_000)
    asked.add_argument("--json", action="store_true", dest="as_json")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="import-people-") as folder:
        os.environ.update(APP_ENV="demo", DATA_DIR=folder)
        with open(os.path.join(folder, "log"), "wb") as log:
            found = measure(options.count, log)
    found["ok"] = found["seconds"] <= MOST_SECONDS and found["pages_p95"] <= MOST_P95
    return tell(found, as_json=options.as_json)


if __name__ == "__main__":
    sys.exit(main())
