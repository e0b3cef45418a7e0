"""Points taken off for faults: how often each counts, and the notes with their people."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from contest.models import Deduction, Entry
from contest.rules.document import Fault, RulesDocument
from foundation.account import queries as accounts
from foundation.db import session
from foundation.errors import NotFound

Faults = dict[tuple[int, str], Counter[str]]
"""(entry, part, or nothing for the total) → fault → how often it counts."""

NEVER: Counter[str] = Counter()


@dataclass(frozen=True)
class FaultRow:
    """A note of a fault with the rule it rests on and the name of whoever wrote it."""

    note: Deduction
    fault: Fault
    entered_by: str

    @property
    def is_counted(self) -> bool:
        """Return whether it takes points off."""
        return self.note.state == "COUNTED"


def counted_faults(contest_id: int) -> Faults:
    """Return how often each fault counts."""
    found: Faults = {}
    notes = session.scalars(
        select(Deduction)
        .join(Entry, Entry.id == Deduction.entry_id)
        .where(Entry.contest_id == contest_id, Deduction.state == "COUNTED")
    )
    for note in notes:
        found.setdefault((note.entry_id, note.part), Counter())[note.code] += note.times
    return found


def fault_rows(rules: RulesDocument, entry_ids: Collection[int]) -> list[FaultRow]:
    """Return the notes of these entries that count or wait, in the order they were written."""
    notes = list(
        session.scalars(
            select(Deduction)
            .where(Deduction.entry_id.in_(entry_ids), Deduction.state.in_(("COUNTED", "PROPOSED")))
            .order_by(Deduction.id)
        )
    )
    names = accounts.display_names({note.entered_by for note in notes})
    known = {fault.code: fault for _part, fault in rules.faults}
    return [FaultRow(note, known[note.code], names[note.entered_by]) for note in notes]


def counted_note(entry_ids: Collection[int], public_id: str) -> Deduction:
    """Return a note that counts, of one of these entries.

    Raises:
        NotFound: there is none.
    """
    found = session.scalar(
        select(Deduction).where(
            Deduction.public_id == public_id,
            Deduction.entry_id.in_(entry_ids),
            Deduction.state == "COUNTED",
        )
    )
    if found is None:
        raise NotFound
    return found
