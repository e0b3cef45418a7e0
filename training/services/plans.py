"""The plan of a unit's training year."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.text import clean
from training.models import YearPlanRow


@dataclass(frozen=True)
class PlanDraft:
    """A line of the plan: so many classes and learners of a programme for an audience."""

    unit_id: int
    year: int
    programme_id: int
    courses: int
    learners: int
    audience_text: str = ""
    held_when: str = ""
    place: str = ""
    note: str = ""


@transactional
def save_plan_row(draft: PlanDraft, *, actor_id: int | None, at: datetime) -> YearPlanRow:
    """Keep a line; the line of the same programme and audience in that year is changed."""
    audience = clean(draft.audience_text)[:200]
    row = session.scalar(
        select(YearPlanRow).where(
            YearPlanRow.unit_id == draft.unit_id,
            YearPlanRow.year == draft.year,
            YearPlanRow.programme_id == draft.programme_id,
            YearPlanRow.audience_text == audience,
        )
    )
    if row is None:
        row = YearPlanRow(
            unit_id=draft.unit_id,
            year=draft.year,
            programme_id=draft.programme_id,
            audience_text=audience,
        )
        session.add(row)
    row.courses, row.learners = draft.courses, draft.learners
    row.held_when, row.place = clean(draft.held_when)[:60], clean(draft.place)[:120]
    row.note, row.saved_by, row.saved_at = clean(draft.note)[:300], actor_id, at
    session.flush()
    record(
        "plan.save",
        f"plan:{row.id}",
        actor_id=actor_id,
        at=at,
        unit_id=draft.unit_id,
        year=draft.year,
        programme=draft.programme_id,
        courses=draft.courses,
        learners=draft.learners,
    )
    return row


@transactional
def remove_plan_row(row_id: int, *, actor_id: int, at: datetime) -> None:
    """Take a line out of the plan."""
    row = session.get_one(YearPlanRow, row_id)
    record(
        "plan.remove",
        f"plan:{row_id}",
        actor_id=actor_id,
        at=at,
        unit_id=row.unit_id,
        year=row.year,
        programme=row.programme_id,
    )
    session.delete(row)
