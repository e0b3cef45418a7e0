"""What figures need besides classes: studies elsewhere, meetings, books, ratings, typed numbers."""

from datetime import date
from fractions import Fraction

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.db import Base, public_id_column


class ExternalStudy(Base):
    """A person sent to a school elsewhere; ``unit_id`` is the unit as of then."""

    __tablename__ = "training_external_study"
    __table_args__ = (
        UniqueConstraint("person_id", "kind", "started_on"),
        CheckConstraint("kind IN ('theory', 'professional')", name="kind_known"),
        CheckConstraint("ended_on IS NULL OR ended_on >= started_on", name="dates_in_order"),
        Index("ix_training_external_study_unit", "unit_id", "started_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    person_id: Mapped[int] = mapped_column(ForeignKey("organisation_person.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"))
    kind: Mapped[str] = mapped_column(String(20))
    level: Mapped[str] = mapped_column(String(80))
    institution: Mapped[str] = mapped_column(String(200))
    started_on: Mapped[date]
    ended_on: Mapped[date | None]
    result: Mapped[str] = mapped_column(String(120), default="")


class Meeting(Base):
    """A meeting of a cell or a committee: who was due, who came, who was excused."""

    __tablename__ = "training_meeting"
    __table_args__ = (
        UniqueConstraint("unit_id", "kind", "held_on"),
        CheckConstraint("kind IN ('regular', 'thematic', 'extraordinary')", name="kind_known"),
        CheckConstraint("due > 0 AND present >= 0 AND excused >= 0", name="counts_positive"),
        CheckConstraint("present + excused <= due", name="no_more_than_due"),
        Index("ix_training_meeting_unit", "unit_id", "held_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"))
    kind: Mapped[str] = mapped_column(String(20))
    held_on: Mapped[date]
    due: Mapped[int]
    present: Mapped[int]
    excused: Mapped[int]
    theme: Mapped[str] = mapped_column(String(300), default="")


class ResolutionBook(Base):
    """Whether a cell kept its book of resolutions in a year."""

    __tablename__ = "training_resolution_book"
    __table_args__ = (UniqueConstraint("unit_id", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"))
    year: Mapped[int]
    is_kept: Mapped[bool]


class OrganisationRating(Base):
    """How a grassroots organisation was rated for a year, and by which decision."""

    __tablename__ = "training_organisation_rating"
    __table_args__ = (
        UniqueConstraint("unit_id", "year"),
        CheckConstraint("class_code IN ('top', 'good', 'fair', 'failed')", name="class_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"))
    year: Mapped[int]
    class_code: Mapped[str] = mapped_column(String(20))
    decision: Mapped[str] = mapped_column(String(120), default="")


class TypedAggregate(Base):
    """A number typed in from a document whose names are confidential: never a list of people."""

    __tablename__ = "training_typed_aggregate"
    __table_args__ = (
        UniqueConstraint("unit_id", "code", "period_from", "period_to"),
        CheckConstraint("value >= 0", name="value_positive"),
        CheckConstraint("period_to > period_from", name="dates_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"))
    code: Mapped[str] = mapped_column(String(40))
    value: Mapped[int]
    period_from: Mapped[date]
    period_to: Mapped[date]
    """The first day after it: periods are half-open, as all dates here are."""
    document: Mapped[str] = mapped_column(String(120))
    document_date: Mapped[date]
    note: Mapped[str] = mapped_column(String(300), default="")


class IndicatorSet(Base):
    """A resolution or a project with figures to be reached: data, not code."""

    __tablename__ = "training_indicator_set"
    __table_args__ = (CheckConstraint("last_year >= first_year", name="years_in_order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"), index=True)
    document: Mapped[str] = mapped_column(String(120))
    document_date: Mapped[date]
    first_year: Mapped[int]
    last_year: Mapped[int]


class IndicatorTarget(Base):
    """One figure of a set, and what is to be reached; None where it is only watched."""

    __tablename__ = "training_indicator_target"
    __table_args__ = (UniqueConstraint("set_id", "figure_code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    set_id: Mapped[int] = mapped_column(ForeignKey("training_indicator_set.id"), index=True)
    position: Mapped[int]
    figure_code: Mapped[str] = mapped_column(String(60))
    target: Mapped[Fraction | None]
