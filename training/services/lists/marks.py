"""A list of marks: a column a paper and marker; learners found by name and birth date."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction

from sqlalchemy import select

from foundation.account.permissions import Permission
from foundation.days import may_be_one
from foundation.db import session
from foundation.errors import N_
from foundation.importing.columns import Field, folded_name
from foundation.importing.judged import Judged, Saying
from foundation.importing.kinds import Kind, Row, register_kind
from foundation.importing.models import ImportedFile, ImportedRow
from foundation.importing.persons import fields
from foundation.importing.persons.cells import PersonCells, read_person
from foundation.text import likeness_key
from training.models import CourseTrainer, Enrolment, Mark
from training.queries.loading import CourseWhole, course_whole
from training.queries.outcomes import newest_marks
from training.rules.marks import MarkOutside, checked_mark
from training.rules.ruleset import Paper
from training.rules.shown import plain
from training.services.marking import MarkDraft, keep_marks

NO_LEARNER = N_("Nobody of this name is in the class.")
SEVERAL = N_("Several learners have this name; write the birth date as well.")
TWICE = N_("This learner stands in row %(row)s too.")
NO_MARK = N_("%(paper)s: “%(text)s” is no mark from 0 to 10 with at most two decimals.")
CHANGES = N_("%(paper)s: %(old)s becomes %(new)s; a reason is needed.")
_ABOUT = (
    fields.NUMBER, fields.NAME_BIRTH, fields.FULL_NAME, fields.FAMILY_NAME, fields.GIVEN_NAME,
    fields.BIRTH, fields.UNIT,
)  # fmt: skip
_NUMBER = re.compile(r"\d{1,3}([.,]\d{1,6})?")


def open_papers(whole: CourseWhole) -> list[Paper]:
    """Return the papers that people mark."""
    by_quiz = whole.course.quiz_id is not None
    return [one for one in whole.rules.papers if not (by_quiz and one.kind == "quiz")]


def mark_fields(course_id: int | None) -> Sequence[Field]:
    """Return the columns a list of marks of a class may have."""
    papers = open_papers(course_whole(int(course_id or 0)))
    found: list[Field] = []
    for paper in papers:
        names = [re.escape(folded_name(paper.title)), re.escape(folded_name(paper.code))]
        if len(papers) == 1:
            names.append("diem( so)?")
        word = f"(diem )?({'|'.join(names)})( he so .*)?"
        for marker in range(1, paper.markers + 1):
            own = rf"( (nguoi cham|giam khao|cham|gk|lan|diem)? ?{marker})"
            title = paper.title + (f" – {marker}" if paper.markers > 1 else "")
            pattern = word + own + ("?" if marker == 1 else "")
            found.append(Field(f"{paper.code}:{marker}", title, pattern, heading=title))
    return (*found, *_ABOUT)


def judge(file: ImportedFile, rows: Sequence[Row], on: date) -> list[Judged]:
    """Say whose marks each row holds, and which change."""
    whole = course_whole(int(file.subject_id or 0))
    known = newest_marks(whole)
    columns = [one for one in mark_fields(file.subject_id) if ":" in one.code]
    seen: dict[int, int] = {}
    found = []
    for number, texts in rows:
        about = {code: text for code, text in texts.items() if ":" not in code}
        cells = read_person(about, on, ())
        row = Judged(number=number, title=cells.full_name, values={}, shown=[])
        one = _learner(row, cells, whole, seen)
        _marks(row, texts, columns, one, known)
        found.append(row)
    return found


def _learner(
    row: Judged, cells: PersonCells, whole: CourseWhole, seen: dict[int, int]
) -> Enrolment | None:
    born = cells.birth.words if cells.birth else ""
    named = [
        one
        for one in whole.learners
        if likeness_key(one.full_name) == likeness_key(cells.full_name)
    ]
    fitting = [one for one in named if may_be_one(born, one.birth_text)]
    exact = [one for one in fitting if one.birth_text == born]
    fitting = exact if len(exact) == 1 else fitting
    if len(fitting) != 1:
        row.faults.append(Saying(SEVERAL if fitting else NO_LEARNER))
        return None
    one = fitting[0]
    row.shown.append(("Birth date", one.birth_text))
    row.values["enrolment"] = one.id
    if one.id in seen:
        row.faults.append(Saying(TWICE, {"row": str(seen[one.id])}))
    seen.setdefault(one.id, row.number)
    return one


def _marks(
    row: Judged,
    texts: Mapping[str, str],
    columns: Sequence[Field],
    one: Enrolment | None,
    known: Mapping[tuple[int, str, int], Mark],
) -> None:
    """Read the marks of a row; a blank is no mark and takes none back."""
    news: list[list[str]] = []
    for column in columns:
        text = texts.get(column.code, "").strip()
        if not text:
            continue
        row.shown.append((column.label, text))
        value = read_mark(text)
        if value is None:
            row.faults.append(Saying(NO_MARK, {"paper": column.label, "text": text[:20]}))
            continue
        paper, marker = column.code.split(":")
        before = known.get((one.id, paper, int(marker))) if one else None
        old = before.value if before else None
        if value == old:
            continue
        news.append([paper, marker, str(value)])
        if old is not None:
            facts = {"paper": column.label, "old": plain(old), "new": plain(value)}
            row.notes.append(Saying(CHANGES, facts))
    row.values["marks"] = news
    row.is_same = not news


def read_mark(text: str) -> Fraction | None:
    """Return a mark with a decimal comma or point; None where it is none."""
    plain = text.strip().replace(" ", "")
    if not _NUMBER.fullmatch(plain):
        return None
    try:
        return checked_mark(Fraction(plain.replace(",", ".")))
    except MarkOutside:
        return None


def keep(
    file: ImportedFile, rows: Sequence[ImportedRow], actor_id: int | None, at: datetime
) -> None:
    """Keep the marks of the accepted rows at once."""
    drafts = [
        MarkDraft(int(row.item["values"]["enrolment"]), paper, Fraction(value), int(marker))
        for row in rows
        for paper, marker, value in row.item["values"]["marks"]
    ]
    reason = str(file.settings.get("reason", ""))
    keep_marks(int(file.subject_id or 0), drafts, reason, actor_id=actor_id, at=at)


def way(course_id: int | None) -> tuple[str, str]:
    """Return the page where lists of marks of a class are sent."""
    key = course_whole(int(course_id or 0)).course.public_id
    return "course_trainer.send_marks", key


def reaches(file: ImportedFile, user_id: int, units: frozenset[int]) -> bool:
    """Return whether somebody teaches the class, or belongs to the office of its unit."""
    if file.unit_id in units:
        return True
    query = select(CourseTrainer.user_id).where(
        CourseTrainer.course_id == file.subject_id, CourseTrainer.user_id == user_id
    )
    return session.scalar(query) is not None


MARKS = register_kind(
    Kind(
        code="marks",
        title=N_("List of marks"),
        permission=Permission.TRAINING_MANAGE,
        fields=mark_fields,
        judge=judge,
        keep=keep,
        needs_reason=True,
        way=way,
        reaches=reaches,
    )
)
