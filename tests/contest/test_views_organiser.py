"""Organisers' pages: contests, rules, entries; who may open them, and for which units."""

import io
from datetime import date, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from xlsxwriter import Workbook

from contest.models import Act, Campaign, Contest, Entry, RulesVersion
from contest.rules.document import write_toml
from foundation.account.permissions import Role
from foundation.db import session
from tests.conftest import SignIn
from tests.factories import contest as build
from tests.factories import organisation as make
from tests.foundation.importing.sheets import workbook

NEW = {
    "name": "Hội thi Bí thư chi bộ giỏi",
    "level_label": "cấp cơ sở",
    "organising_body": "Ban Tổ chức",
    "place": "Mù Cang Chải",
    "held_on": "2026-12-12",
    "rules": "shipped",
    "upper": "",
}


def test_without_a_contest_the_list_says_what_one_needs(signed_in: SignIn, at: datetime) -> None:
    page = signed_in(Role.ORGANISER, make.a_unit().id).get("/contests/")
    assert page.status_code == 200
    assert "No contest yet" in page.text


def test_the_list_shows_own_contests_only(signed_in: SignIn, at: datetime) -> None:
    build.a_contest(at)
    stranger = signed_in(Role.ORGANISER, make.a_unit("Đảng bộ xã khác").id)
    assert "Hội thi năm nay" not in stranger.get("/contests/").text


def test_a_campaign_and_a_contest_are_created(signed_in: SignIn, at: datetime) -> None:
    unit = make.a_unit()
    organiser = signed_in(Role.ORGANISER, unit.id)
    answer = organiser.post(
        "/contests/dot-thi/tao", data={"name": "Năm 2026", "unit": unit.public_id, "plan": ""}
    )
    assert answer.status_code == 303
    campaign = answer.location.partition("campaign=")[2]
    words = {**NEW, "campaign": campaign, "unit": unit.public_id}
    answer = organiser.post("/contests/tao", data=words)
    assert answer.status_code == 303
    day = organiser.get(answer.location)
    assert "Close the list of contestants" in day.text
    session.rollback()
    assert session.scalars(select(Contest.name)).all() == [NEW["name"]]


def test_a_contest_without_a_name_is_sent_back(signed_in: SignIn, at: datetime) -> None:
    made = build.a_contest(at)
    organiser = signed_in(Role.ORGANISER, made.unit.id)
    answer = organiser.post("/contests/tao", data={**NEW, "name": "", "unit": made.unit.public_id})
    assert answer.status_code == 422
    assert "error-summary" in answer.text


def test_rules_that_cannot_be_read_create_nothing(signed_in: SignIn, at: datetime) -> None:
    made = build.a_contest(at)
    organiser = signed_in(Role.ORGANISER, made.unit.id)
    campaign = session.scalar(select(Campaign.public_id))
    words = {**NEW, "rules": "own", "rules_text": "title = 3", "unit": made.unit.public_id}
    answer = organiser.post("/contests/tao", data={**words, "campaign": campaign})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert "The rules cannot be used" in answer.text
    session.rollback()
    assert session.scalar(select(func.count(Contest.id))) == 1


def test_rules_that_cannot_be_read_are_not_adopted(signed_in: SignIn, at: datetime) -> None:
    made = build.a_contest(at)
    organiser = signed_in(Role.ORGANISER, made.unit.id)
    words = {"rules_text": "title = ", "reason": "đổi"}
    answer = organiser.post(f"/contests/{made.contest.public_id}/the-le/sua", data=words)
    assert answer.status_code == 422
    assert "The rules cannot be used" in answer.text
    session.rollback()
    assert made.whole.rules_version.number == 1


def test_a_closed_list_is_opened_again_with_a_reason(signed_in: SignIn, at: datetime) -> None:
    made = build.a_contest(at)
    organiser = signed_in(Role.ORGANISER, made.unit.id)
    address = f"/contests/{made.contest.public_id}/thi-sinh/mo-lai"
    assert organiser.post(address, data={"reason": ""}).status_code == 422
    for _again in range(2):
        assert organiser.post(address, data={"reason": "Sót một chi bộ"}).status_code == 303
    session.rollback()
    assert made.whole.contest.state == "REGISTRATION"
    acts = session.scalars(select(Act)).all()
    assert [(act.kind, act.reason) for act in acts] == [("LIST_REOPENED", "Sót một chi bộ")]


