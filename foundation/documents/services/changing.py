"""Issuing again, replacing, revoking: each a new line of the register that points at the old."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update

from foundation import clock
from foundation.audit.services import record
from foundation.days import Day
from foundation.db import session, transactional
from foundation.documents.models import IssuedDocument, RegisterLine
from foundation.documents.numbering import year_period
from foundation.documents.services.drafts import (
    ApplicationMissing,
    DecisionMissing,
    NoLongerValid,
)
from foundation.documents.services.issuing import CODE_LETTERS, write_lines
from foundation.documents.wording import with_birth
from foundation.organisation import queries as organisation
from foundation.text import random_code, random_token, reason_of

COPIED = (
    "number_text", "holder_name", "birth_text", "gender_text", "unit_text", "programme_text",
    "course_text", "decision_text", "grade_text", "signer_text",
)  # fmt: skip


@dataclass(frozen=True)
class Reissue:
    """Why a paper is issued again, and what changes on it.

    Misprinted by the issuer: the old paper is taken back, no application is needed. Lost by the
    holder: ``application`` names the application, ``identity_check`` how the holder was identified.
    """

    reason: str
    is_holders_loss: bool = False
    application: str = ""
    identity_check: str = ""
    changes: dict[str, Any] = field(default_factory=dict)
    """Words of the face that change."""
    holder_name: str = ""
    born: Day | None = None
    """The right birth date, on the face and in the register; None where it was right."""
    signer_text: str = ""
    title: str = ""
    grade_text: str = ""
    """The grade as the register writes it, where a result counted anew changed it."""


@dataclass(frozen=True)
class _Act:
    """One line of the register beyond the first: what is done, by whom, when."""

    name: str
    note: str
    actor_id: int | None
    at: datetime


@transactional
def reissue(
    document_id: int, why: Reissue, *, actor_id: int | None, at: datetime
) -> IssuedDocument:
    """Issue a paper again under its old number; the old one is said to be replaced.

    Where the issuer was dissolved, its successor signs and keeps the line.

    Raises:
        NoLongerValid: the paper was replaced or revoked before.
        ReasonMissing, ApplicationMissing: nothing is changed.
    """
    reason_of(why.reason)
    if why.is_holders_loss and not (why.application.strip() and why.identity_check.strip()):
        raise ApplicationMissing
    old = _leave(document_id, "replaced", why.reason, at)
    fresh = _again(old, why, at)
    fresh.issued_by = actor_id
    session.add(fresh)
    session.flush()
    act = _Act(
        "reissue" if why.is_holders_loss else "replace", _reissue_note(fresh, why), actor_id, at
    )
    changes = {
        name: value
        for name, value in (
            ("holder_name", fresh.holder_name),
            ("birth_text", why.born.words if why.born else ""),
            ("signer_text", why.signer_text),
            ("grade_text", why.grade_text),
        )
        if value
    }
    _write_line(fresh, old, act, changes)
    record(
        "document.reissue",
        f"document:{fresh.id}",
        actor_id=actor_id,
        at=at,
        unit_id=fresh.issuer_unit_id,
        number=fresh.number_text,
        holder=fresh.holder_name,
        replaces=old.id,
        reason=why.reason,
        application=why.application,
        identity_check=why.identity_check,
    )
    return fresh


def _again(old: IssuedDocument, why: Reissue, at: datetime) -> IssuedDocument:
    """Return the next issue of a paper, with today's issuer and a token of its own."""
    today = clock.local(at).date()
    issuer = keeper_of(old.issuer_unit_id, today)
    name = organisation.unit_names([issuer], today)[issuer]
    content = {**old.content, **why.changes}
    if why.born is not None:
        content["text"] = with_birth(content.get("text", []), why.born.words)
    if issuer != old.register_unit_id:
        content["by_register_of"] = old.register_name
    return IssuedDocument(
        kind=old.kind,
        template=old.template,
        issuer_unit_id=issuer,
        issuer_name=name,
        register_unit_id=old.register_unit_id,
        register_name=old.register_name,
        series=old.series,
        period=old.period,
        number=old.number,
        number_text=old.number_text,
        holder_person_id=old.holder_person_id,
        holder_name=why.holder_name or old.holder_name,
        holder_birth_date=why.born.whole if why.born else old.holder_birth_date,
        title=why.title or old.title,
        content={**content, "again": old.issue},
        is_confidential=old.is_confidential,
        token=random_token(128),
        code=random_code(CODE_LETTERS),
        subject_kind=old.subject_kind,
        subject_id=old.subject_id,
        issue=old.issue + 1,
        replaces_id=old.id,
        issued_on=today,
        issued_at=at,
    )


