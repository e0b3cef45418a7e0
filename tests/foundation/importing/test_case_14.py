"""The worked case of a list of 938 members with every trap (case 14)."""

from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import func, select

from foundation.account.models import User
from foundation.account.permissions import Role
from foundation.audit.models import AuditEntry
from foundation.db import session
from foundation.importing import services
from foundation.importing.models import ImportedFile, ImportedRow
from foundation.importing.reading import read_table
from foundation.importing.services import Sent
from foundation.importing.services.staging import stage
from foundation.importing.services.storing import keep_all
from foundation.organisation.models import CardNumber, Membership, Person, Unit
from tests.factories import organisation as make
from tests.foundation.importing.sheets import CELLS, sheet_of_case_14

FIRST = 5  # the row of the sheet the first person stands in


@pytest.fixture(scope="module")
def sheet() -> bytes:
    """Return the sheet, made once."""
    return sheet_of_case_14()


@pytest.fixture
def office(app: Flask, at: datetime) -> tuple[Unit, User]:
    """Return a committee that keeps card numbers and numbers of files, and its clerk."""
    unit = make.a_unit()
    for name in CELLS:
        make.a_cell(unit, name)
    user = make.a_user(Role.TRAINING_OFFICE, unit.id)
    for field in ("card", "file_number"):
        services.switch_field(unit.id, field, "Quản lý đảng viên", actor_id=user.id, at=at)
    return unit, user


def send(sheet: bytes, office: tuple[Unit, User], at: datetime) -> ImportedFile:
    """Return the list as it waits for its preview to be accepted."""
    unit, user = office
    sent = Sent(sheet, "mau7.xlsx", "people", unit.id)
    return stage(sent, read_table(sheet), actor_id=user.id, at=at)


def rows_with(file: ImportedFile, code: str) -> list[ImportedRow]:
    """Return the rows that have a doubt."""
    rows = session.scalars(
        select(ImportedRow).where(ImportedRow.file_id == file.id).order_by(ImportedRow.number)
    )
    return [row for row in rows if any(one["code"] == code for one in row.item["doubts"])]


def accept(file: ImportedFile, office: tuple[Unit, User], at: datetime) -> ImportedFile:
    """Return the list after it was kept, with the worker's part played."""
    services.accept_list(file.id, actor_id=office[1].id, at=at)
    return keep_all(file.id, lambda _done, _total: None, actor_id=office[1].id)


def count(what: type) -> int:
    """Return how many rows of a table there are."""
    return session.scalar(select(func.count()).select_from(what)) or 0


def test_every_trap_is_named_by_its_row_before_anything_is_written(
    sheet: bytes, office: tuple[Unit, User], at: datetime
) -> None:
    file = send(sheet, office, at)
    assert count(ImportedRow) == 938
    assert (count(Person), count(Membership), count(CardNumber)) == (0, 0, 0)
    assert [row.number for row in rows_with(file, "card")] == list(range(FIRST, FIRST + 31))
    assert len(rows_with(file, "pair")) == 8
    assert {one["group"] for row in rows_with(file, "pair") for one in row.item["doubts"]} == {
        f"p:{FIRST + n}" for n in (300, 302, 304, 306)
    }
    assert [row.number for row in rows_with(file, "twice")] == [FIRST + 400, FIRST + 401]
    every = session.scalars(select(ImportedRow)).all()
    legacy = [row for row in every if row.item["before"]]
    assert len(legacy) == 12
    assert {row.item["before"][0][1] for row in legacy} == {"NguyÔn V¨n Hïng"}
    assert {row.title for row in legacy} == {"Nguyễn Văn Hùng"}
    assert sum(row.item["values"]["birth_year"] is not None for row in every) == 9
    assert file.layout["not_collected"] == ["Tôn giáo", "Quê quán", "Số CCCD"]


def test_what_is_not_settled_is_left_out_and_listed(
    sheet: bytes, office: tuple[Unit, User], at: datetime
) -> None:
    file = accept(send(sheet, office, at), office, at)
    assert (file.stored, file.unchanged, file.listed) == (938 - 31 - 8 - 2, 0, 41)
    assert count(Person) == count(Membership) == 897
    born = session.scalars(select(Person).where(Person.birth_year.is_not(None))).all()
    assert len(born) == 9
    assert {one.birth_date for one in born} == {None}
    entries = session.scalars(select(AuditEntry).where(AuditEntry.action == "list.keep")).all()
    assert len(entries) == 1
    assert session.scalar(select(AuditEntry).where(AuditEntry.action == "person.create")) is None


def test_the_same_file_again_changes_nothing(
    sheet: bytes, office: tuple[Unit, User], at: datetime
) -> None:
    file = send(sheet, office, at)
    services.choose_for_many(file.id, "card", "yes", actor_id=office[1].id, at=at)
    pairs = {row.number: {"pair": "other"} for row in rows_with(file, "pair")}
    services.choose(file.id, pairs, actor_id=office[1].id, at=at)
    services.choose(file.id, {FIRST + 400: {"twice": "keep"}}, actor_id=office[1].id, at=at)
    file = accept(file, office, at)
    assert (file.stored, file.unchanged, file.listed) == (937, 0, 1)
    assert session.scalar(select(CardNumber.number).order_by(CardNumber.number)) == "01000000"
    again = send(sheet, office, at)
    assert {row.number for row in rows_with(again, "pair") + rows_with(again, "card")} == set()
    again = accept(again, office, at)
    assert again.stored == 0
    assert (again.unchanged, again.listed) == (936, 2)
    assert count(Person) == 937


def test_a_pair_said_to_be_one_person_is_kept_once(
    sheet: bytes, office: tuple[Unit, User], at: datetime
) -> None:
    file = send(sheet, office, at)
    services.choose(file.id, {FIRST + 300: {"pair": "same"}}, actor_id=office[1].id, at=at)
    file = accept(file, office, at)
    found = session.scalars(select(Person).where(Person.full_name == "Vàng A Su 300")).all()
    assert [one.file_number for one in found] == ["000301YB"]
    assert (file.stored, file.listed) == (898, 40)


def test_a_worker_that_died_half_way_is_followed_without_a_double(
    sheet: bytes, office: tuple[Unit, User], at: datetime
) -> None:
    from foundation.importing.services.storing import keep_piece

    file = send(sheet, office, at)
    services.accept_list(file.id, actor_id=office[1].id, at=at)
    for _ in range(3):
        keep_piece(file.id, actor_id=office[1].id, at=at)
    assert (count(Person), count(Membership)) == (300, 0)  # nobody sees them yet
    file = keep_all(file.id, lambda _done, _total: None, actor_id=office[1].id)
    assert (file.stored, count(Person), count(Membership)) == (897, 897, 897)
    keep_all(file.id, lambda _done, _total: None, actor_id=office[1].id)
    assert count(Membership) == 897
