"""Files that are brought in or taken out: what waits in them, and how far they are."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.db import Base, Json, public_id_column


class ImportPreview(Base):
    """A file that was read and waits for "Nhập"; nothing of it is in the bank yet."""

    __tablename__ = "question_bank_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("organisation_unit.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("account_user.id"))
    topic_id: Mapped[int] = mapped_column(ForeignKey("question_bank_topic.id"))
    file_name: Mapped[str] = mapped_column(String(200))
    file_digest: Mapped[str] = mapped_column(String(64), index=True)
    format: Mapped[str] = mapped_column(String(20), default="", server_default="")
    state: Mapped[str] = mapped_column(String(10), default="ready", server_default="ready")
    """``reading``, ``refused``, ``ready``, ``storing`` or ``stored``."""
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    settings: Mapped[dict[str, Any]] = mapped_column(Json, default=dict, server_default="{}")
    remarks: Mapped[list[Any]] = mapped_column(Json, default=list, server_default="[]")
    refusal: Mapped[dict[str, Any] | None] = mapped_column(Json(none_as_null=True))
    job_id: Mapped[int | None] = mapped_column(ForeignKey("jobs_job.id"))
    read_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    stored: Mapped[int | None]


class ImportRow(Base):
    """One question of a file, with what a person chose for it."""

    __tablename__ = "question_bank_import_row"
    __table_args__ = (UniqueConstraint("import_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("question_bank_import.id"))
    position: Mapped[int]
    place: Mapped[str] = mapped_column(String(200))
    item: Mapped[dict[str, Any]] = mapped_column(Json)
    digest: Mapped[str] = mapped_column(String(64))
    fate: Mapped[str] = mapped_column(String(10))
    twin: Mapped[str] = mapped_column(String(200), default="")
    near: Mapped[dict[str, Any] | None] = mapped_column(Json(none_as_null=True))
    choice: Mapped[str] = mapped_column(String(40), default="")
    is_left_out: Mapped[bool] = mapped_column(default=False)
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("question_bank_topic.id"))
    difficulty: Mapped[str] = mapped_column(String(20), default="")
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question_bank_question.id"))


class ExportedFile(Base):
    """Questions written to a file, for whoever asked; kept for a day."""

    __tablename__ = "question_bank_export"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    owner_id: Mapped[int] = mapped_column(ForeignKey("account_user.id"), index=True)
    format: Mapped[str] = mapped_column(String(20))
    versions: Mapped[list[Any]]
    """The versions of the questions, in the order of the file."""
    job_id: Mapped[int | None] = mapped_column(ForeignKey("jobs_job.id"))
    asked_at: Mapped[datetime]
    file_name: Mapped[str] = mapped_column(String(100), default="")
    written: Mapped[int | None]
    """How many questions the file holds; None as long as it is being written."""
    losses: Mapped[list[Any]]
    """For each loss: number and name of the question, msgid, facts, whether it is left out."""
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
