"""Column types: moments in UTC, exact numbers, JSON, public names of rows."""

from datetime import UTC, datetime
from fractions import Fraction

from sqlalchemy import JSON, DateTime, Dialect, String
from sqlalchemy.orm import MappedColumn, mapped_column
from sqlalchemy.types import TypeDecorator

from foundation.text import random_id

Json = JSON


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC. A naive one is a mistake and is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Bring the moment to UTC; SQLite keeps it without the offset."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment must be aware")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class ExactNumber(TypeDecorator[Fraction]):
    """A number that ranks or passes people: kept as text ``n`` or ``n/d``, never as a float."""

    impl = String(80)
    cache_ok = True

    def process_bind_param(self, value: Fraction | None, dialect: Dialect) -> str | None:
        """Write the fraction in lowest terms."""
        return None if value is None else str(Fraction(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Fraction | None:
        """Read the fraction back."""
        return None if value is None else Fraction(value)


def public_id_column() -> MappedColumn[str]:
    """Return the column of a row's public name: random, so that nobody can count or guess."""
    return mapped_column(String(16), unique=True, default=random_id)
