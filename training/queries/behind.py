"""The rows behind a figure that does not come from classes: units, studies, posts, documents."""

from collections.abc import Callable, Iterable, Sequence

from foundation.errors import N_
from foundation.organisation import queries as organisation
from foundation.organisation.queries import UnitRow
from training.queries import behind_classes, indicators, tables
from training.queries.gathered import Gathered
from training.queries.indicators import UnitMeetings
from training.queries.listing import UNIT, Cell, Line, Listing, full_names, people_by_unit
from training.rules.figures import PostHeld
from training.rules.indicators import (
    RATING_CLASSES,
    Held,
    attendance,
    meets_monthly,
    meets_regularly_and_thematically,
    months_missed,
    quarters_missed,
)
from training.rules.suppression import without_small_counts

COVERAGE_CODES = (
    "leaders_trained_percent",
    "committee_members_trained_percent",
    "leader_posts",
    "leader_persons",
)


TRAINED, UNTRAINED = N_("Trained"), N_("Not trained yet")


def listing(rows: Gathered, code: str, *, with_names: bool) -> Listing | None:
    """Return the rows behind a figure; None for one that comes from classes.

    Args:
        with_names: whether the reader may see who stands behind it.
    """
    for codes, make in _BEHIND.items():
        if code in codes:
            return make(rows, code, with_names)
    return None


def _units(rows: Gathered, ids: Iterable[int]) -> list[UnitRow]:
    return organisation.unit_rows(list(ids), rows.scope.as_of)


def _studies(rows: Gathered, code: str, with_names: bool) -> Listing:
    kind = code.removesuffix("_study_persons")
    found = [one for one in rows.studies if one.kind == kind]
    if not with_names:
        return people_by_unit(rows, [(one.unit_id, one.person_id, one.started_on)
                                      for one in found])  # fmt: skip
    units = full_names(rows, _units(rows, {one.unit_id for one in found}))
    people = organisation.people({one.person_id for one in found})
    lines = [
        Line(
            (people[one.person_id].full_name, units[one.unit_id], one.level,
             one.institution, one.started_on, one.ended_on, one.result)
        )
        for one in sorted(found, key=lambda one: people[one.person_id].name_key)
    ]  # fmt: skip
    columns = (N_("Full name"), UNIT, N_("Level of study"), N_("School"), N_("From day"),
               N_("Up to day"), N_("Result of study"))  # fmt: skip
    return Listing(columns, tuple(lines), has_names=True)


def _coverage(rows: Gathered, code: str, with_names: bool) -> Listing:
    posts = rows.posts if code.startswith("committee_") else rows.leader_posts
    found = tables.coverage_lines(rows, posts)
    counted: list[Sequence[int | None]] = [
        [one.posts for _name, one in found],
        [one.persons for _name, one in found],
        [one.trained for _name, one in found],
    ]
    if not with_names:
        counted = [without_small_counts([count or 0 for count in one]) for one in counted]
    lines = [
        Line(
            (name or N_("Committees"), *counts, None if None in counts else one.share.percent()),
            is_good=not one.missing,
        )
        for (name, one), *counts in zip(found, *counted, strict=True)
    ]
    columns = (N_("Kind of cell"), N_("Posts"), N_("Persons"), N_("Trained"), N_("Percent"))
    return Listing(columns, tuple(lines))


def people_in_post(rows: Gathered, code: str) -> Listing | None:
    """Name everybody in post, who is missing first, for readers who may see names."""
    if code not in COVERAGE_CODES:
        return None
    posts = rows.posts if code.startswith("committee_") else rows.leader_posts
    people = organisation.people({post.person_id for post in posts})
    units = full_names(rows, _units(rows, {post.unit_id for post in posts}))
    names = {kind.code: kind.name for kind in organisation.post_kinds()}

    def line(post: PostHeld) -> Line:
        is_trained = post.person_id in rows.trained
        words = (people[post.person_id].full_name, names[post.post_code], units[post.unit_id])
        return Line((*words, TRAINED if is_trained else UNTRAINED))

    posts = sorted(
        posts, key=lambda post: (post.person_id in rows.trained, people[post.person_id].name_key)
    )
    columns = (N_("Full name"), N_("Post"), UNIT, N_("Training"))
    return Listing(columns, tuple(map(line, posts)), has_names=True)


