"""Adding an entry to the chain, inside the transaction of the deed itself."""

import json
import secrets
from datetime import datetime
from typing import cast

from sqlalchemy import Table, insert, select, update

from foundation.audit.chain import FIRST_SEAL, digest_of, seal_of
from foundation.audit.models import AuditDetails, AuditEntry, AuditHead
from foundation.db import session

# Plain tables: nothing of an entry is read again, so the session need not keep it.
_ENTRY, _DETAILS, _HEAD = (
    cast(Table, model.__table__) for model in (AuditEntry, AuditDetails, AuditHead)
)
# Built once: every deed of the program runs them.
_ADD_ENTRY, _ADD_DETAILS, _MOVE_END = insert(_ENTRY), insert(_DETAILS), update(_HEAD)
_READ_END = select(_HEAD.c.number, _HEAD.c.seal).with_for_update()


def record(
    action: str,
    subject: str,
    *,
    actor_id: int | None,
    at: datetime,
    unit_id: int | None = None,
    **details: object,
) -> None:
    """Add one entry; it becomes part of the chain when the caller's transaction commits.

    Args:
        action: ``noun.verb``, such as ``round.draw``.
        subject: the row it was done to, such as ``round:12``.
        actor_id: the user who did it; None for the program itself.
        unit_id: the unit in whose records it stands, for those who read the log.
        details: old and new values; anything but plain JSON is kept as its text.
    """
    plain = json.loads(json.dumps(details, ensure_ascii=False, default=str))
    session.flush()  # the deed itself comes first
    last, previous_seal = _locked_end()
    salt, number = secrets.token_hex(16), last + 1
    words = (actor_id, unit_id, action, subject)
    details_digest = digest_of(plain, salt)
    seal = seal_of(number, at, words, details_digest, previous_seal)
    entry = {
        "number": number,
        "at": at,
        "actor_id": actor_id,
        "unit_id": unit_id,
        "action": action,
        "subject": subject,
        "details_digest": details_digest,
        "previous_seal": previous_seal,
        "seal": seal,
    }
    session.execute(_ADD_ENTRY, entry)
    session.execute(_ADD_DETAILS, {"number": number, "salt": salt, "details": plain})
    session.execute(_MOVE_END, {"number": number, "seal": seal})


def _locked_end() -> tuple[int, str]:
    """Return the end of the chain, locked until commit: entries are added one by one."""
    found = session.execute(_READ_END).one_or_none()
    if found is not None:
        return found.number, found.seal
    session.execute(insert(_HEAD), {"id": 1, "number": 0, "seal": FIRST_SEAL})
    return 0, FIRST_SEAL
