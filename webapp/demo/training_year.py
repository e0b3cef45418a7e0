"""Training of this year in one commune: three classes recognised, one being taught today."""

import random
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from sqlalchemy import select

from foundation import clock
from foundation.db import session, transactional
from foundation.documents import queries as papers_of
from foundation.documents import services as documents
from foundation.documents.paper.word import paper_docx
from foundation.documents.services import Reissue
from foundation.organisation import queries as organisation
from training.models import Course, Lesson, ProgrammeVersion
from training.queries.loading import course_whole
from training.queries.papers import schedule_paper
from training.rules.roll import Said
from training.rules.ruleset import default_rules
from training.rules.states import (
    Address,
    Audience,
    EnrolmentRole,
    Gate,
    PaperKind,
    Presence,
    ProgrammeKind,
)
from training.rules.states import RollSource as Source
from training.services import (
    attendance,
    certificates,
    courses,
    enrolling,
    lessons,
    marking,
    materials,
    plans,
    programmes,
)
from training.services.courses import CourseDraft
from training.services.enrolling import EnrolDraft
from training.services.keeping_roll import Tick
from training.services.marking import MarkDraft
from training.services.plans import PlanDraft
from training.services.programmes import ItemDraft, VersionDraft
from webapp.demo.accounts import HOME
from webapp.demo.awareness import are_no_members, outsiders
from webapp.demo.classes import ClassPlan, Learner, a_class, enrol, recognise
from webapp.demo.newcomers import admit, newcomers
from webapp.demo.organisation import DemoUnits
from webapp.demo.papers import DEPUTY, DIRECTOR
from webapp.demo.training_rows import ITEMS, PERIODS, TEACHERS, keep_roll, write_rows

CLASS_SIZE = 26
AWARENESS = "NTD"
APPROVED = datetime(2025, 7, 2, 1, tzinfo=UTC)
"""When the director approved the rules: before the first class."""
SITES = (
    ("Hội trường Trung tâm chính trị xã", "Tổ dân phố 5"),
    ("Điểm cầu Mồ Dề", "Nhà văn hóa Mồ Dề"),
)
PROGRAMMES = (
    ("BTCB", "Nghiệp vụ công tác đảng", Audience.SECRETARY, ITEMS, Gate.NONE, 2, 60),
    ("DVM", "Bồi dưỡng đảng viên mới", Audience.NEW_MEMBER, ITEMS, Gate.OFFICIAL, 1, 25),
    ("CD", "Chuyên đề hằng năm", Audience.MEMBER, ITEMS[:1], Gate.NONE, 2, 120),
    (AWARENESS, "Bồi dưỡng nhận thức về Đảng", Audience.AWARENESS, ITEMS, Gate.ADMISSION, 1, 20),
)
HELD = (("DVM", "Đảng viên mới", 140, 22), ("CD", "Chuyên đề học tập và làm theo", 95, 63),
        ("BTCB", "Nghiệp vụ công tác đảng", 60, 31),
        (AWARENESS, "Bồi dưỡng nhận thức về Đảng", 30, 18))  # fmt: skip
"""Programme, title, days ago, learners of the classes that were recognised."""


REMARKS = (
    "Học viên chấp hành nội quy, trao đổi sôi nổi, gắn bài học với việc của chi bộ.\n"
    "Một số học viên ở bản xa đi lại khó khăn trong ngày mưa; đề nghị mở thêm điểm cầu."
)


@transactional
def load_this_year(units: DemoUnits, officials: dict[str, int], *, at: datetime) -> None:
    """Write the programmes, the plan and the classes of this year down."""
    home, office = units.communes[HOME], officials["vanphongtt"]
    versions = _programmes(home, office, at)
    chance = random.Random(2026)
    today = clock.local(at).date()
    learners = learners_of(home, today)
    cells = list(dict.fromkeys(one.unit_id for one in learners))
    fresh = {
        AWARENESS: outsiders(cells, HELD[-1][3]),
        "DVM": newcomers(cells, today - timedelta(days=HELD[0][2] + 20), HELD[0][3]),
    }
    for number, (code, title, days, size) in enumerate(HELD, start=1):
        people = fresh.get(code, learners[:size])
        words = (title, number, days, officials)
        _held(home, versions[code], words, people, chance, at)
    for one, months in zip(outsiders(cells, 3, seed=900), (215, 310, 350), strict=True):
        admit(one, today - timedelta(days=months))
    _running(home, versions["BTCB"], officials, learners[31 : 31 + CLASS_SIZE], at)


