"""A list of meetings of cells and committees: a year of many units from one sheet."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select

from foundation.account.permissions import Permission
from foundation.db import session
from foundation.errors import N_
from foundation.importing.columns import Field
from foundation.importing.judged import Doubt, Judged, Saying
from foundation.importing.kinds import Kind, Row, register_kind
from foundation.importing.models import ImportedFile, ImportedRow
from foundation.importing.persons import fields
from foundation.importing.persons.judging import (
    AS_IT_IS,
    DIFFERS,
    TAKE,
    UNIT_SEVERAL,
    UNIT_UNKNOWN,
)
from foundation.importing.persons.known import Units
from foundation.importing.wording import know_terms
from training.models import Meeting
from training.rules.meetings import KINDS, MeetingCells, read_meeting

TWICE = N_("The same meeting stands in row %(row)s too.")
UNIT = replace(fields.UNIT, is_needed=True)
KIND = Field(
    "kind",
    N_("Kind of meeting"),
    r"(loai|hinh thuc|ky)( (hop|sinh hoat|cuoc hop|ky hop))*",
    sample="Thường kỳ",
    heading="Loại cuộc họp",
)
HELD = Field(
    "held",
    N_("Held on"),
    r"(ngay|thoi gian)( (thang|nam|hop|sinh hoat|to chuc))*",
    sample="03/11/2026",
    heading="Ngày họp",
)
DUE = Field(
    "due",
    N_("Members due"),
    r"(tong )?(so )?(dang vien|dv|nguoi)?( ?(phai du|duoc trieu tap|trieu tap|phai co mat))+"
    r"|tong so( (dang vien|dv))?|(so )?(dang vien|dv)",
    sample="12",
    heading="Số phải dự",
)
PRESENT = Field(
    "present",
    N_("Present"),
    r"(so )?((dang vien|dv|nguoi) )?(co mat|du hop|du|tham du|tham gia)( (hop|sinh hoat))?",
    sample="11",
    heading="Số có mặt",
)
EXCUSED = Field(
    "excused",
    N_("Excused"),
    r"(so )?(vang )?(co (ly do|phep)|vang mat co (ly do|phep))",
    sample="1",
    heading="Vắng có lý do",
)
THEME = Field(
    "theme", N_("Theme"), r"(ten )?(chuyen de|chu de)( sinh hoat)?|noi dung( (hop|sinh hoat))?",
    heading="Chuyên đề",
)  # fmt: skip
FIELDS = (fields.NUMBER, KIND, HELD, DUE, PRESENT, EXCUSED, THEME, UNIT, fields.PARENT)
IN_TEMPLATE = (fields.NUMBER, UNIT, fields.PARENT, KIND, HELD, DUE, PRESENT, EXCUSED, THEME)
Key = tuple[int, str, date]


def _fields(_subject_id: int | None) -> Sequence[Field]:
    return FIELDS


def judge(file: ImportedFile, rows: Sequence[Row], on: date) -> list[Judged]:
    """Say which unit's meeting each row holds, and whether it is known."""
    units = Units(file.unit_id, on)
    known = _known(units.ids)
    seen: dict[Key, int] = {}
    found = []
    for number, texts in rows:
        cells = read_meeting(texts, on)
        row = _judged(number, texts, cells)
        _find_unit(row, texts, units)
        _compare(row, cells, known, seen)
        found.append(row)
    return found


def _judged(number: int, texts: Mapping[str, str], cells: MeetingCells) -> Judged:
    shown = [
        ("Party cell", texts.get("unit", "")),
        ("Party committee above", texts.get("parent", "")),
        *cells.shown,
    ]
    return Judged(
        number=number,
        title=texts.get("unit", ""),
        values=cells.as_json(),
        shown=[pair for pair in shown if pair[1]],
        faults=[Saying(*one) for one in cells.faults],
    )


def _find_unit(row: Judged, texts: Mapping[str, str], units: Units) -> None:
    name, above = texts.get("unit", ""), texts.get("parent", "")
    where = units.find(name, above) if name or above else []
    if len(where) == 1:
        row.unit_id = where[0]
    elif where:
        row.faults.append(Saying(UNIT_SEVERAL, {"text": name or above}))
    else:
        facts = {"unit": units.names.get(units.own, ""), "text": name or above}
        row.faults.append(Saying(UNIT_UNKNOWN, facts))


def _known(unit_ids: Collection[int]) -> dict[Key, Meeting]:
    query = select(Meeting).where(Meeting.unit_id.in_(unit_ids))
    return {(one.unit_id, one.kind, one.held_on): one for one in session.scalars(query)}


def _compare(
    row: Judged, cells: MeetingCells, known: Mapping[Key, Meeting], seen: dict[Key, int]
) -> None:
    """Say whether the meeting is known; other counts than the known ones are asked about."""
    if row.faults or row.unit_id is None or cells.held_on is None:
        return
    key = (row.unit_id, cells.kind, cells.held_on)
    if key in seen:
        row.faults.append(Saying(TWICE, {"row": str(seen[key])}))
        return
    seen[key] = row.number
    if (held := known.get(key)) is None:
        return
    row.values["id"] = held.id
    before = (held.due, held.present, held.excused)
    row.is_same = before == (cells.due, cells.present, cells.excused)
    if not row.is_same:
        pairs = zip(("Members due", "Present", "Excused"), map(str, before), strict=True)
        others = ({"title": row.title, "pairs": [list(pair) for pair in pairs]},)
        options = (("take", TAKE), ("leave", AS_IT_IS))
        row.doubts.append(
            Doubt("differs", Saying(DIFFERS), options, leaves=("leave",), others=others)
        )


def keep(
    _file: ImportedFile, rows: Sequence[ImportedRow], _actor_id: int | None, _at: datetime
) -> None:
    """Write the accepted meetings down, all at once."""
    for row in rows:
        values = row.item["values"]
        counts = {name: values[name] for name in ("due", "present", "excused")}
        if "id" in values:
            held = session.get_one(Meeting, values["id"])
            for name, count in counts.items():
                setattr(held, name, count)
            continue
        session.add(
            Meeting(
                unit_id=int(row.unit_id or 0),
                kind=values["kind"],
                held_on=date.fromisoformat(values["held_on"]),
                theme=values["theme"],
                **counts,
            )
        )
    session.flush()


def way(_subject_id: int | None) -> tuple[str, str]:
    """Return the page where lists of meetings are sent."""
    return "figures.send_meetings", ""


know_terms(*KINDS.values())
MEETINGS = register_kind(
    Kind(
        code="meetings",
        title=N_("List of meetings"),
        permission=Permission.FIGURE_WRITE,
        fields=_fields,
        judge=judge,
        keep=keep,
        way=way,
    )
)
