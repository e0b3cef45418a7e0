"""Optional personal data: a unit switches each kind on by name, with its purpose."""

from datetime import date, datetime

from sqlalchemy import select

from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, InvalidInput
from foundation.importing.persons.fields import SWITCHES
from foundation.organisation import queries as organisation
from foundation.organisation.models import CollectedField
from foundation.text import clean


class PurposeMissing(InvalidInput):
    """Optional data are kept for a purpose only."""

    message = N_("Write for which purpose, and on which basis, this is kept.")


def switched_fields(unit_id: int, on: date) -> dict[str, CollectedField]:
    """Return what optional fields are kept for a unit: by its own decision or one from above."""
    units = [unit_id, *organisation.ancestor_ids(unit_id, on)]
    query = select(CollectedField).where(
        CollectedField.unit_id.in_(units), CollectedField.ended_at.is_(None)
    )
    found = list(session.scalars(query.order_by(CollectedField.id)))
    nearest = sorted(found, key=lambda one: units.index(one.unit_id), reverse=True)
    return {one.field: one for one in nearest}


@transactional
def switch_field(
    unit_id: int, field: str, purpose: str | None, *, actor_id: int | None, at: datetime
) -> None:
    """Begin to keep an optional field, for a purpose; without one, stop. What is kept stays.

    Raises:
        PurposeMissing: nothing is left of the purpose.
    """
    known = {one.switch for one in SWITCHES}
    query = select(CollectedField).where(
        CollectedField.unit_id == unit_id,
        CollectedField.field == field,
        CollectedField.ended_at.is_(None),
    )
    held = session.scalar(query)
    if field not in known or (held is None) == (purpose is None):
        return
    words = "" if purpose is None else clean(purpose)[:300]
    if held is not None:
        held.ended_at = at
    elif not words:
        raise PurposeMissing
    else:
        session.add(
            CollectedField(
                unit_id=unit_id, field=field, purpose=words, decided_by=actor_id, decided_at=at
            )
        )
    record(
        "field.stop" if held else "field.collect",
        f"unit:{unit_id}",
        actor_id=actor_id,
        at=at,
        unit_id=unit_id,
        field=field,
        purpose=words,
    )