def test_a_list_that_is_published_is_not_opened_again(signed_in: SignIn, at: datetime) -> None:
    made = build.a_quiz_day(at)
    organiser = signed_in(Role.ORGANISER, made.unit.id)
    address = f"/contests/{made.contest.public_id}/thi-sinh/mo-lai"
    assert organiser.post(address, data={"reason": "Sót"}).status_code == 409
    session.rollback()
    assert made.whole.contest.state != "REGISTRATION"
    assert session.scalar(select(func.count(Act.id))) == 0


PAGES = ("", "/thi-sinh", "/the-le", "/ket-qua", "/len-cap-tren", "/giai-thuong", "/sua")


@pytest.mark.parametrize("page", PAGES)
def test_the_unit_of_another_commune_sees_nothing(
    signed_in: SignIn, at: datetime, page: str
) -> None:
    made = build.a_contest(at)
    stranger = signed_in(Role.ORGANISER, make.a_unit("Đảng bộ xã khác").id)
    assert stranger.get(f"/contests/{made.contest.public_id}{page}").status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_the_organiser_opens_every_page(signed_in: SignIn, at: datetime, page: str) -> None:
    made = build.a_contest(at)
    organiser = signed_in(Role.ORGANISER, made.unit.id)
    assert organiser.get(f"/contests/{made.contest.public_id}{page}").status_code == 200


def test_who_only_reads_changes_nothing(signed_in: SignIn, at: datetime) -> None:
    made = build.a_contest(at)
    address = f"/contests/{made.contest.public_id}"
    superior = signed_in(Role.VIEWER, made.unit.id)
    assert superior.get(address).status_code == 200
    assert superior.get(f"{address}/sua").status_code == 403
    assert superior.post(f"{address}/ket-qua/cong-bo").status_code == 403
    assert signed_in(Role.JUDGE, made.unit.id).get(address).status_code == 403


def test_people_in_post_are_ticked_and_entered(signed_in: SignIn, at: datetime) -> None:
    made = build.a_contest(at, is_listed=False)
    organiser = signed_in(Role.ORGANISER, made.unit.id)
    address = f"/contests/{made.contest.public_id}/thi-sinh"
    page = organiser.get(address).text
    ticks = [part.partition('"')[0] for part in page.split('name="nominee" value="')[1:]]
    assert len(ticks) == 3
    assert organiser.post(address, data={"nominee": [*ticks[:2], "1:1", "x"]}).status_code == 303
    session.rollback()
    assert [entry.number for entry in made.entries] == [1, 2]
    assert organiser.post(f"{address}/chot").status_code == 303
    session.rollback()
    assert made.whole.contest.state == "READY"


def _roll(*rows: tuple[str, str]) -> tuple[io.BytesIO, str]:
    kept = io.BytesIO()
    book = Workbook(kept)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["DANH SÁCH THÍ SINH"])
    sheet.write_row(1, 0, ["STT", "Họ và tên", "Chi bộ"])
    for line, row in enumerate(rows, start=2):
        sheet.write_row(line, 0, [line - 1, *row])
    book.close()
    kept.seek(0)
    return kept, "danh-sach.xlsx"


def _send_roll(organiser: FlaskClient, made: build.Made, *rows: tuple[str, str]) -> str:
    answer = organiser.post(
        f"/contests/{made.contest.public_id}/danh-sach", data={"file": _roll(*rows)}
    )
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def test_a_roll_is_shown_before_anybody_is_entered(signed_in: SignIn, at: datetime) -> None:
    made = build.a_contest(at, is_listed=False)
    organiser = signed_in(Role.ORGANISER, made.unit.id)
    rows = [
        ("Giàng A 0", "Chi bộ bản 1"),
        ("giàng a 1", ""),
        ("Lò Văn Không", ""),
        ("Giàng A 0", ""),
    ]
    preview = _send_roll(organiser, made, *rows)
    page = organiser.get(preview).text
    assert "Nobody of this name is a member here" in page
    assert "This person stands in the roll twice" in page
    session.rollback()
    assert made.entries == ()
    said = [
        organiser.get(organiser.post(preview).location).text.count("entered before") for _ in (1, 2)
    ]
    assert said == [0, 1]
    session.rollback()
    assert [entry.full_name for entry in made.entries] == ["Giàng A 0", "Giàng A 1"]


