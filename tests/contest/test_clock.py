"""The clock on stage stands still for a while: no time is used, and a reason is written."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from contest.models import TimeRecord
from contest.services import timing
from foundation.account.permissions import Role
from foundation.db import session
from foundation.text import ReasonMissing
from tests.conftest import SignIn
from tests.factories import contest as build


@pytest.fixture
def day(app: Flask, at: datetime) -> build.OnStage:
    return build.a_stage_day(at)


@pytest.fixture
def secretary(day: build.OnStage, signed_in: SignIn) -> FlaskClient:
    return signed_in(Role.SECRETARY, day.made.unit.id)


def _desk(day: build.OnStage) -> str:
    return f"/desk/{day.made.contest.public_id}/stage"


def _turn(day: build.OnStage) -> str:
    return f"{_desk(day)}/{day.appearances[0][1].public_id}/talk"


def test_a_clock_that_stands_still_uses_no_time(
    day: build.OnStage, secretary: FlaskClient, at: datetime
) -> None:
    doer = {"actor_id": day.made.organiser.id}
    number = day.appearances[0][0]
    timing.start_clock(number, "talk", at=at, **doer)
    for seconds in (60, 70):
        timing.pause_clock(number, "talk", at=at + timedelta(seconds=seconds), **doer)
    paused = secretary.get(_desk(day)).text
    assert "01:00" in paused
    assert "Pause the clock" not in paused
    later = at + timedelta(seconds=360)
    with pytest.raises(ReasonMissing):
        timing.resume_clock(number, "talk", " ", at=later, **doer)
    session.rollback()
    assert session.scalars(select(TimeRecord.paused_at)).one() is not None
    for wait in (0, 5):
        timing.resume_clock(number, "talk", "mất điện", at=later + timedelta(seconds=wait), **doer)
    timing.stop_clock(number, "talk", at=later + timedelta(seconds=90), **doer)
    session.rollback()
    kept = session.scalars(select(TimeRecord)).one()
    assert (kept.seconds, kept.paused_seconds, kept.reason) == (150, 300, "mất điện")


def test_the_clock_is_paused_by_one_press_and_goes_on_with_a_reason(
    day: build.OnStage, secretary: FlaskClient
) -> None:
    assert secretary.post(f"{_turn(day)}/tam-dung").status_code == 409
    secretary.post(f"{_turn(day)}/bat-dau")
    assert secretary.post(f"{_turn(day)}/tam-dung").status_code == 303
    address = f"{_turn(day)}/chay-tiep"
    assert "why it stood still" in secretary.get(address).text
    assert secretary.post(address, data={"reason": ""}).status_code == 422
    assert secretary.post(address, data={"reason": "hỏng micrô"}).status_code == 303
    secretary.post(f"{_turn(day)}/ket-thuc")
    assert secretary.post(f"{_turn(day)}/tam-dung").status_code == 409
    assert "hỏng micrô" in secretary.get(_desk(day)).text


def test_a_performance_may_end_while_its_clock_stands_still(
    day: build.OnStage, secretary: FlaskClient
) -> None:
    secretary.post(f"{_turn(day)}/bat-dau")
    secretary.post(f"{_turn(day)}/tam-dung")
    paused = secretary.get(_desk(day)).text
    assert "Let the clock go on" in paused
    assert "End the performance" in paused
    assert secretary.post(f"{_turn(day)}/ket-thuc").status_code == 303
    session.rollback()
    kept = session.scalars(select(TimeRecord)).one()
    assert (kept.seconds, kept.paused_seconds) == (0, 0)
    assert kept.stopped_at is not None


def test_a_time_by_the_hall_s_clock_is_an_act_of_the_day(
    day: build.OnStage, secretary: FlaskClient
) -> None:
    typed = {"minutes": "5", "seconds": "7", "reason": "máy treo"}
    for _again in range(2):
        assert secretary.post(f"{_turn(day)}/thoi-gian", data=typed).status_code == 303
    page = secretary.get(f"/desk/{day.made.contest.public_id}/viec-trong-ngay").text
    assert page.count(f"{day.appearances[0][1].full_name} – Thuyết trình (5:07)") == 1
    assert "máy treo" in page
    session.rollback()
    assert session.scalars(select(TimeRecord.seconds)).one() == 307
