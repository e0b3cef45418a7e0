"""Numbers that no column holds: in an address, a filter or a field. None of them is our mistake."""

from datetime import datetime

import pytest
from flask import Flask

from foundation.account.permissions import Role
from tests.conftest import SignIn
from tests.factories import contest as build
from tests.factories import organisation as make
from tests.factories.quiz import a_quiz, come_in

LARGE = ("9" * 10, "1" + "0" * 30, "9" * 5000)


@pytest.mark.parametrize("number", LARGE)
@pytest.mark.parametrize(
    ("role", "address"),
    [
        (Role.JUDGE, "/judge/{}/talk"),
        (Role.ADMINISTRATOR, "/he-thong/nhat-ky?before={}"),
        (Role.ORGANISER, "/giay?page={}"),
        (Role.ORGANISER, "/questions/?page={0}&topic={0}&unit={0}&author={0}"),
        (Role.TRAINING_OFFICE, "/lop/?nam={0}&year={0}"),
        (Role.TRAINING_OFFICE, "/lop/ke-hoach/{}/them"),
    ],
)
def test_a_page_of_a_number_that_cannot_be_is_no_error_of_ours(
    app: Flask, signed_in: SignIn, role: Role, address: str, number: str
) -> None:
    reader = signed_in(role, make.a_unit().id)
    assert reader.get(address.format(number)).status_code < 500


@pytest.mark.parametrize("number", LARGE)
def test_a_row_of_a_number_that_cannot_be_is_left_out_of_a_form(
    app: Flask, signed_in: SignIn, at: datetime, number: str
) -> None:
    day = build.a_stage_day(at)
    organiser = signed_in(Role.ORGANISER, day.made.unit.id)
    address = f"/contests/{day.made.contest.public_id}/ket-qua/bang-diem"
    answer = organiser.post(address, data={f"rank-{number}": number, "reason": "x"})
    assert 400 <= answer.status_code < 500


def test_flags_of_a_contestant_may_say_anything(app: Flask, at: datetime) -> None:
    phone = come_in(app, a_quiz(at).slips[0])
    phone.post("/thi/bat-dau")
    assert phone.get(f"/thi/nop-bai?flags=2,x,{'9' * 5000}").status_code == 200
