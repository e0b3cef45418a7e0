"""Counters, terms, issued certificates, the register whose lines never change, other papers."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import DDL, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column

from foundation.db import Base, Json, public_id_column
from foundation.documents.wording import issuer_words


class Counter(Base):
    """The last number given in one issuer, series and period; locked by whoever takes the next."""

    __tablename__ = "documents_counter"
    __table_args__ = (UniqueConstraint("issuer_unit_id", "series", "period"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    issuer_unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"))
    series: Mapped[str] = mapped_column(String(20))
    period: Mapped[str] = mapped_column(String(20))
    last: Mapped[int] = mapped_column(default=0)


class Term(Base):
    """A term of a Party committee, through which its papers are numbered."""

    __tablename__ = "documents_term"
    __table_args__ = (
        UniqueConstraint("unit_id", "name"),
        CheckConstraint("valid_to IS NULL OR valid_to > valid_from", name="dates_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"), index=True)
    name: Mapped[str] = mapped_column(String(20))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class IssuedDocument(Base):
    """A certificate that was issued, with the words it bears as they were on that day.

    A re-issued one keeps the number of the first: ``issue`` counts, ``replaces_id`` points back.
    The number stands in the register of ``register_unit_id``; whoever signs is ``issuer_unit_id``.
    """

    __tablename__ = "documents_issued"
    __table_args__ = (
        UniqueConstraint("register_unit_id", "series", "period", "number", "issue"),
        UniqueConstraint("subject_kind", "subject_id", "issue"),
        CheckConstraint("state IN ('valid', 'replaced', 'revoked')", name="state_known"),
        Index("ix_documents_issued_subject", "subject_kind", "subject_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    kind: Mapped[str] = mapped_column(String(40))
    template: Mapped[str] = mapped_column(String(40))
    issuer_unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"), index=True)
    issuer_name: Mapped[str] = mapped_column(String(200))
    register_unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"), index=True)
    register_name: Mapped[str] = mapped_column(String(200))
    series: Mapped[str] = mapped_column(String(20))
    period: Mapped[str] = mapped_column(String(20))
    number: Mapped[int]
    number_text: Mapped[str] = mapped_column(String(80))
    holder_person_id: Mapped[int | None] = mapped_column(ForeignKey("organisation_person.id"))
    holder_name: Mapped[str] = mapped_column(String(120))
    holder_birth_date: Mapped[date | None]
    title: Mapped[str] = mapped_column(String(300))
    content: Mapped[dict[str, Any]] = mapped_column(Json)
    is_confidential: Mapped[bool] = mapped_column(default=False)
    """What it was given for discloses a political view: hidden until the birth date is typed."""
    state: Mapped[str] = mapped_column(String(10), default="valid")
    state_reason: Mapped[str | None] = mapped_column(String(500))
    state_at: Mapped[datetime | None]
    token: Mapped[str] = mapped_column(String(40), unique=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    subject_kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int]
    issue: Mapped[int] = mapped_column(default=1)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("documents_issued.id"))
    issued_on: Mapped[date]
    issued_at: Mapped[datetime]
    issued_by: Mapped[int | None] = mapped_column(ForeignKey("account_user.id"))

    @property
    def issuer_words(self) -> str:
        """Return who issued it as it says itself: the body of its head, and the unit of then."""
        return issuer_words(str(self.content.get("issuing_body", "")), self.issuer_name)


class RegisterLine(Base):
    """A line of a register of certificates (sổ cấp). Triggers refuse changing or deleting one.

    ``position`` runs without gaps within a unit's register of a year. A correction is a new line
    that points at the old one. ``blank_text`` waits for the serials of pre-printed blanks.
    """

    __tablename__ = "documents_register_line"
    __table_args__ = (
        UniqueConstraint("unit_id", "series", "period", "position"),
        CheckConstraint("act IN ('issue', 'reissue', 'replace', 'revoke')", name="act_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"))
    series: Mapped[str] = mapped_column(String(20))
    period: Mapped[str] = mapped_column(String(20))
    position: Mapped[int]
    act: Mapped[str] = mapped_column(String(10))
    document_id: Mapped[int] = mapped_column(ForeignKey("documents_issued.id"), index=True)
    points_at_id: Mapped[int | None] = mapped_column(ForeignKey("documents_register_line.id"))
    number_text: Mapped[str] = mapped_column(String(80))
    blank_text: Mapped[str | None] = mapped_column(String(40))
    holder_name: Mapped[str] = mapped_column(String(120))
    birth_text: Mapped[str] = mapped_column(String(40))
    gender_text: Mapped[str] = mapped_column(String(10))
    unit_text: Mapped[str] = mapped_column(String(300))
    programme_text: Mapped[str] = mapped_column(String(300))
    course_text: Mapped[str] = mapped_column(String(200))
    decision_text: Mapped[str] = mapped_column(String(120))
    grade_text: Mapped[str] = mapped_column(String(80))
    signer_text: Mapped[str] = mapped_column(String(200))
    receiver_text: Mapped[str] = mapped_column(String(120), default="")
    note: Mapped[str] = mapped_column(String(700))
    on_day: Mapped[date]
    written_at: Mapped[datetime]
    written_by: Mapped[int | None] = mapped_column(ForeignKey("account_user.id"))


class Batch(Base):
    """Many certificates asked for at once: what is to be issued, in the order of their numbers."""

    __tablename__ = "documents_batch"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    kind: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(300))
    back_url: Mapped[str] = mapped_column(String(200), default="")
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"), index=True)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("jobs_job.id"), index=True)
    subject_kind: Mapped[str] = mapped_column(String(20))
    subject_ids: Mapped[list[Any]] = mapped_column(Json)
    arguments: Mapped[dict[str, Any]] = mapped_column(Json)
    faults: Mapped[list[Any]] = mapped_column(Json, default=list)
    asked_by: Mapped[int] = mapped_column(ForeignKey("account_user.id"))
    asked_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    stopped_at: Mapped[datetime | None]


class Signer(Base):
    """Somebody who signs a unit's papers, from a day up to but not including another."""

    __tablename__ = "documents_signer"
    __table_args__ = (
        CheckConstraint("valid_to IS NULL OR valid_to > valid_from", name="dates_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("organisation_person.id"))
    full_name: Mapped[str] = mapped_column(String(120))
    post_title: Mapped[str] = mapped_column(String(120))
    is_head: Mapped[bool] = mapped_column(default=False)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class Authorisation(Base):
    """A head's written leave for a deputy to sign in his place: for what, from when to when."""

    __tablename__ = "documents_authorisation"
    __table_args__ = (
        CheckConstraint("valid_to IS NULL OR valid_to > valid_from", name="dates_in_order"),
        CheckConstraint("scope IN ('all', 'certificates', 'papers')", name="scope_known"),
        CheckConstraint("head_id <> deputy_id", name="of_another"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    head_id: Mapped[int] = mapped_column(ForeignKey("documents_signer.id"), index=True)
    deputy_id: Mapped[int] = mapped_column(ForeignKey("documents_signer.id"), index=True)
    scope: Mapped[str] = mapped_column(String(20))
    document_text: Mapped[str] = mapped_column(String(120))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class NumberedPaper(Base):
    """A decision, report or other paper that got its number, with its words as they were."""

    __tablename__ = "documents_paper"
    __table_args__ = (
        UniqueConstraint("issuer_unit_id", "series", "period", "number"),
        UniqueConstraint("subject"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id_column()
    issuer_unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"), index=True)
    issuer_name: Mapped[str] = mapped_column(String(200))
    numbering: Mapped[str] = mapped_column(String(10))
    series: Mapped[str] = mapped_column(String(20))
    period: Mapped[str] = mapped_column(String(20))
    number: Mapped[int]
    number_text: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(300))
    content: Mapped[dict[str, Any]] = mapped_column(Json)
    subject: Mapped[str] = mapped_column(String(120))
    """What the paper is, such as ``course:12:recognition``: asked for again, it stays the same."""
    dated_on: Mapped[date]
    issued_at: Mapped[datetime]
    issued_by: Mapped[int | None] = mapped_column(ForeignKey("account_user.id"))


class PaperSetting(Base):
    """How a unit's papers look and are signed for: its sign in numbers, its profile, its place."""

    __tablename__ = "documents_paper_setting"

    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation_unit.id"), primary_key=True)
    profile: Mapped[str] = mapped_column(String(10), default="party")
    sign: Mapped[str] = mapped_column(String(20))
    upper_body: Mapped[str] = mapped_column(String(200))
    issuing_body: Mapped[str] = mapped_column(String(200))
    place: Mapped[str] = mapped_column(String(80))


_REFUSAL = "the register is append-only"
_SQLITE = tuple(
    f"CREATE TRIGGER IF NOT EXISTS documents_register_line_no_{deed} "
    f"BEFORE {deed.upper()} ON documents_register_line "
    f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    for deed in ("update", "delete")
)
_POSTGRESQL = (
    f"""CREATE OR REPLACE FUNCTION documents_register_refuse() RETURNS trigger
LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$""",
    """CREATE OR REPLACE TRIGGER documents_register_append_only
BEFORE UPDATE OR DELETE ON documents_register_line
FOR EACH ROW EXECUTE FUNCTION documents_register_refuse()""",
)

for _dialect, _guards in (("sqlite", _SQLITE), ("postgresql", _POSTGRESQL)):
    for _guard in _guards:
        _ddl = DDL(_guard).execute_if(dialect=_dialect)  # type: ignore[no-untyped-call]
        event.listen(RegisterLine.__table__, "after_create", _ddl)
