"""The seed's figures come out of the demo's rows by the queries that serve any unit."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from foundation.db import session
from foundation.documents.models import Authorisation, IssuedDocument
from foundation.organisation.models import Membership, Person
from question_bank.services import load_starter
from training.models import AttendanceChange, Course, Enrolment, Mark
from training.queries.figures import figures
from training.queries.gates import admission_rows, ending_soon, probation_rows
from training.queries.loading import course_whole
from training.queries.outcomes import outcomes, results_of
from training.queries.scope import scope_of, top_scope
from training.rules.eligibility import Cause
from training.rules.figures import Figure
from training.rules.gates import GateStanding
from training.rules.period import Period
from webapp.demo.accounts import load_accounts
from webapp.demo.awaiting import load_awaiting_class
from webapp.demo.awareness import load_old_awareness
from webapp.demo.indicators import load_indicators
from webapp.demo.organisation import DemoUnits, load_organisation
from webapp.demo.papers import load_papers
from webapp.demo.training import load_past_training
from webapp.demo.training_rows import TEACHERS
from webapp.demo.training_year import load_this_year

pytestmark = pytest.mark.one_database  # the demo is loaded on either; its figures are one
TODAY = date(2026, 11, 25)
SEED = {
    "theory_study_persons": (230, None, None),
    "professional_study_persons": (58, None, None),
    "committee_training_turns": (340, None, None),
    "planned": (235, None, None),
    "added": (70, None, None),
    "committees_12_meetings_percent": (Decimal("100.0"), 30, 30),
    "cells_regular_and_thematic_percent": (Decimal("86.4"), 159, 184),
    "resolution_book_percent": (Decimal("100.0"), 184, 184),
    "top_class_percent": (Decimal("85.2"), 23, 27),
}


@pytest.fixture
def units(app: Flask, at: datetime) -> DemoUnits:
    found = load_organisation(at=at)
    load_past_training(found, at=at)
    load_indicators(found, at=at)
    return found


def of(unit_id: int, words: str, today: date = TODAY) -> dict[str, Figure]:
    found = figures(scope_of(unit_id, Period.parse(words), today))
    return {figure.code: figure for figure in found}


def test_the_figures_of_the_seed(units: DemoUnits) -> None:
    found = of(units.district, "2012-2014")
    shown = {code: (found[code].value, found[code].numerator, found[code].denominator)
             for code in SEED}  # fmt: skip
    assert shown == SEED
    assert found["attendance_percent"].value == Decimal("94.6")
    for code in ("leaders_trained_percent", "committee_members_trained_percent"):
        assert found[code].value == Decimal("100.0")
        assert found[code].numerator == found[code].denominator
    leaders, members = (
        found[f"{code}_trained_percent"].denominator for code in ("leaders", "committee_members")
    )
    assert leaders is not None
    assert members is not None
    assert members > leaders == found["leader_persons"].value
    persons = found["committee_training_persons"].value
    assert persons is not None
    assert 0 < persons < 340
    for year in ("2012", "2013", "2014"):
        assert of(units.district, year)["attendance_percent"].value == Decimal("94.6")
    old, new = (top_scope(Period.parse(words), TODAY) for words in ("2012-2014", "2026"))
    assert old is not None
    assert new is not None
    assert (old.unit.id, new.unit.id) == (units.district, units.province)


def test_turns_and_cells_of_the_organisations_add_up_to_the_district(units: DemoUnits) -> None:
    whole = of(units.district, "2012-2014")
    parts = [of(owner, "2012-2014") for owner in units.grassroots.values()]
    for code in ("turns", "committee_training_turns", "theory_study_persons"):
        assert sum(part[code].value or 0 for part in parts) == whole[code].value, code
    code = "cells_regular_and_thematic_percent"
    assert sum(part[code].numerator or 0 for part in parts) == 159
    assert sum(part["persons"].value or 0 for part in parts) >= (whole["persons"].value or 0)
    commune = units.communes["X-MCC"]
    assert of(commune, "2012-2014")["turns"].value == 0
    assert (of(commune, "2026")["members"].value or 0) > 100


def test_a_commune_teaches_a_class_this_year(units: DemoUnits, at: datetime) -> None:
    load_papers(units, at=at)
    load_this_year(units, load_accounts(units, at=at), at=at)
    found = of(units.communes["X-MCC"], "2026", at.date())
    assert [found[code].value for code in ("courses", "enrolled", "turns")] == [4, 134, 126]
    papers = [found[f"certificates_{word}"].value for word in ("issued", "reissued", "revoked")]
    assert papers == [65, 3, 3]
    [running] = session.scalars(select(Course).where(Course.state == "RUNNING"))
    whole = course_whole(running.id)
    taught = [lesson for lesson in whole.lessons if lesson.state == "TAUGHT"]
    assert (len(whole.present), len(whole.lessons), len(taught)) == (26, 10, 4)
    awareness = session.scalars(select(Course).where(Course.title.contains("nhận thức"))).one()
    for one in outcomes(course_whole(awareness.id)):
        kept = results_of(awareness.id)[one.enrolment.id]
        found_now = one.outcome
        assert (found_now.attendance.attended, found_now.mark) == (kept.attended, kept.mark)
        assert found_now.is_passed == kept.is_passed
    assert {one.teacher for one in whole.lessons} == set(TEACHERS)
    commune = units.communes["X-MCC"]
    assert [row.alert for row in probation_rows([commune, *units.cells], at.date())]
    _new_members_are_young()
    _corrections_have_their_reason(running)
    _the_deputy_signs_for_the_director(awareness)


def _the_deputy_signs_for_the_director(course: Course) -> None:
    results = [one.id for one in results_of(course.id).values()]
    issued = session.scalars(
        select(IssuedDocument).where(
            IssuedDocument.subject_kind == "course_result", IssuedDocument.subject_id.in_(results)
        )
    ).all()
    leave = session.scalars(select(Authorisation)).one()
    assert len(issued) > 15
    for one in issued:
        assert one.content["authority"] == "K/T GIÁM ĐỐC"
        assert (one.content["office"], one.content["signer"]) == ("Phó Giám đốc", "Vàng A Lâu")
        assert leave.valid_from <= one.issued_on


def _new_members_are_young() -> None:
    fresh = list(session.scalars(select(Course).where(Course.title.startswith("Đảng viên mới"))))
    assert len(fresh) == 4
    for course in fresh:
        people = session.execute(
            select(Person.birth_date, Membership.valid_from)
            .join(Enrolment, Enrolment.person_id == Person.id)
            .join(Membership, Membership.person_id == Person.id)
            .where(Enrolment.course_id == course.id)
        ).all()
        assert len(people) > 20
        for born, joined in people:
            assert born is not None
            assert 18 <= joined.year - born.year <= 45
            assert 0 < (course.starts_on - joined).days <= 365


def _corrections_have_their_reason(course: Course) -> None:
    ours = {one.id for one in course_whole(course.id).enrolments}
    for table in (AttendanceChange, Mark):
        query = select(table.reason).where(table.enrolment_id.in_(ours), table.reason != "")
        assert len(session.scalars(query).all()) == 1


def test_a_class_waits_for_its_recognition_with_quiz_and_every_kind_of_reason(
    units: DemoUnits, at: datetime
) -> None:
    load_starter(at=at)
    load_awaiting_class(units, load_accounts(units, at=at), at=at)
    [waiting] = session.scalars(select(Course).where(Course.state == "AWAITING"))
    found = outcomes(course_whole(waiting.id))
    for one in found:
        quiz = next(paper for paper in one.outcome.papers if paper.paper.code == "quiz")
        assert not quiz.is_missing
    refused = [one.outcome.reasons for one in found if one.outcome.reasons]
    causes = {reason.cause for reasons in refused for reason in reasons}
    assert {Cause.ATTENDANCE, Cause.PAPER_MISSING, Cause.MARK_LOW} <= causes
    assert len(refused) < len(found) / 3
    _corrections_have_their_reason(waiting)


def test_every_completion_of_the_district_that_earns_one_has_its_certificate(
    units: DemoUnits,
) -> None:
    found = of(units.district, "2012-2014")
    topics = sum(
        len([one for one in results_of(course.id).values() if one.is_passed])
        for course in session.scalars(select(Course).where(Course.code.like("CD-%")))
    )
    assert found["turns"].value == 918
    assert found["certificates_issued"].value == 918 - topics
    for course in session.scalars(select(Course).where(Course.code.like("%V%-2013-1"))):
        for one in outcomes(course_whole(course.id)):
            kept = results_of(course.id)[one.enrolment.id]
            attendance = one.outcome.attendance
            assert (attendance.attended, attendance.held) == (kept.attended, kept.held)


def test_certificates_of_the_district_are_near_and_past_their_60_months(
    units: DemoUnits, at: datetime
) -> None:
    load_old_awareness(units, load_accounts(units, at=at), at=at)
    today = at.date()
    rows = admission_rows([units.district], today)
    assert [row.state.standing for row in rows] == [
        *[GateStanding.TOO_OLD] * 5, *[GateStanding.ENDS_SOON] * 5,
    ]  # fmt: skip
    assert all(row.state.last_day and row.state.last_day < today for row in rows[:5])
    assert ending_soon([units.district], today) == 5
