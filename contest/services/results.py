"""Ties decided, results published and frozen, the best promoted, prizes and certificates."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from contest.models import Contest, Entry, Result, TieDecision
from contest.queries.awarding import newest_result
from contest.queries.standings import StandingRow, Standings, standings
from contest.rules.freezing import digest
from contest.rules.states import ContestState
from contest.services.guarding import in_state
from contest.services.setting_up import unit_words
from foundation import clock
from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, InvalidInput, Refusal
from foundation.organisation import queries as organisation
from foundation.text import reason_of
from quiz import services as quizzes


class TieUndecided(Refusal):
    """The ladder is used up; the organisers must decide."""

    message = N_("%(count)s ties are not decided yet: %(names)s.")


class ScoresMissing(Refusal):
    """A result is published whole."""

    message = N_("%(count)s contestants have no complete score yet.")


class NoSuchTie(InvalidInput):
    """The decision names entries that are not equal, or does not order all of them."""

    message = N_("The decision must put in order exactly those who are equal.")


class NoUpperContest(Refusal):
    """There is nowhere to go up to."""

    message = N_("This contest has no upper contest whose registration is open.")


@transactional
def decide_tie(
    contest_id: int, order: Sequence[int], reason: str, *, actor_id: int, at: datetime
) -> TieDecision:
    """Settle a tie by the organisers' decision.

    Args:
        order: the entries that are equal, best first.

    Raises:
        NoSuchTie: they are not a tie that waits for a decision.
        ReasonMissing: no reason was given.
    """
    contest = session.get_one(Contest, contest_id)
    in_state(contest, ContestState.CLOSED, ContestState.PUBLISHED)
    ties = {frozenset(tie.entry_ids) for tie in standings(contest_id).ties}
    if frozenset(order) not in ties or len(set(order)) != len(order):
        raise NoSuchTie
    decision = TieDecision(
        contest_id=contest_id,
        entry_ids=sorted(order),
        order=list(order),
        reason=reason_of(reason),
        decided_by=actor_id,
        decided_at=at,
    )
    session.add(decision)
    session.flush()
    record(
        "contest.decide_tie",
        f"contest:{contest_id}",
        actor_id=actor_id,
        at=at,
        unit_id=contest.unit_id,
        order=list(order),
        reason=decision.reason,
    )
    return decision


def frozen_rows(found: Standings) -> dict[str, Any]:
    """Return a result as it is frozen: every exact number as text."""
    rules = found.whole.rules
    return {
        "contest": found.whole.contest.name,
        "rules": found.whole.rules_version.number,
        "columns": [
            {"code": c.code, "title": c.title, "max_points": str(c.max_points)}
            for c in rules.columns
        ],
        "categories": [
            {
                "code": one.category.code,
                "name": one.category.name,
                "rows": [_frozen_row(row) for row in one.rows],
            }
            for one in found.categories
        ],
    }


def _frozen_row(row: StandingRow) -> dict[str, Any]:
    return {
        "number": row.entry.number,
        "name": row.entry.full_name,
        "unit": row.entry.unit_name,
        "scores": {code: str(value) for code, value in row.scores.items()},
        "deductions": str(row.deductions),
        "total": str(row.total),
        "place": row.place.place if row.place else None,
        "decided_by": row.place.decided_by if row.place else None,
        "prize": row.prize,
        "promoted": row.is_promoted,
    }


@transactional
def publish_result(contest_id: int, *, actor_id: int, at: datetime, reason: str = "") -> Result:
    """Publish the result, frozen with its digest; published again unchanged, nothing happens.

    A changed result is another version with a reason; the first one stays.

    Raises:
        NotInThisState: a round is still open.
        MarksMissing, ScoresMissing, TieUndecided: the result is not whole.
    """
    contest = session.get_one(Contest, contest_id)
    in_state(contest, ContestState.CLOSED, ContestState.PUBLISHED)
    found = standings(contest_id)
    _refuse_unsettled(found)
    rows = frozen_rows(found)
    sealed = digest(rows)
    last = newest_result(contest_id)
    if last is not None and last.digest == sealed:
        return last
    result = Result(
        contest_id=contest_id,
        version=(last.version if last else 0) + 1,
        rows=rows,
        digest=sealed,
        reason=reason_of(reason) if last else reason[:300],
        published_by=actor_id,
        published_at=at,
    )
    session.add(result)
    contest.state = ContestState.PUBLISHED.name
    session.flush()
    for one in found.whole.rounds:
        if one.quiz_id is not None:
            quizzes.publish_quiz(one.quiz_id, actor_id=actor_id, at=at)
    record(
        "contest.publish",
        f"contest:{contest_id}",
        actor_id=actor_id,
        at=at,
        unit_id=contest.unit_id,
        version=result.version,
        digest=sealed,
        reason=result.reason,
    )
    return result


def _refuse_unsettled(found: Standings) -> None:
    for one in found.whole.rounds:
        if one.quiz_id is not None:
            quizzes.refuse_unmarked(one.quiz_id)
    missing = sum(row.total is None for one in found.categories for row in one.rows)
    if missing:
        raise ScoresMissing(count=missing)
    if found.ties:
        names = {entry.id: entry.full_name for entry in found.whole.entries}
        words = "; ".join(" – ".join(names[i] for i in tie.entry_ids) for tie in found.ties)
        raise TieUndecided(count=len(found.ties), names=words)


@transactional
def promote(contest_id: int, *, actor_id: int, at: datetime) -> list[Entry]:
    """Enter the best of each category in the upper contest; done again, nothing changes.

    Raises:
        NotInThisState: the result is not published.
        NoUpperContest: there is none, or its registration is over.
    """
    contest = session.get_one(Contest, contest_id)
    in_state(contest, ContestState.PUBLISHED)
    upper = session.get_one(Contest, contest.upper_contest_id) if contest.upper_contest_id else None
    best = [
        row.entry for one in standings(contest_id).categories for row in one.rows if row.is_promoted
    ]
    if upper is None:
        raise NoUpperContest
    known = {
        entry.person_id: entry
        for entry in session.scalars(select(Entry).where(Entry.contest_id == upper.id))
    }
    if all(entry.person_id in known for entry in best):
        return [known[entry.person_id] for entry in best]
    if upper.state != ContestState.REGISTRATION.name:
        raise NoUpperContest
    added = _enter_above(upper, [entry for entry in best if entry.person_id not in known], at)
    record(
        "contest.promote",
        f"contest:{contest_id}",
        actor_id=actor_id,
        at=at,
        unit_id=contest.unit_id,
        upper=upper.id,
        entries=[entry.full_name for entry in added],
    )
    return [*known.values(), *added]


def _enter_above(upper: Contest, best: list[Entry], at: datetime) -> list[Entry]:
    day = clock.local(at).date()
    names = organisation.unit_names({entry.unit_id for entry in best}, day)
    last = session.scalar(select(func.max(Entry.number)).where(Entry.contest_id == upper.id)) or 0
    added = [
        Entry(
            contest_id=upper.id,
            person_id=entry.person_id,
            unit_id=entry.unit_id,
            number=last + place,
            full_name=entry.full_name,
            unit_name=unit_words(entry.unit_id, names[entry.unit_id], day),
            category=entry.category,
            promoted_from_id=entry.id,
        )
        for place, entry in enumerate(best, start=1)
    ]
    session.add_all(added)
    session.flush()
    return added


@transactional
def archive_contest(contest_id: int, *, actor_id: int, at: datetime) -> None:
    """Put a published contest into the archive; done again, nothing changes."""
    contest = session.get_one(Contest, contest_id)
    if contest.state == ContestState.ARCHIVED.name:
        return
    in_state(contest, ContestState.PUBLISHED)
    contest.state = ContestState.ARCHIVED.name
    record(
        "contest.archive",
        f"contest:{contest_id}",
        actor_id=actor_id,
        at=at,
        unit_id=contest.unit_id,
    )
