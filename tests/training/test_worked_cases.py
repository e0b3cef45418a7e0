"""Worked cases from roll and marks to the register, the year's table and the public page."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction

import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select

from foundation import clock
from foundation.account.permissions import Role
from foundation.days import Day
from foundation.db import session
from foundation.documents import queries as papers
from foundation.documents import services as documents
from foundation.documents.models import IssuedDocument
from foundation.documents.papers import issued_pdf
from foundation.documents.queries import LineFilter, Reach
from foundation.documents.services import Reissue, SignerDraft
from foundation.organisation import services as organisation
from foundation.organisation.models import Unit
from tests.conftest import SignIn
from tests.factories import figures as rows
from tests.factories import organisation as make
from tests.factories.documents import a_document, a_document_draft
from tests.training.stories import ABSENT, PRESENT, Made, a_class
from tests.training.test_certificates import SIGNER, a_recognised_class
from training.models import CourseResult, ProgrammeVersion
from training.queries.counting import course_figures
from training.queries.figures import figures
from training.queries.outcomes import outcomes
from training.queries.scope import scope_of
from training.rules.figures import Figure
from training.rules.gates import GateStanding
from training.rules.period import Period
from training.rules.states import CourseState, Gate, RollSource
from training.services import attendance, certificates, courses, marking, recognition
from training.services.marking import MarkDraft
from training.services.recognition import Decision
from training.views.words import reason_words

DAY = date(2026, 12, 12)
LOST = Reissue(
    reason="Bị mất khi chuyển nhà", is_holders_loss=True,
    application="Đơn ngày 03/12/2026", identity_check="Bí thư chi bộ xác nhận",
)  # fmt: skip
WRONG_YEAR = Reissue(reason="Sai năm sinh", born=Day(1979))
CASE_1 = (
    ("9.0", 3), ("4.9", 0), ("5.0", 2),
    *((mark, 1) for mark in ("8.0", "8.2", "8.4", "8.5", "9.0", "9.5", "10")),
    *((mark, 0) for mark in ("7.0", "7.1", "7.2", "7.3", "7.4", "7.5", "7.6", "7.7", "7.8", "7.9",
                             "7.9")),
    *((mark, 1) for mark in ("5.0", "5.5", "6.0", "6.5", "6.9")),
)  # fmt: skip
"""Mark and lessons missed of H, K, M and the other 23."""


def taught(at: datetime) -> Made:
    """Return the class of case 1 with its roll and marks kept: 26 learners, 10 lessons of 5."""
    made = a_class(at, learners=len(CASE_1), lesson_count=10)
    learners = made.whole.learners
    for place, lesson in enumerate(made.whole.lessons):
        ticks = {
            one.id: ABSENT if place < missed else PRESENT
            for one, (_mark, missed) in zip(learners, CASE_1, strict=True)
        }
        attendance.mark_roll(lesson.id, ticks, RollSource.LIST, **made.by)
        attendance.finish_roll(lesson.id, **made.by)
    courses.step_course(made.course_id, CourseState.MARKING, **made.by)
    drafts = [
        MarkDraft(one.id, "essay", Fraction(mark))
        for one, (mark, _missed) in zip(learners, CASE_1, strict=True)
    ]
    marking.keep_marks(made.course_id, drafts, **made.by)
    courses.step_course(made.course_id, CourseState.AWAITING, **made.by)
    return made


def of(unit: Unit, words: str, today: date) -> dict[str, Figure]:
    """Return the figures of a unit's years by their codes."""
    found = figures(scope_of(unit.id, Period.parse(words), today))
    return {figure.code: figure for figure in found}


