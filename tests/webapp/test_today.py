"""The front page begins with what goes on now, and only with what the reader may open."""

from datetime import datetime

import pytest
from flask import Flask

from foundation.account.permissions import Role
from tests.conftest import SignIn
from tests.factories import contest as build
from tests.factories import organisation as make

FRONT = "/tong-quan"


@pytest.fixture
def day(app: Flask, at: datetime) -> build.OnStage:
    return build.a_stage_day(at)


def test_a_judge_reads_how_many_sheets_wait_until_all_are_signed(
    day: build.OnStage, signed_in: SignIn, at: datetime
) -> None:
    judge = signed_in(Role.JUDGE, day.made.unit.id, user_id=day.judges[0].id)
    waiting = judge.get(FRONT).text.partition("now-list")[2].partition("</ul>")[0]
    assert 'href="/judge/"' in waiting
    assert "3 sheets to sign" in waiting
    build.mark_all(day, at, is_closed=False)
    assert "now-list" not in judge.get(FRONT).text


def test_an_organiser_is_led_to_the_contest_of_the_day_and_strangers_are_not(
    day: build.OnStage, signed_in: SignIn
) -> None:
    name = day.made.contest.name
    assert name in signed_in(Role.ORGANISER, day.made.unit.id).get(FRONT).text
    elsewhere = make.a_unit(name="Đảng bộ xã Khao Mang")
    assert name not in signed_in(Role.ORGANISER, elsewhere.id).get(FRONT).text