def _meetings(rows: Gathered, code: str, _with_names: bool) -> Listing:
    is_cell = code.startswith("cells_")
    owing = (indicators.cells_owing if is_cell else indicators.committees_owing)(
        rows.scope, rows.meetings
    )
    names = full_names(rows, _units(rows, [one.unit_id for one in owing]))
    meets = meets_regularly_and_thematically if is_cell else meets_monthly
    lines = [_meeting_line(one, names[one.unit_id], meets, is_cell) for one in owing]
    lines.sort(key=lambda line: bool(line.is_good))
    columns = (UNIT, N_("Regular meetings"), N_("Months without one"))
    more = (N_("Thematic meetings"), N_("Quarters without one")) if is_cell else ()
    return Listing(columns + more, tuple(lines))


def _meeting_line(one: UnitMeetings, name: str, meets: Callable[..., bool], is_cell: bool) -> Line:
    def count(kind: str) -> int:
        return sum(held.kind == kind for held in one.held)

    cells: tuple[Cell, ...] = (
        name,
        count("regular"),
        _numbers(months_missed(one.held, one.year, one.months)),
    )
    if is_cell:
        missed = quarters_missed(one.held, one.year, one.months)
        cells += (count("thematic"), _numbers(missed))
    return Line(cells, is_good=meets(one.held, one.year, one.months))


def _numbers(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers)) or "—"


def _attendance(rows: Gathered, _code: str, _with_names: bool) -> Listing:
    scope = rows.scope
    branches: dict[int, list[Held]] = {}
    for unit_id, held in rows.meetings.items():
        if scope.tree.units[unit_id].level_code != "cell":
            continue
        for one in held:
            branch = scope.tree.branch(scope.unit.id, unit_id, one.held_on)
            if branch is not None:
                branches.setdefault(branch, []).append(one)
    lines = []
    for row in _units(rows, branches):
        share = attendance(branches[row.id])
        words = (row.name, len(branches[row.id]), share.denominator, share.numerator)
        lines.append(Line((*words, share.percent()), row.public_id))
    columns = (UNIT, N_("Meetings"), N_("Members due"), N_("Present"), N_("Percent"))
    return Listing(columns, tuple(lines))


def _books(rows: Gathered, _code: str, _with_names: bool) -> Listing:
    units = _units(rows, rows.books)
    names = full_names(rows, units)
    lines = [
        Line((names[row.id], N_("Kept") if rows.books[row.id] else N_("Not kept")),
             is_good=rows.books[row.id])
        for row in sorted(units, key=lambda row: (rows.books[row.id], row.code))
    ]  # fmt: skip
    return Listing((UNIT, N_("Resolution book")), tuple(lines))


def _ratings(rows: Gathered, _code: str, _with_names: bool) -> Listing:
    labels = dict(RATING_CLASSES)
    order = list(labels)
    units = _units(rows, rows.ratings)
    lines = [
        Line((row.name, labels[rows.ratings[row.id]]), is_good=rows.ratings[row.id] == order[0])
        for row in sorted(units, key=lambda row: (-order.index(rows.ratings[row.id]), row.code))
    ]
    return Listing((UNIT, N_("Class of the rating")), tuple(lines))


def _typed(rows: Gathered, code: str, _with_names: bool) -> Listing:
    found = [one for one in rows.typed if one.code == code]
    units = {row.id: row.name for row in _units(rows, {one.unit_id for one in found})}
    lines = [
        Line((one.document, one.document_date, units[one.unit_id], one.value, one.note))
        for one in found
    ]
    columns = (N_("Document"), N_("Dated"), UNIT, N_("Number typed"), N_("Note"))
    return Listing(columns, tuple(lines))


def _members(rows: Gathered, _code: str, with_names: bool) -> Listing:
    scope = rows.scope
    found = organisation.members_of(scope.tree.below(scope.unit.id, scope.as_of), scope.as_of)
    if with_names and scope.unit.level_code == "cell":
        lines = tuple(Line((row.full_name, row.birth_words)) for row in found)
        return Listing((N_("Full name"), N_("Birth date")), lines, has_names=True)
    return people_by_unit(rows, [(row.unit_id, row.id, scope.as_of) for row in found])


_BEHIND: dict[tuple[str, ...], Callable[[Gathered, str, bool], Listing]] = {
    ("theory_study_persons", "professional_study_persons"): _studies,
    COVERAGE_CODES: _coverage,
    ("committees_12_meetings_percent", "cells_regular_and_thematic_percent"): _meetings,
    ("attendance_percent",): _attendance,
    ("resolution_book_percent",): _books,
    ("top_class_percent",): _ratings,
    ("planned", "added"): _typed,
    ("members",): _members,
    ("trained_members",): behind_classes.trained_members,
    behind_classes.PLAN_CODES: behind_classes.plan,
    behind_classes.PAPER_CODES: behind_classes.papers,
}  # fmt: skip