def _programmes(unit_id: int, office: int, at: datetime) -> dict[str, int]:
    """Return the version's id by the code of its programme."""
    rules = programmes.write_rule_set(unit_id, default_rules(), actor_id=office, at=APPROVED)
    programmes.approve_rule_set(
        rules.id, DIRECTOR, "Giám đốc Trung tâm chính trị", actor_id=office, at=APPROVED
    )
    found = {}
    for code, name, audience, items, gate, planned, places in PROGRAMMES:
        draft = VersionDraft(
            rule_set_id=rules.id,
            valid_from=date(2025, 7, 1),
            periods=5 * len(items),
            audience=audience,
            items=tuple(ItemDraft(title, 5) for title in items),
            legal_basis="Dữ liệu mẫu, không phải văn bản thật",
            gate=gate,
            paper=PaperKind.NONE if code == "CD" else PaperKind.CERTIFICATE,
            validity_months=60 if code == AWARENESS else None,
            address=Address.PLAIN if code == AWARENESS else Address.COMRADE,
            discloses_view=code == AWARENESS,
        )
        kind = ProgrammeKind.SPECIAL_TOPIC if code == "CD" else ProgrammeKind.FURTHER_TRAINING
        made = programmes.create_programme(
            unit_id, code, name, kind, first=draft, actor_id=office, at=at
        )
        plan = PlanDraft(unit_id, clock.local(at).year, made.id, planned, places)
        plans.save_plan_row(plan, actor_id=office, at=at)
        version = select(ProgrammeVersion.id).where(ProgrammeVersion.programme_id == made.id)
        found[code] = session.scalars(version).one()
    return found


def learners_of(unit_id: int, on: date) -> list[Learner]:
    """Return secretaries and deputies of the commune's cells, then other members."""
    cells = organisation.subtree_ids(unit_id, on)
    leading = {row.person_id: row.unit_id for row in organisation.leaders(cells, on)}
    members = {row.id: row.unit_id for row in organisation.members_of(cells, on)}
    everybody = {**leading, **{one: unit for one, unit in members.items() if one not in leading}}
    people = organisation.people(everybody)
    return [Learner(people[one], unit) for one, unit in everybody.items()]


def _held(  # noqa: PLR0917 - the words of one class
    unit_id: int, version_id: int, words: tuple[str, int, int, dict[str, int]],
    learners: list[Learner], chance: random.Random, at: datetime,
) -> None:  # fmt: skip
    title, number, days, officials = words
    then = at - timedelta(days=days)
    day = clock.local(then).date()
    is_topic = title.startswith("Chuyên đề")
    plan = ClassPlan(
        version_id, f"L{number}-{day.year}", f"{title} năm {day.year}", "khóa I", day,
        1 if is_topic else 5, f"{20 + number}-QĐ/TTCT",
    )  # fmt: skip
    course = a_class(plan, unit_id, "RECOGNISED", then)
    course.remarks = REMARKS
    course.opening_number, course.in_charge = f"{10 + number}-QĐ/TTCT", "Hảng Thị Sua"
    items = ITEMS[:1] if is_topic else ITEMS
    recognise(
        course, enrol(course, learners, then), {3, 8}, plan.decision, chance, then,
        periods=PERIODS * len(items), signer=DIRECTOR,
    )  # fmt: skip
    write_rows(course, items, officials["giangvien"], then + timedelta(days=plan.days))
    if title.endswith("nhận thức về Đảng"):
        are_no_members(course)
    if not is_topic:
        _certificates(course, officials["vanphongtt"], at)


def _certificates(course: Course, office: int, at: datetime) -> None:
    """Issue the certificates of a class; one was misprinted, one is taken back.

    Those of the class for people who wish to join are signed by the deputy, K/T the director.
    """
    assert course.recognised_on is not None
    day = course.recognised_on
    by_deputy = course.title.startswith("Bồi dưỡng nhận thức")
    [signer] = [
        one
        for one in papers_of.signers_on(course.unit_id, day)
        if one.full_name == (DEPUTY if by_deputy else DIRECTOR)
    ]
    words = certificates.signer_on(course.id, signer.id, day)
    papers = certificates.issue_certificates(course.id, words, day, actor_id=office, at=at)
    told = documents.words_today(papers[2], None, clock.local(at).date())
    why = Reissue("In sai đơn vị", changes=told.changes, signer_text=told.signer_text)
    documents.reissue(papers[2].id, why, actor_id=office, at=at)
    documents.revoke(papers[5].id, "Cấp nhầm người", "52-QĐ/TTCT", actor_id=office, at=at)


