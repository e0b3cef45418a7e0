"""A row of a list of persons as typed values, with what could not be read."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from foundation.days import Day, read_day, read_days
from foundation.encodings import CONVERTERS, Encoding, legacy_encoding
from foundation.errors import N_
from foundation.importing.judged import Saying
from foundation.text import clean, search_key

NAME_MISSING = N_("The name is missing.")
BIRTH_UNREADABLE = N_("The birth date “%(text)s” cannot be read.")
DAY_UNREADABLE = N_("“%(text)s” is no day.")
FILE_NUMBER_WRONG = N_("“%(text)s” is no number of a member's file: 6 digits and 1 to 3 letters.")
CARD_WRONG = N_("“%(text)s” is no card number.")
OTHER_CARD = N_("Card number %(text)s is not of 8 digits; it is kept as written.")
CONVERTED = N_("Turned into Unicode from %(encoding)s; compare both.")
YEAR_ONLY = N_("Only the year of birth is known; it is kept as a year.")
MONTH_ONLY = N_("Only month and year of birth are known; they are kept so.")
OFFICIAL_FIRST = N_("The official day lies before the day of admission.")
_FILE_NUMBER = re.compile(r"\d{6}[A-ZĐ]{1,3}")
_CARD = re.compile(r"\d{8}")
_SHORT_CARD = re.compile(r"\d{7}")
_OTHER_CARD = re.compile(r"[0-9A-ZĐ]{6,20}")
_CP1252 = frozenset("€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ")
_PARTS = re.compile(r"[\n;|/]+|,\s+|\s{2,}|\s+-\s+")
MARKS = frozenset(("x", "v", "có", "co", "+", "1", "true", "√", "✓", "✔", "•"))


@dataclass
class PersonCells:
    """Somebody as a row describes him or her."""

    full_name: str = ""
    birth: Day | None = None
    gender: str | None = None
    unit: str = ""
    parent: str = ""
    admitted_on: date | None = None
    official_on: date | None = None
    file_number: str = ""
    card: str = ""
    short_card: str = ""
    """A card number that lost its first zero, as it stands in the file."""
    ethnicity: str = ""
    phone: str = ""
    post: str = ""
    faults: list[Saying] = field(default_factory=list)
    notes: list[Saying] = field(default_factory=list)
    raw: dict[str, str] = field(default_factory=dict)
    """Cells before they were turned into Unicode."""


def read_person(cells: Mapping[str, str], today: date, switched: Collection[str]) -> PersonCells:
    """Return a row as typed values.

    Args:
        cells: texts by the code of their field.
        today: no day lies behind it.
        switched: fields that are collected only where a unit said so, and are.
    """
    found = PersonCells()
    texts = _in_unicode(cells, found)
    _names(texts, found, today)
    _birth(texts, found, today)
    _gender(texts, found, switched)
    _party_days(texts, found, today)
    _numbers(texts, found, switched)
    found.unit = clean(texts.get("unit", ""))[:200]
    found.parent = clean(texts.get("parent", ""))[:200]
    found.post = clean(texts.get("post", ""))[:120]
    if "phone" in switched:
        found.phone = clean(texts.get("phone", "")).lstrip("'")[:20]
    return found


def _in_unicode(cells: Mapping[str, str], found: PersonCells) -> dict[str, str]:
    """Return the cells in Unicode; what was converted stays beside for the reader's eye."""
    encoding = _encoding_of(cells)
    if encoding is None:
        return dict(cells)
    convert = CONVERTERS[encoding]
    texts = {code: convert(text) if _is_old(text) else text for code, text in cells.items()}
    found.raw = {code: text for code, text in cells.items() if texts[code] != text}
    found.notes.append(Saying(CONVERTED, {"encoding": encoding.value}))
    return texts


def _encoding_of(cells: Mapping[str, str]) -> Encoding | None:
    """Return the old encoding of a row: its name tells it, or else all its old cells together."""
    old = {code: text for code, text in cells.items() if _is_old(text)}
    for code in ("full_name", "name_birth", "unit"):
        if code in old and (encoding := legacy_encoding(old[code])) is not None:
            return encoding
    return legacy_encoding(" ".join(old.values())) if old else None


def _is_old(text: str) -> bool:
    """Return whether a text may be of an old encoding: signs above ASCII, none above Latin-1."""
    return not text.isascii() and all(sign <= "\u00ff" or sign in _CP1252 for sign in text)


