"""Counters and the register of issued papers: a line is never changed but in its state."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.db import Base, Json, public_id_column


class Counter(Base):
    """The last number given in one issuer, series and period; locked by whoever takes the next."""

    __tablename__ = "documents_counter"
    __table_args__ = (UniqueConstraint("issuer_unit_id", "series", "period"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    issuer_unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"))
    series: Mapped[str] = mapped_column(String(20))
    period: Mapped[str] = mapped_column(String(20))
    last: Mapped[int] = mapped_column(default=0)


class IssuedDocument(Base):
    """A paper that was issued, with the words it bears as they were on that day."""

    __tablename__ = "documents_issued"
    __table_args__ = (
        UniqueConstraint("issuer_unit_id", "series", "period", "number"),
        UniqueConstraint("subject_kind", "subject_id", "issue"),
        CheckConstraint("state IN ('valid', 'replaced', 'revoked')", name="state_known"),
        Index("ix_documents_issued_subject", "subject_kind", "subject_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    kind: Mapped[str] = mapped_column(String(40))
    template: Mapped[str] = mapped_column(String(40))
    issuer_unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"), index=True)
    issuer_name: Mapped[str] = mapped_column(String(200))
    series: Mapped[str] = mapped_column(String(20))
    period: Mapped[str] = mapped_column(String(20))
    number: Mapped[int]
    number_text: Mapped[str] = mapped_column(String(80))
    holder_person_id: Mapped[int | None] = mapped_column(ForeignKey("organisation_person.id"))
    holder_name: Mapped[str] = mapped_column(String(120))
    title: Mapped[str] = mapped_column(String(300))
    content: Mapped[dict[str, Any]] = mapped_column(Json)
    state: Mapped[str] = mapped_column(String(10), default="valid")
    state_reason: Mapped[str | None] = mapped_column(String(500))
    state_at: Mapped[datetime | None]
    token: Mapped[str] = mapped_column(String(40), unique=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    subject_kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int]
    issue: Mapped[int] = mapped_column(default=1)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("documents_issued.id"))
    issued_on: Mapped[date]
    issued_at: Mapped[datetime]
    issued_by: Mapped[int | None] = mapped_column(ForeignKey("account_user.id"))
