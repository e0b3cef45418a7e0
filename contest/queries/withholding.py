"""Prizes the organisers withhold: the rules give them, a decision with its reason does not."""

from sqlalchemy import select

from contest.models import Act
from contest.rules.states import ActKind
from foundation.db import session

KINDS = (ActKind.PRIZE_WITHHELD, ActKind.PRIZE_RESTORED)


def withheld(contest_id: int) -> frozenset[int]:
    """Return the entries whose prize is withheld: the last act that was done says so."""
    last = {act.subject_id: act.kind for act in _acts(contest_id, "DONE")}
    return frozenset(
        entry_id for entry_id, kind in last.items() if kind == ActKind.PRIZE_WITHHELD.name
    )


def asked(contest_id: int) -> frozenset[int]:
    """Return the entries about whose prize a second person is asked."""
    return frozenset(act.subject_id for act in _acts(contest_id, "PROPOSED"))


def _acts(contest_id: int, state: str) -> list[Act]:
    query = select(Act).where(
        Act.contest_id == contest_id,
        Act.kind.in_([kind.name for kind in KINDS]),
        Act.state == state,
    )
    return list(session.scalars(query.order_by(Act.id)))
