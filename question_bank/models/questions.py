"""Topics, sources, questions with versions, reviews, comments, and what was decided of many."""

from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from foundation.db import Base, Json, public_id_column


class Topic(Base):
    """A subject questions are about; the common ones belong to no unit."""

    __tablename__ = "question_bank_topic"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))


class SourceDocument(Base):
    """A document questions rest on; ``name`` is its full citation with number and date.

    The register is common. ``in_force_to`` and ``replaced_by_id`` hold for everybody; what one
    unit decided for itself and the units below it is a ``SourceReplacement``.
    """

    __tablename__ = "question_bank_source"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    name: Mapped[str] = mapped_column(String(400), unique=True)
    number: Mapped[str] = mapped_column(String(60), default="", server_default="")
    issuer: Mapped[str] = mapped_column(String(160), default="", server_default="")
    issued_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(Text, default="", server_default="")
    in_force_from: Mapped[date | None]
    in_force_to: Mapped[date | None]
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("question_bank_source.id"))


class SourceReplacement(Base):
    """From a day on a document no longer holds for a unit and those below it."""

    __tablename__ = "question_bank_replacement"
    __table_args__ = (UniqueConstraint("source_id", "unit_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("question_bank_source.id"))
    replacement_id: Mapped[int] = mapped_column(ForeignKey("question_bank_source.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"), index=True)
    from_day: Mapped[date]
    note: Mapped[str] = mapped_column(Text, default="")
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("account_user.id"))
    decided_at: Mapped[datetime]
    moved: Mapped[int]


class Question(Base):
    """A question through its life; what it says stands in its versions."""

    __tablename__ = "question_bank_question"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'review', 'approved', 'retired')", name="state_known"),
        UniqueConstraint("unit_id", "origin"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("organisation_unit.id"), index=True)
    is_shared_down: Mapped[bool] = mapped_column(default=True)
    state: Mapped[str] = mapped_column(String(20), index=True)
    origin: Mapped[str | None] = mapped_column(String(80))
    # The import that is still bringing it in: until all of the file is there, nobody sees it.
    arrives_with: Mapped[int | None] = mapped_column(index=True)
    # No foreign key: versions refer to their question, and a circle could not be dropped.
    current_version_id: Mapped[int | None] = mapped_column(index=True)
    exposure: Mapped[int] = mapped_column(default=0, server_default="0", index=True)
    """How many papers held it; counted anew by the quizzes whenever one is locked or closed."""
    created_at: Mapped[datetime]


class QuestionVersion(Base):
    """What a question says; never changed once written, so an attempt keeps what it saw."""

    __tablename__ = "question_bank_version"
    __table_args__ = (
        UniqueConstraint("question_id", "number"),
        Index("ix_question_bank_version_likeness", "likeness_digest"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question_bank_question.id"), index=True)
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    difficulty: Mapped[str] = mapped_column(String(20))
    topic_id: Mapped[int] = mapped_column(ForeignKey("question_bank_topic.id"), index=True)
    stem: Mapped[str] = mapped_column(Text)
    stem_html: Mapped[str] = mapped_column(Text)
    source_id: Mapped[int | None] = mapped_column(ForeignKey("question_bank_source.id"))
    article: Mapped[str] = mapped_column(String(200), default="")
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    explanation: Mapped[str] = mapped_column(Text, default="")
    search_key: Mapped[str] = mapped_column(Text)
    likeness_digest: Mapped[str] = mapped_column(String(64))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("account_user.id"))
    written_at: Mapped[datetime]
    name: Mapped[str] = mapped_column(Text, default="", server_default="")
    body: Mapped[dict[str, Any] | None] = mapped_column(Json(none_as_null=True))
    credit: Mapped[str] = mapped_column(
        String(20), default="all_or_nothing", server_default="all_or_nothing"
    )
    tags: Mapped[list[Any]] = mapped_column(Json, default=list, server_default="[]")
    exclusion_group: Mapped[str] = mapped_column(String(40), default="", server_default="")

    options: Mapped[list["Option"]] = relationship(lazy="raise", order_by="Option.position")
    topic: Mapped[Topic] = relationship(lazy="raise")
    source: Mapped[SourceDocument | None] = relationship(lazy="raise")
    pictures: Mapped[list["VersionPicture"]] = relationship(
        lazy="raise", order_by="VersionPicture.position"
    )


class Option(Base):
    """An answer to choose, right or wrong."""

    __tablename__ = "question_bank_option"
    __table_args__ = (UniqueConstraint("version_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("question_bank_version.id"), index=True)
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    is_right: Mapped[bool]
    share: Mapped[Fraction | None]
    feedback: Mapped[str] = mapped_column(Text, default="", server_default="")


class Picture(Base):
    """A picture, kept once however many questions show it; found by what it holds."""

    __tablename__ = "question_bank_picture"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    media_type: Mapped[str] = mapped_column(String(40))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("account_user.id"))
    kept_at: Mapped[datetime]


class VersionPicture(Base):
    """A picture of a version, by the name its texts use."""

    __tablename__ = "question_bank_shown"
    __table_args__ = (UniqueConstraint("version_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("question_bank_version.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(100))
    picture_id: Mapped[int] = mapped_column(ForeignKey("question_bank_picture.id"), index=True)

    picture: Mapped[Picture] = relationship(lazy="raise")


class Review(Base):
    """A step in a question's life: who moved it where, and why."""

    __tablename__ = "question_bank_review"

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question_bank_question.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("question_bank_version.id"))
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("account_user.id"))
    before: Mapped[str] = mapped_column(String(20))
    after: Mapped[str] = mapped_column(String(20))
    remark: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime]


class Comment(Base):
    """What somebody said about a question; the thread is never changed."""

    __tablename__ = "question_bank_comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question_bank_question.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("question_bank_version.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("account_user.id"))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]


class SmallOffice(Base):
    """A unit's named decision that one person may write and approve; printed in the minutes."""

    __tablename__ = "question_bank_small_office"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"), index=True)
    decision: Mapped[str] = mapped_column(String(300))
    decided_by: Mapped[int] = mapped_column(ForeignKey("account_user.id"))
    decided_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class BulkEdit(Base):
    """Topic or difficulty of many questions changed at once, with what was before."""

    __tablename__ = "question_bank_bulk_edit"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    actor_id: Mapped[int] = mapped_column(ForeignKey("account_user.id"), index=True)
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("question_bank_topic.id"))
    difficulty: Mapped[str] = mapped_column(String(20), default="")
    changes: Mapped[list[Any]]
    """For each question: its id, the version before, the version after."""
    at: Mapped[datetime]
    undone_at: Mapped[datetime | None]


class LikePair(Base):
    """Two questions that read alike, and what a person decided about them."""

    __tablename__ = "question_bank_like_pair"
    __table_args__ = (
        CheckConstraint("first_id < second_id", name="in_order"),
        UniqueConstraint("first_id", "second_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    first_id: Mapped[int] = mapped_column(ForeignKey("question_bank_question.id"))
    second_id: Mapped[int] = mapped_column(ForeignKey("question_bank_question.id"), index=True)
    likeness: Mapped[int]
    found_at: Mapped[datetime]
    decision: Mapped[str] = mapped_column(String(12), default="")
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("account_user.id"))
    decided_at: Mapped[datetime | None]
