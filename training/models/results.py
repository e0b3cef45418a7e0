"""The roll, marks, results and their recognition."""

from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from foundation.db import Base, public_id_column

_PRESENCE = "state IN ('PRESENT', 'LATE', 'EXCUSED', 'ABSENT', 'MADE_UP')"


class AttendanceRecord(Base):
    """What the roll says of a learner in a lesson now; ``lost`` are the tiết missed if late."""

    __tablename__ = "training_attendance"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "lesson_id"),
        CheckConstraint(_PRESENCE, name="state_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("training_enrolment.id"))
    lesson_id: Mapped[int] = mapped_column(ForeignKey("training_lesson.id"), index=True)
    site_id: Mapped[int | None] = mapped_column(ForeignKey("training_site.id"))
    state: Mapped[str] = mapped_column(String(10))
    lost: Mapped[Fraction] = mapped_column(default=Fraction(0))
    source: Mapped[str] = mapped_column(String(8))
    marked_by: Mapped[int | None] = mapped_column(ForeignKey("account_user.id"))
    marked_at: Mapped[datetime]


class AttendanceChange(Base):
    """Every mark the roll ever held, and who set it why; rows are added, never changed."""

    __tablename__ = "training_attendance_change"
    __table_args__ = (Index("ix_training_attendance_change_of", "lesson_id", "enrolment_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("training_enrolment.id"))
    lesson_id: Mapped[int] = mapped_column(ForeignKey("training_lesson.id"))
    before: Mapped[str | None] = mapped_column(String(10))
    after: Mapped[str] = mapped_column(String(10))
    lost: Mapped[Fraction] = mapped_column(default=Fraction(0))
    source: Mapped[str] = mapped_column(String(8))
    reason: Mapped[str] = mapped_column(String(300), default="")
    made_by: Mapped[int | None] = mapped_column(ForeignKey("account_user.id"))
    made_at: Mapped[datetime]


class AttendanceConflict(Base):
    """Two sources that say different things of one learner; it waits for somebody to decide."""

    __tablename__ = "training_attendance_conflict"
    __table_args__ = (CheckConstraint(_PRESENCE, name="state_known"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("training_enrolment.id"), index=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("training_lesson.id"), index=True)
    state: Mapped[str] = mapped_column(String(10))
    lost: Mapped[Fraction] = mapped_column(default=Fraction(0))
    source: Mapped[str] = mapped_column(String(8))
    claimed_by: Mapped[int | None] = mapped_column(ForeignKey("account_user.id"))
    claimed_at: Mapped[datetime]
    is_taken: Mapped[bool | None]
    settled_reason: Mapped[str] = mapped_column(String(300), default="")
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("account_user.id"))
    settled_at: Mapped[datetime | None]


class Mark(Base):
    """One marker's mark for one paper; a change is a new version with its reason.

    Without a value the mark was taken back.
    """

    __tablename__ = "training_mark"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "paper", "marker", "version"),
        CheckConstraint("marker IN (1, 2)", name="marker_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("training_enrolment.id"), index=True)
    paper: Mapped[str] = mapped_column(String(30))
    marker: Mapped[int]
    version: Mapped[int]
    value: Mapped[Fraction | None]
    reason: Mapped[str] = mapped_column(String(300), default="")
    given_by: Mapped[int | None] = mapped_column(ForeignKey("account_user.id"))
    given_at: Mapped[datetime]


class CourseResult(Base):
    """What somebody reached in a class: frozen by the recognition, only a decision changes it.

    Whoever makes up later gets another result by another decision; the one before stays as it
    was, and no longer ``is_current``.
    """

    __tablename__ = "training_result"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "recognition_id"),
        Index(
            "uq_training_result_current",
            "enrolment_id",
            unique=True,
            sqlite_where=text("is_current"),
            postgresql_where=text("is_current"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("training_enrolment.id"))
    recognition_id: Mapped[int] = mapped_column(ForeignKey("training_recognition.id"), index=True)
    attended: Mapped[Fraction]
    held: Mapped[int]
    mark: Mapped[Fraction | None]
    band: Mapped[str] = mapped_column(String(30), default="")
    label: Mapped[str] = mapped_column(String(60), default="")
    is_passed: Mapped[bool]
    is_current: Mapped[bool] = mapped_column(default=True)
    reasons: Mapped[list[Any]]
    papers: Mapped[dict[str, Any]]
    rules_digest: Mapped[str] = mapped_column(String(64))


class Recognition(Base):
    """A decision by which results of a class are recognised, with its signer.

    The first one takes the whole class; each further one those who made up since.
    """

    __tablename__ = "training_recognition"
    __table_args__ = (UniqueConstraint("course_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    course_id: Mapped[int] = mapped_column(ForeignKey("training_course.id"))
    number: Mapped[str] = mapped_column(String(60))
    decided_on: Mapped[date]
    signer_name: Mapped[str] = mapped_column(String(120), default="")
    signer_office: Mapped[str] = mapped_column(String(120), default="")
    paper: Mapped[dict[str, Any] | None] = mapped_column(deferred=True)
    """The words of the decision with its list, as they were."""
    digest: Mapped[str] = mapped_column(String(64))
    recognised_by: Mapped[int | None] = mapped_column(ForeignKey("account_user.id"))
    recognised_at: Mapped[datetime]