def test_worked_case_1_from_the_roll_to_the_years_table(app: Flask, at: datetime) -> None:
    made = taught(at)
    found = outcomes(made.whole)
    h, k, m = (row.outcome for row in found[:3])
    assert [(one.attendance.attended, one.attendance.held) for one in (h, k, m)] == [
        (35, 50), (50, 50), (40, 50),
    ]  # fmt: skip
    with app.test_request_context(), force_locale("vi"):
        assert [reason_words(one) for one in h.reasons] == [
            "Dự 35 trên 50 tiết (70,0%), cần 40 (80%)"
        ]
        assert [reason_words(one) for one in k.reasons] == ["Điểm 4,9, cần từ 5,0"]
    assert (m.is_passed, m.label) == (True, "Trung bình")
    assert min(row.outcome.attendance.attended for row in found[3:]) == 45

    recognition.recognise(made.course_id, Decision("15-QĐ/TTCT", DAY), **made.by)
    issued = certificates.issue_certificates(made.course_id, SIGNER, DAY, **made.by)
    assert [one.number for one in issued] == list(range(1, 25))
    lines = papers.register_lines(Reach([made.unit.id]), LineFilter())
    assert [line.position for line in lines] == list(range(1, 25))

    year = of(made.unit, "2026", at.date())
    counts = ("courses", "enrolled", "turns", "certificates_issued")
    assert [year[code].value for code in counts] == [1, 26, 24, 24]
    shares = [(year[f"band_{code}"].numerator, str(year[f"band_{code}"].value))
              for code in ("good", "fair", "average")]  # fmt: skip
    assert shares == [(7, "29.2"), (11, "45.8"), (6, "25.0")]
    done = year["completed_percent"]
    assert (str(done.value), done.numerator, done.denominator) == ("92.3", 24, 26)
    told = course_figures(made.whole)
    assert (told.enrolled, told.attended, told.eligible, told.passed) == (26, 26, 25, 24)


def test_worked_case_6_the_paper_stays_valid_where_its_use_has_ended(
    app: Flask, client: FlaskClient, signed_in: SignIn, at: datetime
) -> None:
    made = a_recognised_class(at, ("8",))
    version = session.scalars(select(ProgrammeVersion)).one()
    version.gate, version.validity_months = Gate.ADMISSION.name, 60
    session.commit()
    issued = date(2021, 6, 20)
    [paper] = certificates.issue_certificates(made.course_id, SIGNER, issued, **made.by)
    office = make.a_user(Role.TRAINING_OFFICE, made.unit.id)
    name = made.whole.learners[0].full_name
    for day, standing in ((19, "ENDS_SOON"), (21, "TOO_OLD")):
        with clock.fixed(datetime(2026, 6, day, 2, tzinfo=UTC)):
            signed = signed_in(Role.TRAINING_OFFICE, made.unit.id, user_id=office.id)
            assert name in signed.get(f"/lop/dieu-kien?ket-luan={standing}").text
            assert name not in signed.get("/lop/dieu-kien?ket-luan=OPEN").text
            page = client.get(f"/xm/{paper.token}").text
            assert "This certificate was issued by the body below and is in force." in page
    with app.test_request_context(), force_locale("vi"):
        too_old = _(GateStanding.TOO_OLD.value, months=60)
    assert too_old == "Quá 60 tháng, phải học lại"
    version = session.scalars(select(ProgrammeVersion)).one()
    version.validity_months = None
    session.commit()
    with clock.fixed(datetime(2026, 6, 21, 2, tzinfo=UTC)):
        signed = signed_in(Role.TRAINING_OFFICE, made.unit.id, user_id=office.id)
        assert "more than 60 months old" not in signed.get("/lop/dieu-kien").text


OLD = "Trung tâm Chính trị huyện Mù Cang Chải"
NEW = "Trung tâm Chính trị xã Mù Cang Chải"
CUT = date(2025, 7, 1)


@dataclass
class Dissolved:
    """A district's centre with certificate 15 of 12/2024, and what came after it."""

    centre: Unit
    paper: IssuedDocument
    table: dict[str, object]
    heir: Unit
    commune: Unit