def _running(
    unit_id: int, version_id: int, officials: dict[str, int], people: list[Learner], at: datetime
) -> None:
    """Open a class two days ago: four lessons are over, today's wait for their roll."""
    office, trainer = officials["vanphongtt"], officials["giangvien"]
    began = at - timedelta(days=2)
    day = clock.local(began).date()
    draft = CourseDraft(
        title=f"Nghiệp vụ công tác đảng năm {day.year}",
        code=f"BTCB-II-{day.year}",
        starts_on=day,
        ends_on=day + timedelta(days=4),
        cohort="khóa II",
        place="Hội trường Trung tâm chính trị xã",
        in_charge="Hảng Thị Sua",
    )
    course = courses.create_course(unit_id, version_id, draft, actor_id=office, at=began)
    sites = [
        courses.add_site(course.id, name, address, actor_id=office, at=began).id
        for name, address in SITES
    ]
    enrolling.enrol_many(
        course.id,
        [
            EnrolDraft(
                one.person.id,
                one.unit_id,
                site_id=sites[place >= 16],
                role=EnrolmentRole.OFFICER if place < 3 else EnrolmentRole.LEARNER,
            )
            for place, one in enumerate(people)
        ],
        actor_id=office,
        at=began,
    )
    planned = lessons.plan_lessons(course.id, actor_id=office, at=began)
    for number, lesson in enumerate(planned):
        lesson.teacher = TEACHERS[number % len(TEACHERS)]
    courses.set_trainers(course.id, frozenset({trainer}), actor_id=office, at=began)
    courses.open_course(course.id, "45-QĐ/TTCT", day, actor_id=office, at=began)
    for number, lesson in enumerate(planned[:4]):
        _roll(lesson, number, trainer, began + timedelta(hours=4 * number))
    _correct(course, trainer, at - timedelta(hours=20))
    _first_marks(course, trainer, at - timedelta(hours=3))
    schedule = paper_docx(schedule_paper(course_whole(course.id), day))
    materials.add_material(
        course.id, "Lịch học của lớp", "lich-hoc.docx", schedule, actor_id=office, at=began
    )
    enrolling.issue_slips(course.id, None, actor_id=office, at=began)


def _roll(lesson: Lesson, number: int, trainer: int, at: datetime) -> None:
    """Tick everybody: one is always absent, a few were late or excused once."""

    def said(place: int) -> Said:
        if place == 11:
            return Said(Presence.ABSENT if number else Presence.PRESENT)
        if (place + 5 * number) % 17 == 4:
            return Said(Presence.EXCUSED)
        is_late = (place + 3 * number) % 13 == 6
        return Said(Presence.LATE, Fraction(1)) if is_late else Said(Presence.PRESENT)

    keep_roll(lesson, said, trainer, at)


def _correct(course: Course, trainer: int, at: datetime) -> None:
    """Let one learner's leave be found a day later: the correction has its reason."""
    whole = course_whole(course.id)
    ticks = {whole.present[11].id: Tick(Said(Presence.EXCUSED), Presence.ABSENT)}
    attendance.mark_roll(
        whole.lessons[1].id, ticks, Source.LIST, "Nộp giấy xin phép của chi bộ sau buổi học",
        actor_id=trainer, at=at,
    )  # fmt: skip


def _first_marks(course: Course, trainer: int, at: datetime) -> None:
    """Mark the essays that were handed in early; one was read a second time."""
    handed_in = course_whole(course.id).present[:6]
    drafts = [
        MarkDraft(one.id, "essay", Fraction(70 + 4 * place, 10))
        for place, one in enumerate(handed_in)
    ]
    marking.keep_marks(course.id, drafts, actor_id=trainer, at=at)
    again = MarkDraft(handed_in[1].id, "essay", Fraction(78, 10))
    reason = "Chấm lại: bài có phần liên hệ thực tế ở mặt sau"
    marking.keep_marks(course.id, [again], reason, actor_id=trainer, at=at + timedelta(hours=1))
