"""What a log entry keeps beside its action, as a reader sees it: names, dates, points in words."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from fractions import Fraction

from flask_babel import gettext as _

from foundation.audit.queries import LogRow
from webapp.detail_words import EXACT, LABELS, REFERENCES, SAID, STATES, TECHNICAL, WORDS
from webapp.jinja import moment, number, short_date

MOST_SHOWN = 30
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d.*")
Names = Mapping[str, Mapping[int, str]]


def referred(rows: Iterable[LogRow]) -> dict[str, set[int]]:
    """Return the rows the details name by their numbers: kind of row → numbers."""
    found: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        for key, value in (row.details or {}).items():
            if kind := REFERENCES.get(key):
                several = value if isinstance(value, list) else [value]
                found[kind] |= {one for one in several if isinstance(one, int)}
    return found


def lines(details: Mapping[str, object], names: Names) -> list[tuple[str, str]]:
    """Return label and words of everything a reader can use, in the order it was kept."""
    return list(_lines(details, names))


def _lines(
    details: Mapping[str, object], names: Names, above: str = ""
) -> Iterator[tuple[str, str]]:
    for key, value in details.items():
        if key in TECHNICAL or key in SAID or value in (None, "", [], {}):
            continue
        label = _(LABELS[key]) if key in LABELS else key
        label = f"{above} · {label}" if above else label
        if isinstance(value, dict):
            yield from _lines(value, names, label)
        else:
            yield label, _words(key, value, names)


def _words(key: str, value: object, names: Names) -> str:
    if isinstance(value, list):
        shown = "; ".join(_item(key, one, names) for one in value[:MOST_SHOWN])
        more = len(value) - MOST_SHOWN
        return shown + (_(" and %(count)s more", count=more) if more > 0 else "")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, int):
        return names.get(REFERENCES.get(key, ""), {}).get(value) or str(value)
    return _text(key, str(value))


def _item(key: str, value: object, names: Names) -> str:
    """Return one of several; of a row with its number only the words count."""
    if isinstance(value, list):
        told = [one for one in value if isinstance(one, str)] or value
        return " · ".join(_words(key, one, names) for one in told)
    return _words(key, value, names)


def _text(key: str, text: str) -> str:
    if said := WORDS.get(key, {}).get(text):
        return _(said)
    for states in STATES.get(key, ()):
        if text.upper() in states.__members__:
            return _(states[text.upper()].value)
    with suppress(ValueError):
        if DAY.fullmatch(text):
            return short_date(date.fromisoformat(text))
        if MOMENT.fullmatch(text):
            return moment(datetime.fromisoformat(text))
        if key in EXACT:
            return number(Fraction(text), 2)
    return text
