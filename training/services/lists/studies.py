"""A list of people sent to schools elsewhere: matched to who was a member on that day."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import select

from foundation.account.permissions import Permission
from foundation.days import may_be_one
from foundation.db import session
from foundation.errors import N_
from foundation.importing.columns import Field
from foundation.importing.judged import Doubt, Judged, Saying
from foundation.importing.kinds import Kind, Row, register_kind
from foundation.importing.models import ImportedFile, ImportedRow
from foundation.importing.persons import fields
from foundation.importing.persons.alike import LEAVE, SAME_PERSON
from foundation.importing.persons.cells import PersonCells, read_person
from foundation.importing.persons.judging import PAIR_NEAR
from foundation.importing.persons.kind import switched
from foundation.importing.persons.known import Units
from foundation.importing.wording import know_terms
from foundation.text import likeness_key
from training.models import ExternalStudy
from training.queries.sent import MemberThen, members_ever
from training.rules.studies import KINDS, StudyCells, read_study

NOT_MEMBER = N_("Nobody of this name and birth date was a member below %(unit)s on %(day)s.")
SEVERAL = N_("%(count)s people fit this row. Write birth date or cell as well.")
TWICE = N_("The same study stands in row %(row)s too.")
FILLS = N_("Known already; the end and the result are filled in.")
KIND = Field(
    "kind",
    N_("Kind of study"),
    r"(loai|loai hinh|he|nganh|noi dung|linh vuc)( (hoc|dao tao|boi duong|cu di hoc))*"
    r"|(ly luan chinh tri|llct) ?[/,]? ?(hay|hoac)? ?chuyen mon( nghiep vu)?",
    sample="Lý luận chính trị",
    heading="Loại học",
)
LEVEL = Field(
    "level",
    N_("Level of study"),
    r"(trinh do|bac|cap)( (hoc|dao tao|duoc cu di hoc|cu di hoc))*|lop( hoc| dao tao)?",
    sample="Trung cấp",
    heading="Trình độ",
)
SCHOOL = Field(
    "school",
    N_("School"),
    r"(ten )?(truong|co so|noi|don vi)( (hoc|dao tao|cu di hoc|boi duong))+|truong|hoc vien",
    sample="Trường Chính trị tỉnh",
    heading="Cơ sở đào tạo",
)
FROM = Field(
    "from",
    N_("From day"),
    r"(tu|bat dau|nhap hoc|khai giang)( (ngay|thang|nam))*|(thoi gian|ngay) "
    r"(tu|bat dau|nhap hoc|di hoc|cu di)( (ngay|thang|nam|hoc))*|nam( cu)?( di)? hoc",
    sample="05/09/2026",
    heading="Từ ngày",
)
TO = Field(
    "to",
    N_("Up to day"),
    r"(den|ket thuc|tot nghiep|be giang)( (ngay|thang|nam))*|(thoi gian|ngay|nam) "
    r"(den|ket thuc|tot nghiep|ra truong)( (ngay|thang|nam))*",
    sample="30/06/2028",
    heading="Đến ngày",
)
SPAN = Field("span", N_("First and last day in one cell"), r"(thoi gian|khoa)( (hoc|dao tao))*")
RESULT = Field(
    "result",
    N_("Result of study"),
    r"ket qua( (hoc tap|hoc|dao tao|tot nghiep))?|xep loai( tot nghiep)?",
    sample="Khá",
    heading="Kết quả",
)
STUDY = (KIND, LEVEL, SCHOOL, FROM, TO, SPAN, RESULT)
FIELDS = (
    fields.NUMBER, *STUDY, fields.NAME_BIRTH, fields.FULL_NAME, fields.FAMILY_NAME,
    fields.GIVEN_NAME, fields.BIRTH, fields.UNIT, fields.PARENT, fields.FILE_NUMBER,
)  # fmt: skip
IN_TEMPLATE = (
    fields.NUMBER, fields.FULL_NAME, fields.BIRTH, fields.UNIT, fields.PARENT, KIND, LEVEL, SCHOOL,
    FROM, TO, RESULT,
)  # fmt: skip
_OWN = frozenset(one.code for one in STUDY)


def _fields(_subject_id: int | None) -> Sequence[Field]:
    return FIELDS


def judge(file: ImportedFile, rows: Sequence[Row], on: date) -> list[Judged]:
    """Say who each row of a list of studies means, and whether it is known."""
    units = Units(file.unit_id, on)
    members = members_ever(units.ids)
    kept = switched(file, on)
    known = _known({one.person_id for some in members.values() for one in some})
    seen: dict[tuple[int, str, date], int] = {}
    found = []
    for number, texts in rows:
        cells = read_person(
            {code: text for code, text in texts.items() if code not in _OWN}, on, kept
        )
        study = read_study({code: texts.get(code, "") for code in _OWN}, on)
        row = _judged(number, cells, study)
        if not row.faults:
            _match(row, cells, study, members, units)
        _compare(row, study, known, seen)
        found.append(row)
    return found


def _judged(number: int, cells: PersonCells, study: StudyCells) -> Judged:
    pairs = [
        ("Birth date", cells.birth.words if cells.birth else ""),
        ("Party cell", cells.unit),
        ("Party committee above", cells.parent),
        *study.shown,
    ]
    return Judged(
        number=number,
        title=cells.full_name,
        values=study.as_json(),
        shown=[pair for pair in pairs if pair[1]],
        before=[("Full name", raw)] if (raw := cells.raw.get("full_name", "")) else [],
        notes=[*cells.notes, *(Saying(one) for one in study.notes)],
        faults=[*cells.faults, *(Saying(*one) for one in study.faults)],
    )


def _match(
    row: Judged,
    cells: PersonCells,
    study: StudyCells,
    members: Mapping[str, Sequence[MemberThen]],
    units: Units,
) -> None:
    """Find which member of the day the study began is meant: by number, birth date or cell."""
    assert study.first is not None
    born = cells.birth.words if cells.birth else ""
    named = [
        one
        for one in members.get(likeness_key(cells.full_name), ())
        if one.holds(study.first) and may_be_one(born, one.born)
    ]
    by_number = [one for one in named if cells.file_number and one.file_number == cells.file_number]
    where = units.find(cells.unit, cells.parent) if cells.unit or cells.parent else []
    there = [one for one in named if one.unit_id in where]
    exact = [one for one in there or named if born and one.born == born]
    fitting = by_number or exact or there or named
    if not fitting:
        day = study.first.strftime("%d/%m/%Y")
        facts = {"unit": units.names.get(units.own, ""), "day": day}
        row.faults.append(Saying(NOT_MEMBER, facts))
    elif len({one.person_id for one in fitting}) > 1:
        row.faults.append(Saying(SEVERAL, {"count": str(len(fitting))}))
    else:
        row.person_id, row.unit_id = fitting[0].person_id, fitting[0].unit_id
        if fitting is named:
            row.doubts.append(_pair(fitting[0], units))


def _pair(one: MemberThen, units: Units) -> Doubt:
    """Ask whether a row means somebody of whom only the name is sure."""
    pairs = [["Birth date", one.born], ["Party cell", units.names.get(one.unit_id, "")]]
    return Doubt(
        "pair",
        Saying(PAIR_NEAR),
        (("same", SAME_PERSON), ("leave", LEAVE)),
        leaves=("leave",),
        others=({"title": one.full_name, "pairs": [pair for pair in pairs if pair[1]]},),
    )


def _known(person_ids: set[int]) -> dict[tuple[int, str, date], ExternalStudy]:
    """Return the studies of these persons that are written down."""
    return {
        (one.person_id, one.kind, one.started_on): one
        for one in session.scalars(select(ExternalStudy))
        if one.person_id in person_ids
    }


def _compare(
    row: Judged,
    study: StudyCells,
    known: Mapping[tuple[int, str, date], ExternalStudy],
    seen: dict[tuple[int, str, date], int],
) -> None:
    """Say whether the study is known; only what was left open is filled in."""
    if row.faults or row.person_id is None or study.first is None:
        return
    key = (row.person_id, study.kind, study.first)
    if key in seen:
        row.faults.append(Saying(TWICE, {"row": str(seen[key])}))
        return
    seen[key] = row.number
    if (held := known.get(key)) is None:
        return
    row.doubts = []
    row.values["id"] = held.id
    row.is_same = not _fills(held, study)
    if not row.is_same:
        row.notes.append(Saying(FILLS))


def _fills(held: ExternalStudy, study: StudyCells) -> bool:
    return bool((study.last and held.ended_on is None) or (study.result and not held.result))


def keep(
    _file: ImportedFile, rows: Sequence[ImportedRow], _actor_id: int | None, _at: datetime
) -> None:
    """Write the accepted studies down, all at once; the file's entry in the log names them."""
    for row in rows:
        values = row.item["values"]
        last = date.fromisoformat(values["last"]) if values["last"] else None
        if "id" in values:
            held = session.get_one(ExternalStudy, values["id"])
            held.ended_on = held.ended_on or last
            held.result = held.result or values["result"]
            continue
        session.add(
            ExternalStudy(
                person_id=int(row.person_id or 0),
                unit_id=int(row.unit_id or 0),
                kind=values["kind"],
                level=values["level"],
                institution=values["school"],
                started_on=date.fromisoformat(values["first"]),
                ended_on=last,
                result=values["result"],
            )
        )
    session.flush()


def way(_subject_id: int | None) -> tuple[str, str]:
    """Return the page where lists of studies are sent."""
    return "figures.send_studies", ""


know_terms(*KINDS.values())
STUDIES = register_kind(
    Kind(
        code="studies",
        title=N_("List of studies elsewhere"),
        permission=Permission.FIGURE_WRITE,
        fields=_fields,
        judge=judge,
        keep=keep,
        switched=switched,
        way=way,
    )
)
