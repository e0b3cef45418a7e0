"""What the name of a document tells: its number, its day, who issued it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_NUMBER = re.compile(
    r"(?<![\w/])(\d{1,4}[-/]?(?:QĐi|QĐ|QD|NQ|CT|HD|KL|TB|KH|QC|TT|ĐL|TTr|BC|CV)[-/\w]*)",
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


@dataclass(frozen=True)
class Citation:
    """What could be read from the name of a document; empty where it does not tell."""

    number: str = ""
    issued_on: date | None = None
    issuer: str = ""

    @property
    def identity(self) -> tuple[str, date] | None:
        """Return what two names of one document share: its number and its day."""
        if not self.number or self.issued_on is None:
            return None
        plain = re.sub(r"[\s/-]+", "-", self.number.casefold().replace("qđi", "qđ"))
        return plain.lstrip("0"), self.issued_on


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
        number=found.group(1).rstrip("-/") if found else "",
        issued_on=_day(name, found.end() if found else 0),
        issuer=issuer.group(1).strip() if issuer else "",
    )


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


def same_document(name: str, others: Iterable[tuple[int, str]]) -> int | None:
    """Return the id of the document another name of which this is, or None.

    Names of one document agree in number and day; where either is missing, only equal names do.
    """
    own = read_citation(name).identity
    if own is None:
        return None
    return next((key for key, other in others if read_citation(other).identity == own), None)
