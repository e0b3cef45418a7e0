"""The district’s training of 2012 to 2014: the rows from which the seed’s figures come out."""

import random
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import insert, select

from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.organisation import queries as organisation
from foundation.organisation.models import Membership, Person, Post
from training.models import ProgrammeVersion, YearPlanRow
from training.rules.states import PaperKind
from training.services import certificates
from training.services.certificates import SignerWords
from webapp.demo.classes import (
    ClassPlan,
    Learner,
    ProgrammePlan,
    a_class,
    a_programme,
    a_rule_set,
    enrol,
    recognise,
)
from webapp.demo.organisation import DemoUnits
from webapp.demo.training_rows import ITEMS, PERIODS, write_rows

THEN = datetime(2012, 1, 10, 1, tzinfo=UTC)
LAST_DAY = date(2014, 12, 31)
SIGNER = SignerWords("", "GIÁM ĐỐC", "Lò Văn Hiêng")
COMMITTEE_SIZES = ((2012, (60, 55)), (2013, (58, 54)), (2014, (57, 56)))
"""Who completed a class for committee members: 340 turns in three years."""
PROGRAMMES = (
    ProgrammePlan("CUV", "Bồi dưỡng cấp ủy viên cơ sở", "COMMITTEE", 40),
    ProgrammePlan("BTCB", "Nghiệp vụ công tác đảng cho bí thư, phó bí thư chi bộ", "SECRETARY", 50),
    ProgrammePlan(
        "DVM", "Bồi dưỡng lý luận chính trị cho đảng viên mới", "NEW_MEMBER", 50, gate="OFFICIAL"
    ),
    ProgrammePlan("CD", "Chuyên đề hằng năm", "MEMBER", 5, kind="SPECIAL_TOPIC", paper="NONE"),
)


@transactional
def load_past_training(units: DemoUnits, *, at: datetime) -> None:
    """Write down the classes of three years; one audit entry for all of them."""
    chance = random.Random(340)
    _appoint_committee_members(units)
    rules = a_rule_set(units.district, SIGNER.name, THEN)
    versions = {plan.code: a_programme(plan, rules, THEN) for plan in PROGRAMMES}
    _plan_years(units.district, versions)
    committee, secretaries = _leaders(units)
    _committee_classes(units, versions["CUV"], committee + secretaries, chance)
    _secretary_classes(units, versions["BTCB"], secretaries, chance)
    _other_classes(units, versions, chance)
    record("demo.load", "training", actor_id=None, at=at)


def _appoint_committee_members(units: DemoUnits) -> None:
    """Let two secretaries of cells and a member without a post sit in each committee above.

    The secretaries hold two posts and are one person; the member leads no cell.
    """
    found = session.execute(
        select(Post.unit_id, Post.person_id).where(
            Post.kind_code == "secretary",
            Post.valid_from < LAST_DAY,
            Post.unit_id.in_(units.cells),
        )
    )
    secretary_of = dict(found.all())
    rows = []
    for owner in units.grassroots.values():
        cells = [cell for cell, (_kind, above) in units.cells.items() if above == owner]
        sitting = [secretary_of[cell] for cell in cells[1:3]]
        rows += [
            {
                "person_id": person_id,
                "unit_id": owner,
                "kind_code": "committee_member",
                "valid_from": date(2010, 7, 1),
                "valid_to": date(2020, 7, 1),
            }
            for person_id in (*sitting, *_without_post(cells))
        ]
    session.execute(insert(Post), rows)


def _without_post(cells: list[int]) -> list[int]:
    """Return one member of these cells who never held a post."""
    holders = select(Post.person_id)
    query = (
        select(Membership.person_id)
        .where(
            Membership.unit_id.in_(cells),
            Membership.valid_from < date(2010, 7, 1),
            Membership.person_id.not_in(holders),
        )
        .order_by(Membership.person_id)
        .limit(1)
    )
    return list(session.scalars(query))


def _leaders(units: DemoUnits) -> tuple[list[Learner], list[Learner]]:
    """Return who sat in committees of organisations, and who led cells, on the last day of 2014."""
    posts = ("secretary", "deputy", "committee_member")
    owners = organisation.leaders(units.grassroots.values(), LAST_DAY, post_codes=posts)
    cells = organisation.leaders(list(units.cells), LAST_DAY)
    people = organisation.people({row.person_id for row in (*owners, *cells)})
    committee = {row.person_id: row.unit_id for row in owners}
    leading = {row.person_id: row.unit_id for row in cells if row.person_id not in committee}
    return (
        [Learner(people[one], unit_id) for one, unit_id in committee.items()],
        [Learner(people[one], unit_id) for one, unit_id in leading.items()],
    )


