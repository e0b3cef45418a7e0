"""The bell goes through SQLite or Redis, as the setting says; without one, jobs are still done."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from foundation import clock
from foundation.jobs import queue, services
from tests.conftest import AT
from tests.foundation.jobs import redis_server
from webapp.config import BadSetting, read_settings

NOBODY_LISTENS = "redis://127.0.0.1:1/0"


def test_the_bell_goes_through_redis_where_the_setting_says_so(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with redis_server.running() as (address, commands):
        monkeypatch.setitem(app.config, "HUEY_URL", address)
        for job_id in (7, 8):
            queue.ring(job_id)
        assert [queue.answer(), queue.answer(), queue.answer()] == [7, 8, None]
    assert commands.count(b"ZADD") == 2


def test_without_the_setting_the_bell_is_a_file(app: Flask, data_dir: Path) -> None:
    while queue.answer() is not None:
        continue
    queue.ring(7)
    assert (data_dir / "queue.sqlite3").exists()
    assert queue.answer() == 7


def test_a_job_is_asked_for_and_swept_up_while_redis_is_away(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "HUEY_URL", NOBODY_LISTENS)
    with clock.fixed(AT):
        job = services.enqueue("test.rows", {}, actor_id=None, unit_id=None, at=AT)
    assert queue.answer() is None
    assert services.dropped(AT + timedelta(seconds=5)) == [job.id]


@pytest.mark.parametrize("address", ["localhost", "http://localhost:6379"])
def test_an_address_that_is_no_redis_stops_the_start(address: str) -> None:
    with pytest.raises(BadSetting, match="HUEY_URL"):
        read_settings({"APP_ENV": "test", "SECRET_KEY": "x" * 40, "HUEY_URL": address})


def test_a_missing_client_stops_the_start_and_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("webapp.config.find_spec", lambda _name: None)
    with pytest.raises(BadSetting, match=r"requirements-redis\.txt"):
        read_settings({"APP_ENV": "test", "SECRET_KEY": "x" * 40, "HUEY_URL": NOBODY_LISTENS})
