"""Acts of the day, decisions, results and prizes."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.db import Base, public_id_column


class Act(Base):
    """An act of the day with its reason; what undoes something waits for a second person."""

    __tablename__ = "contest_act"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest_contest.id"), index=True)
    kind: Mapped[str] = mapped_column(String(30))
    subject_id: Mapped[int]
    subject_name: Mapped[str] = mapped_column(String(250))
    reason: Mapped[str] = mapped_column(String(300))
    state: Mapped[str] = mapped_column(String(10), default="DONE")
    asked_by: Mapped[int] = mapped_column(ForeignKey("account_user.id"))
    asked_at: Mapped[datetime]
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("account_user.id"))
    confirmed_at: Mapped[datetime | None]


class TieDecision(Base):
    """How the organisers settled a tie the ladder left open."""

    __tablename__ = "contest_tie_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest_contest.id"), index=True)
    entry_ids: Mapped[list[Any]]
    order: Mapped[list[Any]] = mapped_column("decided_order")
    reason: Mapped[str] = mapped_column(String(300))
    decided_by: Mapped[int] = mapped_column(ForeignKey("account_user.id"))
    decided_at: Mapped[datetime]


class Result(Base):
    """A published result: frozen rows and their digest. A correction is another version."""

    __tablename__ = "contest_result"
    __table_args__ = (UniqueConstraint("contest_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest_contest.id"), index=True)
    version: Mapped[int]
    rows: Mapped[dict[str, Any]]
    digest: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(String(300), default="")
    published_by: Mapped[int] = mapped_column(ForeignKey("account_user.id"))
    published_at: Mapped[datetime]


class Award(Base):
    """A prize given to an entry."""

    __tablename__ = "contest_award"
    __table_args__ = (UniqueConstraint("contest_id", "entry_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest_contest.id"), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("contest_entry.id"))
    name: Mapped[str] = mapped_column(String(120))
    place: Mapped[int]
    given_at: Mapped[datetime]
