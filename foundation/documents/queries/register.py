"""Issued certificates and the lines of the register."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from foundation.db import session
from foundation.documents.models import IssuedDocument, NumberedPaper, RegisterLine
from foundation.errors import NotFound
from foundation.organisation.models import Person
from foundation.paging import ListPage, nearest
from foundation.text import normalise_code, search_key

PAGE_SIZE = 25


@dataclass(frozen=True)
class Reach:
    """Whose papers somebody may see: those of units, of some kinds only in fewer units."""

    units: Collection[int]
    kinds: Mapping[str, Collection[int]] = field(default_factory=dict)

    def units_of(self, kind: str) -> Collection[int]:
        """Return the units whose papers of that kind may be seen."""
        return self.kinds.get(kind, self.units)

    def holds(
        self, unit: InstrumentedAttribute[int], kind: InstrumentedAttribute[str]
    ) -> ColumnElement[bool]:
        """Return the condition that a row is within it."""
        some = (and_(kind == name, unit.in_(units)) for name, units in self.kinds.items())
        return or_(and_(kind.not_in(self.kinds), unit.in_(self.units)), *some)


@dataclass(frozen=True)
class LineFilter:
    """Which lines of the register are shown."""

    year: int | None = None
    act: str = ""
    words: str = ""
    series: str = ""


_BY_NUMBER = (
    IssuedDocument.period.desc(), IssuedDocument.register_unit_id, IssuedDocument.series,
    IssuedDocument.number,
)  # fmt: skip
ORDERS = {
    "number": _BY_NUMBER,
    "name": (Person.name_key.is_(None), Person.name_key, IssuedDocument.holder_name, *_BY_NUMBER),
}
"""Names as Vietnamese lists have them: by the given name."""


def register_page(
    reach: Reach, *, words: str = "", state: str = "", order: str = "", page: int = 1
) -> ListPage[IssuedDocument]:
    """Return one page of the certificates within reach.

    Args:
        order: ``number`` (the newest year first) or ``name``; else the last issued first.
    """
    query = select(IssuedDocument).where(
        reach.holds(IssuedDocument.issuer_unit_id, IssuedDocument.subject_kind)
    )
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
    page = nearest(page, total, PAGE_SIZE)
    if order == "name":
        query = query.outerjoin(Person, Person.id == IssuedDocument.holder_person_id)
    rows = session.scalars(
        query.order_by(*ORDERS.get(order, ()), IssuedDocument.id.desc())
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    )
    return ListPage(tuple(rows), total, page, PAGE_SIZE)


def document_by_public_id(public_id: str, reach: Reach) -> IssuedDocument:
    """Return a paper, for officials of its issuer.

    Raises:
        NotFound: no such paper, or issued elsewhere, or of another business.
    """
    found = session.scalar(
        select(IssuedDocument).where(
            IssuedDocument.public_id == public_id,
            reach.holds(IssuedDocument.issuer_unit_id, IssuedDocument.subject_kind),
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


def register_lines(reach: Reach, wanted: LineFilter) -> list[RegisterLine]:
    """Return the lines of the registers within reach, in the order in which they were written."""
    query = (
        select(RegisterLine)
        .join(IssuedDocument, IssuedDocument.id == RegisterLine.document_id)
        .where(reach.holds(RegisterLine.unit_id, IssuedDocument.subject_kind))
    )
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


def holder_otherwise(document: IssuedDocument) -> Person | None:
    """Return the holder, where the holder's own record says another name or birth date by now."""
    person = session.get(Person, document.holder_person_id or 0)
    lines = lines_of(document)
    if person is None or not lines:
        return None
    kept, born = (
        (lines[-1].holder_name, person.full_name),
        (lines[-1].birth_text, person.birth_words),
    )
    is_same = search_key(kept[0]) == search_key(kept[1]) and (not all(born) or born[0] == born[1])
    return None if is_same else person


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
