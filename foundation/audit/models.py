"""The audit chain. Its rows are sealed; the details stand apart so that they can be erased."""

from datetime import datetime
from typing import Any

from sqlalchemy import DDL, CheckConstraint, ForeignKey, String, event
from sqlalchemy.orm import Mapped, mapped_column

from foundation.db import Base, Json


class AuditEntry(Base):
    """One deed. ``seal`` is the SHA-256 of this row's words and of the seal before it."""

    __tablename__ = "audit_entry"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(index=True)
    unit_id: Mapped[int | None] = mapped_column(index=True)
    action: Mapped[str] = mapped_column(String(60), index=True)
    subject: Mapped[str] = mapped_column(String(80), index=True)
    details_digest: Mapped[str] = mapped_column(String(64))
    previous_seal: Mapped[str] = mapped_column(String(64))
    seal: Mapped[str] = mapped_column(String(64), unique=True)


class AuditDetails(Base):
    """What the deed changed. Personal data can be erased here; the chain stays whole."""

    __tablename__ = "audit_details"

    number: Mapped[int] = mapped_column(ForeignKey("audit_entry.number"), primary_key=True)
    salt: Mapped[str] = mapped_column(String(32))
    details: Mapped[dict[str, Any] | None] = mapped_column(Json)
    erased_at: Mapped[datetime | None]


class AuditHead(Base):
    """The end of the chain: one row, locked by whoever adds the next entry."""

    __tablename__ = "audit_head"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    seal: Mapped[str] = mapped_column(String(64))


_REFUSAL = "the audit log is append-only"
SQLITE_GUARDS = tuple(
    f"CREATE TRIGGER IF NOT EXISTS audit_entry_no_{deed} BEFORE {deed.upper()} ON audit_entry "
    f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    for deed in ("update", "delete")
)
_FUNCTION = f"""CREATE OR REPLACE FUNCTION audit_entry_refuse() RETURNS trigger
LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"""
_TRIGGER = """CREATE OR REPLACE TRIGGER audit_entry_append_only
BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse()"""
POSTGRESQL_GUARDS = (_FUNCTION, _TRIGGER)

for _dialect, _guards in (("sqlite", SQLITE_GUARDS), ("postgresql", POSTGRESQL_GUARDS)):
    for _guard in _guards:
        _ddl = DDL(_guard).execute_if(dialect=_dialect)  # type: ignore[no-untyped-call]
        event.listen(AuditEntry.__table__, "after_create", _ddl)
