"""Words papers share: pure. Days, people addressed, names partly hidden, authority to sign."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from foundation.days import Day, read_day
from foundation.documents.numbering import Numbering
from foundation.text import search_key

_LOCALITY = re.compile(
    r"\b(?:xã|phường|thị trấn|đặc khu|thị xã|thành phố|quận|huyện|tỉnh)\s+(?=([^,;(]+))",
    re.IGNORECASE,
)
_SIGNS = {"central": "TW", "province": "TU", "district": "HU", "cell": "CB"}


def issuer_sign(name: str, level_code: str) -> str:
    """Return the letters a unit's papers bear before it chose its own: ``TTCT``, ``HU``, ``ĐU``.

    Usual letters, a default that each unit can change: no source was read that lists them all.
    A political centre is told by its name.
    """
    words = name.casefold()
    if "chính trị" in words and "trung tâm" in words:
        return "TTCT"
    return _SIGNS.get(level_code, "ĐU")


def locality(names: Iterable[str]) -> str:
    """Return the place papers are dated from: that of the first name that has one.

    Args:
        names: a unit and those above it, the nearest first.
    """
    for name in names:
        for found in _LOCALITY.finditer(name):
            if found[1][0].isupper():  # "xã hội" is no commune
                return found[1].strip()
    return ""


def vietnamese_day(day: date) -> str:
    """Return ``ngày 02 tháng 9 năm 2026``: days under 10 and months 1 and 2 with a zero.

    Source: the samples of 36-HD/VPTW of 03/04/2018.
    """
    return f"{day_and_month(day)} năm {day.year}"


def day_and_month(day: date) -> str:
    """Return ``ngày 02 tháng 9``."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month}"


def born_words(text: str) -> str:
    """Return when somebody was born as certificates say it: by day, by month or by year."""
    born = read_day(text, date.max)
    if born is None:
        return f"Sinh: {text}"
    if born.whole is not None:
        return f"Sinh {vietnamese_day(born.whole)}"
    return f"Sinh {_month_and_year(born)}"


def _month_and_year(born: Day) -> str:
    if born.month is None:
        return f"năm {born.year}"
    return day_and_month(date(born.year, born.month, 1)).partition("01 ")[2] + f" năm {born.year}"


def with_birth(lines: list[Any], birth_text: str) -> list[Any]:
    """Return the text of a certificate with another birth date; without one it stays as it is."""
    return [
        re.sub(r"^Sinh\b.*?\. ", f"{born_words(birth_text)}. ", line)
        if isinstance(line, str)
        else line
        for line in lines
    ]


def vietnamese_days(first: date, last: date) -> str:
    """Return ``từ ngày 18 tháng 11 đến ngày 04 tháng 12 năm 2026``; one day is named once."""
    if first == last:
        return vietnamese_day(first)
    start = day_and_month(first) if first.year == last.year else vietnamese_day(first)
    return f"từ {start} đến {vietnamese_day(last)}"


def addressed(*, is_party_member: bool) -> str:
    """Return how a paper addresses somebody: only members of the Party are "đồng chí"."""
    return "đồng chí" if is_party_member else "ông/bà"


def masked(full_name: str) -> str:
    """Return a name as the public page shows it: "Giàng A P***"."""
    *front, given = full_name.split() or [""]
    return " ".join([*front, given[:1] + "***"])


def authority_line(manner: str, head_title: str, profile: Numbering) -> str:
    """Return the line above a deputy's title: ``K/T GIÁM ĐỐC``, in the state ``KT. GIÁM ĐỐC``.

    Args:
        manner: ``KT`` for the head, ``TM`` in the name of a collective body, ``TL`` by order, or
            nothing where the head signs.
        head_title: whom the signer stands for.
        profile: Party papers write a slash (36-HD/VPTW), state papers a dot (Nghị định 30/2020).
    """
    if not manner:
        return ""
    short = f"{manner}." if profile is Numbering.STATE else f"{manner[0]}/{manner[1]}"
    return f"{short} {head_title.upper()}"


COMMITTEES = (
    ("Đảng bộ tỉnh", "Tỉnh ủy"),
    ("Đảng bộ thành phố", "Thành ủy"),
    ("Đảng bộ huyện", "Huyện ủy"),
    ("Đảng bộ", "Đảng ủy"),
)
"""How the name of a Party organisation begins, and that of its committee."""


def issuing_committee(unit_name: str) -> str:
    """Return which body of a unit writes its papers: ``Đảng ủy xã Kim Nọi``.

    A paper bears the name of the body that writes it (36-HD/VPTW of 03/04/2018, issuer): the
    committee, not the organisation that elected it; a cell writes in its own name.
    """
    for organisation, committee in COMMITTEES:
        if unit_name == organisation or unit_name.startswith(f"{organisation} "):
            return committee + unit_name.removeprefix(organisation)
    return unit_name


def issuer_words(issuing_body: str, unit_name: str) -> str:
    """Return the issuing body with its unit, or one of them alone where both say the same."""
    body = issuing_body.strip()
    if not body or search_key(body) in search_key(unit_name):
        return unit_name
    if search_key(body) == search_key(issuing_committee(unit_name)):
        return body
    return f"{body}, {unit_name}"
