"""The figures superiors ask for, of any unit and any period, each from its rows."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from training.queries import indicators
from training.queries.gathered import Gathered
from training.queries.scope import Scope
from training.rules import figures as rules
from training.rules.catalogue import LABELS
from training.rules.figures import COMMITTEE, Figure
from training.rules.indicators import (
    TOP_CLASS,
    TYPED_CODES,
    attendance,
    meets_monthly,
    meets_regularly_and_thematically,
)
from training.rules.percent import Share


class _Writer:
    """Writes figures with the days they speak of."""

    def __init__(self, scope: Scope) -> None:
        last = min(scope.period.last_day, scope.today)
        year = date(scope.period.last, 1, 1)
        self.whole = (scope.period.starts_on, last)
        self.last_year = (year, last)
        self.moment = (scope.as_of, scope.as_of)

    def count(
        self, code: str, value: int | None, of: int | None = None,
        days: tuple[date, date] | None = None,
    ) -> Figure:  # fmt: skip
        """Return a number; ``of`` is the number of those it was counted among."""
        numerator = None if of is None else value
        return Figure(code, LABELS[code], value, numerator, of, *(days or self.whole))

    def share(self, code: str, share: Share, days: tuple[date, date] | None = None) -> Figure:
        """Return a percent with its numerator and denominator."""
        return Figure(
            code, LABELS[code], share.percent(), share.numerator, share.denominator,
            *(days or self.whole),
        )  # fmt: skip


def figures(scope: Scope) -> list[Figure]:
    """Return all figures of the unit and the period, in the order of the yearly report."""
    return figures_of(Gathered(scope))


def figures_of(rows: Gathered) -> list[Figure]:
    """Return all figures of what was gathered."""
    write = _Writer(rows.scope)
    return [figure for part in PARTS for figure in part(rows, write)]


def one_figure(rows: Gathered, code: str) -> Figure | None:
    """Return one figure, reading only what it rests on; None for an unknown code."""
    write = _Writer(rows.scope)
    for part, codes in PARTS.items():
        if code.startswith(codes):
            return next((one for one in part(rows, write) if one.code == code), None)
    return None


def _classes(rows: Gathered, write: _Writer) -> Iterator[Figure]:
    embedded = sum(course.is_embedded for course in rows.courses)
    yield write.count("courses", len(rows.courses))
    yield write.count("separate_courses", len(rows.courses) - embedded, len(rows.courses))
    yield write.count("embedded_courses", embedded, len(rows.courses))
    yield write.count("attended_courses", len({part.course_id for part in rows.learning}))
    yield write.count("enrolled", len(rows.learning))
    yield write.count("turns", rules.turns(rows.learning))
    yield write.count("persons", rules.persons(rows.learning))
    yield write.share("completed_percent", rules.completion(rows.learning))
    yield write.count("members", rows.members, days=write.moment)
    yield write.count("trained_members", len(rows.trained_members), rows.members, write.moment)


def _groups(rows: Gathered, write: _Writer) -> Iterator[Figure]:
    for code, group in (
        ("women_turns", rules.women(rows.learning)),
        ("minority_turns", rules.minority(rows.learning)),
    ):
        yield write.count(code, group.count, group.recorded)


def _bands(rows: Gathered, write: _Writer) -> Iterator[Figure]:
    found = rules.bands(rows.learning, rows.band_order)
    whole = sum(band.count for band in found)
    for band in found:
        yield Figure(
            f"band_{band.code.lower()}", band.label, band.percent, band.count, whole, *write.whole
        )


def _papers(rows: Gathered, write: _Writer) -> Iterator[Figure]:
    for act in ("issued", "reissued", "revoked"):
        yield write.count(f"certificates_{act}", rows.certificates.count(act))


def _plan(rows: Gathered, write: _Writer) -> Iterator[Figure]:
    courses = sum(line.courses for line in rows.plan)
    learners = sum(line.learners for line in rows.plan)
    yield write.count("plan_courses", courses)
    yield write.count("plan_turns", learners)
    yield write.share("plan_courses_percent", Share(len(rows.courses), courses))
    yield write.share("plan_turns_percent", Share(rules.turns(rows.learning), learners))


def _studies(rows: Gathered, write: _Writer) -> Iterator[Figure]:
    for kind in ("theory", "professional"):
        people = {study.person_id for study in rows.studies if study.kind == kind}
        yield write.count(f"{kind}_study_persons", len(people))


def _committees(rows: Gathered, write: _Writer) -> Iterator[Figure]:
    parts = [part for part in rows.learning if part.audience == COMMITTEE]
    yield write.count("committee_training_turns", rules.turns(parts))
    yield write.count("committee_training_persons", rules.persons(parts))


def _coverage(rows: Gathered, write: _Writer) -> Iterator[Figure]:
    yield write.count("leader_posts", rows.leaders.posts, days=write.moment)
    yield write.count("leader_persons", rows.leaders.persons, days=write.moment)
    yield write.share("leaders_trained_percent", rows.leaders.share, write.moment)
    members = rows.committee_members
    yield write.share("committee_members_trained_percent", members.share, write.moment)


def _meetings(rows: Gathered, write: _Writer) -> Iterator[Figure]:
    cells = indicators.cells_owing(rows.scope, rows.meetings)
    committees = indicators.committees_owing(rows.scope, rows.meetings)
    monthly = sum(meets_monthly(one.held, one.year, one.months) for one in committees)
    both = sum(meets_regularly_and_thematically(one.held, one.year, one.months) for one in cells)
    yield write.share(
        "committees_12_meetings_percent", Share(monthly, len(committees)), write.last_year
    )
    yield write.share(
        "cells_regular_and_thematic_percent", Share(both, len(cells)), write.last_year
    )
    units = rows.scope.tree.units
    pooled = [
        one
        for unit_id, held in rows.meetings.items()
        if units[unit_id].level_code == "cell"
        for one in held
    ]
    yield write.share("attendance_percent", attendance(pooled))


def _yearly(rows: Gathered, write: _Writer) -> Iterator[Figure]:
    kept = Share(sum(rows.books.values()), len(rows.books))
    top = Share(list(rows.ratings.values()).count(TOP_CLASS), len(rows.ratings))
    yield write.share("resolution_book_percent", kept, write.last_year)
    yield write.share("top_class_percent", top, write.last_year)


def _typed(rows: Gathered, write: _Writer) -> Iterator[Figure]:
    for code, _label in TYPED_CODES:
        yield write.count(code, indicators.typed_value(rows.scope, rows.typed, code))


PARTS: dict[Callable[[Gathered, _Writer], Iterator[Figure]], tuple[str, ...]] = {
    _classes: (
        "courses", "separate_", "embedded_", "attended_courses", "enrolled", "turns", "persons",
        "completed_", "members", "trained_members",
    ),
    _groups: ("women_", "minority_"),
    _bands: ("band_",),
    _papers: ("certificates_",),
    _plan: ("plan_",),
    _studies: ("theory_", "professional_"),
    _committees: ("committee_training_",),
    _coverage: ("leader_", "leaders_", "committee_members_"),
    _meetings: ("committees_12_", "cells_regular_", "attendance_"),
    _yearly: ("resolution_book_", "top_class_"),
    _typed: ("planned", "added"),
}  # fmt: skip
"""The parts in the order of the report, with how the codes of their figures begin."""


def figure_json(figure: Figure, label: str) -> dict[str, int | float | str | None]:
    """Return a figure as the command prints it."""
    value = figure.value
    return {
        "code": figure.code,
        "label": label,
        "value": float(value) if isinstance(value, Decimal) else value,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "from": figure.first_day.isoformat() if figure.first_day else None,
        "to": figure.last_day.isoformat() if figure.last_day else None,
    }
