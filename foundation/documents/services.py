"""Issuing, replacing, revoking: a new line or a state, never a change of a paper's words."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite

from foundation.audit.services import record
from foundation.db import is_sqlite, session, transactional
from foundation.documents.models import Counter, IssuedDocument
from foundation.documents.numbering import DocumentNumber
from foundation.errors import N_, InvalidInput, Refusal
from foundation.organisation import queries as organisation
from foundation.text import random_code, random_token

CODE_LETTERS = 16
"""16 signs of five bits: 80 random bits besides the row's id."""


class NoLongerValid(Refusal):
    """Only a valid paper can be replaced or revoked."""

    message = N_("The paper %(number)s is no longer in force.")


class ReasonMissing(InvalidInput):
    """Replacing and revoking need a reason."""

    message = N_("Write the reason.")


@dataclass(frozen=True)
class DocumentDraft:
    """A paper to be issued: frozen words, handed in by the domain that knows what they mean.

    ``issuer_short`` is the sign of the issuer in the number, such as ``ĐU``; ``period`` a year or
    a Party term; ``subject_kind`` and ``subject_id`` name what it is for, such as an award.
    """

    kind: str
    template: str
    series: str
    period: str
    issuer_unit_id: int
    issuer_short: str
    holder_name: str
    title: str
    content: dict[str, Any]
    subject_kind: str
    subject_id: int
    issued_on: date
    holder_person_id: int | None = None
    facts: list[list[str]] = field(default_factory=list)
    """Label and value pairs the public page may show besides the masked name."""


@transactional
def issue(draft: DocumentDraft, *, actor_id: int | None, at: datetime) -> IssuedDocument:
    """Issue a paper under the next number; for the same subject again, return the same paper.

    Numbers of one issuer, series and period run without gaps, also when many are issued at
    once: the counter's row is locked until the caller's transaction ends.
    """
    known = session.scalar(
        select(IssuedDocument)
        .where(
            IssuedDocument.subject_kind == draft.subject_kind,
            IssuedDocument.subject_id == draft.subject_id,
        )
        .order_by(IssuedDocument.issue.desc())
        .limit(1)
    )
    if known is not None:
        return known
    return _issue(draft, None, actor_id, at)


def _issue(
    draft: DocumentDraft, replaced: IssuedDocument | None, actor_id: int | None, at: datetime
) -> IssuedDocument:
    sequence = _next_number(draft)
    number = DocumentNumber(draft.issuer_short, draft.series, draft.period, sequence)
    names = organisation.unit_names([draft.issuer_unit_id], draft.issued_on)
    issued = IssuedDocument(
        kind=draft.kind,
        template=draft.template,
        issuer_unit_id=draft.issuer_unit_id,
        issuer_name=names[draft.issuer_unit_id],
        series=draft.series,
        period=draft.period,
        number=sequence,
        number_text=str(number),
        holder_person_id=draft.holder_person_id,
        holder_name=draft.holder_name,
        title=draft.title,
        content={**draft.content, "facts": draft.facts, "issuer_short": draft.issuer_short},
        token=random_token(128),
        code=random_code(CODE_LETTERS),
        subject_kind=draft.subject_kind,
        subject_id=draft.subject_id,
        issue=replaced.issue + 1 if replaced else 1,
        replaces_id=replaced.id if replaced else None,
        issued_on=draft.issued_on,
        issued_at=at,
        issued_by=actor_id,
    )
    session.add(issued)
    session.flush()
    record(
        "document.issue",
        f"document:{issued.id}",
        actor_id=actor_id,
        at=at,
        unit_id=draft.issuer_unit_id,
        number=issued.number_text,
        holder=draft.holder_name,
        stands_for=f"{draft.subject_kind}:{draft.subject_id}",
        replaces=issued.replaces_id,
    )
    return issued


def _next_number(draft: DocumentDraft) -> int:
    """Take the next number; the statement locks the counter's row until commit."""
    insert = sqlite.insert if is_sqlite() else postgresql.insert
    statement = (
        insert(Counter)
        .values(
            issuer_unit_id=draft.issuer_unit_id,
            series=draft.series,
            period=draft.period,
            last=1,
        )
        .on_conflict_do_update(
            index_elements=["issuer_unit_id", "series", "period"],
            set_={"last": Counter.last + 1},
        )
        .returning(Counter.last)
    )
    return int(session.execute(statement).scalar_one())


@transactional
def replace(
    document_id: int, changes: dict[str, Any], reason: str, *, actor_id: int, at: datetime
) -> IssuedDocument:
    """Issue another paper in the place of this one, with some words changed.

    Args:
        changes: words of the content that change, and ``holder_name`` if the name was wrong.

    Raises:
        NoLongerValid: the paper was replaced or revoked before.
        ReasonMissing: no reason was given.
    """
    old = _leave(document_id, "replaced", reason, actor_id, at)
    content = {**old.content, **changes}
    draft = DocumentDraft(
        kind=old.kind,
        template=old.template,
        series=old.series,
        period=old.period,
        issuer_unit_id=old.issuer_unit_id,
        issuer_short=str(old.content["issuer_short"]),
        holder_name=str(changes.get("holder_name", old.holder_name)),
        title=old.title,
        content=content,
        subject_kind=old.subject_kind,
        subject_id=old.subject_id,
        issued_on=old.issued_on,
        holder_person_id=old.holder_person_id,
        facts=list(content.get("facts", [])),
    )
    return _issue(draft, old, actor_id, at)


@transactional
def revoke(document_id: int, reason: str, *, actor_id: int, at: datetime) -> IssuedDocument:
    """Take a paper back; its line stays in the register.

    Raises:
        NoLongerValid, ReasonMissing: nothing is changed.
    """
    return _leave(document_id, "revoked", reason, actor_id, at)


def _leave(
    document_id: int, state: str, reason: str, actor_id: int, at: datetime
) -> IssuedDocument:
    if not reason.strip():
        raise ReasonMissing
    changed = session.scalar(
        update(IssuedDocument)
        .where(IssuedDocument.id == document_id, IssuedDocument.state == "valid")
        .values(state=state, state_reason=reason.strip()[:500], state_at=at)
        .returning(IssuedDocument.id)
    )
    document = session.get_one(IssuedDocument, document_id, populate_existing=True)
    if changed is None:
        raise NoLongerValid(number=document.number_text)
    record(
        f"document.{state}",
        f"document:{document_id}",
        actor_id=actor_id,
        at=at,
        unit_id=document.issuer_unit_id,
        number=document.number_text,
        reason=reason.strip(),
    )
    return document
