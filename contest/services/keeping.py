"""How an act of the day is kept: with its reason, its person and the log."""

from datetime import datetime

from contest.models import Act, Contest
from contest.rules.states import ActKind
from foundation.audit.services import record
from foundation.db import session


def keep_act(  # noqa: PLR0917 - the words of an act
    contest: Contest,
    kind: ActKind,
    subject: tuple[int, str],
    reason: str,
    actor_id: int,
    at: datetime,
) -> Act:
    """Keep an act with its reason, in the caller's transaction."""
    act = Act(
        contest_id=contest.id,
        kind=kind.name,
        subject_id=subject[0],
        subject_name=subject[1][:250],
        reason=reason,
        asked_by=actor_id,
        asked_at=at,
    )
    session.add(act)
    session.flush()
    record(
        f"act.{kind.name.lower()}",
        f"contest:{contest.id}",
        actor_id=actor_id,
        at=at,
        unit_id=contest.unit_id,
        about=subject[1],
        reason=reason,
        act=act.id,
    )
    return act
