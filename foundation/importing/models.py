"""Lists that wait: the file, its rows with every doubt, and how its columns were read before."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.db import Base, Json, public_id_column


class ImportedFile(Base):
    """A list that was sent. Nothing of it is kept before somebody accepts the preview."""

    __tablename__ = "importing_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    kind: Mapped[str] = mapped_column(String(20))
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"), index=True)
    subject_id: Mapped[int | None]
    """What it is for beside the unit, such as the class."""
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("account_user.id"), index=True)
    file_name: Mapped[str] = mapped_column(String(200))
    file_digest: Mapped[str] = mapped_column(String(64), index=True)
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    state: Mapped[str] = mapped_column(String(10), default="reading")
    """``reading``, ``refused``, ``ready``, ``storing`` or ``stored``."""
    settings: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    layout: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    """Names of the columns, what they were taken for, what is ignored, rows that are none."""
    refusal: Mapped[list[Any] | None] = mapped_column(Json(none_as_null=True))
    job_id: Mapped[int | None] = mapped_column(ForeignKey("jobs_job.id"))
    sent_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    stored: Mapped[int | None]
    unchanged: Mapped[int | None]
    listed: Mapped[int | None]


class ImportedRow(Base):
    """One row of a list. ``number`` is its row in the sheet."""

    __tablename__ = "importing_row"
    __table_args__ = (
        UniqueConstraint("file_id", "number"),
        Index("ix_importing_row_fate", "file_id", "fate", "is_done"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("importing_file.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    item: Mapped[dict[str, Any]] = mapped_column(Json)
    """``values``, ``shown``, ``before``, ``notes``, ``doubts`` and ``faults``."""
    choices: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    fate: Mapped[str] = mapped_column(String(8))
    is_same: Mapped[bool] = mapped_column(default=False)
    doubt: Mapped[str] = mapped_column(String(20), default="")
    """The code of the first doubt, for lists and choices for many."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("organisation_person.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("organisation_unit.id"))
    is_done: Mapped[bool] = mapped_column(default=False)
    joins: Mapped[bool] = mapped_column(default=False)
    """A person written down for this row, whom nobody sees before all of them are there."""


class ColumnMemory(Base):
    """What the columns of a layout were said to hold, by a unit, the last time."""

    __tablename__ = "importing_columns"
    __table_args__ = (UniqueConstraint("unit_id", "kind", "digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"))
    kind: Mapped[str] = mapped_column(String(20))
    digest: Mapped[str] = mapped_column(String(64))
    columns: Mapped[dict[str, Any]] = mapped_column(Json)
    kept_at: Mapped[datetime]
