"""What each row of a list of persons means: somebody new, somebody known, or a doubt."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from foundation.days import is_slip, may_be_one
from foundation.errors import N_
from foundation.importing.judged import Doubt, Judged, Saying
from foundation.importing.persons.alike import (
    ANOTHER,
    SAME_PERSON,
    Row,
    mark_cards,
    mark_near,
    mark_pairs,
    mark_twice,
)
from foundation.importing.persons.cells import PersonCells
from foundation.importing.persons.known import Known, Members, Units
from foundation.text import likeness_key

UNIT_UNKNOWN = N_("No unit below %(unit)s is called “%(text)s”.")
UNIT_SEVERAL = N_("Several units are called “%(text)s”; name the committee above in the file.")
HELD_ELSEWHERE = N_("Somebody outside your units has this number of a member's file.")
MEMBER_ELSEWHERE = N_("This person is a member of %(unit)s. Move him or her there first.")
PAIR_KNOWN = N_("Same name and birth date as a member who is known. Is it the same person?")
PAIR_NEAR = N_(
    "Same name as a member who is known, and the birth date may be the same. Is it one person?"
)
DIFFERS = N_("The file says something else than what is known.")
TAKE = N_("Take over what the file says")
AS_IT_IS = N_("Leave as it is")
GENDERS = {"male": N_("male"), "female": N_("female")}


def judge_people(
    rows: Sequence[tuple[int, PersonCells]], members: Members, units: Units
) -> list[Judged]:
    """Return what each row means; nobody is ever taken for somebody else without a word."""
    made = [Row(number, cells, _judged(number, cells)) for number, cells in rows]
    taken: set[int] = set()
    for one in made:
        _find_unit(one, units)
        _compare(one, members, units, taken)
    mark_twice(made)
    mark_pairs(made)
    mark_near(made)
    mark_cards(made)
    return [one.judged for one in made]


def _judged(number: int, cells: PersonCells) -> Judged:
    raw = [("Full name", cells.raw.get("full_name") or cells.raw.get("name_birth", ""))]
    raw.append(("Party cell", cells.raw.get("unit", "")))
    return Judged(
        number=number,
        title=cells.full_name,
        values=values_of(cells),
        shown=_shown(cells),
        before=[pair for pair in raw if pair[1]],
        notes=list(cells.notes),
        faults=list(cells.faults),
    )


def values_of(cells: PersonCells) -> dict[str, Any]:
    """Return what is to be kept of a row, as plain JSON."""
    born = cells.birth
    whole = born.whole if born else None
    return {
        "full_name": cells.full_name,
        "birth_date": whole.isoformat() if whole else None,
        "birth_year": born.year if born and not whole else None,
        "birth_month": born.month if born and not whole else None,
        "born": born.words if born else "",
        "gender": cells.gender,
        "ethnicity": cells.ethnicity or None,
        "admitted_on": cells.admitted_on.isoformat() if cells.admitted_on else None,
        "official_on": cells.official_on.isoformat() if cells.official_on else None,
        "file_number": cells.file_number or None,
        "phone": cells.phone or None,
        "card": cells.card or None,
    }


def _shown(cells: PersonCells) -> list[tuple[str, str]]:
    pairs = [
        ("Birth date", cells.birth.words if cells.birth else ""),
        ("Gender", GENDERS.get(cells.gender or "", "")),
        ("Party cell", cells.unit),
        ("Party committee above", cells.parent),
        ("Day of admission", _day(cells.admitted_on)),
        ("Official member since", _day(cells.official_on)),
        ("Number of the member's file", cells.file_number),
        ("Card number", f"{cells.short_card} → {cells.card}" if cells.short_card else cells.card),
        ("Ethnic group", cells.ethnicity),
        ("Phone", cells.phone),
    ]
    return [pair for pair in pairs if pair[1]]


def _day(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else ""


def _find_unit(row: Row, units: Units) -> None:
    found = units.find(row.cells.unit, row.cells.parent)
    text = row.cells.unit or row.cells.parent
    if len(found) == 1:
        row.judged.unit_id = found[0]
    elif found:
        row.judged.faults.append(Saying(UNIT_SEVERAL, {"text": text}))
    else:
        own = units.names.get(units.own, "")
        row.judged.faults.append(Saying(UNIT_UNKNOWN, {"unit": own, "text": text}))


def _compare(row: Row, members: Members, units: Units, taken: set[int]) -> None:
    number = row.cells.file_number
    known = members.by_number.get(number) if number else None
    if known is None and number and number in members.numbers_anywhere:
        row.judged.faults.append(Saying(HELD_ELSEWHERE))
        return
    if known is None:
        known = _by_identity(row, members, units, taken)
    if known is not None:
        taken.add(known.id)
        _compare_with(row, known, units)


def _by_identity(row: Row, members: Members, units: Units, taken: set[int]) -> Known | None:
    """Return who the row names without a doubt; else add the doubt."""
    alike = [one for one in _alike(row, members) if one.id not in taken]
    born = row.identity[1]
    for one in alike:
        is_sure = one.born == born and one.unit_id == row.judged.unit_id
        if is_sure and not row.cells.file_number:
            return one
    if alike:
        other = next((one for one in alike if one.born == born), alike[0])
        pairs = _known_words(other, units)
        said = PAIR_KNOWN if other.born == born else PAIR_NEAR
        row.judged.doubts.append(
            Doubt(
                "pair",
                Saying(said),
                (("same", SAME_PERSON), ("other", ANOTHER)),
                others=({"title": other.full_name, "pairs": pairs},),
            )
        )
        row.judged.values["may_be"] = other.id
        row.judged.values["may_fill"] = _filling(row, other)
    return None


def _alike(row: Row, members: Members) -> list[Known]:
    """Return the known of this name whom the birth date does not rule out, or by a slip only.

    Where one of both has no birth date at all, only the same unit makes them alike.
    """
    name, born = row.identity
    return [
        one
        for one in members.by_name.get(name, ())
        if (may_be_one(born, one.born) or is_slip(born, one.born))
        and (bool(born and one.born) or one.unit_id == row.judged.unit_id)
        and not _has_other_number(row, one)
    ]


def _has_other_number(row: Row, one: Known) -> bool:
    """Return whether two numbers of files tell them apart where the birth date is unsure."""
    number = row.cells.file_number
    is_unsure = one.born != row.identity[1]
    return is_unsure and bool(number and one.file_number and number != one.file_number)


def _known_words(one: Known, units: Units) -> list[list[str]]:
    pairs = [
        ("Birth date", one.born),
        ("Party cell", units.names.get(one.unit_id, "")),
        ("Number of the member's file", one.file_number or ""),
        ("Card number", ", ".join(sorted(one.cards))),
        ("Day of admission", _day(one.admitted_on)),
    ]
    return [list(pair) for pair in pairs if pair[1]]


def _filling(row: Row, known: Known) -> dict[str, Any]:
    """Return what the row says and nobody knew."""
    values = row.judged.values
    fill = {
        name: values[name]
        for name in ("gender", "ethnicity", "admitted_on", "official_on", "file_number", "phone")
        if values[name] and getattr(known, name) is None
    }
    if len(values["born"]) > len(known.born) and may_be_one(values["born"], known.born):
        fill |= {name: values[name] for name in ("birth_date", "birth_year", "birth_month")}
    if values["card"] and values["card"] not in known.cards:
        fill["card"] = values["card"]
    return fill


def _compare_with(row: Row, known: Known, units: Units) -> None:
    judged, values = row.judged, row.judged.values
    judged.person_id = known.id
    if judged.unit_id is not None and known.unit_id != judged.unit_id:
        there = units.names.get(known.unit_id, "")
        judged.faults.append(Saying(MEMBER_ELSEWHERE, {"unit": there}))
    values["fill"] = _filling(row, known)
    change = _contradictions(row, known)
    if change:
        values["change"] = change
        judged.doubts.append(
            Doubt(
                "differs",
                Saying(DIFFERS),
                (("take", TAKE), ("leave", AS_IT_IS)),
                leaves=("leave",),
                others=({"title": known.full_name, "pairs": _known_words(known, units)},),
            )
        )
    judged.is_same = not values["fill"] and not change


def _contradictions(row: Row, known: Known) -> dict[str, Any]:
    values = row.judged.values
    change: dict[str, Any] = {}
    if likeness_key(known.full_name) != row.identity[0]:
        change["full_name"] = values["full_name"]
    if not may_be_one(values["born"], known.born):
        change |= {name: values[name] for name in ("birth_date", "birth_year", "birth_month")}
    for name in ("gender", "ethnicity", "phone"):
        if values[name] and getattr(known, name) and values[name] != getattr(known, name):
            change[name] = values[name]
    for name in ("admitted_on", "official_on"):
        before = getattr(known, name)
        if values[name] and before and values[name] != before.isoformat():
            change[name] = values[name]
    return change
