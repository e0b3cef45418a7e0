"""Who comes in, who stays out, and what a role allows where."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from argon2 import Type, extract_parameters
from flask import Blueprint, Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from foundation.account import guards, queries, services
from foundation.account.permissions import Permission, Role
from foundation.account.services.sessions import WrongPassword
from foundation.account.services.throttle import TooManyTries
from foundation.account.usernames import BadUsername, checked
from foundation.account.views.door import own_path
from foundation.db import session
from foundation.errors import Refusal
from foundation.organisation.models import Unit
from tests.conftest import SignIn
from tests.factories import organisation as make
from webapp import blueprints, create_app
from webapp.config import Settings

PASSWORD = "mùa lúa chín vàng"


def _sign_in(username: str, password: str, at: datetime) -> str:
    return services.sign_in(username, password, network="10.0.0.1", device="d", at=at)


def _units(user_id: int, needed: Permission, at: datetime) -> frozenset[int]:
    return queries.units_where(queries.roles_of(user_id, at.date()), needed, at.date())


def test_the_right_password_opens_a_session(app: Flask, at: datetime) -> None:
    user = make.a_user(password=PASSWORD)
    token = _sign_in(f" {user.username.upper()} ", PASSWORD, at)
    found = queries.visitor(token, at)
    assert found is not None
    assert found.user is not None
    assert found.user.id == user.id


@pytest.mark.parametrize("name", ["known", "unknown"])
def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(
    app: Flask, at: datetime, name: str
) -> None:
    username = make.a_user(password=PASSWORD).username if name == "known" else "nobody"
    with pytest.raises(WrongPassword):
        _sign_in(username, "something else", at)


def test_guessing_shuts_the_door_for_a_while_and_not_for_good(app: Flask, at: datetime) -> None:
    user = make.a_user(password=PASSWORD)
    for _ in range(6):
        with pytest.raises((WrongPassword, TooManyTries)):
            _sign_in(user.username, "wrong wrong", at)
    with pytest.raises(TooManyTries):
        _sign_in(user.username, PASSWORD, at)
    assert _sign_in(user.username, PASSWORD, at + timedelta(minutes=6))


def test_a_stranger_who_guesses_does_not_shut_the_holder_out(app: Flask, at: datetime) -> None:
    user = make.a_user(password=PASSWORD)
    for _ in range(20):
        with pytest.raises((WrongPassword, TooManyTries)):
            _sign_in(user.username, "wrong wrong", at)
    assert services.sign_in(user.username, PASSWORD, network="10.0.0.2", device="d", at=at)


def test_many_who_guess_one_account_from_many_places_are_slowed_down(
    app: Flask, at: datetime
) -> None:
    user = make.a_user(password=PASSWORD)
    refusals = []
    for number in range(110):
        with pytest.raises((WrongPassword, TooManyTries)) as refused:
            services.sign_in(user.username, "no", network=f"10.0.1.{number}", device="d", at=at)
        refusals.append(refused.type)
    assert refusals == [WrongPassword] * 100 + [TooManyTries] * 10


def test_a_session_ends_at_sign_out_password_change_and_disabling(app: Flask, at: datetime) -> None:
    user = make.a_user(password=PASSWORD)
    first = _sign_in(user.username, PASSWORD, at)
    services.end_session(queries.visitor(first, at).session_id, actor_id=user.id, at=at)  # type: ignore[union-attr]
    assert queries.visitor(first, at) is None

    second = _sign_in(user.username, PASSWORD, at)
    services.change_password(user.id, PASSWORD, "ruộng bậc thang", at=at)
    assert queries.visitor(second, at) is None

    third = _sign_in(user.username, "ruộng bậc thang", at)
    services.set_active(user.id, False, actor_id=user.id, at=at)
    assert queries.visitor(third, at) is None


def test_a_password_changed_by_two_at_once_is_the_one_that_was_accepted(
    app: Flask, at: datetime
) -> None:
    user = make.a_user(password=PASSWORD)
    chosen = ["ruộng bậc thang", "mùa nước đổ về"]

    def change(new: str) -> str | None:
        with app.app_context():
            try:
                services.change_password(user.id, PASSWORD, new, at=at)
            except WrongPassword:
                return None
            return new

    with ThreadPoolExecutor(2) as pool:
        accepted = [one for one in pool.map(change, chosen) if one]
    assert len(accepted) == 1
    session.rollback()
    session.expire_all()
    assert _sign_in(user.username, accepted[0], at)


def test_an_entry_code_is_kept_only_as_a_digest_and_a_new_one_ends_the_old(
    app: Flask, at: datetime
) -> None:
    unit = make.a_unit()
    old = services.issue_code("candidate", 5, unit_id=unit.id, actor_id=None, at=at)
    new = services.issue_code("candidate", 5, unit_id=unit.id, actor_id=None, at=at)
    assert len(new) == 12
    with pytest.raises(services.CodeUnknown):
        services.enter_by_code(old, network="n", device="d", at=at)
    typed = f"{new[:4].lower()} {new[4:8]}-{new[8:]}"
    token = services.enter_by_code(typed, network="n", device="d", at=at)
    who = queries.visitor(token, at)
    assert who is not None
    assert who.code is not None
    assert (who.user, who.code.subject_id) == (None, 5)
    assert new not in who.code.code_hmac


def test_a_reset_slip_opens_once_and_asks_for_a_new_password(
    app: Flask, client: FlaskClient, at: datetime
) -> None:
    unit = make.a_unit()
    user = make.a_user(Role.ORGANISER, unit.id, password=PASSWORD)
    code = services.issue_reset_slip(user.id, actor_id=user.id, at=at)
    assert client.post("/tai-khoan/phieu", data={"code": code}).status_code == 303
    assert client.get("/tong-quan").headers["Location"] == "/tai-khoan/mat-khau"
    again = app.test_client().post("/tai-khoan/phieu", data={"code": code})
    assert again.status_code == 404
    new = {"new": "ruộng bậc thang", "again": "ruộng bậc thang"}
    assert client.post("/tai-khoan/mat-khau", data=new).status_code == 303
    session.expire_all()
    assert _sign_in(user.username, "ruộng bậc thang", at)


def test_a_reset_slip_used_twice_at_the_same_moment_opens_once(app: Flask, at: datetime) -> None:
    user = make.a_user(password=PASSWORD)
    code = services.issue_reset_slip(user.id, actor_id=user.id, at=at)
    phones = [app.test_client() for _ in range(4)]

    def use(phone: FlaskClient) -> int:
        return phone.post("/tai-khoan/phieu", data={"code": code}).status_code

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(use, phones)) == [303, 404, 404, 404]


def test_a_role_is_valid_in_its_unit_and_below_and_nowhere_else(app: Flask, at: datetime) -> None:
    commune, other = make.a_unit("Xã A"), make.a_unit("Xã B")
    cell = make.a_cell(commune)
    user = make.a_user(Role.ORGANISER, commune.id)
    units = _units(user.id, Permission.CONTEST_MANAGE, at)
    assert units == {commune.id, cell.id}
    assert other.id not in units
    assert _units(user.id, Permission.ACCOUNT_MANAGE, at) == frozenset()


def test_names_are_granted_to_a_superior_on_the_page_of_the_account(
    app: Flask, signed_in: SignIn, at: datetime
) -> None:
    unit = make.a_unit()
    user = make.a_user(Role.VIEWER, unit.id)
    assert _units(user.id, Permission.TRAINING_NAMES, at) == frozenset()
    admin = signed_in(Role.ADMINISTRATOR, unit.id)
    page = f"/tai-khoan/{user.public_id}"
    assert "Superior who may see names" in admin.get(page).text
    chosen = {"role": Role.NAMED_VIEWER.name, "unit": unit.public_id}
    assert admin.post(f"{page}/vai-tro", data=chosen).status_code == 303
    session.rollback()
    for needed in (Permission.TRAINING_NAMES, Permission.PEOPLE_READ, Permission.TRAINING_READ):
        assert _units(user.id, needed, at) == {unit.id}
    assert _units(user.id, Permission.TRAINING_MANAGE, at) == frozenset()


def test_a_role_taken_back_is_gone_the_same_day(app: Flask, at: datetime) -> None:
    unit = make.a_unit()
    user = make.a_user(Role.VIEWER, unit.id)
    [held] = queries.holdings_of(user.id, at.date())
    services.end_role(held.id, actor_id=user.id, at=at)
    assert queries.roles_of(user.id, at.date()) == ()


def test_a_stranger_is_led_to_the_door_and_a_wrong_role_is_refused(
    app: Flask, client: FlaskClient, signed_in: SignIn, at: datetime
) -> None:
    assert client.get("/tai-khoan/").status_code == 303
    assert client.post("/tai-khoan/moi").status_code == 403
    judge = signed_in(Role.JUDGE, make.a_unit().id)
    assert judge.get("/tai-khoan/").status_code == 403


@pytest.mark.parametrize("name", ["lò.mai", "a b", "аdmin", "x", "a\u200bb.c", "-abc"])
def test_a_user_name_of_other_signs_is_refused(name: str) -> None:
    with pytest.raises(BadUsername):
        checked(name)


@pytest.mark.parametrize(
    "target",
    ["//evil.vn", "https://evil.vn", "/\\evil.vn", "\t//evil.vn", "/\t/evil.vn", "x", None],
)
def test_the_way_back_leads_to_this_site_only(target: str | None) -> None:
    assert own_path(target) is None


def test_a_foreign_page_cannot_send_our_forms(client: FlaskClient) -> None:
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.vn"}):
        assert client.post("/tai-khoan/dang-xuat", headers=headers).status_code == 400


def test_every_page_carries_the_headers_that_protect_it(client: FlaskClient) -> None:
    headers = client.get("/tai-khoan/dang-nhap").headers
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe-inline" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert "Cookie" in headers["Vary"]


def test_a_first_administrator_who_is_refused_leaves_nothing(app: Flask) -> None:
    words = ["account", "create-admin", "--username=anh", "--name=An", "--unit-code=dbx"]
    words.append("--unit-name=Đảng bộ xã")
    refused = app.test_cli_runner().invoke(args=[*words, "--password=1"])
    assert isinstance(refused.exception, Refusal)
    assert session.scalar(select(func.count(Unit.id))) == 0
    assert app.test_cli_runner().invoke(args=[*words, f"--password={PASSWORD}"]).exit_code == 0
    session.rollback()
    [unit] = session.scalars(select(Unit)).all()
    assert (unit.code, unit.valid_from.year) == ("dbx", 1900), "what was before counts too"


def test_a_route_without_a_permission_stops_the_start(
    application: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bare = Blueprint("bare", __name__)
    bare.add_url_rule("/chua-khai-bao", "undeclared", lambda: "open to all")
    register = blueprints.register

    def register_one_more(app: Flask, *rest: Any) -> None:
        register(app, *rest)
        app.register_blueprint(bare)

    monkeypatch.setattr(blueprints, "register", register_one_more)
    settings = Settings(
        APP_ENV="test", DATABASE_URL=f"sqlite:///{tmp_path}/x.sqlite3", DATA_DIR=str(tmp_path)
    )
    with pytest.raises(guards.UndeclaredRoute, match=r"bare\.undeclared"):
        create_app(settings)


def test_passwords_of_officials_are_kept_as_argon2id_of_the_agreed_strength(
    app: Flask, at: datetime
) -> None:
    user = make.a_user(password=PASSWORD)
    kept = extract_parameters(str(user.password_hash))
    assert kept.type is Type.ID
    assert (kept.memory_cost >= 19_456, kept.time_cost >= 2) == (True, True)
    assert (kept.salt_len, kept.hash_len) == (16, 32)
    assert PASSWORD not in str(user.password_hash)
    assert make.a_user(password=PASSWORD).password_hash != user.password_hash
