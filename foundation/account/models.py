"""Accounts, the roles they hold, sessions, entry codes and what throttles guessing."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.db import Base, public_id_column


class User(Base):
    """An official's account. ``username`` is canonical: trimmed, NFC, casefolded."""

    __tablename__ = "account_user"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    username: Mapped[str] = mapped_column(String(60), unique=True)
    display_name: Mapped[str] = mapped_column(String(120))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("organisation_person.id"), index=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    must_change_password: Mapped[bool] = mapped_column(default=False)
    is_active: Mapped[bool] = mapped_column(default=True)
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]

    is_authenticated = True
    is_anonymous = False

    def get_id(self) -> str:
        """Return what Flask-Login calls this account by."""
        return self.public_id


class RoleHolding(Base):
    """A role somebody holds in a unit, and so in every unit below it."""

    __tablename__ = "account_role_holding"
    __table_args__ = (UniqueConstraint("user_id", "role", "unit_id", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account_user.id"), index=True)
    role: Mapped[str] = mapped_column(String(40))
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"), index=True)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    granted_by: Mapped[int | None]


class AccessCode(Base):
    """An entry code printed on a slip: 60 random bits, kept only as an HMAC.

    ``subject_kind`` says who comes in by it: ``candidate`` takes a quiz, ``user`` is an
    official's slip. A newer code of the same subject ends the older one.
    """

    __tablename__ = "account_access_code"
    __table_args__ = (Index("ix_account_access_code_subject", "subject_kind", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    subject_kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("organisation_unit.id"))
    code_hmac: Mapped[str] = mapped_column(String(64), unique=True)
    issued_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    is_single_use: Mapped[bool] = mapped_column(default=False)


class SignInSession(Base):
    """Somebody who is signed in: an official or the holder of a code. The token is hashed."""

    __tablename__ = "account_session"
    __table_args__ = (CheckConstraint("(user_id IS NULL) <> (code_id IS NULL)", name="one_holder"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("account_user.id"), index=True)
    code_id: Mapped[int | None] = mapped_column(ForeignKey("account_access_code.id"), index=True)
    device: Mapped[str] = mapped_column(String(120))
    started_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Throttle(Base):
    """Failed tries at a door from one side; kept in the database, so all processes count."""

    __tablename__ = "account_throttle"
    __table_args__ = (UniqueConstraint("door", "source"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    door: Mapped[str] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(String(120))
    failures: Mapped[int] = mapped_column(default=0)
    last_failure_at: Mapped[datetime]