def test_a_roll_enters_the_namesake_whose_birth_date_it_names(
    signed_in: SignIn, at: datetime
) -> None:
    made = build.a_contest(at, cells=1, is_listed=False)
    first, second = (make.a_person(made.cells[0], "Vàng A Dình") for _ in range(2))
    first.birth_date, second.file_number = date(1980, 5, 12), "004512ABC"
    session.commit()
    organiser = signed_in(Role.ORGANISER, made.unit.id)
    page = organiser.get(_send_roll(organiser, made, ("Vàng A Dình", ""))).text
    assert "Write the birth date or the number" in page
    heads = ("Họ và tên", "Ngày sinh", "Số lý lịch")
    rows = (("Vàng A Dình", "12/05/1980", ""), ("Vàng A Dình", "", "004512ABC"))
    sent = {"file": (io.BytesIO(workbook([heads, *rows])), "ds.xlsx")}
    preview = organiser.post(f"/contests/{made.contest.public_id}/danh-sach", data=sent).location
    organiser.post(preview)
    session.rollback()
    assert [entry.person_id for entry in made.entries] == [first.id, second.id]


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [("ds.docx", b"x", 422), ("ds.xlsx", b"no zip", 422), ("ds.xlsx", b"", 422)],
)
def test_a_broken_roll_is_refused_and_stores_nothing(
    signed_in: SignIn, at: datetime, name: str, content: bytes, status: int
) -> None:
    made = build.a_contest(at, is_listed=False)
    organiser = signed_in(Role.ORGANISER, made.unit.id)
    answer = organiser.post(
        f"/contests/{made.contest.public_id}/danh-sach",
        data={"file": (io.BytesIO(content), name)},
    )
    assert answer.status_code == status
    session.rollback()
    assert session.scalar(select(func.count(Entry.id))) == 0


def test_somebody_withdraws_and_is_taken_back_by_two(signed_in: SignIn, at: datetime) -> None:
    made = build.a_contest(at)
    entry = made.entries[0]
    address = f"/contests/{made.contest.public_id}/thi-sinh/{entry.public_id}"
    first = signed_in(Role.SECRETARY, made.unit.id)
    assert first.post(f"{address}/ra/rut", data={"reason": ""}).status_code == 422
    assert first.post(f"{address}/ra/rut", data={"reason": "ốm"}).status_code == 303
    assert first.post(f"{address}/tro-lai", data={"reason": "đã khỏe"}).status_code == 303
    acts = f"/desk/{made.contest.public_id}/viec-trong-ngay"
    confirm = first.get(acts).text
    assert "somebody else confirms" in confirm
    second = signed_in(Role.SECRETARY, made.unit.id)
    way = second.get(acts).text.partition(f'action="{acts}/')[2].partition('"')[0]
    assert second.post(f"{acts}/{way}").status_code == 303
    session.rollback()
    assert {one.state for one in made.entries} == {"REGISTERED"}


def test_rules_are_read_taken_home_and_changed_with_a_reason(
    signed_in: SignIn, at: datetime
) -> None:
    made = build.a_contest(at)
    organiser = signed_in(Role.ORGANISER, made.unit.id)
    address = f"/contests/{made.contest.public_id}/the-le"
    assert "Thuyết trình" in organiser.get(address).text
    taken = organiser.get(f"{address}.toml").text
    assert taken == write_toml(made.whole.rules)
    changed = taken.replace("Giải Nhất", "Giải Đặc biệt")
    unexplained = organiser.post(f"{address}/sua", data={"rules_text": changed, "reason": ""})
    assert unexplained.status_code == 422
    answer = organiser.post(f"{address}/sua", data={"rules_text": changed, "reason": "theo KH"})
    assert answer.status_code == 303
    session.rollback()
    assert session.scalars(select(RulesVersion.number).order_by(RulesVersion.id)).all() == [1, 2]
    assert made.whole.rules.prizes[0].name == "Giải Đặc biệt"
