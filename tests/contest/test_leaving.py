"""Who leaves a contest leaves it once; who stands in is shown where the best went up."""

from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import func, select

from contest.models import Act, Entry
from contest.rules.states import ActKind
from contest.services import acts
from contest.services.guarding import AlreadyGone
from contest.services.setting_up import Nominee
from foundation.account.permissions import Role
from foundation.db import session
from tests.conftest import SignIn
from tests.factories import contest as build
from tests.factories import organisation as make


def test_the_same_absence_or_withdrawal_again_is_one_act(app: Flask, at: datetime) -> None:
    day = build.a_stage_day(at)
    doer = {"actor_id": day.made.organiser.id, "at": at}
    entry, turn = day.made.entries[0], day.appearances[1][0]
    for _again in range(2):
        acts.leave_contest(entry.id, ActKind.WITHDRAWN, "Ốm", **doer)
        acts.mark_absent(turn, "Không đến", **doer)
        acts.mark_judge_absent(day.seats[0].id, "Ốm", "Giám khảo", **doer)
    assert session.scalar(select(func.count(Act.id))) == 3
    with pytest.raises(AlreadyGone) as refused:
        acts.leave_contest(entry.id, ActKind.DISQUALIFIED, "Sai", **doer)
    first = refused.value.first
    assert first is not None
    assert (first.at, first.user_id) == (at, day.made.organiser.id)


def test_a_wish_to_undo_asked_again_while_it_waits_is_one_act(app: Flask, at: datetime) -> None:
    made = build.a_contest(at)
    entry = made.entries[0]
    doer = {"actor_id": made.organiser.id, "at": at}
    acts.leave_contest(entry.id, ActKind.WITHDRAWN, "Ốm", **doer)
    asked = [
        acts.ask_reopening(made.contest.id, ActKind.ENTRY_REOPENED, entry.id, reason, **doer).id
        for reason in ("đã khỏe", "đã khỏe rồi")
    ]
    assert asked[0] == asked[1]
    assert session.scalars(select(Act.reason).where(Act.state == "PROPOSED")).all() == ["đã khỏe"]


def test_somebody_replaced_is_replaced_once_and_the_page_names_who_stands_in(
    app: Flask, at: datetime, signed_in: SignIn
) -> None:
    upper = build.a_contest(at, build.STAGE, cells=0, is_listed=False)
    lower = make.a_unit("Đảng bộ bản", parent=upper.unit)
    day = build.a_stage_day(at, unit=lower, upper=upper.contest)
    build.mark_all(day, at, "6", "5", "4")
    organiser = signed_in(Role.ORGANISER, day.made.unit.id)
    home = f"/contests/{day.made.contest.public_id}"
    organiser.post(f"{home}/ket-qua/cong-bo")
    organiser.post(f"{home}/len-cap-tren")
    session.rollback()
    [risen] = session.scalars(select(Entry).where(Entry.contest_id == upper.contest.id))
    doer = {"actor_id": upper.organiser.id, "at": at}
    cell = day.made.cells[0]
    standing_in = Nominee(make.a_person(cell, "Lò Văn Thay").id, cell.id)
    acts.replace_entry(risen.id, standing_in, "Ốm", **doer)
    with pytest.raises(AlreadyGone):
        acts.replace_entry(risen.id, Nominee(make.a_person(cell).id, cell.id), "Ốm", **doer)
    page = organiser.get(f"{home}/len-cap-tren").text
    assert "Lò Văn Thay" in page
    assert f"for {risen.full_name}" in page
