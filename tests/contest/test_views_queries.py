"""A longer list costs no more questions to the database than a short one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from foundation.account.permissions import Role
from foundation.db import db
from tests.conftest import SignIn
from tests.factories import contest as build


@contextmanager
def _counted() -> Iterator[list[str]]:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield asked
    event.remove(db.engine, "before_cursor_execute", note)


def _cost(client: FlaskClient, address: str) -> int:
    assert client.get(address).status_code == 200
    with _counted() as asked:
        client.get(address)
    return len(asked)


def _stage_costs(signed_in: SignIn, at: datetime, cells: int, page: str) -> int:
    day = build.a_stage_day(at, cells=cells)
    build.mark_all(day, at, is_closed=False)
    organiser = signed_in(Role.ORGANISER, day.made.unit.id)
    return _cost(organiser, page.format(day.made.contest.public_id))


@pytest.mark.parametrize(
    "page",
    [
        "/contests/{}",
        "/contests/{}/thi-sinh",
        "/contests/{}/ket-qua",
        "/contests/{}/stage/boc-tham",
        "/desk/{}/stage",
        "/screen/{}/so-lieu",
    ],
)
def test_more_contestants_cost_no_more_questions(
    signed_in: SignIn, at: datetime, page: str
) -> None:
    short, long = (_stage_costs(signed_in, at, cells, page) for cells in (1, 4))
    assert short == long


def test_more_contests_cost_no_more_questions(signed_in: SignIn, at: datetime) -> None:
    made = build.a_contest(at)
    organiser = signed_in(Role.ORGANISER, made.unit.id)
    one = _cost(organiser, "/contests/")
    for _ in range(2):
        build.a_contest(at, unit=made.unit, cells=0, is_listed=False)
    assert _cost(organiser, "/contests/") == one


def test_more_contestants_cost_no_more_questions_on_the_board(
    signed_in: SignIn, at: datetime
) -> None:
    costs = []
    for cells in (1, 4):
        made = build.a_quiz_day(at, cells=cells)
        secretary = signed_in(Role.SECRETARY, made.unit.id)
        costs.append(_cost(secretary, f"/contests/{made.contest.public_id}/quiz/theo-doi"))
    assert costs[0] == costs[1]