@pytest.fixture
def dissolved(app: Flask) -> Dissolved:
    """Return the district of case 7 after its end."""
    then = datetime(2024, 12, 15, 2, tzinfo=UTC)
    centre = make.a_unit(OLD, level="district", parent=make.a_unit("Đảng bộ tỉnh Yên Bái"))
    old = make.a_unit("Đảng bộ xã cũ", level="grassroots", parent=centre)
    cell = make.a_cell(old)
    holder = make.a_person(cell, "Giàng A Câu")
    rows.a_part(rows.a_recognised_course(centre, on=date(2024, 12, 10)), holder, cell)
    for _number in range(14):
        a_document(centre.id, issued_on=then.date())
    result = session.scalars(select(CourseResult.id)).one()
    draft = a_document_draft(
        centre.id, holder_name=holder.full_name, holder_person_id=holder.id,
        subject_kind="course_result", subject_id=result, issued_on=then.date(),
    )  # fmt: skip
    paper = documents.issue(draft, actor_id=None, at=then)
    table = values(centre, "2024", then.date())
    lao_cai = make.a_unit("Đảng bộ tỉnh Lào Cai", level="province")
    heir = make.a_unit(NEW, parent=lao_cai, valid_from=CUT)
    commune = make.a_unit("Đảng bộ xã Mù Cang Chải", parent=lao_cai, valid_from=CUT)
    organisation.move_unit(old.id, commune.id, CUT, actor_id=None, at=then)
    organisation.dissolve_unit(
        centre.id, CUT, successor_ids=[heir.id], manner="split", records_to=heir.id,
        actor_id=None, at=then,
    )  # fmt: skip
    return Dissolved(centre, paper, table, heir, commune)


def values(unit: Unit, words: str, today: date) -> dict[str, object]:
    """Return the values of a unit's figures by their codes."""
    return {code: figure.value for code, figure in of(unit, words, today).items()}


def test_worked_case_7_the_qr_names_the_issuer_of_then_and_its_heir(
    dissolved: Dissolved, client: FlaskClient
) -> None:
    assert dissolved.paper.number_text == "0015/2024"
    with clock.fixed(datetime(2026, 2, 2, 2, tzinfo=UTC)):
        page = client.get(f"/xm/{dissolved.paper.token}").text
    assert OLD in page
    assert NEW in page
    assert "This certificate was issued by the body below and is in force." in page


def test_worked_case_7_the_table_stays_and_the_member_moves(dissolved: Dissolved) -> None:
    today = date(2026, 2, 2)
    assert values(dissolved.centre, "2024", today) == dissolved.table
    assert dissolved.table["turns"] == 1
    now, then = (values(dissolved.commune, year, today) for year in ("2026", "2024"))
    assert (now["trained_members"], now["members"]) == (1, 1)
    assert (then["courses"], then["attended_courses"], then["turns"]) == (0, 0, 0)


def test_worked_case_7_the_heir_issues_again_by_the_old_register(dissolved: Dissolved) -> None:
    at = datetime(2026, 2, 2, 2, tzinfo=UTC)
    fresh = documents.reissue(dissolved.paper.id, LOST, actor_id=None, at=at)
    assert (fresh.issuer_unit_id, fresh.number_text) == (dissolved.heir.id, "0015/2024")
    sheet = pypdfium2.PdfDocument(issued_pdf(fresh))[0].get_textpage().get_text_bounded()
    assert f"theo sổ cấp của {OLD}" in " ".join(sheet.split())


