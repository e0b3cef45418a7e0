"""Who signs on which day, and in whose place."""

from datetime import date

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation.account.permissions import Role
from foundation.db import session
from foundation.documents import queries, services
from foundation.documents.numbering import Numbering
from foundation.documents.queries.signing import NotAuthorised, NotInPost
from foundation.documents.services import AuthorisationDraft, SignerDraft
from foundation.documents.services.signing import DatesOutOfOrder, WrongPair
from tests.conftest import SignIn
from tests.factories import organisation as make
from tests.factories.documents import THEN

DAY = date(2026, 1, 5)


def _pair(unit_id: int) -> tuple[int, int]:
    head = SignerDraft(unit_id, "Vàng A Lâu", "Giám đốc", is_head=True, valid_from=date(2025, 7, 1))
    deputy = SignerDraft(
        unit_id, "Lò Thị Mai", "Phó Giám đốc", is_head=False, valid_from=date(2025, 7, 1)
    )
    return tuple(  # type: ignore[return-value]
        services.add_signer(one, actor_id=None, at=THEN).id for one in (head, deputy)
    )


def _leave(head: int, deputy: int, **changes: object) -> None:
    words = {
        "scope": "certificates", "document_text": "Giấy ủy quyền số 02-GUQ/TTCT",
        "valid_from": date(2026, 1, 1), "valid_to": date(2026, 2, 1), **changes,
    }  # fmt: skip
    services.authorise(AuthorisationDraft(head, deputy, **words), actor_id=None, at=THEN)  # type: ignore[arg-type]


def test_the_head_signs_in_his_own_name(app: Flask) -> None:
    head, _deputy = _pair(make.a_unit().id)
    signature = queries.signature_of(head, "certificates", DAY)
    assert (signature.authority, signature.office, signature.name) == ("", "Giám đốc", "Vàng A Lâu")


def test_a_deputy_signs_in_the_heads_place_while_authorised(app: Flask) -> None:
    head, deputy = _pair(make.a_unit().id)
    _leave(head, deputy)
    signature = queries.signature_of(deputy, "certificates", DAY)
    assert (signature.authority, signature.authorised_by) == (
        "K/T GIÁM ĐỐC",
        "Giấy ủy quyền số 02-GUQ/TTCT",
    )
    state = queries.signature_of(deputy, "certificates", DAY, Numbering.STATE)
    assert state.authority == "KT. GIÁM ĐỐC"


@pytest.mark.parametrize(
    ("scope", "day"),
    [
        ("certificates", date(2025, 12, 31)),
        ("certificates", date(2026, 2, 1)),
        ("papers", DAY),
    ],
)
def test_a_deputy_without_authorisation_for_the_day_and_kind_is_refused(
    app: Flask, scope: str, day: date
) -> None:
    head, deputy = _pair(make.a_unit().id)
    _leave(head, deputy)
    with pytest.raises(NotAuthorised):
        queries.signature_of(deputy, scope, day)


@given(st.dates(date(2025, 6, 1), date(2026, 4, 1)), st.sampled_from(("all", "papers")))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_deputy_signs_on_exactly_the_days_of_the_authorisation(
    app: Flask, day: date, scope: str
) -> None:
    head, deputy = _pair(make.a_unit().id)
    _leave(head, deputy, scope=scope)
    try:
        signature = queries.signature_of(deputy, "papers", day)
    except (NotAuthorised, NotInPost):
        assert not date(2026, 1, 1) <= day < date(2026, 2, 1)
    else:
        assert date(2026, 1, 1) <= day < date(2026, 2, 1)
        assert signature.authority == "K/T GIÁM ĐỐC"


def test_nobody_signs_out_of_post(app: Flask) -> None:
    head, deputy = _pair(make.a_unit().id)
    _leave(head, deputy, scope="all", valid_to=None)
    services.end_signer(head, DAY, actor_id=make.a_user().id, at=THEN)
    with pytest.raises(NotInPost):
        queries.signature_of(head, "papers", DAY)
    with pytest.raises(NotAuthorised):
        queries.signature_of(deputy, "papers", DAY)


