"""A unit founded by the page: at a level below, and a cell with its kind."""

import re
from datetime import date

import pytest
from flask import Flask

from foundation.account.permissions import Role
from foundation.db import session
from foundation.organisation import queries
from tests.conftest import SignIn
from tests.factories import organisation as make

SENT = {"name": "Đơn vị mới", "code": "MOI", "kind": "", "valid_from": "2026-11-01"}


def _levels(page: str) -> list[str]:
    [select] = re.findall(r'<select[^>]*name="level".*?</select>', page, re.DOTALL)
    return re.findall(r'value="(\w+)"', select)


def test_only_levels_below_are_offered_the_next_one_first(app: Flask, signed_in: SignIn) -> None:
    home = make.a_unit("Đảng bộ xã", level="commune")
    admin = signed_in(Role.ADMINISTRATOR, home.id)
    page = f"/don-vi/{home.public_id}/them"
    assert _levels(admin.get(page).text) == ["grassroots", "section", "cell"]
    cell = make.a_cell(home)
    assert _levels(admin.get(f"/don-vi/{cell.public_id}/them").text) == ["cell"]
    before = queries.unit_rows(None, date(2026, 12, 1))
    for level in ("central", "commune"):
        assert admin.post(page, data={**SENT, "level": level}).status_code == 422
    assert queries.unit_rows(None, date(2026, 12, 1)) == before


@pytest.mark.parametrize(("kind", "status"), [("", 422), ("school", 303)])
def test_a_cell_has_a_kind(app: Flask, signed_in: SignIn, kind: str, status: int) -> None:
    home = make.a_unit("Đảng bộ xã", level="commune")
    admin = signed_in(Role.ADMINISTRATOR, home.id)
    page = f"/don-vi/{home.public_id}/them"
    answer = admin.post(page, data={**SENT, "level": "cell", "kind": kind})
    assert answer.status_code == status
    session.rollback()
    assert (queries.unit_by_code("MOI") is not None) == (status == 303)
