"""The accounts an administrator keeps: whose they are, roles given and taken back."""

from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from foundation.account import queries, services
from foundation.account.permissions import Role
from foundation.db import db, session
from foundation.errors import Refusal
from tests.conftest import SignIn
from tests.factories import organisation as make


def test_a_role_taken_back_can_be_given_again_the_same_day(
    app: Flask, signed_in: SignIn, at: datetime
) -> None:
    unit = make.a_unit()
    user = make.a_user(Role.VIEWER, unit.id)
    admin = signed_in(Role.ADMINISTRATOR, unit.id)
    page = f"/tai-khoan/{user.public_id}"
    [held] = queries.holdings_of(user.id, at.date())
    assert admin.post(f"{page}/vai-tro/{held.id}/thoi").status_code == 303
    session.rollback()
    assert queries.holdings_of(user.id, at.date()) == []
    chosen = {"role": Role.VIEWER.name, "unit": unit.public_id}
    assert admin.post(f"{page}/vai-tro", data=chosen).status_code == 303
    session.rollback()
    assert [one.role for one in queries.holdings_of(user.id, at.date())] == ["VIEWER"]


def test_a_role_that_the_account_does_not_hold_is_not_taken_back(
    app: Flask, signed_in: SignIn, at: datetime
) -> None:
    unit = make.a_unit()
    user, other = make.a_user(Role.VIEWER, unit.id), make.a_user(Role.JUDGE, unit.id)
    [held] = queries.holdings_of(other.id, at.date())
    admin = signed_in(Role.ADMINISTRATOR, unit.id)
    page = f"/tai-khoan/{user.public_id}/vai-tro/{held.id}/thoi"
    assert admin.post(page).status_code == 404


def test_the_last_administrator_in_use_stays(app: Flask, at: datetime) -> None:
    commune = make.a_unit()
    cell = make.a_cell(commune)
    user, below = (make.a_user(Role.ADMINISTRATOR, unit.id) for unit in (commune, cell))
    locked = make.a_user(Role.ADMINISTRATOR, commune.id)
    services.set_active(locked.id, False, actor_id=user.id, at=at)
    [held] = queries.holdings_of(user.id, at.date())
    with pytest.raises(Refusal, match="last administrator"):
        services.end_role(held.id, actor_id=user.id, at=at)
    with pytest.raises(Refusal, match="last administrator"):
        services.set_active(user.id, False, actor_id=user.id, at=at)
    services.set_active(below.id, False, actor_id=user.id, at=at)  # the commune's remains
    session.rollback()
    assert (user.is_active, below.is_active) == (True, False)


def test_an_administrator_sees_no_account_of_a_sibling_unit(
    app: Flask, signed_in: SignIn, at: datetime
) -> None:
    ours, theirs = make.a_unit("Xã A"), make.a_unit("Xã B")
    stranger, former = (make.a_user(Role.JUDGE, theirs.id) for _ in range(2))
    [held] = queries.holdings_of(former.id, at.date())
    services.end_role(held.id, actor_id=former.id, at=at)
    browser = signed_in(Role.ADMINISTRATOR, ours.id)
    for account in (stranger, former):
        assert browser.get(f"/tai-khoan/{account.public_id}").status_code == 404
        assert account.username not in browser.get("/tai-khoan/").text
    assert browser.get(f"/don-vi/{theirs.public_id}").status_code == 404


def test_the_roles_of_an_official_are_read_once_a_request(app: Flask, signed_in: SignIn) -> None:
    unit = make.a_unit()
    admin = signed_in(Role.ADMINISTRATOR, unit.id)
    asked: list[str] = []

    def listen(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", listen)
    try:
        assert admin.get("/don-vi/").status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", listen)
    assert sum("FROM account_role_holding" in one for one in asked) == 1
