"""What the name of a document tells: its number, its day, who issued it."""

import re
from dataclasses import dataclass
from datetime import date

_SIGNS = r"(?:QĐi|QĐ|QD|NQ|CT|HD|KL|TB|KH|QC|TT|ĐL|TTr|BC|CV|NĐ|ND|PL|ĐA|CTr|CTHĐ)"
_NUMBER = re.compile(
    rf"(?<![\w/])(\d{{1,4}}(?:\s*[-–/]\s*{_SIGNS}|\s?{_SIGNS}(?=\s*[-–/]\s*\w)|{_SIGNS})"
    r"(?:\s*[-–/]\s*(?=[A-ZĐ])|[-–/\w])*)",
    re.IGNORECASE,
)
_YEARED = re.compile(r"(?<![\w/])(\d{1,4}/(?:19|20)\d{2}/[\w-]+)")
_DAY = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-]((?:19|20)\d{2})(?!\d)")
_LONG_DAY = re.compile(
    r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+((?:19|20)\d{2})", re.IGNORECASE
)
_ISSUER = re.compile(
    r"\bcủa\s+((?:BCHTW|BCH TW|Ban Chấp hành Trung ương|Bộ Chính trị|Ban Bí thư|Ban Tổ chức "
    r"Trung ương|Ủy ban Kiểm tra Trung ương|Ban Tuyên giáo(?: và Dân vận)? Trung ương|Quốc hội|"
    r"Chính phủ|(?:Ban Thường vụ )?(?:Tỉnh ủy|Thành ủy|Huyện ủy|Đảng ủy)[\w\s]*?))"
    r"(?=\s+(?:về|khóa|quy định|hướng dẫn|ban hành)|[,.;()]|$)"
)

_WORDS_BEFORE = r"(\w+\s+\w+(?:\s+số)?)\s+"
"""What a document is, before its number: “Quy định số”."""


@dataclass(frozen=True)
class Citation:
    """What could be read from the name of a document; empty where it does not tell."""

    number: str = ""
    issued_on: date | None = None
    issuer: str = ""


def number_key(number: str) -> str:
    """Return what two ways to write a number share: ``08-QĐi/TW`` and ``8 - QD/TW``."""
    folded = number.casefold().replace("đ", "d").replace("qdi", "qd")
    return re.sub(r"[\s/–-]+", "-", folded).lstrip("0")


@dataclass(frozen=True)
class SourceFacts:
    """A document as it is written into the register; days are half-open."""

    name: str
    number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    in_force_from: date | None = None
    note: str = ""


def read_citation(name: str) -> Citation:
    """Return number, day and issuer that stand in a document's name."""
    found = _YEARED.search(name) or _NUMBER.search(name)
    issuer = _ISSUER.search(name)
    return Citation(
        number=found.group(1).rstrip(" -–/") if found else "",
        issued_on=_day(name, found.end() if found else 0),
        issuer=issuer.group(1).strip() if issuer else "",
    )


def short_citation(name: str, article: str = "") -> str:
    """Return a document as a line of a list names it: kind, number and day, or its bare name."""
    told = read_citation(name)
    found = re.search(_WORDS_BEFORE + re.escape(told.number), name) if told.number else None
    if found and told.issued_on:
        words = f"{found.group(1)} {told.number}, {told.issued_on:%d/%m/%Y}"
    else:
        words = name.split(" (", maxsplit=1)[0].strip()
    return f"{words}, {article}" if article else words


def _day(name: str, start: int) -> date | None:
    """Return the first day after the number, else the first of all."""
    for text in (name[start:], name):
        for pattern in (_LONG_DAY, _DAY):
            if found := pattern.search(text):
                day, month, year = (int(part) for part in found.groups())
                try:
                    return date(year, month, day)
                except ValueError:
                    continue
    return None
