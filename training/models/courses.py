"""Classes with their sites, lessons, documents, trainers and learners."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.db import Base, public_id_column


class Course(Base):
    """One class of learners. ``rules`` are frozen with their digest when it opens.

    It counts in the year of ``recognised_on``, the day of the first recognition.
    ``is_embedded``: lồng ghép, taught inside another class and counted apart.
    """

    __tablename__ = "training_course"
    __table_args__ = (
        UniqueConstraint("unit_id", "code"),
        CheckConstraint("starts_on <= ends_on", name="days_in_order"),
        CheckConstraint("places IS NULL OR places > 0", name="places_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("training_programme_version.id"), index=True)
    code: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(200))
    cohort: Mapped[str] = mapped_column(String(60), default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    places: Mapped[int | None]
    place: Mapped[str] = mapped_column(String(200), default="")
    partners: Mapped[str] = mapped_column(String(300), default="")
    in_charge: Mapped[str] = mapped_column(String(120), default="")
    is_embedded: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(12), default="DRAFT", index=True)
    state_reason: Mapped[str | None] = mapped_column(String(300))
    opening_number: Mapped[str] = mapped_column(String(60), default="")
    opened_on: Mapped[date | None]
    opening_paper: Mapped[dict[str, Any] | None] = mapped_column(deferred=True)
    """The words of the decision that opened it, from the day they were kept."""
    remarks: Mapped[str] = mapped_column(Text, default="")
    """Judgement, faults and wishes of the office, for the report."""
    recognised_on: Mapped[date | None] = mapped_column(index=True)
    quiz_id: Mapped[int | None] = mapped_column(ForeignKey("quiz_quiz.id"), unique=True)
    rules: Mapped[dict[str, Any] | None]
    rules_digest: Mapped[str | None] = mapped_column(String(64))
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]


class CourseSite(Base):
    """A place where learners of a class sit (điểm cầu); each has its own roll."""

    __tablename__ = "training_site"
    __table_args__ = (UniqueConstraint("course_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    course_id: Mapped[int] = mapped_column(ForeignKey("training_course.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    address: Mapped[str] = mapped_column(String(200), default="")
    keeper_id: Mapped[int | None] = mapped_column(ForeignKey("account_user.id"))


class CourseTrainer(Base):
    """An official who teaches a class, keeps its roll and marks its papers."""

    __tablename__ = "training_trainer"

    course_id: Mapped[int] = mapped_column(ForeignKey("training_course.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("account_user.id"), primary_key=True, index=True
    )


class Lesson(Base):
    """One sitting (buổi). ``secret`` signs the addresses that the projector shows."""

    __tablename__ = "training_lesson"
    __table_args__ = (
        UniqueConstraint("course_id", "number"),
        CheckConstraint("periods > 0", name="periods_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    course_id: Mapped[int] = mapped_column(ForeignKey("training_course.id"), index=True)
    number: Mapped[int]
    plan_item_id: Mapped[int | None] = mapped_column(ForeignKey("training_plan_item.id"))
    site_id: Mapped[int | None] = mapped_column(ForeignKey("training_site.id"))
    held_on: Mapped[date]
    half_day: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(300))
    periods: Mapped[int]
    teacher: Mapped[str] = mapped_column(String(120), default="")
    state: Mapped[str] = mapped_column(String(10), default="PLANNED")
    state_reason: Mapped[str | None] = mapped_column(String(300))
    secret: Mapped[str] = mapped_column(String(64))


class CourseMaterial(Base):
    """A document learners may take home; its size is shown before it is fetched."""

    __tablename__ = "training_material"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    course_id: Mapped[int] = mapped_column(ForeignKey("training_course.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    file_name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    added_by: Mapped[int | None] = mapped_column(ForeignKey("account_user.id"))
    added_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


class Enrolment(Base):
    """A person's part in a class; name, birth and sending unit as they were on the day."""

    __tablename__ = "training_enrolment"
    __table_args__ = (
        UniqueConstraint("course_id", "number"),
        UniqueConstraint("course_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    course_id: Mapped[int] = mapped_column(ForeignKey("training_course.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("organisation_person.id"), index=True)
    number: Mapped[int]
    full_name: Mapped[str] = mapped_column(String(120))
    birth_text: Mapped[str] = mapped_column(String(20), default="")
    sending_unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"), index=True)
    sending_unit_name: Mapped[str] = mapped_column(String(300))
    post_text: Mapped[str] = mapped_column(String(120), default="")
    role: Mapped[str] = mapped_column(String(10), default="LEARNER")
    is_member: Mapped[bool] = mapped_column(default=True)
    address: Mapped[str] = mapped_column(String(12), default="COMRADE")
    site_id: Mapped[int | None] = mapped_column(ForeignKey("training_site.id"))
    state: Mapped[str] = mapped_column(String(12), default="ENROLLED")
    reason: Mapped[str | None] = mapped_column(String(300))
    discipline_note: Mapped[str] = mapped_column(Text, default="")
    enrolled_on: Mapped[date]
    created_at: Mapped[datetime]
