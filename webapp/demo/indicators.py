"""Meetings, books, ratings, studies elsewhere and typed numbers of the district, 2012 to 2014."""

import random
from collections import Counter
from datetime import date, datetime, timedelta
from fractions import Fraction

from sqlalchemy import func, insert, select

from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.organisation.models import Membership
from training.models import (
    ExternalStudy,
    IndicatorSet,
    IndicatorTarget,
    Meeting,
    OrganisationRating,
    ResolutionBook,
    TypedAggregate,
)
from webapp.demo.organisation import DemoUnits

YEARS = (2012, 2013, 2014)
MEET_AS_THEY_SHOULD = {2012: 138, 2013: 149, 2014: 159}
"""Cells, of 184, with twelve regular and four thematic meetings."""
ATTENDANCE = Fraction(946, 1000)
BOOKS_NOT_KEPT = {2012: 9, 2013: 4, 2014: 0}
ASSESSED = 27
TOP = {2012: 20, 2013: 21, 2014: 23}
STUDIES = (("theory", 230), ("professional", 58))
THEMES = (
    "Học tập và làm theo tấm gương đạo đức Hồ Chí Minh",
    "Phát triển kinh tế hộ, giảm nghèo ở bản",
    "Nâng cao chất lượng sinh hoạt chi bộ",
    "Giữ gìn an ninh trật tự, phòng chống ma túy",
)
TARGETS: tuple[tuple[str, int | None], ...] = (
    ("theory_study_persons", 220),
    ("professional_study_persons", 50),
    ("committee_training_turns", 300),
    ("committee_members_trained_percent", 100),
    ("leaders_trained_percent", 100),
    ("committees_12_meetings_percent", 100),
    ("cells_regular_and_thematic_percent", 85),
    ("attendance_percent", 90),
    ("resolution_book_percent", 100),
    ("top_class_percent", 80),
    ("planned", None),
    ("added", None),
)


@transactional
def load_indicators(units: DemoUnits, *, at: datetime) -> None:
    """Write everything down; one audit entry for all of it."""
    chance = random.Random(86)
    sizes = _sizes(units)
    for year in YEARS:
        session.execute(insert(Meeting), _cell_meetings(units, year, sizes, chance))
        session.execute(insert(Meeting), _committee_meetings(units, year, chance))
        _books_and_ratings(units, year)
    session.execute(insert(ExternalStudy), _studies(units, chance))
    _typed_numbers(units.district)
    _project(units.district)
    record("demo.load", "indicators", actor_id=None, at=at)


def _sizes(units: DemoUnits) -> dict[int, int]:
    """Return how many members each cell had."""
    found = session.execute(
        select(Membership.unit_id, func.count())
        .where(Membership.unit_id.in_(units.cells))
        .group_by(Membership.unit_id)
    )
    return dict(found.all())


