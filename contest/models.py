"""Campaigns, contests with their rules, rounds, entries, sheets, acts, results and prizes."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.db import Base, public_id_column


class Campaign(Base):
    """One plan; it holds the contests of several units at several levels."""

    __tablename__ = "contest_campaign"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    plan: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[datetime]


class Contest(Base):
    """A contest held by one unit. ``level_label`` is a word of the plan, not of the code."""

    __tablename__ = "contest_contest"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    campaign_id: Mapped[int] = mapped_column(ForeignKey("contest_campaign.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"), index=True)
    upper_contest_id: Mapped[int | None] = mapped_column(
        ForeignKey("contest_contest.id"), index=True
    )
    name: Mapped[str] = mapped_column(String(200))
    level_label: Mapped[str] = mapped_column(String(60))
    organising_body: Mapped[str] = mapped_column(String(200))
    place: Mapped[str] = mapped_column(String(120))
    held_on: Mapped[date]
    state: Mapped[str] = mapped_column(String(20), default="REGISTRATION")
    small_office_decision: Mapped[str | None] = mapped_column(String(300))
    screen_mode: Mapped[str] = mapped_column(String(20), default="BLANK")
    screen_revealed: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]


class RulesVersion(Base):
    """The rules of a contest as one document; frozen by the first score."""

    __tablename__ = "contest_rules"
    __table_args__ = (UniqueConstraint("contest_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest_contest.id"), index=True)
    number: Mapped[int]
    document: Mapped[dict[str, Any]]
    reason: Mapped[str] = mapped_column(String(300), default="")
    adopted_at: Mapped[datetime]
    frozen_at: Mapped[datetime | None]


class Round(Base):
    """A round of a contest: a quiz, or a stage."""

    __tablename__ = "contest_round"
    __table_args__ = (UniqueConstraint("contest_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest_contest.id"), index=True)
    code: Mapped[str] = mapped_column(String(30))
    position: Mapped[int]
    mode: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(10), default="PLANNED")
    quiz_id: Mapped[int | None] = mapped_column(ForeignKey("quiz_quiz.id"), unique=True)
    list_digest: Mapped[str | None] = mapped_column(String(64))
    # No foreign key: entries of a round refer to it, and a circle could not be dropped.
    current_entry_id: Mapped[int | None]
    current_part: Mapped[str | None] = mapped_column(String(30))


class Entry(Base):
    """A person's part in a contest, with a number; words as they were at registration."""

    __tablename__ = "contest_entry"
    __table_args__ = (
        UniqueConstraint("contest_id", "number"),
        UniqueConstraint("contest_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest_contest.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("organisation_person.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"))
    number: Mapped[int]
    full_name: Mapped[str] = mapped_column(String(120))
    unit_name: Mapped[str] = mapped_column(String(250))
    category: Mapped[str] = mapped_column(String(30))
    state: Mapped[str] = mapped_column(String(20), default="REGISTERED")
    reason: Mapped[str | None] = mapped_column(String(300))
    promoted_from_id: Mapped[int | None] = mapped_column(ForeignKey("contest_entry.id"))


class RollPreview(Base):
    """An Excel roll that was read and shown; nobody is entered before somebody says so."""

    __tablename__ = "contest_roll_preview"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest_contest.id"), index=True)
    file_name: Mapped[str] = mapped_column(String(200))
    rows: Mapped[list[Any]]
    made_by: Mapped[int] = mapped_column(ForeignKey("account_user.id"))
    made_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]


class RoundEntry(Base):
    """An entry in one round: its place in the order, or its candidate in the quiz."""

    __tablename__ = "contest_round_entry"
    __table_args__ = (
        UniqueConstraint("round_id", "entry_id"),
        UniqueConstraint("round_id", "appearance"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("contest_round.id"), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("contest_entry.id"), index=True)
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("quiz_candidate.id"), unique=True)
    order: Mapped[int | None] = mapped_column("appearance")
    state: Mapped[str] = mapped_column(String(12), default="WAITING")
    reason: Mapped[str | None] = mapped_column(String(300))


class PanelSeat(Base):
    """A judge's seat in a round."""

    __tablename__ = "contest_panel_seat"
    __table_args__ = (UniqueConstraint("round_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("contest_round.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account_user.id"), index=True)
    is_head: Mapped[bool] = mapped_column(default=False)
    absent_reason: Mapped[str | None] = mapped_column(String(300))


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
