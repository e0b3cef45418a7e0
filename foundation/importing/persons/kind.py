"""Lists of persons, registered."""

from collections.abc import Sequence
from datetime import date

from foundation.account.permissions import Permission
from foundation.errors import N_
from foundation.importing.columns import Field
from foundation.importing.judged import Judged
from foundation.importing.kinds import Kind, Row, register_kind
from foundation.importing.models import ImportedFile
from foundation.importing.persons.cells import read_person
from foundation.importing.persons.fields import FIELDS
from foundation.importing.persons.judging import judge_people
from foundation.importing.persons.keeping import keep_people, let_people_join
from foundation.importing.persons.known import Members, Units
from foundation.importing.services.switches import switched_fields


def _fields(_subject_id: int | None) -> Sequence[Field]:
    return FIELDS


def switched(file: ImportedFile, on: date) -> frozenset[str]:
    """Return which optional fields are kept for the unit of a list."""
    return frozenset(switched_fields(file.unit_id, on))


def judge(file: ImportedFile, rows: Sequence[Row], on: date) -> list[Judged]:
    """Say what each row of a list of persons means."""
    units = Units(file.unit_id, on)
    members = Members(units.ids, on)
    kept = switched(file, on)
    read = [(number, read_person(cells, on, kept)) for number, cells in rows]
    return judge_people(read, members, units)


PEOPLE = register_kind(
    Kind(
        code="people",
        title=N_("List of persons"),
        permission=Permission.PEOPLE_IMPORT,
        fields=_fields,
        judge=judge,
        keep=keep_people,
        finish=let_people_join,
        switched=switched,
    )
)
