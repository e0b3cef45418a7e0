"""One row per piece of long work."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from foundation.db import Base, Json, public_id_column


class Job(Base):
    """Long work: who asked for it, how far it is, who holds it, what came of it."""

    __tablename__ = "jobs_job"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'running', 'done', 'failed')", name="state_known"),
        Index("ix_jobs_job_state_lease", "state", "lease_until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    kind: Mapped[str] = mapped_column(String(60))
    arguments: Mapped[dict[str, Any]] = mapped_column(Json)
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    tries: Mapped[int] = mapped_column(default=0)
    notes: Mapped[list[Any]] = mapped_column(Json, default=list)
    result: Mapped[dict[str, Any] | None] = mapped_column(Json)
    failure: Mapped[str | None] = mapped_column(Text)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("account_user.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("organisation_unit.id"), index=True)
    created_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
