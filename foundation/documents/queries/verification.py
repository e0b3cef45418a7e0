"""What the public page says of a certificate, and to whom."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from foundation.db import session
from foundation.documents.models import IssuedDocument
from foundation.documents.wording import masked
from foundation.organisation import queries as organisation
from foundation.text import normalise_code


@dataclass(frozen=True)
class Verification:
    """What the public page says of a certificate."""

    verdict: str
    document: IssuedDocument
    holder: str
    successor: IssuedDocument | None
    heir_name: str | None
    """The unit that goes on from the issuer, where that was dissolved."""

    def discloses(self, birth_date: date | None) -> bool:
        """Return whether the page may say what the certificate was given for."""
        known = self.document.holder_birth_date
        return not self.document.is_confidential or (known is not None and known == birth_date)


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
    """Return the last of the units that took the issuer's records over, by its newest name."""
    unit_id, seen = document.issuer_unit_id, set[int]()
    while unit_id not in seen:
        seen.add(unit_id)
        heirs = [row for row in organisation.successors(unit_id) if row.passes_records]
        unit_id = heirs[0].successor_id if heirs else unit_id
    if unit_id == document.issuer_unit_id:
        return None
    return organisation.unit_names([unit_id], date.max)[unit_id]
