"""The stage: seats, draws, sheets, times, reminders, points taken off."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.db import Base, public_id_column


class PanelSeat(Base):
    """A judge's seat in a round; who was seated later is not waited for where it was over."""

    __tablename__ = "contest_panel_seat"
    __table_args__ = (UniqueConstraint("round_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("contest_round.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account_user.id"), index=True)
    is_head: Mapped[bool] = mapped_column(default=False)
    absent_reason: Mapped[str | None] = mapped_column(String(300))
    seated_at: Mapped[datetime | None]


class Draw(Base):
    """A draw of the order of appearance; a second one is another row with its reason."""

    __tablename__ = "contest_draw"
    __table_args__ = (UniqueConstraint("round_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("contest_round.id"), index=True)
    number: Mapped[int]
    seed: Mapped[str | None] = mapped_column(String(80))
    list_digest: Mapped[str] = mapped_column(String(64))
    numbers: Mapped[list[Any]]
    order: Mapped[list[Any]] = mapped_column("drawn_order")
    witnesses: Mapped[str] = mapped_column(String(300), default="")
    reason: Mapped[str | None] = mapped_column(String(300))
    drawn_by: Mapped[int] = mapped_column(ForeignKey("account_user.id"))
    drawn_at: Mapped[datetime]


class Scoresheet(Base):
    """One judge's marks for one performance and part. Signed, it never changes again."""

    __tablename__ = "contest_scoresheet"
    __table_args__ = (
        UniqueConstraint("seat_id", "round_entry_id", "part", "number"),
        CheckConstraint("state IN ('DRAFT', 'TYPED', 'SIGNED', 'REPLACED')", name="state_known"),
        Index("ix_contest_scoresheet_performance", "round_entry_id", "part"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    seat_id: Mapped[int] = mapped_column(ForeignKey("contest_panel_seat.id"), index=True)
    round_entry_id: Mapped[int] = mapped_column(ForeignKey("contest_round_entry.id"))
    part: Mapped[str] = mapped_column(String(30))
    number: Mapped[int] = mapped_column(default=1)
    version: Mapped[int] = mapped_column(default=1)
    state: Mapped[str] = mapped_column(String(10), default="DRAFT")
    marks: Mapped[dict[str, Any]]
    note: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str | None] = mapped_column(String(300))
    entered_by: Mapped[int] = mapped_column(ForeignKey("account_user.id"))
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("account_user.id"))
    saved_at: Mapped[datetime]
    signed_at: Mapped[datetime | None]


class TimeRecord(Base):
    """How long a performance took: from its start to its end, without what it stood still."""

    __tablename__ = "contest_time"
    __table_args__ = (UniqueConstraint("round_entry_id", "part"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_entry_id: Mapped[int] = mapped_column(ForeignKey("contest_round_entry.id"))
    part: Mapped[str] = mapped_column(String(30))
    started_at: Mapped[datetime]
    stopped_at: Mapped[datetime | None]
    seconds: Mapped[int | None]
    paused_at: Mapped[datetime | None]
    paused_seconds: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str | None] = mapped_column(String(300))

    def used(self, at: datetime) -> int:
        """Return the seconds used by then; a clock that stands still uses none."""
        if self.seconds is not None:
            return self.seconds
        until = self.paused_at or at
        return int((until - self.started_at).total_seconds()) - self.paused_seconds


class Reminder(Base):
    """The secretariat reminds a judge of a sheet; shown until it is seen or the sheet signed."""

    __tablename__ = "contest_reminder"
    __table_args__ = (UniqueConstraint("seat_id", "round_entry_id", "part"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("contest_panel_seat.id"))
    round_entry_id: Mapped[int] = mapped_column(ForeignKey("contest_round_entry.id"), index=True)
    part: Mapped[str] = mapped_column(String(30))
    asked_by: Mapped[int] = mapped_column(ForeignKey("account_user.id"))
    asked_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]


class Deduction(Base):
    """Points taken off for a fault the rules name; an empty ``part`` means: off the total.

    ``key`` names the request, so that the same one sent again takes nothing off twice.
    """

    __tablename__ = "contest_deduction"
    __table_args__ = (
        UniqueConstraint("entry_id", "key"),
        CheckConstraint(
            "state IN ('PROPOSED', 'COUNTED', 'REFUSED', 'UNDONE')", name="state_known"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    entry_id: Mapped[int] = mapped_column(ForeignKey("contest_entry.id"))
    part: Mapped[str] = mapped_column(String(30), default="")
    code: Mapped[str] = mapped_column(String(30))
    times: Mapped[int]
    reason: Mapped[str] = mapped_column(String(300))
    state: Mapped[str] = mapped_column(String(10))
    key: Mapped[str] = mapped_column(String(40))
    entered_by: Mapped[int] = mapped_column(ForeignKey("account_user.id"))
    entered_at: Mapped[datetime]
