"""Absent judges and those who come for them: who is waited for, and when enough have signed."""

from datetime import datetime, timedelta

import pytest
from flask import Flask

from contest.queries.judge import seats_of
from contest.queries.missing import missing_sheets
from contest.services import acts, rounds, setting_up, timing
from contest.services.guarding import TooFewSheets
from foundation.account.permissions import Role
from tests.conftest import SignIn
from tests.factories import contest as build
from tests.factories import organisation as make


def test_a_substitute_is_waited_for_only_from_the_seat_on_and_scores_rest_on_enough_sheets(
    at: datetime, app: Flask, signed_in: SignIn
) -> None:
    day = build.a_stage_day(at, judges=2)
    doer = {"actor_id": day.made.organiser.id}
    first, second = (day.appearances[n][0] for n in (0, 1))
    for place in (first, second):
        timing.start_clock(place, "talk", at=at, **doer)
        timing.stop_clock(place, "talk", at=at, **doer)
    build.mark_all(day, at, is_closed=False)
    acts.mark_judge_absent(day.seats[1].id, "Ốm", "Giám khảo", at=at, **doer)
    address = f"/desk/{day.made.contest.public_id}/stage"
    desk = signed_in(Role.SECRETARY, day.made.unit.id)
    assert "3 sheets" not in desk.get(address).text
    assert "2 of 2 sheets" in desk.get(address).text
    later = at + timedelta(minutes=5)
    substitute = make.a_user(Role.JUDGE, day.made.unit.id)
    setting_up.seat_judge(day.round.id, substitute.id, at=later, **doer)
    waited = {(one.round_entry.id, one.seat.user_id) for one in missing_sheets(day.round.id)}
    assert waited == {(day.appearances[2][0], substitute.id)}
    [seat] = seats_of(substitute.id)
    assert seat.unsigned == 1
    back = setting_up.seat_judge(day.round.id, day.seats[1].user_id, at=later, **doer)
    assert (back.absent_reason, back.seated_at) == (None, later)


def test_a_round_closes_only_with_as_many_sheets_as_the_rules_ask_for(
    at: datetime, app: Flask
) -> None:
    day = build.a_stage_day(at, judges=2)
    for seat in day.seats:
        acts.mark_judge_absent(seat.id, "Ốm", "Giám khảo", actor_id=day.made.organiser.id, at=at)
    with pytest.raises(TooFewSheets) as refused:
        rounds.close_round(day.round.id, actor_id=day.made.organiser.id, at=at)
    assert refused.value.facts["given"] == 0
