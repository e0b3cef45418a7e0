"""Gates: the last day of use, revoked papers, reminders before a probation ends."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from foundation.account.permissions import Role
from foundation.db import session
from foundation.documents import services as documents
from foundation.organisation import services as people
from foundation.organisation.models import Person, Unit
from foundation.paging import PAGE_SIZE
from tests.conftest import SignIn
from tests.factories import organisation as make
from tests.training.test_certificates import SIGNER, a_recognised_class
from training.models import Programme, ProgrammeVersion, RuleSet
from training.queries import gates
from training.rules.gates import GateStanding
from training.rules.states import Gate, ProgrammeKind
from training.services import certificates

pytestmark = pytest.mark.usefixtures("app")
ISSUED = date(2021, 6, 20)


def test_worked_case_6_on_the_rows_of_a_class(at: datetime) -> None:
    made = a_recognised_class(at, ("8",))
    version = session.scalars(select(ProgrammeVersion)).one()
    version.gate, version.validity_months = Gate.ADMISSION.name, 60
    session.commit()
    [paper] = certificates.issue_certificates(made.course_id, SIGNER, ISSUED, **made.by)

    def standing(on: date) -> list[GateStanding]:
        return [row.state.standing for row in gates.admission_rows([made.unit.id], on)]

    assert standing(date(2026, 6, 19)) == [GateStanding.ENDS_SOON]
    assert standing(date(2026, 6, 20)) == [GateStanding.ENDS_SOON]
    assert standing(date(2026, 6, 21)) == [GateStanding.TOO_OLD]
    documents.revoke(paper.id, "Hồ sơ không đúng", "20-QĐ/TTCT", **made.by)
    assert standing(date(2026, 6, 19)) == []


def test_a_new_member_is_named_until_the_class_is_passed(at: datetime) -> None:
    made = a_recognised_class(at, ("8",))
    session.scalars(select(ProgrammeVersion)).one().gate = Gate.OFFICIAL.name
    session.commit()
    trained = session.get_one(Person, made.whole.learners[0].person_id)
    cell = make.a_cell(made.unit)
    other = make.a_person(cell, "Thào A Chư")
    for person in (trained, other):
        people.note_admission(person.id, date(2026, 3, 1), None, **made.by)
    units = session.scalars(select(Unit.id)).all()

    def named(on: date) -> list[tuple[str, int]]:
        return [(row.full_name, row.alert) for row in gates.probation_rows(units, on)]

    assert ("Giàng A 1", 9) in named(at.date())
    certificates.issue_certificates(made.course_id, SIGNER, at.date(), **made.by)
    assert named(at.date()) == [("Thào A Chư", 9)]
    assert named(date(2026, 8, 31)) == []


def test_worked_case_6_a_limit_that_is_lifted_is_lifted_for_older_papers_too(
    signed_in: SignIn, at: datetime
) -> None:
    made = a_recognised_class(at, ("8",))
    old = session.scalars(select(ProgrammeVersion)).one()
    old.gate, old.validity_months = Gate.ADMISSION.name, 60
    session.commit()
    certificates.issue_certificates(made.course_id, SIGNER, ISSUED, **made.by)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    key = session.scalars(select(Programme.public_id)).one()
    form = {
        "unit": made.unit.public_id,
        "code": "A",
        "name": "B",
        "kind": "FURTHER_TRAINING",
        "audience": "AWARENESS",
        "valid_from": "2026-06-21",
        "periods": "50",
        "periods_per_lesson": "5",
        "gate": "ADMISSION",
        "validity_months": "",
        "paper": "CERTIFICATE",
        "address": "PLAIN",
        "rule_set": session.scalars(select(RuleSet.public_id)).one(),
    }
    assert office.post(f"/lop/chuong-trinh/{key}", data=form).status_code == 303
    session.rollback()
    known = [gates.admission_rows([made.unit.id], date(2026, 6, day))[0] for day in (20, 21)]
    assert [row.state.standing for row in known] == [GateStanding.ENDS_SOON, GateStanding.OPEN]


def test_the_list_of_certificates_has_pages_and_is_asked_by_name(
    signed_in: SignIn, at: datetime
) -> None:
    made = a_recognised_class(at, ("8",) * (PAGE_SIZE + 1))
    version = session.scalars(select(ProgrammeVersion)).one()
    version.gate, version.validity_months = Gate.ADMISSION.name, 60
    session.commit()
    certificates.issue_certificates(made.course_id, SIGNER, at.date(), **made.by)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    names = [row.full_name for row in gates.admission_rows([made.unit.id], at.date())]
    first, second = (office.get(f"/lop/dieu-kien?trang={n}").text for n in (1, 2))
    assert f">{names[-1]}<" in second
    assert f">{names[-1]}<" not in first
    asked = office.get(f"/lop/dieu-kien?ten={names[-1].casefold()}").text
    assert f">{names[-1]}<" in asked
    assert f">{names[0]}<" not in asked
    assert "No certificate like that" in office.get("/lop/dieu-kien?ten=khongco").text


def test_the_office_writes_down_a_day_and_sees_the_reminder(
    signed_in: SignIn, at: datetime
) -> None:
    unit = make.a_unit()
    person = make.a_person(make.a_cell(unit), "Thào A Chư")
    office = signed_in(Role.TRAINING_OFFICE, unit.id)
    page = "/lop/dieu-kien/ngay-vao-dang?q=thao"
    assert office.post(page, data={"person": person.public_id}).status_code == 422
    words = {"person": person.public_id, "admitted_on": "2026-01-05"}
    assert office.post(page, data=words).status_code == 303
    assert "Thào A Chư" in office.get("/lop/dieu-kien").text
    assert signed_in(Role.VIEWER, unit.id).get("/lop/dieu-kien").status_code == 403
    stranger = signed_in(Role.TRAINING_OFFICE, make.a_unit("Đảng bộ xã khác").id)
    assert "Thào A Chư" not in stranger.get("/lop/dieu-kien").text
    assert stranger.post(page, data=words).status_code == 422


def test_worked_case_16_only_a_degree_sets_the_level_of_theory_and_from_its_date(
    at: datetime,
) -> None:
    made = a_recognised_class(at, ("8", "4"))
    session.scalars(select(ProgrammeVersion)).one().theory_level = "Sơ cấp"
    session.commit()
    units = [made.unit.id]
    assert gates.theory_rows(units, date(2030, 1, 1)) == []
    session.scalars(select(Programme)).one().kind = ProgrammeKind.DEGREE_TRAINING.name
    session.commit()
    day = date(2026, 12, 20)
    [paper] = certificates.issue_certificates(made.course_id, SIGNER, day, **made.by)
    assert gates.theory_rows(units, date(2026, 12, 19)) == []
    [row] = gates.theory_rows(units, day)
    assert (row.full_name, row.level, row.since) == ("Giàng A 1", "Sơ cấp", day)
    assert gates.theory_rows([made.unit.id + 1000], day) == []
    documents.revoke(paper.id, "Hồ sơ không đúng", "20-QĐ/TTCT", **made.by)
    assert gates.theory_rows(units, day) == []


def test_the_list_of_classes_says_that_somebody_has_to_be_reminded(
    signed_in: SignIn, at: datetime
) -> None:
    made = a_recognised_class(at, ("8",))
    person = make.a_person(make.a_cell(made.unit), "Thào A Chư")
    people.note_admission(person.id, date(2026, 3, 1), None, **made.by)
    words = "1 new member has not passed the class yet."
    assert words in signed_in(Role.TRAINING_OFFICE, made.unit.id).get("/lop/").text
    assert words not in signed_in(Role.VIEWER, made.unit.id).get("/lop/").text


def test_a_class_held_elsewhere_counts_for_a_new_member(at: datetime) -> None:
    made = a_recognised_class(at, ("8",))
    session.scalars(select(ProgrammeVersion)).one().gate = Gate.OFFICIAL.name
    session.commit()
    home = make.a_unit("Đảng bộ xã khác")
    trained = session.get_one(Person, made.whole.learners[0].person_id)
    cell = make.a_cell(home)
    people.move_person(trained.id, cell.id, date(2026, 3, 1), **made.by)
    people.note_admission(trained.id, date(2026, 3, 1), None, **made.by)
    assert [row.full_name for row in gates.probation_rows([cell.id], at.date())] == ["Giàng A 1"]
    certificates.issue_certificates(made.course_id, SIGNER, at.date(), **made.by)
    assert gates.probation_rows([cell.id], at.date()) == []
