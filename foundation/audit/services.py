"""Adding an entry to the chain, inside the transaction of the deed itself."""

import json
import secrets
from datetime import datetime

from sqlalchemy import select

from foundation.audit.chain import FIRST_SEAL, digest_of, seal_of
from foundation.audit.models import AuditDetails, AuditEntry, AuditHead
from foundation.db import session


def record(
    action: str,
    subject: str,
    *,
    actor_id: int | None,
    at: datetime,
    unit_id: int | None = None,
    **details: object,
) -> AuditEntry:
    """Add one entry; it becomes part of the chain when the caller's transaction commits.

    Args:
        action: ``noun.verb``, such as ``round.draw``.
        subject: the row it was done to, such as ``round:12``.
        actor_id: the user who did it; None for the program itself.
        unit_id: the unit in whose records it stands, for those who read the log.
        details: old and new values; anything but plain JSON is kept as its text.
    """
    plain = json.loads(json.dumps(details, ensure_ascii=False, default=str))
    head = _locked_head()
    salt = secrets.token_hex(16)
    number = head.number + 1
    details_digest = digest_of(plain, salt)
    seal = seal_of(number, at, (actor_id, unit_id, action, subject), details_digest, head.seal)
    entry = AuditEntry(
        number=number,
        at=at,
        actor_id=actor_id,
        unit_id=unit_id,
        action=action,
        subject=subject,
        details_digest=details_digest,
        previous_seal=head.seal,
        seal=seal,
    )
    session.add(entry)
    session.flush()
    session.add(AuditDetails(number=number, salt=salt, details=plain))
    head.number, head.seal = number, seal
    session.flush()
    return entry


def _locked_head() -> AuditHead:
    """Return the end of the chain, locked until commit: entries are added one by one."""
    query = select(AuditHead).with_for_update().execution_options(populate_existing=True)
    head = session.scalar(query)
    if head is None:
        head = AuditHead(id=1, number=0, seal=FIRST_SEAL)
        session.add(head)
        session.flush()
    return head
