"""Who set a class's exam, and which learners officials have declared as themselves or family."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.db import Base, public_id_column


class DeclaredTie(Base):
    """An official's word that a learner is himself or of his family: others mark this learner."""

    __tablename__ = "training_tie"
    __table_args__ = (UniqueConstraint("enrolment_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("training_enrolment.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("account_user.id"), index=True)
    is_self: Mapped[bool]
    relation: Mapped[str] = mapped_column(String(120), default="")
    declared_at: Mapped[datetime]


class QuizSetter(Base):
    """An official who set up, changed or published the exit quiz of a class."""

    __tablename__ = "training_quiz_setter"

    course_id: Mapped[int] = mapped_column(ForeignKey("training_course.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("account_user.id"), primary_key=True, index=True
    )
