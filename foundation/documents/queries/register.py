"""Issued certificates and the lines of the register."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, or_, select

from foundation.db import session
from foundation.documents.models import IssuedDocument, NumberedPaper, RegisterLine
from foundation.errors import NotFound
from foundation.paging import ListPage
from foundation.text import normalise_code

PAGE_SIZE = 25


@dataclass(frozen=True)
class LineFilter:
    """Which lines of the register are shown."""

    year: int | None = None
    act: str = ""
    words: str = ""
    series: str = ""


def register_page(
    unit_ids: Collection[int], *, words: str = "", state: str = "", page: int = 1
) -> ListPage[IssuedDocument]:
    """Return one page of the register of these units, newest first."""
    query = select(IssuedDocument).where(IssuedDocument.issuer_unit_id.in_(unit_ids))
    if state:
        query = query.where(IssuedDocument.state == state)
    if words:
        like = f"%{words.strip()}%"
        query = query.where(
            or_(
                IssuedDocument.holder_name.ilike(like),
                IssuedDocument.number_text.ilike(like),
                IssuedDocument.code == normalise_code(words),
            )
        )
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    rows = session.scalars(
        query.order_by(IssuedDocument.id.desc()).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)
    )
    return ListPage(tuple(rows), total, page, PAGE_SIZE)


def document_by_public_id(public_id: str, unit_ids: Collection[int]) -> IssuedDocument:
    """Return a paper, for officials of its issuer.

    Raises:
        NotFound: no such paper, or issued elsewhere.
    """
    found = session.scalar(
        select(IssuedDocument).where(
            IssuedDocument.public_id == public_id, IssuedDocument.issuer_unit_id.in_(unit_ids)
        )
    )
    if found is None:
        raise NotFound
    return found


def documents_of(subject_kind: str, subject_ids: Collection[int]) -> dict[int, IssuedDocument]:
    """Return the newest paper of each subject."""
    rows = session.scalars(
        select(IssuedDocument)
        .where(
            IssuedDocument.subject_kind == subject_kind,
            IssuedDocument.subject_id.in_(subject_ids),
        )
        .order_by(IssuedDocument.issue)
    )
    return {row.subject_id: row for row in rows}


def register_lines(unit_ids: Collection[int], wanted: LineFilter) -> list[RegisterLine]:
    """Return the lines of the registers of these units, in the order in which they were written."""
    query = select(RegisterLine).where(RegisterLine.unit_id.in_(unit_ids))
    if wanted.year:
        query = query.where(RegisterLine.period == str(wanted.year))
    if wanted.act:
        query = query.where(RegisterLine.act == wanted.act)
    if wanted.series:
        query = query.where(RegisterLine.series == wanted.series)
    if wanted.words:
        like = f"%{wanted.words.strip()}%"
        query = query.where(
            or_(
                RegisterLine.holder_name.ilike(like),
                RegisterLine.number_text.ilike(like),
                RegisterLine.programme_text.ilike(like),
                RegisterLine.course_text.ilike(like),
            )
        )
    order = (RegisterLine.unit_id, RegisterLine.series, RegisterLine.period, RegisterLine.position)
    return list(session.scalars(query.order_by(*order)))


def lines_of(document: IssuedDocument) -> list[RegisterLine]:
    """Return all lines about a certificate and its earlier and later issues, the oldest first."""
    return list(
        session.scalars(
            select(RegisterLine)
            .join(IssuedDocument, IssuedDocument.id == RegisterLine.document_id)
            .where(
                IssuedDocument.subject_kind == document.subject_kind,
                IssuedDocument.subject_id == document.subject_id,
            )
            .order_by(RegisterLine.id)
        )
    )


def paper_of(subject: str) -> NumberedPaper | None:
    """Return the numbered paper of a subject, such as ``course:12:report``; None before."""
    return session.scalar(select(NumberedPaper).where(NumberedPaper.subject == subject))
