"""A form whose deed is refused comes back with what was typed, and says why beside the field."""

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from contest.services import rounds
from foundation.account.permissions import Role
from question_bank.services import ensure_topic
from tests.conftest import SignIn
from tests.factories import contest as build
from tests.factories import organisation as make
from tests.webapp.test_refusals import everything

PERSON = "/don-vi/nguoi/{person}"
REFUSED: dict[str, tuple[str, dict[str, str], str]] = {
    "a unit whose code is taken": (
        "/don-vi/{top}/them",
        {
            "name": "Chi bộ Nả Háng",
            "code": "{code}",
            "level": "cell",
            "kind": "residential",
            "valid_from": "2026-12-12",
        },
        "code",
    ),
    "a unit put below itself": (
        "/don-vi/{top}/chuyen",
        {"parent": "{below}", "on": "2026-12-20"},
        "parent",
    ),
    "the end of a unit that others stand below": (
        "/don-vi/{top}/ket-thuc",
        {"manner": "merged", "successor": "{below}", "on": "2026-12-20"},
        "on",
    ),
    "a person with a hidden character in the name": (
        "/don-vi/{top}/nguoi/them",
        {
            "full_name": "Giàng\u200b A Páo",
            "birth_date": "1980-05-02",
            "post": "",
            "on": "2026-12-12",
        },
        "",
    ),
    "a move before the last one": (
        PERSON + "/chuyen",
        {"unit": "{below}", "on": "2009-12-31"},
        "on",
    ),
    "a post before the person came": (
        PERSON + "/bo-nhiem",
        {"post": "deputy", "on": "2009-12-31"},
        "on",
    ),
    "an account whose name is taken": (
        "/tai-khoan/moi",
        {
            "username": "{username}",
            "display_name": "Vàng A Chống",
            "role": "JUDGE",
            "unit": "{top}",
        },
        "username",
    ),
    "an account whose name cannot be typed": (
        "/tai-khoan/moi",
        {"username": "a b c", "display_name": "Vàng A Chống", "role": "JUDGE", "unit": "{top}"},
        "username",
    ),
}
"""What is asked → where, with what, and which field says why not, if one does."""


@dataclass(frozen=True)
class Place:
    """An administrator, and what stands in the addresses."""

    browser: FlaskClient
    names: dict[str, str]


@pytest.fixture
def place(app: Flask, signed_in: SignIn, at: datetime) -> Place:
    """Return a unit above another one, with a member and an administrator."""
    top = make.a_unit("Đảng bộ huyện Mù Cang Chải", level="district")
    below = make.a_unit("Đảng bộ xã Púng Luông", parent=top)
    person = make.a_person(top)
    user = make.a_user(Role.ADMINISTRATOR, top.id)
    names = {
        "top": top.public_id,
        "below": below.public_id,
        "code": below.code,
        "person": person.public_id,
        "username": user.username,
    }
    return Place(signed_in(Role.ADMINISTRATOR, top.id, user_id=user.id), names)


def _comes_back(answer: Any, field: str, typed: dict[str, str]) -> None:
    assert answer.status_code in (409, 422)
    assert (f'id="{field}-error"' if field else 'class="error-summary"') in answer.text
    for word in typed.values():
        assert f'value="{word}"' in answer.text, word


@pytest.mark.parametrize("case", REFUSED)
def test_what_was_typed_comes_back(place: Place, case: str) -> None:
    address, data, field = REFUSED[case]
    typed = {name: word.format(**place.names) for name, word in data.items()}
    before = everything()
    answer = place.browser.post(address.format(**place.names), data=typed)
    _comes_back(answer, field, typed)
    assert everything() == before


def test_whoever_mistypes_the_password_stays_at_the_door_with_the_name_typed(
    app: Flask, client: FlaskClient, at: datetime
) -> None:
    make.a_user(password="mùa lúa chín vàng")
    typed = {"username": "lo.van.pao", "password": "mùa lúa"}
    answer = client.post("/tai-khoan/dang-nhap", data=typed)
    assert answer.status_code == 401
    assert 'value="lo.van.pao"' in answer.text
    assert "The user name or the password is not right." in answer.text
    assert "mùa lúa" not in answer.text
    for _try in range(8):
        answer = client.post("/tai-khoan/dang-nhap", data=typed)
    assert answer.status_code == 429
    assert 'value="lo.van.pao"' in answer.text
    assert "Too many wrong tries" in answer.text


def test_a_kind_of_question_nobody_knows_is_refused_calmly(signed_in: SignIn, at: datetime) -> None:
    author = signed_in(Role.QUESTION_AUTHOR, make.a_unit().id)
    answer = author.post(
        "/questions/moi", data={"kind": "NO_SUCH_KIND", "stem": "Chi bộ họp khi nào?"}
    )
    assert answer.status_code == 422
    assert "Chi bộ họp khi nào?" in answer.text


def test_the_order_drawn_in_the_hall_comes_back_beside_what_is_wrong_with_it(
    signed_in: SignIn, app: Flask, at: datetime
) -> None:
    made = build.a_contest(at, build.STAGE)
    one = made.round("stage")
    rounds.publish_list(one.id, actor_id=made.organiser.id, at=at)
    desk = signed_in(Role.SECRETARY, made.unit.id)
    typed = {"order": "1, 2, 2", "witnesses": "Đ/c Lò Văn Páo, đ/c Thào A Sùng", "reason": ""}
    before = everything()
    answer = desk.post(f"/contests/{made.contest.public_id}/stage/boc-tham/bang-tay", data=typed)
    _comes_back(answer, "order", typed)
    assert everything() == before


def test_a_refusal_whose_form_is_no_longer_shown_gets_a_page_of_its_own(
    signed_in: SignIn, app: Flask, at: datetime
) -> None:
    made = build.a_contest(at, build.STAGE)
    desk = signed_in(Role.SECRETARY, made.unit.id)
    address = f"/contests/{made.contest.public_id}/stage/boc-tham/hat-giong"
    assert 'name="seed"' not in desk.get(address.removesuffix("/hat-giong")).text
    answer = desk.post(address, data={"seed": "Mù Cang Chải"})
    assert answer.status_code == 409
    assert "This cannot be done while the state is: planned" in answer.text


def test_a_question_comes_back_whole_when_a_picture_of_it_is_none(
    signed_in: SignIn, app: Flask, at: datetime
) -> None:
    unit = make.a_unit()
    ensure_topic("rules", "Điều lệ Đảng")
    author = signed_in(Role.QUESTION_AUTHOR, unit.id)
    typed = {
        "kind": "SINGLE", "topic": "rules", "difficulty": "RECALL",
        "stem": "Chi bộ họp thường kỳ mấy tháng một lần?",
        "options-0-text": "Một tháng", "options-0-is_right": "y", "options-1-text": "Hai tháng",
        "uploads": (io.BytesIO(b"no picture"), "so-do.png"),
    }  # fmt: skip
    before = everything()
    answer = author.post("/questions/moi", data=typed)
    assert answer.status_code == 422
    assert 'id="uploads-error"' in answer.text
    for word in ("Chi bộ họp thường kỳ mấy tháng một lần?", "Một tháng", "Hai tháng"):
        assert word in answer.text
    assert everything() == before
