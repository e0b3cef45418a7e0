"""A list of learners: rows matched to persons; who is no member may be written down."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from foundation.account.permissions import Permission
from foundation.days import is_slip, may_be_one
from foundation.errors import N_
from foundation.importing.columns import Field
from foundation.importing.judged import Doubt, Judged, Saying
from foundation.importing.kinds import Kind, Row, register_kind
from foundation.importing.models import ImportedFile, ImportedRow
from foundation.importing.persons import fields
from foundation.importing.persons.alike import SAME_PERSON, mark_near, mark_pairs
from foundation.importing.persons.alike import Row as PersonRow
from foundation.importing.persons.cells import PersonCells, read_person
from foundation.importing.persons.judging import PAIR_NEAR, values_of
from foundation.importing.persons.keeping import write_people
from foundation.importing.persons.kind import switched
from foundation.importing.persons.known import Known, Members, Units
from foundation.text import clean, likeness_key
from training.models import CourseSite
from training.queries.loading import CourseWhole, course_whole
from training.services.enrolling import EnrolDraft, enrol_many

NOBODY = N_("Nobody of this name and birth date is known below %(unit)s.")
MEMBER_UNKNOWN = N_(
    "This member is not written down yet. Bring him or her in with a list of persons first."
)
SEVERAL = N_("%(count)s people fit this row. Write birth date or cell as well.")
TWICE = N_("This person stands in row %(row)s too.")
LEFT_CLASS = N_("This person has left the class; take him or her back on the page of learners.")
WRITE_DOWN = N_("Write down as somebody who is no member, and enrol")
FIELDS = (
    fields.NUMBER, fields.NAME_BIRTH, fields.FULL_NAME, fields.FAMILY_NAME, fields.GIVEN_NAME,
    fields.BIRTH, fields.GENDER, fields.MALE, fields.FEMALE, fields.UNIT, fields.PARENT,
    fields.POST, fields.ADMITTED, fields.FILE_NUMBER,
)  # fmt: skip
IN_TEMPLATE = (
    fields.NUMBER, fields.FULL_NAME, fields.BIRTH, fields.GENDER, fields.POST, fields.UNIT,
    fields.PARENT,
)  # fmt: skip


SITE = Field(
    "site",
    N_("Place of learning"),
    r"(diem|dia diem|co so|noi)( (hoc|cau|hoc tap|ngoi hoc))",
    heading="Điểm học",
)
NO_SUCH_SITE = N_("The class has no place called “%(place)s”.")


def _fields(course_id: int | None) -> Sequence[Field]:
    """Return the columns of a list; the place is asked for where the class has several."""
    return (*FIELDS, SITE) if course_id and course_whole(course_id).sites else FIELDS


def template_fields(whole: CourseWhole) -> Sequence[Field]:
    """Return the columns of the blank list of a class."""
    return (*IN_TEMPLATE, SITE) if whole.sites else IN_TEMPLATE


def judge(file: ImportedFile, rows: Sequence[Row], on: date) -> list[Judged]:
    """Say whom each row of a list of learners means."""
    whole = course_whole(int(file.subject_id or 0))
    units = Units(whole.course.unit_id, on)
    members = Members(units.ids, on)
    kept = switched(file, on)
    places = {likeness_key(site.name): site for site in whole.sites}
    seen: dict[int, int] = {}
    found = []
    read = []
    for number, texts in rows:
        cells = read_person(texts, on, kept)
        row = _judged(number, cells, units)
        _seat(row, clean(texts.get(SITE.code, "")), places)
        _match(row, cells, members, members.by_name.get(likeness_key(cells.full_name), []), units)
        _place(row, cells, whole, seen, units)
        found.append(row)
        read.append(PersonRow(number, cells, row))
    mark_pairs(read)
    mark_near(read)
    return found


def _judged(number: int, cells: PersonCells, units: Units) -> Judged:
    where = units.find(cells.unit, cells.parent)
    text = ", ".join(part for part in (cells.unit, cells.parent) if part)
    pairs = [
        ("Birth date", cells.birth.words if cells.birth else ""),
        ("Party cell", cells.unit),
        ("Party committee above", cells.parent),
        ("Post", cells.post),
        ("Number of the member's file", cells.file_number),
    ]
    return Judged(
        number=number,
        title=cells.full_name,
        values={**values_of(cells), "post": cells.post, "sent_by": text},
        shown=[pair for pair in pairs if pair[1]],
        before=[("Full name", raw)] if (raw := cells.raw.get("full_name", "")) else [],
        notes=list(cells.notes),
        faults=list(cells.faults),
        unit_id=where[0] if len(where) == 1 else None,
    )


def _seat(row: Judged, text: str, places: Mapping[str, CourseSite]) -> None:
    """Find the place where somebody sits; a word that names none of the class is a fault."""
    if not text or not places:
        return
    found = places.get(likeness_key(text))
    if found is None:
        row.faults.append(Saying(NO_SUCH_SITE, {"place": text[:120]}))
        return
    row.values["site"] = found.public_id
    row.shown.append((SITE.label, found.name))


def _match(
    row: Judged, cells: PersonCells, members: Members, named: list[Known], units: Units
) -> None:
    """Find whom a row means: by number, else by name with birth date or cell; else ask."""
    known = members.by_number.get(cells.file_number) if cells.file_number else None
    if known is not None and likeness_key(known.full_name) == likeness_key(cells.full_name):
        row.person_id, row.unit_id = known.id, known.unit_id
        return
    born = cells.birth.words if cells.birth else ""
    numbers = ("", None, cells.file_number)
    open_ones = [one for one in named if not cells.file_number or one.file_number in numbers]
    fitting = [one for one in open_ones if may_be_one(born, one.born)]
    slips = [one for one in open_ones if is_slip(born, one.born)]
    there = [one for one in fitting if one.unit_id == row.unit_id]
    fitting = there or fitting
    exact = [one for one in fitting if born and one.born == born]
    fitting = exact if len(exact) == 1 else fitting
    if len(fitting) > 1:
        row.faults.append(Saying(SEVERAL, {"count": str(len(fitting))}))
    elif fitting and (exact or there):
        row.person_id, row.unit_id = fitting[0].id, fitting[0].unit_id
    elif maybe := fitting or slips:
        row.values["may_be"], row.values["may_come_from"] = maybe[0].id, maybe[0].unit_id
        row.doubts.append(_pair(maybe[0], units))


def _pair(one: Known, units: Units) -> Doubt:
    """Ask whether a row means somebody of whom only the name is sure."""
    pairs = [("Birth date", one.born), ("Party cell", units.names.get(one.unit_id, ""))]
    return Doubt(
        "pair",
        Saying(PAIR_NEAR),
        (("same", SAME_PERSON), ("other", WRITE_DOWN)),
        others=({"title": one.full_name, "pairs": [list(pair) for pair in pairs if pair[1]]},),
    )


def _place(
    row: Judged, cells: PersonCells, whole: CourseWhole, seen: dict[int, int], units: Units
) -> None:
    if row.faults:
        return
    in_class = {one.person_id: one for one in whole.enrolments}
    if row.person_id is None and row.values.get("may_be") in in_class:
        row.person_id, row.doubts = row.values["may_be"], []  # nothing would change
    if row.person_id is None:
        _place_unknown(row, cells, whole, units)
        return
    if row.person_id in seen:
        row.faults.append(Saying(TWICE, {"row": str(seen[row.person_id])}))
        return
    seen[row.person_id] = row.number
    held = in_class.get(row.person_id)
    if held is not None and held.state != "ENROLLED":
        row.faults.append(Saying(LEFT_CLASS))
    row.is_same = held is not None


def _place_unknown(row: Judged, cells: PersonCells, whole: CourseWhole, units: Units) -> None:
    """Say what may become of somebody who is not known, or not for sure."""
    if cells.file_number or cells.admitted_on:
        if row.doubts:
            row.doubts[0].options = (("same", SAME_PERSON),)
        else:
            row.faults.append(Saying(MEMBER_UNKNOWN))
    elif (held := _outsider(whole, cells)) is not None:
        row.person_id, row.is_same, row.doubts = held, True, []
    elif not row.doubts:
        facts = {"unit": units.names.get(units.own, "")}
        row.doubts.append(Doubt("unknown", Saying(NOBODY, facts), (("yes", WRITE_DOWN),)))


def _outsider(whole: CourseWhole, cells: PersonCells) -> int | None:
    """Return who is in the class already without being a member, by name and birth date."""
    born = cells.birth.words if cells.birth else ""
    for one in whole.enrolments:
        is_alike = likeness_key(one.full_name) == likeness_key(cells.full_name)
        if not one.is_member and is_alike and one.birth_text == born:
            return one.person_id
    return None


def keep(
    file: ImportedFile, rows: Sequence[ImportedRow], actor_id: int | None, at: datetime
) -> None:
    """Enrol everybody of the accepted rows at once."""
    for row in rows:
        values = row.item["values"]
        if row.person_id is None and row.choices.get("pair") == "same" and "may_be" in values:
            row.person_id, row.unit_id = values["may_be"], values["may_come_from"]
    outsiders = {row.id for row in rows if row.person_id is None}
    write_people([row for row in rows if row.id in outsiders], at)
    sites = {site.public_id: site.id for site in course_whole(int(file.subject_id or 0)).sites}
    drafts = [
        EnrolDraft(
            person_id=int(row.person_id or 0),
            sending_unit_id=row.unit_id or file.unit_id,
            is_member=row.id not in outsiders,
            post_text=row.item["values"]["post"],
            sending_unit_name=_sent_by(row, is_member=row.id not in outsiders),
            site_id=sites.get(row.item["values"].get("site", "")),
        )
        for row in rows
    ]
    enrol_many(int(file.subject_id or 0), drafts, actor_id=actor_id, at=at)


def _sent_by(row: ImportedRow, *, is_member: bool) -> str | None:
    """Return the words of the file where the tree does not know the sender."""
    return None if is_member or row.unit_id else row.item["values"]["sent_by"] or None


def way(course_id: int | None) -> tuple[str, str]:
    """Return the page where lists of learners of a class are sent."""
    return "course_office.send_learners", _public_id(course_id)


def _public_id(course_id: int | None) -> str:
    return course_whole(int(course_id or 0)).course.public_id


ENROLMENTS = register_kind(
    Kind(
        code="enrolments",
        title=N_("List of learners"),
        permission=Permission.TRAINING_MANAGE,
        fields=_fields,
        judge=judge,
        keep=keep,
        switched=switched,
        way=way,
    )
)
