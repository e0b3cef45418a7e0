"""Figures come out of dated rows, for any unit and any years."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from foundation.db import session, transactional
from foundation.documents import services as documents
from foundation.documents.services import Reissue
from foundation.organisation import services
from foundation.organisation.models import Unit
from tests.factories import figures as rows
from tests.factories import organisation as make
from tests.factories import training as classes
from tests.factories.documents import a_document
from training.models import CourseResult, OrganisationRating, ResolutionBook, TypedAggregate
from training.queries.figures import figures
from training.queries.scope import scope_of, top_scope
from training.rules.catalogue import LABELS
from training.rules.figures import Figure
from training.rules.period import Period

TODAY = date(2026, 11, 25)
AT = datetime(2026, 11, 20, tzinfo=UTC)


def of(unit: Unit, words: str = "2014", today: date = TODAY) -> dict[str, Figure]:
    found = figures(scope_of(unit.id, Period.parse(words), today))
    return {figure.code: figure for figure in found}


@pytest.fixture
def district(app: Flask) -> Unit:
    return make.a_unit("Đảng bộ huyện", level="district")


@pytest.fixture
def commune(district: Unit) -> Unit:
    return make.a_unit("Đảng bộ xã Kim Nọi", level="grassroots", parent=district)


@pytest.fixture
def cell(commune: Unit) -> Unit:
    return make.a_cell(commune)


def test_every_figure_has_a_name_and_nothing_is_not_zero_percent(district: Unit) -> None:
    found = of(district)
    assert set(found) == set(LABELS)
    assert {one.value for one in found.values() if one.is_percent} == {None}
    assert found["planned"].value is None
    assert found["turns"].value == 0


def test_turns_persons_and_completion_of_a_class(district: Unit, cell: Unit) -> None:
    course = rows.a_recognised_course(district)
    people = [make.a_person(cell) for _ in range(3)]
    for place, person in enumerate(people):
        rows.a_part(course, person, cell, is_passed=place > 0)
    again = rows.a_recognised_course(district, on=date(2014, 12, 31))
    rows.a_part(again, people[1], cell)
    found = of(district)
    assert [found[code].value for code in ("courses", "enrolled", "turns", "persons")] == [
        2, 4, 3, 2,
    ]  # fmt: skip
    percent = found["completed_percent"]
    assert (percent.value, percent.numerator, percent.denominator) == (Decimal("75.0"), 3, 4)
    assert found["band_good"].numerator == 3


def test_a_class_counts_in_the_year_of_its_recognition(district: Unit, cell: Unit) -> None:
    course = rows.a_recognised_course(district, on=date(2015, 1, 5))
    rows.a_part(course, make.a_person(cell), cell)
    assert course.starts_on.year == 2014
    assert (of(district, "2014")["turns"].value, of(district, "2015")["turns"].value) == (0, 1)
    assert of(district, "2012-2015")["turns"].value == 1


def test_a_running_class_and_an_auditor_do_not_count(district: Unit, cell: Unit) -> None:
    classes.a_learner(classes.a_course(district, starts_on=date(2014, 3, 1)), cell)
    course = rows.a_recognised_course(district)
    auditor = rows.a_part(course, make.a_person(cell), cell)
    _set(auditor, role="AUDITOR")
    found = of(district)
    assert (found["courses"].value, found["enrolled"].value) == (1, 0)


@transactional
def _set(row: object, **values: object) -> None:
    for name, value in values.items():
        setattr(session.merge(row), name, value)


def test_a_unit_below_counts_its_own_people_wherever_they_learned(
    district: Unit, commune: Unit, cell: Unit
) -> None:
    other = make.a_cell(make.a_unit("Đảng bộ xã khác", level="grassroots", parent=district))
    course = rows.a_recognised_course(district)
    rows.a_part(course, make.a_person(cell), cell)
    rows.a_part(course, make.a_person(other), other)
    found = of(commune)
    assert (found["courses"].value, found["attended_courses"].value) == (0, 1)
    assert (found["turns"].value, of(cell)["turns"].value, of(district)["turns"].value) == (1, 1, 2)


def test_a_class_counts_guests_that_other_units_sent(district: Unit, cell: Unit) -> None:
    stranger = make.a_cell(make.a_unit("Đảng bộ xã của huyện khác"))
    course = rows.a_recognised_course(district)
    rows.a_part(course, make.a_person(cell), cell)
    rows.a_part(course, make.a_person(stranger), stranger)
    assert (of(district)["turns"].value, of(stranger)["turns"].value) == (2, 1)


def test_case_7_the_table_of_a_dissolved_district_does_not_change(
    district: Unit, commune: Unit, cell: Unit, at: datetime
) -> None:
    course = rows.a_recognised_course(district, on=date(2024, 12, 1))
    rows.a_part(course, make.a_person(cell), cell)
    before = of(district, "2024")
    heir = make.a_unit("Đảng bộ xã mới", valid_from=date(2025, 7, 1))
    services.move_unit(commune.id, heir.id, date(2025, 7, 1), actor_id=None, at=at)
    services.dissolve_unit(
        district.id, date(2025, 7, 1), successor_ids=[heir.id], manner="merged",
        records_to=heir.id, actor_id=None, at=at,
    )  # fmt: skip
    assert of(district, "2024") == before
    assert before["turns"].value == 1
    assert of(heir, "2024")["turns"].value == 0
    assert of(heir, "2026")["members"].value == 1


def test_leaders_in_post_on_the_last_day_are_the_denominator(district: Unit, cell: Unit) -> None:
    trained = make.a_person(cell, "Giàng A Páo", post="secretary")
    make.a_person(cell, "Vàng A Chống", post="deputy")
    rows.a_part(rows.a_recognised_course(district, on=date(2011, 5, 1)), trained, cell)
    found = of(district)
    percent = found["leaders_trained_percent"]
    assert (percent.value, percent.numerator, percent.denominator) == (Decimal("50.0"), 1, 2)
    assert found["leader_posts"].value == 2
    assert of(district, "2010")["leaders_trained_percent"].numerator == 0


def test_meetings_of_cells_and_committees(district: Unit, commune: Unit, cell: Unit) -> None:
    lazy = make.a_cell(commune, "Chi bộ bản Tà Chơ")
    for unit in (commune, cell):
        rows.a_year_of_meetings(unit)
    rows.a_meeting(lazy, date(2014, 1, 3), due=40, present=30)
    found = of(district)
    assert found["committees_12_meetings_percent"].value == Decimal("100.0")
    cells = found["cells_regular_and_thematic_percent"]
    assert (cells.value, cells.numerator, cells.denominator) == (Decimal("50.0"), 1, 2)
    attended = found["attendance_percent"]
    assert (attended.numerator, attended.denominator) == (16 * 9 + 30, 16 * 10 + 40)


def test_the_running_year_asks_only_for_months_that_are_over(cell: Unit) -> None:
    for month in (1, 2, 3, 4):
        rows.a_meeting(cell, date(2026, month, 3))
    rows.a_meeting(cell, date(2026, 2, 20), kind="thematic")
    code = "cells_regular_and_thematic_percent"
    assert of(cell, "2026", date(2026, 5, 20))[code].value == 100
    assert of(cell, "2026", date(2026, 6, 1))[code].value == 0


def test_books_and_ratings_of_the_last_year(district: Unit, commune: Unit, cell: Unit) -> None:
    make.a_cell(commune, "Chi bộ bản Tà Chơ")
    _add(ResolutionBook(unit_id=cell.id, year=2014, is_kept=True))
    _add(OrganisationRating(unit_id=commune.id, year=2014, class_code="top"))
    _add(OrganisationRating(unit_id=commune.id, year=2013, class_code="fair"))
    found = of(district, "2012-2014")
    assert (found["resolution_book_percent"].numerator,
            found["resolution_book_percent"].denominator) == (1, 2)  # fmt: skip
    assert found["top_class_percent"].value == Decimal("100.0")
    assert of(district, "2013")["top_class_percent"].value == Decimal("0.0")
    assert of(district, "2013")["resolution_book_percent"].value is None


@transactional
def _add(row: object) -> None:
    session.add(row)


def _typed(unit: Unit, value: int, first: int = 2012, last: int = 2014) -> None:
    words = {"code": "planned", "document": "12-BC/HU", "document_date": date(2014, 12, 1)}
    _add(
        TypedAggregate(
            unit_id=unit.id, value=value, period_from=date(first, 1, 1),
            period_to=date(last + 1, 1, 1), **words,
        )
    )  # fmt: skip


def test_a_typed_number_counts_whole_or_not_at_all(district: Unit, commune: Unit) -> None:
    _typed(commune, 30)
    assert of(district, "2012-2014")["planned"].value == 30
    assert of(district, "2014")["planned"].value is None
    _typed(district, 235)
    assert of(district, "2012-2014")["planned"].value == 235
    assert of(commune, "2010-2016")["planned"].value == 30


def test_studies_elsewhere_count_people_by_the_unit_that_sent_them(
    district: Unit, cell: Unit
) -> None:
    one, other = make.a_person(cell), make.a_person(cell)
    rows.a_study(one, cell)
    rows.a_study(one, cell, on=date(2013, 9, 5))
    rows.a_study(other, cell, kind="professional")
    found = of(district, "2012-2014")
    assert found["theory_study_persons"].value == 1
    assert found["professional_study_persons"].value == 1
    assert of(district, "2012")["theory_study_persons"].value == 0


def test_certificates_are_counted_by_issue_and_revoking(district: Unit, cell: Unit) -> None:
    course = rows.a_recognised_course(district)
    papers = []
    for _ in range(4):
        part = rows.a_part(course, make.a_person(cell), cell)
        result = session.scalars(
            select(CourseResult.id).where(CourseResult.enrolment_id == part.id)
        ).one()
        papers.append(
            a_document(district.id, subject_kind="course_result", subject_id=result,
                       issued_on=date(2014, 6, 2))
        )  # fmt: skip
    actor = make.a_user().id
    documents.reissue(papers[0].id, Reissue("Sai năm sinh"), actor_id=actor, at=AT)
    documents.revoke(papers[1].id, "Gian lận", "12-QĐ/TTCT", actor_id=actor, at=AT)
    issued, again, revoked = (f"certificates_{word}" for word in ("issued", "reissued", "revoked"))
    found = of(district, "2014-2026")
    assert [found[code].value for code in (issued, again, revoked)] == [4, 1, 1]
    assert of(district)[revoked].value == 0


def test_the_top_unit_is_the_widest_that_does_not_stand_alone_over_one(
    district: Unit, commune: Unit, cell: Unit
) -> None:
    make.a_unit("Đảng bộ xã khác", level="grassroots", parent=district)
    above = make.a_unit("Đảng bộ tỉnh", level="province")
    services.move_unit(district.id, above.id, date(2012, 1, 1), actor_id=None, at=make.THEN)
    make.a_unit("Đảng bộ tỉnh khác", level="province")
    scope = top_scope(Period(2014, 2014), TODAY)
    assert scope is not None
    assert scope.unit.id == district.id
    assert top_scope(Period(1950, 1950), TODAY) is None
