"""Quizzes, blueprints, candidates, attempts with their papers, answers and the acts about them."""

from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    String,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from foundation.db import Base, Json, public_id_column


class Quiz(Base):
    """An online quiz held by one unit. When it is locked it keeps a seed and its pool."""

    __tablename__ = "quiz_quiz"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'locked', 'closed', 'published')", name="state_known"),
        CheckConstraint("opens_at < closes_at", name="opens_before_it_closes"),
        CheckConstraint("duration_s > 0", name="duration_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    heading: Mapped[str] = mapped_column(String(200))
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    duration_s: Mapped[int]
    max_points: Mapped[Fraction]
    state: Mapped[str] = mapped_column(String(12), default="draft")
    seed: Mapped[str | None] = mapped_column(String(64))
    pool: Mapped[list[Any] | None] = mapped_column(Json)
    locked_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    prefers_least_seen: Mapped[bool] = mapped_column(default=False, server_default=false())
    markers: Mapped[int] = mapped_column(default=1, server_default="1")
    third_marker_from: Mapped[Fraction] = mapped_column(
        default=Fraction(1, 4), server_default="1/4"
    )
    measured: Mapped[dict[str, Any] | None] = mapped_column(Json(none_as_null=True))

    @property
    def duration(self) -> timedelta:
        """Return how long a paper may be worked on."""
        return timedelta(seconds=self.duration_s)


class Section(Base):
    """A part of a quiz's paper with a name of its own and words before its questions."""

    __tablename__ = "quiz_section"

    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz_quiz.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    title: Mapped[str] = mapped_column(String(120))
    instructions: Mapped[str] = mapped_column(Text)


class BlueprintRow(Base):
    """One cell of a quiz's blueprint: so many questions of this topic, difficulty and kind."""

    __tablename__ = "quiz_blueprint_row"
    __table_args__ = (CheckConstraint("count >= 0", name="count_not_negative"),)

    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz_quiz.id"), primary_key=True)
    section: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    topic_id: Mapped[int] = mapped_column(ForeignKey("question_bank_topic.id"), primary_key=True)
    difficulty: Mapped[str] = mapped_column(String(20), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    count: Mapped[int]
    points: Mapped[Fraction]


class BlueprintPreset(Base):
    """A blueprint kept under a name, for other quizzes of its unit and of units below."""

    __tablename__ = "quiz_blueprint_preset"
    __table_args__ = (UniqueConstraint("unit_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    content: Mapped[dict[str, Any]]
    kept_by: Mapped[int | None] = mapped_column(ForeignKey("account_user.id"))
    kept_at: Mapped[datetime]


class Candidate(Base):
    """Somebody who may take a quiz once; names are kept as they were on the day."""

    __tablename__ = "quiz_candidate"
    __table_args__ = (
        UniqueConstraint("quiz_id", "number"),
        UniqueConstraint("quiz_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz_quiz.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("organisation_person.id"), index=True)
    full_name: Mapped[str] = mapped_column(String(120))
    unit_name: Mapped[str] = mapped_column(String(250))
    number: Mapped[int]
    extra_s: Mapped[int] = mapped_column(default=0)
    withdrawn_at: Mapped[datetime | None]


class Attempt(Base):
    """A candidate's one attempt. ``epoch`` makes tokens of a lost slip's device die."""

    __tablename__ = "quiz_attempt"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'handed_in', 'expired')", name="state_known"),
        CheckConstraint("(state = 'open') = (ended_at IS NULL)", name="ended_unless_open"),
        UniqueConstraint("quiz_id", "receipt_number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    candidate_id: Mapped[int] = mapped_column(ForeignKey("quiz_candidate.id"), unique=True)
    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz_quiz.id"), index=True)
    state: Mapped[str] = mapped_column(String(12), default="open", index=True)
    epoch: Mapped[int] = mapped_column(default=1)
    is_on_paper: Mapped[bool] = mapped_column(default=False)
    started_at: Mapped[datetime]
    deadline: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    receipt_number: Mapped[int | None]
    right: Mapped[int | None]
    questions: Mapped[int]
    points: Mapped[Fraction | None]
    events_digest: Mapped[str | None] = mapped_column(String(64))


class PaperItem(Base):
    """One question of one attempt's paper; ``option_order`` leads from shown to stored places."""

    __tablename__ = "quiz_paper_item"
    __table_args__ = (UniqueConstraint("attempt_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("quiz_attempt.id"))
    position: Mapped[int]
    token: Mapped[str] = mapped_column(String(24), unique=True)
    section: Mapped[int] = mapped_column(default=1, server_default="1")
    version_id: Mapped[int] = mapped_column(ForeignKey("question_bank_version.id"), index=True)
    option_order: Mapped[list[Any]]
    option_count: Mapped[int]
    is_several: Mapped[bool]
    weight: Mapped[Fraction] = mapped_column(default=Fraction(1), server_default="1")
    share: Mapped[Fraction | None]


class Response(Base):
    """The newest answer to one question; a late one stands beside the one that counts."""

    __tablename__ = "quiz_response"

    item_id: Mapped[int] = mapped_column(
        ForeignKey("quiz_paper_item.id"), primary_key=True, autoincrement=False
    )
    is_late: Mapped[bool] = mapped_column(primary_key=True)
    sequence: Mapped[int]
    client: Mapped[str] = mapped_column(String(16))
    choice: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime]


class ResponseEvent(Base):
    """Every answer that ever arrived, in order of arrival; rows are added, never changed."""

    __tablename__ = "quiz_response_event"
    __table_args__ = (UniqueConstraint("item_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("quiz_paper_item.id"))
    key: Mapped[str] = mapped_column(String(64))
    sequence: Mapped[int]
    client: Mapped[str] = mapped_column(String(16))
    choice: Mapped[str] = mapped_column(Text)
    received_at: Mapped[datetime]
    clicked_ms: Mapped[int | None] = mapped_column(BigInteger)
    is_late: Mapped[bool]


class TimeExtension(Base):
    """Extra time, for one candidate or, without one, for all who are answering."""

    __tablename__ = "quiz_time_extension"
    __table_args__ = (CheckConstraint("minutes > 0", name="minutes_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz_quiz.id"), index=True)
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("quiz_candidate.id"), index=True)
    minutes: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    given_by: Mapped[int] = mapped_column(ForeignKey("account_user.id"))
    given_at: Mapped[datetime]


class Reopening(Base):
    """An ended attempt opened again: asked for by one person, confirmed or refused by another."""

    __tablename__ = "quiz_reopening"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    attempt_id: Mapped[int] = mapped_column(ForeignKey("quiz_attempt.id"), index=True)
    minutes: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[int] = mapped_column(ForeignKey("account_user.id"))
    asked_at: Mapped[datetime]
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("account_user.id"))
    confirmed_at: Mapped[datetime | None]
    refused_by: Mapped[int | None] = mapped_column(ForeignKey("account_user.id"))
    refused_at: Mapped[datetime | None]
    refusal: Mapped[str | None] = mapped_column(String(300))


class TypedPaper(Base):
    """Answers from a paper sheet, typed in by one person and again by another."""

    __tablename__ = "quiz_typed_paper"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    attempt_id: Mapped[int] = mapped_column(ForeignKey("quiz_attempt.id"), index=True)
    choices: Mapped[dict[str, Any]]
    reason: Mapped[str] = mapped_column(Text)
    typed_by: Mapped[int] = mapped_column(ForeignKey("account_user.id"))
    typed_at: Mapped[datetime]
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("account_user.id"))
    confirmed_at: Mapped[datetime | None]


class HandMark(Base):
    """One marker's verdict on one answer; a correction is a further row that replaces this one."""

    __tablename__ = "quiz_hand_mark"
    __table_args__ = (UniqueConstraint("replaces_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    item_id: Mapped[int] = mapped_column(ForeignKey("quiz_paper_item.id"), index=True)
    marker_id: Mapped[int] = mapped_column(ForeignKey("account_user.id"))
    points: Mapped[list[Any]]
    fatal_mistake: Mapped[str] = mapped_column(Text, default="")
    remark: Mapped[str] = mapped_column(Text, default="")
    share: Mapped[Fraction]
    signed_at: Mapped[datetime]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("quiz_hand_mark.id"))
    reason: Mapped[str] = mapped_column(Text, default="")


class Regrade(Base):
    """How a faulty question is counted after all: asked for by one person, confirmed by another."""

    __tablename__ = "quiz_regrade"
    __table_args__ = (
        CheckConstraint("mode IN ('new_key', 'full', 'left_out')", name="mode_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz_quiz.id"), index=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question_bank_question.id"), index=True)
    mode: Mapped[str] = mapped_column(String(10))
    version_id: Mapped[int | None] = mapped_column(ForeignKey("question_bank_version.id"))
    reason: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[int] = mapped_column(ForeignKey("account_user.id"))
    asked_at: Mapped[datetime]
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("account_user.id"))
    confirmed_at: Mapped[datetime | None]
    changed: Mapped[list[Any] | None] = mapped_column(Json(none_as_null=True))
