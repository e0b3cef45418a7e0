"""Awareness of the Party: who wishes to join, and certificates of the district that grow old."""

import random
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select, update

from foundation import clock
from foundation.db import session, transactional
from foundation.organisation.models import Person
from foundation.text import name_key, search_key
from training.models import Course, Enrolment, RuleSet
from training.rules.gates import months_later
from training.rules.states import Address
from training.services import certificates
from training.services.certificates import SignerWords
from webapp.demo.classes import (
    ClassPlan,
    Learner,
    ProgrammePlan,
    a_class,
    a_programme,
    enrol,
    recognise,
)
from webapp.demo.names import invent
from webapp.demo.organisation import DemoUnits
from webapp.demo.training_rows import write_rows

PROGRAMME = ProgrammePlan(
    "NTD", "Bồi dưỡng nhận thức về Đảng", "AWARENESS", 50, gate="ADMISSION", months=60
)
HELD = (("khóa V", 61), ("khóa VI", 56))
"""Classes of the district, and how many months old their certificates are."""
ITEMS = (
    "Khái quát lịch sử Đảng Cộng sản Việt Nam",
    "Cương lĩnh xây dựng đất nước trong thời kỳ quá độ",
    "Cương lĩnh xây dựng đất nước trong thời kỳ quá độ (tiếp)",
    "Nội dung cơ bản của Điều lệ Đảng",
    "Học tập và làm theo Hồ Chí Minh",
    "Phấn đấu, rèn luyện trở thành đảng viên",
    "Thảo luận",
    "Tham quan, học tập tại cơ sở",
    "Giải đáp",
    "Thu hoạch, tổng kết",
)
"""Ten lessons of five tiết, as the guide of 2022 plans them."""
SIZE = 5
DIRECTOR = "Lò Văn Hiêng"


def outsiders(cells: list[int], count: int, seed: int = 0) -> list[Learner]:
    """Write down people who wish to join the Party, each sent by one of these cells."""
    invented = [invent(random.Random(seed + place), "residential") for place in range(count)]
    made = [
        Person(
            full_name=one.full_name,
            name_key=name_key(one.full_name),
            search_key=search_key(one.full_name),
            gender=one.gender,
            ethnicity=one.ethnicity,
            birth_date=date(1996 + place % 9, 1 + place % 12, 3 + place),
            is_demo=True,
        )
        for place, one in enumerate(invented)
    ]
    session.add_all(made)
    session.flush()
    return [Learner(one, cells[place % len(cells)]) for place, one in enumerate(made)]


def are_no_members(course: Course) -> None:
    """Let the papers of a class speak of people who are not in the Party yet."""
    session.execute(
        update(Enrolment)
        .where(Enrolment.course_id == course.id)
        .values(is_member=False, address=Address.PLAIN.name)
    )


@transactional
def load_old_awareness(units: DemoUnits, officials: dict[str, int], *, at: datetime) -> None:
    """Write down two classes of the former district: 61 and 56 months ago."""
    today = clock.local(at).date()
    rules = session.scalars(select(RuleSet).where(RuleSet.unit_id == units.district)).one()
    version = a_programme(PROGRAMME, rules, _morning(months_later(today, -HELD[0][1] - 6)))
    version.address, version.discloses_view = Address.PLAIN.name, True
    for number, (cohort, months) in enumerate(HELD):
        issued = months_later(today, -months)
        people = outsiders(list(units.cells)[40 * number :], SIZE, seed=100 * (number + 1))
        _held(units.district, version.id, cohort, issued, people, officials)


def _morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 2, tzinfo=UTC)


def _held(  # noqa: PLR0917 - the words of one class
    unit_id: int,
    version_id: int,
    cohort: str,
    issued: date,
    people: list[Learner],
    officials: dict[str, int],
) -> None:
    starts = issued - timedelta(days=9)
    plan = ClassPlan(
        version_id, f"NTD-{issued:%m-%Y}", f"Bồi dưỡng nhận thức về Đảng năm {issued.year}",
        cohort, starts, 5, f"{issued.month + 30}-QĐ/TTBDCT",
    )  # fmt: skip
    then = _morning(issued)
    course = a_class(plan, unit_id, "CLOSED", then)
    recognise(course, enrol(course, people, then), (), plan.decision, random.Random(60), then)
    write_rows(course, ITEMS, officials["giangvien"], then)
    are_no_members(course)
    signer = SignerWords("", "GIÁM ĐỐC", DIRECTOR)
    certificates.issue_certificates(
        course.id, signer, issued, actor_id=officials["vanphongtt"], at=then
    )