def _cell_meetings(
    units: DemoUnits, year: int, sizes: dict[int, int], chance: random.Random
) -> list[dict[str, object]]:
    """Return the meetings of a year: some cells leave a month or a theme out; attendance fits."""
    wanting = set(chance.sample(sorted(units.cells), len(units.cells) - MEET_AS_THEY_SHOULD[year]))
    slots: list[tuple[int, str, date]] = []
    for cell in units.cells:
        left_out = chance.choice(("month", "quarter")) if cell in wanting else ""
        months = set(range(1, 13)) - ({chance.randint(1, 12)} if left_out == "month" else set())
        themes = [2, 5, 8, 11][: 3 if left_out == "quarter" else 4]
        slots += [(cell, "regular", date(year, m, chance.randint(2, 6))) for m in sorted(months)]
        slots += [(cell, "thematic", date(year, m, chance.randint(18, 24))) for m in themes]
    due = sum(sizes[cell] for cell, _kind, _on in slots)
    absent = due - round(ATTENDANCE * due)
    away = Counter(chance.sample(range(3 * len(slots)), absent))
    missing = Counter(place // 3 for place in away)
    return [
        {
            "unit_id": cell,
            "kind": kind,
            "held_on": on,
            "due": sizes[cell],
            "present": sizes[cell] - missing[place],
            "excused": max(missing[place] - (place % 5 == 0), 0),
            "theme": THEMES[on.month // 3 - (on.month == 11)] if kind == "thematic" else "",
        }
        for place, (cell, kind, on) in enumerate(slots)
    ]


def _committee_meetings(
    units: DemoUnits, year: int, chance: random.Random
) -> list[dict[str, object]]:
    """Return a meeting every month of every committee."""
    rows = []
    for owner in units.grassroots.values():
        due = chance.randint(5, 9)
        for month in range(1, 13):
            away = chance.choice((0, 0, 0, 1))
            rows.append(
                {
                    "unit_id": owner,
                    "kind": "regular",
                    "held_on": date(year, month, 25),
                    "due": due,
                    "present": due - away,
                    "excused": away,
                    "theme": "",
                }
            )
    return rows


def _books_and_ratings(units: DemoUnits, year: int) -> None:
    session.execute(
        insert(ResolutionBook),
        [
            {"unit_id": cell, "year": year, "is_kept": place >= BOOKS_NOT_KEPT[year]}
            for place, cell in enumerate(units.cells)
        ],
    )
    classes = ["top"] * TOP[year] + ["good"] * (ASSESSED - TOP[year] - 1) + ["fair"]
    owners = list(units.grassroots.values())[:ASSESSED]
    session.execute(
        insert(OrganisationRating),
        [
            {"unit_id": owner, "year": year, "class_code": code, "decision": f"{year % 100}-QĐ/HU"}
            for owner, code in zip(owners, classes, strict=True)
        ],
    )


def _studies(units: DemoUnits, chance: random.Random) -> list[dict[str, object]]:
    """Return who was sent to schools elsewhere, each person once in a kind."""
    found = session.execute(
        select(Membership.person_id, Membership.unit_id).where(
            Membership.valid_from < date(2012, 1, 1), Membership.unit_id.in_(units.cells)
        )
    ).all()
    rows = []
    for kind, count in STUDIES:
        for number, (person_id, unit_id) in enumerate(chance.sample(found, count)):
            begins = date(YEARS[number % 3], 9, 5) + timedelta(days=chance.randint(0, 60))
            rows.append(
                {"person_id": person_id, "unit_id": unit_id, "kind": kind, "started_on": begins}
                | _school(kind, number, begins)
            )
    return rows


def _school(kind: str, number: int, begins: date) -> dict[str, object]:
    if kind == "professional":
        return {
            "level": "Đại học" if number % 3 else "Trung cấp",
            "institution": "Trường đào tạo của tỉnh, hệ vừa làm vừa học",
            "ended_on": begins + timedelta(days=900),
            "result": "Tốt nghiệp",
        }
    is_higher = number % 12 == 0
    return {
        "level": "Cao cấp" if is_higher else "Trung cấp",
        "institution": "Học viện Chính trị khu vực" if is_higher else "Trường Chính trị tỉnh",
        "ended_on": begins + timedelta(days=540),
        "result": "Tốt nghiệp",
    }


def _typed_numbers(district: int) -> None:
    """Write down two numbers of a document whose names are confidential."""
    for code, value, note in (
        ("planned", 235, "Dữ liệu mẫu"),
        ("added", 70, "Dữ liệu mẫu; nguồn ghi “gần 70”"),
    ):
        session.add(
            TypedAggregate(
                unit_id=district,
                code=code,
                value=value,
                period_from=date(2012, 1, 1),
                period_to=date(2015, 1, 1),
                document="Báo cáo số 112-BC/HU (mẫu)",
                document_date=date(2014, 12, 26),
                note=note,
            )
        )
    session.flush()


def _project(district: int) -> None:
    """Write the project down with what it wants to reach."""
    made = IndicatorSet(
        code="DA-07",
        name="Đề án 07 về nâng cao chất lượng cấp ủy và sinh hoạt chi bộ (dữ liệu mẫu)",
        unit_id=district,
        document="Đề án số 07-ĐA/HU",
        document_date=date(2012, 1, 5),
        first_year=2012,
        last_year=2014,
    )
    session.add(made)
    session.flush()
    for position, (code, target) in enumerate(TARGETS, start=1):
        session.add(
            IndicatorTarget(
                set_id=made.id,
                position=position,
                figure_code=code,
                target=None if target is None else Fraction(target),
            )
        )
    session.flush()
