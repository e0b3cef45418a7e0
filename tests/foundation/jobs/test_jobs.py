"""Long work: done once, also when its bell is lost or its worker dies half-way."""

import time
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from foundation import clock
from foundation.db import session, transactional
from foundation.jobs import heartbeat, queue, services
from foundation.jobs.handlers import Progress, job_handler
from foundation.jobs.heartbeat import LEASE
from foundation.jobs.models import Job
from foundation.organisation.models import Level
from tests.conftest import AT


class PowerCut(BaseException):
    """What kill -9 does to a worker: nothing after it runs."""


@transactional
def _write(number: int) -> None:
    if session.get(Level, number) is None:
        session.add(Level(id=number, code=f"L{number}", name="x", rank=number))


@job_handler("test.overtaken")
def be_overtaken(progress: Progress, arguments: dict[str, Any]) -> dict[str, Any]:
    """Sleep through the lease, as a frozen machine does; another worker does the job meanwhile."""
    if arguments["overtaken"]:
        _write(1)
        return {"by": "the second"}
    job_id = arguments["job"]
    session.get_one(Job, job_id).arguments = {**arguments, "overtaken": True}
    session.commit()
    with clock.fixed(AT + LEASE + timedelta(seconds=1)):
        assert services.work_on(job_id)
        progress.step(1, 1)
    return {"by": "the first"}


@job_handler("test.slow")
def be_slow(progress: Progress, arguments: dict[str, Any]) -> dict[str, Any]:
    """Take longer over one step than the lease lasts."""
    with clock.fixed(AT + LEASE * 2):
        end = time.monotonic() + 60
        while services.dropped(clock.now()) and time.monotonic() < end:
            time.sleep(0.02)
        return {"was_dropped": bool(services.dropped(clock.now()))}


@job_handler("test.rows")
def write_rows(progress: Progress, arguments: dict[str, Any]) -> dict[str, Any]:
    """Write rows one by one; end like a power cut where told to."""
    for number in range(1, arguments["rows"] + 1):
        if number == arguments.get("dies_at"):
            arguments["dies_at"] = None
            raise PowerCut
        _write(number)
        progress.step(number, arguments["rows"])
    return {"rows": arguments["rows"]}


def _ask(**arguments: Any) -> Job:
    return services.enqueue("test.rows", arguments, actor_id=None, unit_id=None, at=clock.now())


def _state(job: Job) -> tuple[str, int]:
    session.expire_all()
    found = session.get_one(Job, job.id)
    return found.state, found.done


def test_a_rung_job_is_done(app: Flask) -> None:
    with clock.fixed(AT):
        job = _ask(rows=3)
        while (rung := queue.answer()) != job.id:
            assert rung is not None
        assert services.work_on(job.id)
        assert _state(job) == ("done", 3)
        assert services.work_on(job.id) is False


def test_a_job_whose_transaction_fails_is_never_asked_for(app: Flask) -> None:
    @transactional
    def fails() -> None:
        _ask(rows=3)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert services.dropped(clock.now() + timedelta(minutes=1)) == []


def test_a_job_whose_worker_died_is_taken_up_with_exactly_one_effect(app: Flask) -> None:
    with clock.fixed(AT):
        job = _ask(rows=5, dies_at=3)
        with pytest.raises(PowerCut):
            services.work_on(job.id)
        assert _state(job) == ("running", 2)
        assert services.dropped(AT + timedelta(seconds=10)) == []
        session.get_one(Job, job.id).arguments = {"rows": 5}
        session.commit()
    later = AT + LEASE + timedelta(seconds=1)
    with clock.fixed(later):
        assert services.dropped(later) == [job.id]
        assert services.work_on(job.id)
        assert _state(job) == ("done", 5)
        assert session.query(Level).count() == 5


def test_a_job_that_nobody_can_do_fails_and_says_so(app: Flask) -> None:
    job = services.enqueue("test.unknown", {}, actor_id=None, unit_id=None, at=clock.now())
    assert services.work_on(job.id)
    assert _state(job)[0] == "failed"


def test_a_lost_bell_is_made_up_for(app: Flask) -> None:
    with clock.fixed(AT):
        job = _ask(rows=1)
    assert job.id in services.dropped(AT + timedelta(seconds=5))


def test_whoever_lost_the_lease_ends_without_a_second_effect(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heartbeat, "BEAT_S", 3600)  # a frozen machine gives no sign of life
    with clock.fixed(AT):
        job = services.enqueue(
            "test.overtaken", {"overtaken": False}, actor_id=None, unit_id=None, at=AT
        )
        session.get_one(Job, job.id).arguments = {"overtaken": False, "job": job.id}
        session.commit()
        assert services.work_on(job.id) is False
    session.expire_all()
    found = session.get_one(Job, job.id)
    assert (found.state, found.result, found.tries) == ("done", {"by": "the second"}, 2)
    assert session.query(Level).count() == 1


def test_a_slow_step_keeps_its_lease(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heartbeat, "BEAT_S", 0.05)
    with clock.fixed(AT):
        job = services.enqueue("test.slow", {}, actor_id=None, unit_id=None, at=AT)
        assert services.work_on(job.id)
    session.expire_all()
    assert session.get_one(Job, job.id).result == {"was_dropped": False}