def _committee_classes(
    units: DemoUnits, version: ProgrammeVersion, people: list[Learner], chance: random.Random
) -> None:
    """Hold two classes a year; those of 2014 begin anew with the first, who learn once more."""
    start = 0
    for year, sizes in COMMITTEE_SIZES:
        start = 0 if year == 2014 else start
        for number, size in enumerate(sizes, start=1):
            learners = [people[(start + place) % len(people)] for place in range(size + 1)]
            start += size
            code = f"CUV-{year}-{number}"
            plan = ClassPlan(
                version.id, code, f"Bồi dưỡng cấp ủy viên cơ sở năm {year}", f"khóa {number}",
                date(year, 4 + 4 * (number - 1), 7), 4, f"{10 + number}-QĐ/TTBDCT",
            )  # fmt: skip
            _hold(units.district, plan, learners, chance, failed={size})


def _secretary_classes(
    units: DemoUnits, version: ProgrammeVersion, people: list[Learner], chance: random.Random
) -> None:
    """Let everybody who leads a cell learn once, in classes of at most 60."""
    groups = [people[first : first + 60] for first in range(0, len(people), 60)]
    for number, learners in enumerate(groups):
        year = (2012, 2013)[number % 2]
        plan = ClassPlan(
            version.id, f"BTCB-{year}-{number + 1}", f"Nghiệp vụ công tác đảng năm {year}",
            f"khóa {number + 1}", date(year, 5 + number // 2, 12), 5, f"{30 + number}-QĐ/TTBDCT",
        )  # fmt: skip
        _hold(units.district, plan, learners, chance, failed=())


def _other_classes(
    units: DemoUnits, versions: dict[str, ProgrammeVersion], chance: random.Random
) -> None:
    """Hold a class for new members and a topic of the year, taught within it, each year."""
    for year, size in ((2012, 44), (2013, 41), (2014, 46)):
        fresh = _members(units, date(year, 6, 1), size, chance)
        plan = ClassPlan(
            versions["DVM"].id, f"DVM-{year}", f"Đảng viên mới năm {year}", "khóa 1",
            date(year, 6, 16), 7, f"5{year % 10}-QĐ/TTBDCT",
        )  # fmt: skip
        _hold(units.district, plan, fresh, chance, failed={size - 1, size - 2})
        topic = ClassPlan(
            versions["CD"].id, f"CD-{year}", f"Chuyên đề học tập và làm theo năm {year}", "",
            date(year, 6, 20), 1, f"6{year % 10}-QĐ/TTBDCT", is_embedded=True,
        )  # fmt: skip
        _hold(units.district, topic, fresh, chance, failed=())


def _members(units: DemoUnits, on: date, size: int, chance: random.Random) -> list[Learner]:
    """Return people who joined in the year up to that day."""
    found = session.execute(
        select(Person, Membership.unit_id)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.valid_from <= on,
            Membership.valid_from > on - timedelta(days=365),
            Membership.unit_id.in_(units.cells),
        )
        .order_by(Membership.valid_from.desc(), Person.id)
        .limit(size)
    )
    people = [Learner(person, unit_id) for person, unit_id in found]
    chance.shuffle(people)
    return people


def _hold(
    unit_id: int,
    plan: ClassPlan,
    learners: list[Learner],
    chance: random.Random,
    failed: set[int] | tuple[()],
) -> None:
    at = datetime(plan.starts_on.year, plan.starts_on.month, plan.starts_on.day, 1, tzinfo=UTC)
    course = a_class(plan, unit_id, "CLOSED", at)
    version = session.get_one(ProgrammeVersion, plan.version_id)
    items = ITEMS[: version.periods // PERIODS]
    recognise(
        course, enrol(course, learners, at), failed, plan.decision, chance, at,
        periods=version.periods,
    )  # fmt: skip
    write_rows(course, items, None, at + timedelta(days=plan.days))
    if version.paper == PaperKind.CERTIFICATE.name and course.recognised_on is not None:
        certificates.issue_certificates(
            course.id, SIGNER, course.recognised_on, actor_id=None, at=at + timedelta(days=10)
        )


def _plan_years(unit_id: int, versions: dict[str, ProgrammeVersion]) -> None:
    """Write down what each year's plan wanted."""
    plans = {"CUV": (2, 110), "BTCB": (3, 180), "DVM": (1, 45), "CD": (1, 45)}
    rows = [
        {
            "unit_id": unit_id,
            "year": year,
            "programme_id": versions[code].programme_id,
            "courses": 0 if (code, year) == ("BTCB", 2014) else courses,
            "learners": 0 if (code, year) == ("BTCB", 2014) else learners,
            "held_when": "Quý II",
            "saved_at": THEN,
        }
        for year in (2012, 2013, 2014)
        for code, (courses, learners) in plans.items()
    ]
    session.execute(insert(YearPlanRow), rows)
