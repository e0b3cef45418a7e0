"""Reading and checking the chain."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from foundation.audit.chain import FIRST_SEAL, digest_of, seal_of
from foundation.audit.models import AuditDetails, AuditEntry, AuditHead
from foundation.db import session
from foundation.errors import N_


@dataclass(frozen=True)
class ChainReport:
    """What a check of the whole chain found."""

    entries: int
    broken_number: int | None
    reason: str | None
    last_seal: str

    @property
    def is_whole(self) -> bool:
        """Return whether no entry was changed, added behind the program's back or lost."""
        return self.broken_number is None


@dataclass(frozen=True)
class LogRow:
    """An entry as the log page shows it."""

    number: int
    at: datetime
    actor_id: int | None
    action: str
    subject: str
    details: dict[str, object] | None


def check_chain() -> ChainReport:
    """Recompute every seal and name the first entry that does not hold."""
    last = FIRST_SEAL
    count = 0
    for entry, details in _in_order():
        count += 1
        if (reason := _fault(entry, details, count, last)) is not None:
            return ChainReport(count, entry.number, reason, last)
        last = entry.seal
    number, reason = _fault_at_the_end(count, last)
    return ChainReport(count, number, reason, last)


def _fault_at_the_end(count: int, last: str) -> tuple[int | None, str | None]:
    """Compare the chain with what is kept of its end; a chain without that was cut off too."""
    head = session.scalar(select(AuditHead))
    number, seal = (head.number, head.seal) if head else (0, FIRST_SEAL)
    if (head is None and count) or number > count:
        return count + 1, N_("entries are missing at the end")
    if number < count:
        return number + 1, N_("it was added behind the end")
    return (None, None) if seal == last else (count, N_("its words were changed"))


def latest(action: str, subject: str) -> AuditEntry | None:
    """Return the newest entry of that deed on that row: who did it, and when."""
    query = select(AuditEntry).where(AuditEntry.subject == subject, AuditEntry.action == action)
    return session.scalar(query.order_by(AuditEntry.number.desc()).limit(1))


def doer_at(actions: Collection[str], unit_id: int, at: datetime) -> int | None:
    """Return who did one of these deeds in that unit at that moment."""
    query = select(AuditEntry.actor_id).where(
        AuditEntry.action.in_(actions), AuditEntry.unit_id == unit_id, AuditEntry.at == at
    )
    return session.scalar(query.order_by(AuditEntry.number).limit(1))


def _in_order() -> Iterator[tuple[AuditEntry, AuditDetails | None]]:
    query = (
        select(AuditEntry, AuditDetails)
        .outerjoin(AuditDetails, AuditDetails.number == AuditEntry.number)
        .order_by(AuditEntry.number)
        .execution_options(yield_per=500)
    )
    with session.execute(query) as rows:
        for row in rows:
            yield row[0], row[1]


def _fault(entry: AuditEntry, details: AuditDetails | None, place: int, last: str) -> str | None:
    if entry.number != place:
        return N_("an entry is missing before it")
    if entry.previous_seal != last:
        return N_("it does not follow the entry before it")
    words = (entry.actor_id, entry.unit_id, entry.action, entry.subject)
    if seal_of(entry.number, entry.at, words, entry.details_digest, last) != entry.seal:
        return N_("its words were changed")
    if details is None:
        return N_("its details were taken away")
    if details.erased_at is None and (
        digest_of(details.details or {}, details.salt) != entry.details_digest
    ):
        return N_("its details were changed")
    return None


def recent(
    unit_ids: frozenset[int] | None, *, before: int | None = None, subject: str = ""
) -> list[LogRow]:
    """Return up to 50 entries, newest first.

    Args:
        unit_ids: the reader's units; None for an administrator of the whole system.
        before: only entries with a smaller number, for the next page.
        subject: only entries about this row, such as ``contest:3``.
    """
    query = (
        select(AuditEntry, AuditDetails.details)
        .outerjoin(AuditDetails, AuditDetails.number == AuditEntry.number)
        .order_by(AuditEntry.number.desc())
        .limit(50)
    )
    if unit_ids is not None:
        query = query.where(AuditEntry.unit_id.in_(unit_ids))
    if before is not None:
        query = query.where(AuditEntry.number < before)
    if subject:
        query = query.where(AuditEntry.subject == subject)
    return [
        LogRow(e.number, e.at, e.actor_id, e.action, e.subject, details)
        for e, details in session.execute(query)
    ]
