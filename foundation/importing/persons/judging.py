"""What each row of a list of persons means: somebody new, somebody known, or a doubt."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from foundation.errors import N_
from foundation.importing.judged import Doubt, Judged, Saying
from foundation.importing.persons.cells import PersonCells
from foundation.importing.persons.known import Identity, Known, Members, Units
from foundation.text import likeness_key

UNIT_UNKNOWN = N_("No unit below %(unit)s is called “%(text)s”.")
UNIT_SEVERAL = N_("Several units are called “%(text)s”; name the committee above in the file.")
HELD_ELSEWHERE = N_("Somebody outside your units has this number of a member's file.")
MEMBER_ELSEWHERE = N_("This person is a member of %(unit)s. Move him or her there first.")
TWICE = N_("Rows %(rows)s have the same number of a member's file, %(number)s.")
PAIR_IN_FILE = N_("Same name and birth date as row %(rows)s. Is it the same person?")
PAIR_KNOWN = N_("Same name and birth date as a member who is known. Is it the same person?")
CARD_SHORT = N_("The card number has 7 digits; Excel may have dropped the first zero.")
CARD_TWICE = N_("Card number %(number)s stands in row %(rows)s too.")
DIFFERS = N_("The file says something else than what is known.")
SAME_PERSON = N_("The same person")
ANOTHER = N_("Another person")
KEEP = N_("Keep this row")
LEAVE = N_("Leave this row out")
TAKE = N_("Take over what the file says")
AS_IT_IS = N_("Leave as it is")
WITH_ZERO = N_("Keep it with the zero in front")
GENDERS = {"male": N_("male"), "female": N_("female")}


@dataclass
class _Row:
    number: int
    cells: PersonCells
    judged: Judged

    @property
    def identity(self) -> Identity:
        born = self.cells.birth.words if self.cells.birth else ""
        return (likeness_key(self.cells.full_name), born)


def judge_people(
    rows: Sequence[tuple[int, PersonCells]], members: Members, units: Units
) -> list[Judged]:
    """Return what each row means; nobody is ever taken for somebody else without a word."""
    made = [_Row(number, cells, _judged(number, cells)) for number, cells in rows]
    twice = _groups((one.cells.file_number, one) for one in made if one.cells.file_number)
    taken: set[int] = set()
    for one in made:
        _find_unit(one, units)
        _compare(one, members, units, taken)
    _mark_twice(twice)
    _mark_pairs(made)
    _mark_cards(made)
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


def _groups(pairs: Any) -> dict[Any, list[_Row]]:
    groups: dict[Any, list[_Row]] = defaultdict(list)
    for key, row in pairs:
        groups[key].append(row)
    return {key: rows for key, rows in groups.items() if len(rows) > 1}


def _find_unit(row: _Row, units: Units) -> None:
    found = units.find(row.cells.unit, row.cells.parent)
    text = row.cells.unit or row.cells.parent
    if len(found) == 1:
        row.judged.unit_id = found[0]
    elif found:
        row.judged.faults.append(Saying(UNIT_SEVERAL, {"text": text}))
    else:
        own = units.names.get(units.own, "")
        row.judged.faults.append(Saying(UNIT_UNKNOWN, {"unit": own, "text": text}))


def _compare(row: _Row, members: Members, units: Units, taken: set[int]) -> None:
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


def _by_identity(row: _Row, members: Members, units: Units, taken: set[int]) -> Known | None:
    """Return who the row names without a doubt; else add the doubt."""
    alike = [one for one in members.by_identity.get(row.identity, ()) if one.id not in taken]
    if not row.identity[1]:
        alike = [one for one in alike if one.unit_id == row.judged.unit_id]
    for one in alike:
        if not row.cells.file_number and one.unit_id == row.judged.unit_id:
            return one
    if alike:
        other = alike[0]
        pairs = _known_words(other, units)
        row.judged.doubts.append(
            Doubt(
                "pair",
                Saying(PAIR_KNOWN),
                (("same", SAME_PERSON), ("other", ANOTHER)),
                others=({"title": other.full_name, "pairs": pairs},),
            )
        )
        row.judged.values["may_be"] = other.id
        row.judged.values["may_fill"] = _filling(row, other)
    return None


def _known_words(one: Known, units: Units) -> list[list[str]]:
    pairs = [
        ("Birth date", one.born),
        ("Party cell", units.names.get(one.unit_id, "")),
        ("Number of the member's file", one.file_number or ""),
        ("Card number", ", ".join(sorted(one.cards))),
        ("Day of admission", _day(one.admitted_on)),
    ]
    return [list(pair) for pair in pairs if pair[1]]


def _filling(row: _Row, known: Known) -> dict[str, Any]:
    """Return what the row says and nobody knew."""
    values = row.judged.values
    fill = {
        name: values[name]
        for name in ("gender", "ethnicity", "admitted_on", "official_on", "file_number", "phone")
        if values[name] and getattr(known, name) is None
    }
    if values["born"] and not known.born:
        fill |= {name: values[name] for name in ("birth_date", "birth_year", "birth_month")}
    if values["card"] and values["card"] not in known.cards:
        fill["card"] = values["card"]
    return fill


def _compare_with(row: _Row, known: Known, units: Units) -> None:
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


def _contradictions(row: _Row, known: Known) -> dict[str, Any]:
    values = row.judged.values
    change: dict[str, Any] = {}
    if likeness_key(known.full_name) != row.identity[0]:
        change["full_name"] = values["full_name"]
    if values["born"] and known.born and values["born"] != known.born:
        change |= {name: values[name] for name in ("birth_date", "birth_year", "birth_month")}
    for name in ("gender", "ethnicity", "phone"):
        if values[name] and getattr(known, name) and values[name] != getattr(known, name):
            change[name] = values[name]
    for name in ("admitted_on", "official_on"):
        before = getattr(known, name)
        if values[name] and before and values[name] != before.isoformat():
            change[name] = values[name]
    return change


def _mark_twice(groups: Mapping[str, list[_Row]]) -> None:
    for number, rows in groups.items():
        named = ", ".join(str(one.number) for one in rows)
        for one in rows:
            one.judged.doubts.insert(
                0,
                Doubt(
                    "twice",
                    Saying(TWICE, {"rows": named, "number": number}),
                    (("keep", KEEP), ("leave", LEAVE)),
                    group=f"n:{number}",
                    leaves=("leave",),
                    others=_others(one, rows),
                ),
            )


def _mark_pairs(made: Sequence[_Row]) -> None:
    fresh = [one for one in made if one.judged.person_id is None and one.cells.full_name]
    groups = _groups((_pair_key(one), one) for one in fresh)
    for rows in groups.values():
        numbers = {one.cells.file_number for one in rows}
        if len(numbers) == 1 and "" not in numbers:
            continue  # that they share a number is said already
        for place, one in enumerate(rows):
            named = ", ".join(str(other.number) for other in rows if other is not one)
            if any(doubt.code == "pair" for doubt in one.judged.doubts):
                continue
            one.judged.doubts.append(
                Doubt(
                    "pair",
                    Saying(PAIR_IN_FILE, {"rows": named}),
                    (("same", SAME_PERSON), ("other", ANOTHER)),
                    group=f"p:{rows[0].number}",
                    leaves=("same",) if place else (),
                    others=_others(one, rows),
                )
            )


def _pair_key(row: _Row) -> tuple[str, ...]:
    """Return what makes two rows possible duplicates; without a birth date, the cell too."""
    name, born = row.identity
    return (name, born) if born else (name, "", str(row.judged.unit_id))


def _others(one: _Row, rows: Sequence[_Row]) -> tuple[dict[str, Any], ...]:
    return tuple(
        {
            "row": other.number,
            "title": other.cells.full_name,
            "pairs": [list(pair) for pair in other.judged.shown],
        }
        for other in rows
        if other is not one
    )


def _mark_cards(made: Sequence[_Row]) -> None:
    shared = _groups((one.cells.card, one) for one in made if one.cells.card)
    for number, rows in shared.items():
        for one in rows:
            named = ", ".join(str(other.number) for other in rows if other is not one)
            one.judged.notes.append(Saying(CARD_TWICE, {"number": number, "rows": named}))
    for one in made:
        if not one.cells.short_card:
            continue
        if one.judged.person_id is not None and "card" not in one.judged.values["fill"]:
            continue  # known with the zero already
        one.judged.doubts.append(Doubt("card", Saying(CARD_SHORT), (("yes", WITH_ZERO),)))
