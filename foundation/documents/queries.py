"""The register, one paper, and what the public page may know of it."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, or_, select

from foundation.db import session
from foundation.documents.models import IssuedDocument
from foundation.documents.numbering import masked
from foundation.errors import NotFound
from foundation.organisation import queries as organisation
from foundation.text import normalise_code

PAGE_SIZE = 25


@dataclass(frozen=True)
class RegisterPage:
    """One page of the register."""

    rows: tuple[IssuedDocument, ...]
    total: int
    number: int

    @property
    def pages(self) -> int:
        """Return how many pages there are."""
        return max(1, -(-self.total // PAGE_SIZE))

    @property
    def first(self) -> int:
        """Return the number of the first row shown."""
        return (self.number - 1) * PAGE_SIZE + 1 if self.total else 0

    @property
    def last(self) -> int:
        """Return the number of the last row shown."""
        return min(self.number * PAGE_SIZE, self.total)


@dataclass(frozen=True)
class Verification:
    """What the public page says of a paper."""

    verdict: str
    document: IssuedDocument
    holder: str
    successor: IssuedDocument | None
    heir_name: str | None
    """The unit that goes on from the issuer, where that was dissolved."""


def register_page(
    unit_ids: Collection[int], *, words: str = "", state: str = "", page: int = 1
) -> RegisterPage:
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
    return RegisterPage(tuple(rows), total, page)


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


def verification(*, token: str = "", code: str = "") -> Verification | None:
    """Return what stands behind a token or a typed code; unknown and malformed are alike."""
    if token:
        condition = IssuedDocument.token == token
    else:
        condition = IssuedDocument.code == normalise_code(code)
    document = session.scalar(select(IssuedDocument).where(condition))
    if document is None:
        return None
    successor = session.scalar(
        select(IssuedDocument).where(IssuedDocument.replaces_id == document.id)
    )
    return Verification(
        document.state, document, masked(document.holder_name), successor, _heir(document)
    )


def _heir(document: IssuedDocument) -> str | None:
    heirs = [row for row in organisation.successors(document.issuer_unit_id) if row.passes_records]
    if not heirs:
        return None
    names = organisation.unit_names([heirs[0].successor_id], heirs[0].on)
    return names[heirs[0].successor_id]