def test_worked_case_7_the_heir_signs_and_nobody_of_the_body_that_is_no_more(
    dissolved: Dissolved, signed_in: SignIn
) -> None:
    with clock.fixed(datetime(2026, 2, 2, 2, tzinfo=UTC)):
        head = SignerDraft(dissolved.heir.id, "Giàng A Tủa", "Giám đốc", True, CUT)
        documents.add_signer(head, actor_id=None, at=clock.now())
        office = signed_in(Role.TRAINING_OFFICE, dissolved.heir.id)
        page = f"/giay/{dissolved.paper.public_id}/mat-giay"
        assert "as on the old paper" not in office.get(page).text
        said = {"reason": "Mất", "application": "Đơn ngày 01/02/2026", "identity_check": "Bí thư"}
        assert office.post(page, data=said).status_code == 422
        key = papers.signers([dissolved.heir.id])[0].public_id
        assert office.post(page, data={**said, "signer": key}).status_code == 303
    session.rollback()
    fresh = session.scalars(select(IssuedDocument).order_by(IssuedDocument.id.desc())).first()
    assert fresh is not None
    assert (fresh.content["signer"], fresh.issuer_unit_id) == ("Giàng A Tủa", dissolved.heir.id)


def test_worked_case_7_the_commune_names_its_trained_members_to_its_office_only(
    app: Flask, signed_in: SignIn, at: datetime
) -> None:
    centre = make.a_unit("Trung tâm Chính trị")
    commune = make.a_unit("Đảng bộ xã")
    cell = make.a_cell(commune)
    course = rows.a_recognised_course(centre, on=date(2024, 12, 10))
    rows.a_part(course, make.a_person(cell, "Giàng A Câu"), cell)
    rows.a_part(course, make.a_person(cell, "Vàng A Su"), cell, is_passed=False)
    page = f"/so-lieu/trained_members?first=2026&unit={commune.public_id}"
    office = signed_in(Role.TRAINING_OFFICE, commune.id).get(page).text
    assert "Giàng A Câu" in office
    assert "Vàng A Su" not in office
    superior = signed_in(Role.VIEWER, commune.id).get(page).text
    assert "Giàng A Câu" not in superior
    assert "withheld" in superior


def test_worked_case_10_lost_and_wrong_papers(
    app: Flask, client: FlaskClient, at: datetime
) -> None:
    unit_id = make.a_unit().id
    issued = [a_document(unit_id, holder_name=f"Giàng A {n}") for n in range(24)]
    lost = documents.reissue(issued[4].id, LOST, actor_id=None, at=at)
    wrong = documents.reissue(issued[9].id, WRONG_YEAR, actor_id=None, at=at)
    assert (lost.number_text, wrong.number_text) == ("0005/2026", "0010/2026")
    lines = papers.register_lines(Reach([unit_id]), LineFilter())
    assert [line.position for line in lines] == list(range(1, 27))
    assert [line.act for line in lines[-2:]] == ["reissue", "replace"]
    assert [line.points_at_id for line in lines[-2:]] == [lines[4].id, lines[9].id]
    assert (lines[-1].birth_text, lines[9].birth_text) == ("1979", "")
    page = client.get(f"/xm/{issued[4].token}").text
    assert "This paper is no longer in use. A new one was issued in its place." in page
    assert "12/12/2026" in page
    assert len(session.scalars(select(IssuedDocument).filter_by(state="valid")).all()) == 24


def test_worked_case_11_whoever_holds_two_posts_is_one_person(app: Flask) -> None:
    unit = make.a_unit()
    committee = make.a_unit("Đảng bộ xã Kim Nọi", level="grassroots", parent=unit)
    cells = [make.a_cell(committee, f"Chi bộ {n}") for n in range(4)]
    people = [make.a_person(cell, post="secretary") for cell in cells]
    organisation.appoint(
        people[0].id, cells[1].id, "deputy", make.LONG_AGO, actor_id=None, at=make.THEN
    )
    course = rows.a_recognised_course(unit, on=date(2014, 6, 1))
    for person, cell in zip(people[:3], cells, strict=False):
        rows.a_part(course, person, cell)
    found = of(unit, "2014", date(2014, 12, 31))
    share = found["leaders_trained_percent"]
    assert (found["leader_posts"].value, found["leader_persons"].value) == (5, 4)
    assert (share.numerator, share.denominator, str(share.value)) == (3, 4, "75.0")