def _names(texts: Mapping[str, str], found: PersonCells, today: date) -> None:
    name = texts.get("full_name", "")
    if not name and ("family_name" in texts or "given_name" in texts):
        both = (texts.get("family_name", ""), texts.get("given_name", ""))
        name = " ".join(dict.fromkeys(both))  # a name over two merged cells stands in both
    if not name and "name_birth" in texts:
        parts = [part.strip() for part in re.split(r"[\n;|,]+|\s+-\s+", texts["name_birth"])]
        names = [part for part in parts if part and not re.search(r"\d", part)]
        name = names[0] if names else re.sub(r"[\d/.\-]+.*", "", texts["name_birth"])
        days = [one for part in parts if (one := read_day(part, today))]
        found.birth = days[0] if days else None
    found.full_name = as_name(name)[:120]
    if not found.full_name:
        found.faults.append(Saying(NAME_MISSING))


def as_name(text: str) -> str:
    """Return a name in NFC, GIÀNG A PÁO as Giàng A Páo."""
    name = clean(text)
    if len(name) > 3 and name.isupper():
        name = " ".join(word.capitalize() for word in name.split())
    return name


def _birth(texts: Mapping[str, str], found: PersonCells, today: date) -> None:
    text = texts.get("birth", "")
    for code in ("male", "female"):
        typed = texts.get(code, "")
        if not text and re.search(r"\d{4}", typed):
            text = typed
    if text:
        found.birth = read_day(text, today)
        if found.birth is None:
            found.faults.append(Saying(BIRTH_UNREADABLE, {"text": clean(text)[:40]}))
    if found.birth is not None and found.birth.whole is None:
        found.notes.append(Saying(YEAR_ONLY if found.birth.month is None else MONTH_ONLY))


def _gender(texts: Mapping[str, str], found: PersonCells, switched: Collection[str]) -> None:
    ethnicity = texts.get("ethnicity", "")
    for word in [texts.get("gender", ""), *_PARTS.split(texts.get("gender_ethnicity", ""))]:
        folded = search_key(word).strip(" .,")
        if folded in ("nam", "male", "m"):
            found.gender = "male"
        elif folded in ("nu", "female", "f"):
            found.gender = "female"
        elif word.strip() and word != texts.get("gender", "") and not ethnicity:
            ethnicity = word.strip()  # the second word; what follows (religion) is not collected
    for code in ("male", "female"):
        typed = texts.get(code, "")
        if typed and (typed.casefold() in MARKS or re.search(r"\d{4}", typed)):
            found.gender = code
    if "ethnicity" in switched:
        found.ethnicity = clean(ethnicity)[:40]


def _party_days(texts: Mapping[str, str], found: PersonCells, today: date) -> None:
    days = [one.whole for one in read_days(texts.get("party_days", ""), today)]
    found.admitted_on = days[0] if days else None
    found.official_on = days[1] if len(days) > 1 else None
    for code, name in (("admitted", "admitted_on"), ("official", "official_on")):
        text = texts.get(code, "")
        if not text or not any(sign.isdigit() for sign in text):
            continue
        day = read_day(text, today)
        if day is None or day.whole is None:
            found.notes.append(Saying(DAY_UNREADABLE, {"text": clean(text)[:40]}))
        else:
            setattr(found, name, day.whole)
    if found.admitted_on and found.official_on and found.official_on < found.admitted_on:
        found.faults.append(Saying(OFFICIAL_FIRST))


def _numbers(texts: Mapping[str, str], found: PersonCells, switched: Collection[str]) -> None:
    both = texts.get("numbers", "").upper()
    number = re.sub(r"[\s.\-']", "", texts.get("file_number", "").upper())
    card = re.sub(r"[\s.']", "", texts.get("card", "")).upper()
    number = number or "".join(re.findall(r"\d{6}[A-ZĐ]{1,3}\b", both)[:1])
    card = card or "".join(re.findall(r"(?<!\d)\d{7,8}(?![\dA-ZĐ])", both)[:1])
    if number and "file_number" in switched:
        if _FILE_NUMBER.fullmatch(number):
            found.file_number = number
        else:
            found.faults.append(Saying(FILE_NUMBER_WRONG, {"text": number[:20]}))
    if card and "card" in switched:
        _card(card, found)


def _card(card: str, found: PersonCells) -> None:
    if _CARD.fullmatch(card):
        found.card = card
    elif _SHORT_CARD.fullmatch(card):
        found.short_card, found.card = card, "0" + card
    elif _OTHER_CARD.fullmatch(card):
        found.card = card
        found.notes.append(Saying(OTHER_CARD, {"text": card}))
    else:
        found.faults.append(Saying(CARD_WRONG, {"text": card[:20]}))
