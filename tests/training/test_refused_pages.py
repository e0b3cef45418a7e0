"""A page whose deed is refused comes back with what was typed, and says why beside the field."""

from datetime import date, datetime

import pytest
from sqlalchemy import func, select

from foundation.account.permissions import Role
from foundation.db import session
from foundation.documents import services as documents
from foundation.documents.services import SignerDraft
from tests.conftest import SignIn
from tests.factories import organisation as make
from tests.training.stories import a_class, address, teaching
from tests.training.test_certificates import a_recognised_class
from training.models import AttendanceRecord, Course, Enrolment, Mark

pytestmark = pytest.mark.usefixtures("app")


def test_a_mark_changed_without_a_reason_comes_back_with_all_that_was_typed(
    signed_in: SignIn, at: datetime
) -> None:
    made = a_class(at)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    first, second, _third = made.whole.learners
    page = teaching(made, "/diem?bai=essay")
    office.post(page, data={f"mark-{first.public_id}": "8", f"seen-{first.public_id}": ""})
    typed = {
        f"mark-{first.public_id}": "9", f"seen-{first.public_id}": "8",
        f"mark-{second.public_id}": "7,25", f"seen-{second.public_id}": "",
        "reason": "",
    }  # fmt: skip
    answer = office.post(page, data=typed)
    assert answer.status_code == 422
    assert 'id="reason-error"' in answer.text
    assert f"{first.full_name} already has a mark" in answer.text
    assert 'value="9"' in answer.text
    assert 'value="7,25"' in answer.text
    session.rollback()
    assert session.scalars(select(Mark.value)).all() == [8], "nothing is kept"
    assert office.post(page, data={**typed, "reason": "Chấm lại"}).status_code == 303


@pytest.mark.parametrize("wrong", ["11", "7,255", "tám", "-1"])
def test_a_mark_that_is_none_is_named_at_its_learner(
    signed_in: SignIn, at: datetime, wrong: str
) -> None:
    made = a_class(at)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    first, second, _third = made.whole.learners
    typed = {f"mark-{first.public_id}": "8", f"mark-{second.public_id}": wrong}
    answer = office.post(teaching(made, "/diem?bai=essay"), data=typed)
    assert answer.status_code == 422
    assert answer.text.count('aria-invalid="true"') == 1
    assert f'id="wrong-{second.public_id}"' in answer.text
    assert f'value="{wrong}"' in answer.text
    session.rollback()
    assert session.scalar(select(func.count(Mark.id))) == 0


def test_forms_of_one_page_say_the_refusal_at_their_field(signed_in: SignIn, at: datetime) -> None:
    made = a_class(at)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    typed = {
        "title": "Lớp nghiệp vụ mới", "code": "NV-9", "starts_on": "2026-12-10",
        "ends_on": "2026-12-01",
    }  # fmt: skip
    answer = office.post(address(made, "/sua"), data=typed)
    assert answer.status_code == 422
    assert 'id="ends_on-error"' in answer.text
    assert "The last day cannot lie before the first." in answer.text
    assert 'value="Lớp nghiệp vụ mới"' in answer.text
    again = office.post(address(made, "/mo"), data={"number": "77-QĐ", "decided_on": "2026-12-01"})
    assert again.status_code == 409, "it is open already"
    assert 'value="77-QĐ"' in again.text
    assert "while the class is in the state" in again.text
    as_json = {"Accept": "application/json"}
    refused = office.post(address(made, "/sua"), data=typed, headers=as_json)
    assert "The last day" in refused.get_json()["refused"]
    session.rollback()
    assert session.scalar(select(Course.title)) == made.whole.course.title


def test_a_paper_roll_and_ticked_people_come_back_as_they_were(
    signed_in: SignIn, at: datetime
) -> None:
    made = a_class(at)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    first, second, _third = made.whole.learners
    page = teaching(made, f"/so-giay/{made.whole.lessons[0].public_id}")
    typed = {
        f"mark-{first.public_id}": "EXCUSED", f"mark-{second.public_id}": "LATE",
        f"lost-{second.public_id}": "99",
    }  # fmt: skip
    answer = office.post(page, data=typed)
    assert answer.status_code == 422
    assert "how many periods were missed" in answer.text
    assert answer.text.count(" selected>") == 2
    assert 'value="99"' in answer.text
    made.whole.course.places = 3
    session.commit()
    newcomer = make.a_person(make.a_cell(made.unit, "Chi bộ bản mới"), "Khang A Chu")
    ticks = {"unit": made.unit.public_id, "person": newcomer.public_id}
    refused = office.post(address(made, "/hoc-vien"), data=ticks)
    assert refused.status_code == 409
    assert "This class has 3 places" in refused.text
    assert f'value="{newcomer.public_id}" checked' in refused.text
    session.rollback()
    assert session.scalar(select(func.count(AttendanceRecord.id))) == 0
    assert session.scalar(select(func.count(Enrolment.id))) == 3


def test_a_day_before_the_decision_is_said_beside_the_day_of_issue(
    signed_in: SignIn, at: datetime
) -> None:
    made = a_recognised_class(at, ("8",))
    draft = SignerDraft(made.unit.id, "Vàng A Lâu", "Giám đốc", True, date(2020, 1, 1))
    signer = documents.add_signer(draft, **made.by)
    chosen = {"signer": signer.public_id, "issued_on": "2026-01-05"}
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    answer = office.post(address(made, "/ket-qua/cap-giay"), data=chosen)
    assert answer.status_code == 422
    assert 'id="issued_on-error"' in answer.text
    assert 'value="2026-01-05"' in answer.text
    assert f'selected value="{signer.public_id}"' in answer.text
