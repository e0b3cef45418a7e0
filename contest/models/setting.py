"""Campaigns, contests with their rules, rounds, entries."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
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
    screen_mode: Mapped[str] = mapped_column(String(20), default="TITLE")
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
