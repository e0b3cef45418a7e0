"""Issuing: numbers, certificates and lines of the register, in one transaction."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.documents.models import IssuedDocument, RegisterLine
from foundation.documents.numbering import DocumentNumber, Numbering, year_period
from foundation.documents.services.counters import take_numbers
from foundation.documents.services.drafts import DocumentDraft, RegisterWords
from foundation.organisation import queries as organisation
from foundation.text import random_code, random_token

CODE_LETTERS = 16
"""16 signs of five bits: 80 random bits besides the row's id."""


@transactional
def issue(draft: DocumentDraft, *, actor_id: int | None, at: datetime) -> IssuedDocument:
    """Issue one certificate; for the same subject again, return the same."""
    return issue_many([draft], actor_id=actor_id, at=at)[0]


@transactional
def issue_many(
    drafts: Sequence[DocumentDraft], *, actor_id: int | None, at: datetime
) -> list[IssuedDocument]:
    """Issue certificates of one register in the order given, with one audit entry.

    A subject that has one keeps it, so that a worker that died may do the same again. All drafts
    have one issuer, series and year; hand in at most some fifty, for the counter is locked until
    the commit.
    """
    if not drafts:
        return []
    known = _known(drafts)
    fresh = [draft for draft in drafts if draft.subject_id not in known]
    issued = _issue_fresh(fresh, actor_id, at) if fresh else []
    by_subject = known | {one.subject_id: one for one in issued}
    return [by_subject[draft.subject_id] for draft in drafts]


def _known(drafts: Sequence[DocumentDraft]) -> dict[int, IssuedDocument]:
    rows = session.scalars(
        select(IssuedDocument)
        .where(
            IssuedDocument.subject_kind == drafts[0].subject_kind,
            IssuedDocument.subject_id.in_([draft.subject_id for draft in drafts]),
        )
        .order_by(IssuedDocument.issue)
    )
    return {row.subject_id: row for row in rows}


def _issue_fresh(
    drafts: list[DocumentDraft], actor_id: int | None, at: datetime
) -> list[IssuedDocument]:
    first = drafts[0]
    unit_id, series, period = first.issuer_unit_id, first.series, year_period(first.issued_on)
    name = organisation.unit_names([unit_id], first.issued_on)[unit_id]
    number = take_numbers(unit_id, f"number:{series}", period, len(drafts))
    documents = [
        _document(draft, name, sequence, period)
        for sequence, draft in enumerate(drafts, start=number)
    ]
    for document in documents:
        document.issued_at, document.issued_by = at, actor_id
    session.add_all(documents)
    session.flush()
    write_lines(
        [
            line_of(document, draft.register)
            for document, draft in zip(documents, drafts, strict=True)
        ],
        actor_id,
        at,
    )
    record(
        "document.issue",
        f"document:{documents[0].id}",
        actor_id=actor_id,
        at=at,
        unit_id=unit_id,
        issued=[[one.id, one.number_text, one.holder_name] for one in documents],
        stands_for=[f"{one.subject_kind}:{one.subject_id}" for one in documents],
    )
    return documents


def _document(draft: DocumentDraft, name: str, sequence: int, period: str) -> IssuedDocument:
    number = DocumentNumber(Numbering.REGISTER, draft.series, "", period, sequence)
    return IssuedDocument(
        kind=draft.kind,
        template=draft.template,
        issuer_unit_id=draft.issuer_unit_id,
        issuer_name=name,
        register_unit_id=draft.issuer_unit_id,
        register_name=name,
        series=draft.series,
        period=period,
        number=sequence,
        number_text=str(number),
        holder_person_id=draft.holder_person_id,
        holder_name=draft.holder_name,
        holder_birth_date=draft.holder_birth_date,
        title=draft.title,
        content={**draft.content, "facts": draft.facts},
        is_confidential=draft.is_confidential,
        token=random_token(128),
        code=random_code(CODE_LETTERS),
        subject_kind=draft.subject_kind,
        subject_id=draft.subject_id,
        issue=1,
        issued_on=draft.issued_on,
    )


def line_of(document: IssuedDocument, words: RegisterWords) -> RegisterLine:
    """Return the line of the register that issues a certificate."""
    return RegisterLine(
        unit_id=document.issuer_unit_id,
        series=document.series,
        period=year_period(document.issued_on),
        act="issue",
        document_id=document.id,
        number_text=document.number_text,
        holder_name=document.holder_name,
        birth_text=words.birth,
        gender_text=words.gender,
        unit_text=words.unit,
        programme_text=words.programme or document.title,
        course_text=words.course,
        decision_text=words.decision,
        grade_text=words.grade,
        signer_text=words.signer,
        note="",
        on_day=document.issued_on,
    )


def write_lines(lines: list[RegisterLine], actor_id: int | None, at: datetime) -> None:
    """Write lines of one register under its next positions."""
    first = lines[0]
    series = f"line:{first.series}"
    start = take_numbers(first.unit_id, series, first.period, len(lines))
    for position, line in enumerate(lines, start=start):
        line.position, line.written_at, line.written_by = position, at, actor_id
    session.add_all(lines)
    session.flush()
