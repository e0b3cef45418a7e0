"""Which document of the register a citation means; where that is in doubt, none."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from foundation.errors import N_
from foundation.text import clean, likeness_key
from question_bank.rules.citations import number_key, read_citation
from question_bank.rules.citing import names_several

SEVERAL_NAMED = N_("The source names several documents; a question rests on one. Put it right.")
OTHER_DAY = N_(
    "The register holds this document under another day: “%(others)s”. Look which one is meant."
)
UNCLEAR = N_("It is not certain which document of the register is meant: “%(others)s”.")

OVER = N_("The document no longer holds: “%(name)s”. Bind the question to the one after it.")

When = tuple[int, int | None, int | None]
"""Year, month and day, as far as a name tells them."""
_ADOPTED = re.compile(
    r"\((?:\s|[,;/.\d-]|(?:đã|được|do|tại|đại hội|đại biểu|toàn quốc|đảng|lần|thứ|thông qua|"
    r"ban hành|sửa đổi|bổ sung|khóa|khoá|năm|ngày|tháng|hiện hành|và|[ivxl]+)(?![\wÀ-ỹ]))+\)",
    re.IGNORECASE,
)
_YEAR_AFTER = re.compile(r"[\s,(]*(?:ban hành\s+)?(?:năm\s+)?((?:19|20)\d{2})(?![\d/-])")
_MONTH = re.compile(r"(?<![\d/-])(\d{1,2})/((?:19|20)\d{2})(?!\d)")
_YEAR = re.compile(r"(?:năm\s+|\(\s*|\s)((?:19|20)\d{2})(?=\s*[),;.]|\s*$)", re.IGNORECASE)
_DATED = re.compile(
    r"[\s,;]*(?:(?:được\s+)?(?:ban hành|thông qua)\s+)?(?:ngày\s+)?"
    r"\d{1,2}\s*[/-]\s*\d{1,2}\s*[/-]\s*\d{4}"
    r"|[\s,;]*ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}"
    r"|[\s,;]*(?:năm\s+|\d{1,2}/)?(?:19|20)\d{2}\s*$"
    r"|\s+năm\s+(?:19|20)\d{2}\b|\s+hiện hành\b|\s+kh[oó][áa]\s+[IVXL]+\b"
    r"|\s+(?:do|được)\s+Đại hội\b.*",
    re.IGNORECASE,
)
_LEAST_WORDS = 3
_PARTS = re.compile(r"\s*[;,]\s*|\s+và\s+")


@dataclass(frozen=True)
class Registered:
    """A document of the register; number and day as they were typed there, if they were."""

    id: int
    name: str
    number: str = ""
    issued_on: date | None = None


@dataclass(frozen=True)
class Binding:
    """The document a citation means, or why none is taken."""

    source_id: int | None = None
    doubt: str = ""
    """A msgid; empty where a document was found or the register has none like it."""
    others: tuple[int, ...] = ()
    """The documents that could be meant."""


@dataclass
class _Known:
    id: int
    number: str
    when: When | None
    title: str


@dataclass
class Register:
    """The documents of the register, to be asked which one a citation means."""

    rows: Iterable[Registered] = ()
    _names: dict[str, int] = field(default_factory=dict)
    _numbers: dict[str, list[_Known]] = field(default_factory=lambda: defaultdict(list))
    _known: list[_Known] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Take in the documents given."""
        for row in self.rows:
            self.add(row)

    def add(self, row: Registered) -> None:
        """Take in a document."""
        told = read_citation(row.name)
        number = number_key(row.number or told.number)
        one = _Known(row.id, number, _when(row.name, row.issued_on), title_key(row.name))
        self._names.setdefault(_name_key(row.name), row.id)
        self._known.append(one)
        if number:
            self._numbers[number].append(one)

    def find(self, citation: str) -> Binding:
        """Return the document a citation means.

        Names that are the same decide first, then the number, then the title of what has no
        number. A day that contradicts and several documents that fit are doubts.
        """
        if (same := self._names.get(_name_key(citation))) is not None:
            return Binding(same)
        if names_several(citation):
            each = (self.find(one).source_id for one in _PARTS.split(citation))
            known = dict.fromkeys(one for one in each if one is not None)
            return Binding(doubt=SEVERAL_NAMED, others=tuple(known))
        when = _when(citation)
        if number := number_key(read_citation(citation).number):
            return _chosen(self._numbers.get(number, []), when)
        title = title_key(citation)
        alike = [one for one in self._known if title and not one.number and one.title == title]
        if alike:
            fitting = [one for one in alike if _agree(one.when, when)]
            return _chosen(fitting, when) if fitting else Binding()
        begins = [one for one in self._known if one.number and _begins(one.title, title)]
        return Binding(doubt=UNCLEAR, others=_ids(begins)) if begins else Binding()

    def same(self, name: str) -> int | None:
        """Return the document of this name, or of this number and day: surely no other one."""
        if (known := self._names.get(_name_key(name))) is not None:
            return known
        when, number = _when(name), number_key(read_citation(name).number)
        is_whole = when is not None and when[2] is not None
        alike = self._numbers.get(number, []) if number and is_whole else []
        return next((one.id for one in alike if one.when == when), None)


def _chosen(found: list[_Known], when: When | None) -> Binding:
    """Return the one document that fits a day, or the doubt there is."""
    exact = [one for one in found if when and one.when == when and when[2]]
    fitting = exact or [one for one in found if _agree(one.when, when)]
    if len(fitting) == 1:
        return Binding(fitting[0].id)
    if fitting:
        return Binding(doubt=UNCLEAR, others=_ids(fitting))
    return Binding(doubt=OTHER_DAY, others=_ids(found)) if found else Binding()


def _ids(found: Iterable[_Known]) -> tuple[int, ...]:
    return tuple(one.id for one in found)


def _agree(one: When | None, other: When | None) -> bool:
    """Return whether two days do not contradict each other, as far as both tell them."""
    if one is None or other is None:
        return True
    return all(a == b for a, b in zip(one, other, strict=True) if a is not None and b is not None)


def _when(name: str, issued_on: date | None = None) -> When | None:
    told = read_citation(name)
    if day := issued_on or told.issued_on:
        return day.year, day.month, day.day
    if told.number:
        after = _YEAR_AFTER.match(name, name.find(told.number) + len(told.number))
        return (int(after.group(1)), None, None) if after else None
    if month := _MONTH.search(name):
        return int(month.group(2)), int(month.group(1)), None
    year = _YEAR.search(name)
    return (int(year.group(1)), None, None) if year else None


def _name_key(name: str) -> str:
    return clean(name).casefold()


def title_key(name: str) -> str:
    """Return what a document is called, without number, day, issuer and who adopted it when."""
    told = read_citation(name)
    text = _ADOPTED.sub(" ", clean(name))
    if told.number:
        text = text.replace(told.number, " ", 1)
    if told.issuer:
        text = text.replace(f"của {told.issuer}", " ", 1)
    text = _DATED.sub(" ", text)
    text = re.sub(r"Đảng Cộng sản Việt Nam", "Đảng", text, flags=re.IGNORECASE)
    return likeness_key(re.sub(r"\bsố\b", " ", text, flags=re.IGNORECASE))


def _begins(title: str, asked: str) -> bool:
    return len(asked.split()) >= _LEAST_WORDS and f"{title} ".startswith(f"{asked} ")
