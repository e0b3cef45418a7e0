"""Programmes with their versions and items, rule sets, and the plan of a year."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.db import Base, public_id_column


class Programme(Base):
    """A programme that a unit teaches; units below may hold classes of it."""

    __tablename__ = "training_programme"
    __table_args__ = (UniqueConstraint("unit_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"), index=True)
    code: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime]


class RuleSet(Base):
    """One version of the rules of passing: a validated document, approved by a named person."""

    __tablename__ = "training_rule_set"
    __table_args__ = (
        UniqueConstraint("unit_id", "code", "number"),
        CheckConstraint("(approved_at IS NULL) = (approver_name = '')", name="approved_by_name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"), index=True)
    code: Mapped[str] = mapped_column(String(40))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    document: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    approver_name: Mapped[str] = mapped_column(String(120), default="")
    approver_office: Mapped[str] = mapped_column(String(120), default="")
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("account_user.id"))
    approved_at: Mapped[datetime | None]


class ProgrammeVersion(Base):
    """A programme as it is taught from a day on; a class keeps the version it was opened with.

    ``audience`` says for whom it is (``COMMITTEE``, ``SECRETARY``, ``NEW_MEMBER``,
    ``AWARENESS`` …): figures count by it. ``discloses_view``: to have attended it
    tells of a political view, so that the public page hides the programme.
    """

    __tablename__ = "training_programme_version"
    __table_args__ = (
        UniqueConstraint("programme_id", "number"),
        CheckConstraint("valid_to IS NULL OR valid_to > valid_from", name="dates_in_order"),
        CheckConstraint("periods > 0 AND periods_per_lesson > 0", name="periods_positive"),
        CheckConstraint("validity_months > 0", name="validity_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    programme_id: Mapped[int] = mapped_column(ForeignKey("training_programme.id"), index=True)
    rule_set_id: Mapped[int] = mapped_column(ForeignKey("training_rule_set.id"), index=True)
    number: Mapped[int]
    legal_basis: Mapped[str] = mapped_column(Text, default="")
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    periods: Mapped[int]
    periods_per_lesson: Mapped[int] = mapped_column(default=5)
    audience: Mapped[str] = mapped_column(String(20))
    gate: Mapped[str] = mapped_column(String(12), default="NONE")
    validity_months: Mapped[int | None]
    paper: Mapped[str] = mapped_column(String(12), default="CERTIFICATE")
    theory_level: Mapped[str | None] = mapped_column(String(40))
    address: Mapped[str] = mapped_column(String(12), default="COMRADE")
    discloses_view: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]


class PlanItem(Base):
    """A bài of a programme's version; it may take two lessons. A local one comes on top."""

    __tablename__ = "training_plan_item"
    __table_args__ = (
        UniqueConstraint("version_id", "position"),
        CheckConstraint("periods > 0", name="periods_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("training_programme_version.id"), index=True)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    periods: Mapped[int]
    is_local: Mapped[bool] = mapped_column(default=False)


class YearPlanRow(Base):
    """A line of a unit's plan of a year: so many classes and learners of a programme."""

    __tablename__ = "training_year_plan_row"
    __table_args__ = (
        UniqueConstraint("unit_id", "year", "programme_id", "audience_text"),
        CheckConstraint("courses >= 0 AND learners >= 0", name="counts_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"), index=True)
    year: Mapped[int] = mapped_column(index=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("training_programme.id"), index=True)
    audience_text: Mapped[str] = mapped_column(String(200), default="")
    courses: Mapped[int]
    learners: Mapped[int]
    held_when: Mapped[str] = mapped_column(String(60), default="")
    place: Mapped[str] = mapped_column(String(120), default="")
    note: Mapped[str] = mapped_column(String(300), default="")
    saved_by: Mapped[int | None] = mapped_column(ForeignKey("account_user.id"))
    saved_at: Mapped[datetime]
