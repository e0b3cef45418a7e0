"""Many certificates at once: whole after any death of the worker, one at a time for the reader."""

import io
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from flask import Flask
from sqlalchemy import func, select

from foundation import clock
from foundation.account.permissions import Role
from foundation.db import session
from foundation.documents import papers, queries, services
from foundation.documents.models import Batch, IssuedDocument
from foundation.documents.queries import LineFilter, Reach
from foundation.documents.services import CannotIssue, DocumentDraft
from foundation.documents.services.batches import BatchRequest, draft_maker
from foundation.jobs import services as jobs
from foundation.jobs.heartbeat import LEASE
from foundation.jobs.models import Job
from tests.conftest import AT, SignIn
from tests.factories import organisation as make
from tests.factories.documents import a_document_draft


class PowerCut(BaseException):
    """What kill -9 does to a worker: nothing after it runs."""


@draft_maker("test.certificates")
def drafts(arguments: dict[str, Any], ids: Sequence[int]) -> list[DocumentDraft | CannotIssue]:
    """Return a draft for each id; some are refused, and some pull the plug."""
    if arguments.get("dies_at") in ids:
        raise PowerCut
    if os.environ.get("KILLED_AT") == str(ids[0]):
        os.kill(os.getpid(), signal.SIGKILL)
    return [
        CannotIssue("Hảng A Su", "Thiếu tên đơn vị")
        if id_ == arguments.get("bad")
        else a_document_draft(
            arguments["unit_id"], holder_name=f"Giàng A Páo {id_}", subject_id=id_
        )
        for id_ in ids
    ]


def _ask(unit_id: int, count: int, **arguments: Any) -> Batch:
    request = BatchRequest(
        kind="test.certificates",
        title="Lớp thử",
        unit_id=unit_id,
        subject_kind="test",
        subject_ids=range(9000, 9000 + count),
        arguments={"unit_id": unit_id, **arguments},
    )
    return services.request_batch(request, actor_id=make.a_user().id, at=clock.now())


def _work(batch: Batch) -> None:
    assert batch.job_id is not None
    assert jobs.work_on(batch.job_id)


def _issued(unit_id: int) -> list[int]:
    query = select(IssuedDocument.number).where(IssuedDocument.issuer_unit_id == unit_id)
    return list(session.scalars(query.order_by(IssuedDocument.number)))


def test_a_batch_is_issued_in_the_order_asked_with_files_and_one_pdf(app: Flask) -> None:
    unit_id = make.a_unit().id
    batch = _ask(unit_id, 30)
    _work(batch)
    page = queries.batch_page(batch)
    assert (page.job.state, page.issued, page.left, page.failed) == ("done", 30, 0, 0)
    documents = queries.documents_of("test", batch.subject_ids)
    assert [documents[id_].number for id_ in batch.subject_ids] == list(range(1, 31))
    assert all(papers.place_of(one).exists() for one in documents.values())


def test_a_worker_that_dies_between_parts_loses_and_doubles_nothing(app: Flask) -> None:
    unit_id = make.a_unit().id
    with clock.fixed(AT):
        batch = _ask(unit_id, 60, dies_at=9030)
        with pytest.raises(PowerCut):
            _work(batch)
        assert _issued(unit_id) == list(range(1, 26))
        session.get_one(Batch, batch.id).arguments = {"unit_id": unit_id}
        session.commit()
    with clock.fixed(AT + LEASE + timedelta(seconds=1)):
        _work(batch)
    assert _issued(unit_id) == list(range(1, 61))
    lines = queries.register_lines(Reach([unit_id]), LineFilter())
    assert [line.position for line in lines] == list(range(1, 61))


KILLED = """
import sys
from webapp import create_app
from webapp.config import Settings
from foundation.documents.services import batches
from foundation.documents.services.batches import draft_maker
from foundation.jobs import services as jobs
from foundation.jobs.heartbeat import LEASE
import tests.foundation.documents.test_batches
app = create_app(Settings(APP_ENV="test", DATABASE_URL=sys.argv[1], DATA_DIR=sys.argv[2],
    SECRET_KEY="tests-only-0123456789abcdefghijklmnop", PUBLIC_URL="http://localhost"))
with app.app_context():
    jobs.work_on(int(sys.argv[3]))
"""


def test_a_worker_killed_by_force_is_made_up_for(
    app: Flask, database_url: str, tmp_path: Path
) -> None:
    unit_id = make.a_unit().id
    batch = _ask(unit_id, 100)
    worker = subprocess.run(
        [sys.executable, "-c", KILLED, database_url, app.config["DATA_DIR"], str(batch.job_id)],
        env={**os.environ, "KILLED_AT": "9050", "TMPDIR": str(tmp_path)},
        check=False,
    )
    assert worker.returncode == -signal.SIGKILL
    session.rollback()
    assert _issued(unit_id) == list(range(1, 51))
    job = session.get_one(Job, batch.job_id, populate_existing=True)
    assert job.state == "running"
    with clock.fixed(clock.now() + LEASE + timedelta(seconds=1)):
        _work(batch)
    assert _issued(unit_id) == list(range(1, 101))
    assert [
        line.position for line in queries.register_lines(Reach([unit_id]), LineFilter())
    ] == list(range(1, 101))
    assert len(papers.issued_pdfs(queries.batches.valid_documents(batch))) == 100


def test_one_that_cannot_be_issued_does_not_hold_up_the_others(app: Flask) -> None:
    unit_id = make.a_unit().id
    batch = _ask(unit_id, 5, bad=9002)
    _work(batch)
    page = queries.batch_page(session.get_one(Batch, batch.id, populate_existing=True))
    assert (page.issued, page.failed) == (4, 1)
    assert page.batch.faults == [[9002, "Hảng A Su", "Thiếu tên đơn vị"]]
    assert _issued(unit_id) == [1, 2, 3, 4]


def test_the_same_asked_for_while_it_runs_is_the_same_batch(app: Flask) -> None:
    unit_id = make.a_unit().id
    assert _ask(unit_id, 3).id == _ask(unit_id, 3).id
    assert session.scalar(select(func.count()).select_from(Batch)) == 1


def test_a_stopped_batch_issues_no_more(app: Flask) -> None:
    unit_id = make.a_unit().id
    batch = _ask(unit_id, 30)
    services.stop_batch(batch.id, actor_id=make.a_user().id, at=clock.now())
    _work(batch)
    assert _issued(unit_id) == []
    assert queries.batch_page(session.get_one(Batch, batch.id, populate_existing=True)).is_stopped


def test_the_page_shows_the_bar_and_gives_all_as_one_file(app: Flask, signed_in: SignIn) -> None:
    unit = make.a_unit()
    batch = _ask(unit.id, 3)
    browser = signed_in(Role.ORGANISER, unit.id)
    address = f"/giay/dot-cap/{batch.public_id}"
    waiting = browser.get(address).text
    assert "0 of 3 papers" in waiting
    assert 'data-live="1"' in waiting
    _work(batch)
    done = browser.get(address).text
    assert "3 of 3 papers" in done
    assert "data-live" not in done
    whole = browser.get(f"{address}/tat-ca.pdf").data
    assert len(pypdfium2.PdfDocument(whole)) == 3
    with zipfile.ZipFile(io.BytesIO(browser.get(f"{address}/tat-ca.zip").data)) as package:
        assert package.namelist()[0] == "0001-giang-a-pao-9000.pdf"
    stranger = signed_in(Role.ORGANISER, make.a_unit("Xã B").id)
    assert stranger.get(address).status_code == 404