def _reissue_note(fresh: IssuedDocument, why: Reissue) -> str:
    """Return the words of the register: they are Vietnamese whatever language pages are read in."""
    note = f"Cấp lại lần {fresh.issue - 1}. "
    if why.is_holders_loss:
        return (
            f"{note}Người được cấp làm mất: {why.reason.strip()}. "
            f"Đơn đề nghị: {why.application.strip()}. "
            f"Kiểm tra nhân thân: {why.identity_check.strip()}."
        )
    return f"{note}Do đơn vị cấp ghi sai: {why.reason.strip()}. Giấy cũ đã thu lại."


@transactional
def revoke(
    document_id: int, reason: str, decision: str, *, actor_id: int, at: datetime
) -> IssuedDocument:
    """Take a paper back by a decision; its lines stay in the register.

    Raises:
        NoLongerValid, ReasonMissing, DecisionMissing: nothing is changed.
    """
    if not decision.strip():
        raise DecisionMissing
    document = _leave(document_id, "revoked", reason, at)
    note = f"Thu hồi theo {decision.strip()}. Lý do: {reason.strip()}."
    _write_line(document, document, _Act("revoke", note, actor_id, at), {})
    record(
        "document.revoke",
        f"document:{document_id}",
        actor_id=actor_id,
        at=at,
        unit_id=document.issuer_unit_id,
        number=document.number_text,
        reason=reason.strip(),
        decision=decision.strip(),
    )
    return document


def _write_line(
    document: IssuedDocument, old: IssuedDocument, act: _Act, changes: dict[str, str]
) -> None:
    """Write a line that points at the last one of the paper it changes."""
    before = session.scalar(
        select(RegisterLine)
        .where(RegisterLine.document_id == old.id)
        .order_by(RegisterLine.id.desc())
        .limit(1)
    )
    today = clock.local(act.at).date()
    words = {name: getattr(before, name) if before else "" for name in COPIED}
    words |= {"number_text": document.number_text, "holder_name": document.holder_name, **changes}
    line = RegisterLine(
        **words,
        unit_id=keeper_of(document.issuer_unit_id, today),
        series=document.series,
        period=year_period(today),
        act=act.name,
        document_id=document.id,
        points_at_id=before.id if before else None,
        note=act.note[:700],
        on_day=today,
    )
    write_lines([line], act.actor_id, act.at)


def keeper_of(unit_id: int, on: date) -> int:
    """Return the unit that keeps a unit's records on that day: itself, or who took them over."""
    seen = {unit_id}
    while True:
        heirs = [
            row.successor_id
            for row in organisation.successors(unit_id)
            if row.passes_records and row.on <= on and row.successor_id not in seen
        ]
        if not heirs:
            return unit_id
        unit_id = heirs[0]
        seen.add(unit_id)


def _leave(document_id: int, state: str, reason: str, at: datetime) -> IssuedDocument:
    """Move a valid paper to another state; of two at once, one gets through."""
    kept = reason_of(reason, longest=500)
    changed = session.scalar(
        update(IssuedDocument)
        .where(IssuedDocument.id == document_id, IssuedDocument.state == "valid")
        .values(state=state, state_reason=kept, state_at=at)
        .returning(IssuedDocument.id)
    )
    document = session.get_one(IssuedDocument, document_id, populate_existing=True)
    if changed is None:
        raise NoLongerValid(number=document.number_text)
    return document
