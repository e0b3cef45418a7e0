"""Units, persons and what binds them.

Every bond has dates, from a day up to but not including another, so that both the
district of 2014 and the communes of today can be asked for.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.db import Base, public_id_column


def birth_words(born: date | None, year: int | None, month: int | None) -> str:
    """Return a birth date as lists print it: whole, month and year, or the year alone."""
    if born is not None:
        return born.strftime("%d/%m/%Y")
    if year is None:
        return ""
    return f"{month:02d}/{year}" if month else str(year)


class Level(Base):
    """A level of the organisation, such as province, commune, grassroots, cell: a row, no enum."""

    __tablename__ = "organisation_level"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    rank: Mapped[int]


class CellKind(Base):
    """A kind of Party cell: residential, school, health, military, office and others."""

    __tablename__ = "organisation_cell_kind"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))


class Unit(Base):
    """A Party organisation: a committee of any level, or a cell."""

    __tablename__ = "organisation_unit"
    __table_args__ = (
        CheckConstraint("valid_to IS NULL OR valid_to > valid_from", name="dates_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    code: Mapped[str] = mapped_column(String(40), unique=True)
    level_id: Mapped[int] = mapped_column(ForeignKey("organisation_level.id"), index=True)
    kind_id: Mapped[int | None] = mapped_column(ForeignKey("organisation_cell_kind.id"))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    is_demo: Mapped[bool] = mapped_column(default=False)


class UnitName(Base):
    """What a unit was called between two days; a paper names it as it was on the paper's day."""

    __tablename__ = "organisation_unit_name"
    __table_args__ = (UniqueConstraint("unit_id", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    short_name: Mapped[str] = mapped_column(String(120))
    search_key: Mapped[str] = mapped_column(String(200), index=True)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class UnitParent(Base):
    """Which unit stood above another between two days."""

    __tablename__ = "organisation_unit_parent"
    __table_args__ = (
        UniqueConstraint("unit_id", "valid_from"),
        CheckConstraint("unit_id <> parent_id", name="not_its_own_parent"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"), index=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"), index=True)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class UnitSuccession(Base):
    """A unit that ended, and one that goes on from it; ``passes_records`` moves the rights."""

    __tablename__ = "organisation_unit_succession"
    __table_args__ = (UniqueConstraint("unit_id", "successor_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"), index=True)
    successor_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"), index=True)
    on: Mapped[date] = mapped_column("on_day")
    manner: Mapped[str] = mapped_column(String(20))
    passes_records: Mapped[bool] = mapped_column(default=False)


class Person(Base):
    """Somebody known to the organisation. Only what the program needs is kept."""

    __tablename__ = "organisation_person"
    __table_args__ = (Index("ix_organisation_person_sorted", "name_key", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    full_name: Mapped[str] = mapped_column(String(120))
    name_key: Mapped[str] = mapped_column(String(400))
    search_key: Mapped[str] = mapped_column(String(120), index=True)
    gender: Mapped[str | None] = mapped_column(String(10))
    ethnicity: Mapped[str | None] = mapped_column(String(40))
    birth_date: Mapped[date | None]
    birth_year: Mapped[int | None]
    """Only where the day is not known; ``birth_date`` is empty then."""
    birth_month: Mapped[int | None]
    file_number: Mapped[str | None] = mapped_column(String(12), index=True)
    """Số lý lịch; kept where the unit has switched it on."""
    phone: Mapped[str | None] = mapped_column(String(20))
    admitted_on: Mapped[date | None]
    official_on: Mapped[date | None]
    is_demo: Mapped[bool] = mapped_column(default=False, index=True)
    created_at: Mapped[datetime | None]

    @property
    def birth_words(self) -> str:
        """Return the birth date as lists print it, as precise as it is known."""
        return birth_words(self.birth_date, self.birth_year, self.birth_month)


class CardNumber(Base):
    """A number of a person's membership card: a text with its dates, for cards are exchanged."""

    __tablename__ = "organisation_card_number"
    __table_args__ = (UniqueConstraint("person_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("organisation_person.id"), index=True)
    number: Mapped[str] = mapped_column(String(20), index=True)
    series: Mapped[str] = mapped_column(String(20), default="")
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class CollectedField(Base):
    """A unit's named decision to keep an optional kind of personal data, with its purpose."""

    __tablename__ = "organisation_collected_field"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"), index=True)
    field: Mapped[str] = mapped_column(String(20))
    purpose: Mapped[str] = mapped_column(String(300))
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("account_user.id"))
    decided_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Membership(Base):
    """A person's belonging to a unit between two days."""

    __tablename__ = "organisation_membership"
    __table_args__ = (UniqueConstraint("person_id", "unit_id", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("organisation_person.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"), index=True)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class PostKind(Base):
    """A kind of post: secretary, deputy, committee member."""

    __tablename__ = "organisation_post_kind"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    rank: Mapped[int]


class Post(Base):
    """A post a person holds in a unit between two days."""

    __tablename__ = "organisation_post"
    __table_args__ = (UniqueConstraint("person_id", "unit_id", "kind_code", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("organisation_person.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"), index=True)
    kind_code: Mapped[str] = mapped_column(ForeignKey("organisation_post_kind.code"))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