def test_an_authorisation_binds_a_head_and_a_deputy_of_one_unit(app: Flask) -> None:
    head, deputy = _pair(make.a_unit().id)
    other_head, _ = _pair(make.a_unit().id)
    for pair in ((other_head, deputy), (deputy, head), (head, other_head)):
        with pytest.raises(WrongPair):
            _leave(*pair)
    with pytest.raises(DatesOutOfOrder):
        _leave(head, deputy, valid_to=date(2026, 1, 1))


def test_signers_are_kept_by_their_pages(app: Flask, signed_in: SignIn) -> None:
    unit = make.a_unit()
    browser = signed_in(Role.ORGANISER, unit.id)
    words = {"unit": unit.public_id, "valid_from": "2025-07-01", "valid_to": ""}
    for name, post, is_head in (
        ("Vàng A Lâu", "Giám đốc", {"is_head": "y"}),
        ("Lò Thị Mai", "Phó Giám đốc", {}),
    ):
        data = {**words, "full_name": name, "post_title": post, **is_head}
        assert browser.post("/giay/nguoi-ky/them", data=data).status_code == 303
    session.rollback()
    head, deputy = queries.signers([unit.id])
    data = {
        "head": head.public_id, "deputy": deputy.public_id, "scope": "all",
        "document_text": "Giấy ủy quyền số 02", "valid_from": "2026-01-01", "valid_to": "",
    }  # fmt: skip
    assert browser.post("/giay/nguoi-ky/uy-quyen", data=data).status_code == 303
    page = browser.get("/giay/nguoi-ky").text
    assert "Giấy ủy quyền số 02" in page
    look = {
        "profile": "state", "sign": "TTCT", "upper_body": "Đảng ủy xã",
        "issuing_body": "Trung tâm Chính trị", "place": "Mù Cang Chải",
    }  # fmt: skip
    assert browser.post(f"/giay/mau-van-ban/{unit.public_id}", data=look).status_code == 303
    session.rollback()
    assert queries.paper_look(unit.id, DAY).profile is Numbering.STATE
    term = {"name": "2025-2030", "congress_closed_on": "2025-07-31"}
    address = f"/giay/mau-van-ban/{unit.public_id}"
    assert browser.post(f"{address}/nhiem-ky", data=term).status_code == 303
    assert "2025-2030" in browser.get(address).text
    stranger = signed_in(Role.ORGANISER, make.a_unit("Xã B").id)
    assert stranger.get(address).status_code == 404


@pytest.mark.parametrize(
    ("name", "level", "sign", "place"),
    [
        ("Trung tâm Chính trị xã Mù Cang Chải", "commune", "TTCT", "Mù Cang Chải"),
        ("Đảng bộ xã Kim Nọi", "commune", "ĐU", "Kim Nọi"),
        ("Đảng bộ Bảo hiểm xã hội", "grassroots", "ĐU", "Mù Cang Chải"),
        ("Đảng bộ thị trấn Tú Lệ, huyện Văn Chấn", "grassroots", "ĐU", "Tú Lệ"),
        ("Chi bộ bản Háng Sung", "cell", "CB", "Mù Cang Chải"),
    ],
)
def test_papers_of_a_new_unit_bear_its_kind_of_sign_and_its_locality(
    app: Flask, name: str, level: str, sign: str, place: str
) -> None:
    district = make.a_unit("Đảng bộ huyện Mù Cang Chải", level="district")
    unit = make.a_unit(name, parent=district, level=level)
    look = queries.paper_look(unit.id, DAY)
    assert (look.sign, look.place, look.upper_body) == (sign, place, "Đảng bộ huyện Mù Cang Chải")
    assert queries.paper_look(district.id, DAY).sign == "HU"


def test_a_unit_without_a_locality_above_or_in_its_name_is_its_own_place(app: Flask) -> None:
    assert queries.paper_look(make.a_unit("Ban Tổ chức").id, DAY).place == "Ban Tổ chức"
