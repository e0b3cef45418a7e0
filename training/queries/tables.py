"""The tables of the year: by programme, by unit, by class, by band."""

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass

from foundation.organisation import queries as organisation
from training.queries import learning
from training.queries.gathered import Gathered
from training.queries.learning import CourseLine
from training.rules import figures as rules
from training.rules.figures import Coverage, Learning, PostHeld, coverage_by_kind
from training.rules.percent import Share
from training.rules.suppression import without_small_counts


@dataclass(frozen=True)
class TableLine:
    """One line of counts; a count is None where it is so small that it would name somebody."""

    key: int | None
    name: str
    public_id: str | None = None
    planned_courses: int = 0
    courses: int = 0
    planned_turns: int = 0
    enrolled: int | None = 0
    turns: int | None = 0
    persons: int | None = 0
    women: int | None = 0
    minority: int | None = 0
    certificates: int | None = 0

    @property
    def completed(self) -> Share | None:
        """Return the turns completed of those enrolled, unless one of them is hidden."""
        if self.turns is None or self.enrolled is None:
            return None
        return Share(self.turns, self.enrolled)

    @property
    def courses_share(self) -> Share:
        """Return the classes held of those planned."""
        return Share(self.courses, self.planned_courses)

    @property
    def turns_share(self) -> Share:
        """Return the turns completed of the learners planned."""
        return Share(self.turns or 0, self.planned_turns)


HIDDEN_WHEN_SMALL = ("enrolled", "turns", "persons", "women", "minority", "certificates")


def counted(rows: Gathered, parts: Collection[Learning], **words: object) -> TableLine:
    """Return the counts of some parts in classes."""
    issued = rows.certificates.enrolments
    return TableLine(
        enrolled=len(parts),
        turns=rules.turns(parts),
        persons=rules.persons(parts),
        women=rules.women(parts).count,
        minority=rules.minority(parts).count,
        certificates=sum(part.enrolment_id in issued for part in parts),
        **words,  # type: ignore[arg-type]
    )


def _grouped(
    parts: Iterable[Learning], key: Callable[[Learning], Hashable]
) -> dict[Hashable, list[Learning]]:
    found: dict[Hashable, list[Learning]] = {}
    for part in parts:
        found.setdefault(key(part), []).append(part)
    return found


def by_programme(rows: Gathered) -> list[TableLine]:
    """Return a line for each programme planned or taught, the largest first."""
    names = {line.programme_id: line.programme_name for line in rows.plan}
    names |= {course.programme_id: course.programme_name for course in rows.courses}
    parts = _grouped(rows.learning, lambda part: part.programme_id)
    if others := {one for one in parts if isinstance(one, int)} - set(names):
        names |= learning.programme_names(others)
    lines = [
        counted(
            rows,
            parts.get(programme_id, []),
            key=programme_id,
            name=name,
            planned_courses=sum(
                one.courses for one in rows.plan if one.programme_id == programme_id
            ),
            planned_turns=sum(
                one.learners for one in rows.plan if one.programme_id == programme_id
            ),
            courses=sum(one.programme_id == programme_id for one in rows.courses),
        )
        for programme_id, name in names.items()
    ]
    return sorted(lines, key=lambda line: (-(line.turns or 0), line.name))


def total(rows: Gathered, parts: Collection[Learning], name: str = "") -> TableLine:
    """Return the line below a table. Its persons are counted anew: those above do not add up."""
    return counted(
        rows,
        parts,
        key=None,
        name=name,
        planned_courses=sum(one.courses for one in rows.plan),
        planned_turns=sum(one.learners for one in rows.plan),
        courses=len(rows.courses),
    )


def by_unit(rows: Gathered, parts: Collection[Learning]) -> list[TableLine]:
    """Return a line for each unit directly below that sent learners; None for other units."""
    scope = rows.scope
    grouped = _grouped(
        parts,
        lambda part: scope.tree.branch(scope.unit.id, part.unit_id, part.recognised_on),
    )
    ids = [one for one in grouped if isinstance(one, int)]
    units = {row.id: row for row in organisation.unit_rows(ids, scope.as_of)}
    lines = [
        counted(rows, grouped[row.id], key=row.id, name=row.name, public_id=row.public_id)
        for row in units.values()
    ]
    if None in grouped:
        lines.append(counted(rows, grouped[None], key=None, name=""))
    return lines


def courses_behind(rows: Gathered, code: str) -> list[CourseLine]:
    """Return the classes a figure counts; none where it counts something else."""
    if code == "attended_courses":
        return [one for one, _line in by_course(rows, rows.learning)]
    if code == "courses":
        return rows.courses
    wanted = {"separate_courses": False, "embedded_courses": True}
    return [one for one in rows.courses if one.is_embedded is wanted.get(code)]


def by_course(
    rows: Gathered, parts: Collection[Learning], also: Collection[CourseLine] = ()
) -> list[tuple[CourseLine, TableLine]]:
    """Return a line for each class that somebody of ``parts`` sat in, by day of recognition.

    Args:
        also: classes that have a line even if nobody sat in them.
    """
    empty: dict[Hashable, list[Learning]] = {course.id: [] for course in also}
    grouped = empty | _grouped(parts, lambda part: part.course_id)
    known = {course.id: course for course in (*rows.courses, *also)}
    if missing := {one for one in grouped if isinstance(one, int)} - set(known):
        known |= learning.courses_by_id(missing)
    found = [
        (course, counted(rows, grouped[course.id], key=course.id, name=course.title))
        for course in known.values()
        if course.id in grouped
    ]
    return sorted(found, key=lambda pair: (pair[0].recognised_on, pair[0].id))


def shared(lines: Collection[TableLine]) -> list[TableLine]:
    """Return the lines as they may be shared: no count so small that it names somebody."""
    columns = {
        name: without_small_counts([getattr(line, name) or 0 for line in lines])
        for name in HIDDEN_WHEN_SMALL
    }
    return [
        TableLine(**{**line.__dict__, **{name: columns[name][place] for name in columns}})
        for place, line in enumerate(lines)
    ]


def coverage_lines(
    rows: Gathered, posts: Collection[PostHeld]
) -> list[tuple[str | None, Coverage]]:
    """Return how many holders of these posts are trained by kind of cell; None: committees."""
    names = {kind.code: kind.name for kind in organisation.cell_kinds()}
    found = coverage_by_kind(posts, rows.trained)
    return [(names[kind] if kind else None, one) for kind, one in found.items()]
