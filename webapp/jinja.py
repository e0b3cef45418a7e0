"""Filters: dates, hours and numbers as Vietnamese offices write them."""

import hashlib
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from flask import Flask, url_for
from flask_babel import format_date, gettext

from foundation import clock
from foundation.rounding import half_up
from question_bank.rules.citations import short_citation
from question_bank.rules.markup import plain


def register(app: Flask) -> None:
    """Attach the filters and globals."""
    app.jinja_env.filters.update(
        date=short_date,
        last_day=last_day,
        time=hour,
        moment=moment,
        hours=hours,
        long_date=long_date,
        number=number,
        big_number=big_number,
        points=points,
        shown=shown,
        plain=plain,
        short_citation=short_citation,
    )
    app.jinja_env.globals.update(static_url=static_url)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def _day(value: date | datetime) -> date:
    return clock.local(value).date() if isinstance(value, datetime) else value


def short_date(value: date | datetime | None) -> str:
    """Return ``02/09/2026``; a dash for no day."""
    return "—" if value is None else _day(value).strftime("%d/%m/%Y")


def last_day(value: date) -> str:
    """Return the last day of a span that is kept up to, but not including, ``value``."""
    return short_date(value - timedelta(days=1))


def hour(value: datetime | None) -> str:
    """Return ``8h05`` on Vietnam's clock."""
    if value is None:
        return "—"
    at = clock.local(value)
    return f"{at.hour}h{at.minute:02d}"


def moment(value: datetime | None) -> str:
    """Return ``8h05, 02/09/2026``."""
    return "—" if value is None else f"{hour(value)}, {short_date(value)}"


def hours(opens: datetime, closes: datetime, *, with_day: bool = True) -> str:
    """Return ``8h00 đến 9h30, 02/09/2026``; both days where it ends on another one."""
    if _day(opens) != _day(closes):
        return gettext("%(opens)s to %(closes)s", opens=moment(opens), closes=moment(closes))
    end = moment(closes) if with_day else hour(closes)
    return gettext("%(opens)s to %(closes)s", opens=hour(opens), closes=end)


def long_date(value: date | datetime) -> str:
    """Return the weekday and the day, as headings show it."""
    day = _day(value)
    weekday = str(format_date(day, "EEEE")).replace(" ", "\N{NO-BREAK SPACE}")  # type: ignore[no-untyped-call]
    return f"{weekday}, {short_date(day)}"


def document_date(value: date | datetime) -> str:
    """Return ``ngày 02 tháng 9 năm 2026`` as papers write it: months 1 and 2 with a zero."""
    day = _day(value)
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def number(value: int | Decimal | Fraction | None, places: int | None = None) -> str:
    """Return ``1.234`` or ``36,75``; a dash for no value."""
    if value is None:
        return "—"
    if isinstance(value, int) and places is None:
        return f"{value:,}".replace(",", ".")
    text = f"{half_up(Fraction(value), 2 if places is None else places):,f}"
    whole, _, part = text.partition(".")
    return whole.replace(",", ".") + (f",{part}" if part else "")


def big_number(value: int) -> str:
    """Return ``1.234``, and from a thousand million on ``≈ 4,7 × 10¹⁸``."""
    if value < 10**9:
        return number(value)
    power = len(str(value)) - 1
    leading = half_up(Fraction(value, 10**power), 1)
    raised = str(power).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"≈ {leading} × 10{raised}".replace(".", ",")


def points(value: Decimal | Fraction | int | None, places: int = 2) -> str:
    """Return points with a decimal comma: ``36,75``. Rounds only what is shown."""
    return number(None if value is None else Fraction(value), places)


def shown(value: object) -> object:
    """Return a plain fact as a reader expects it."""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, Decimal | Fraction):
        return number(value).rstrip("0").rstrip(",")
    return gettext(value) if isinstance(value, str) and value else value


def static_url(filename: str) -> str:
    """Return the address of a static file; it changes with the file, so it is kept for long."""
    return url_for("static", filename=filename, v=_version(filename))


@lru_cache(maxsize=256)
def _version(filename: str) -> str:
    path = Path(__file__).resolve().parent.parent / "static" / filename
    if not path.is_file():
        return "0"
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]
