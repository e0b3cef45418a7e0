"""Prizes that no longer follow from the newest result, and certificates that no longer tell them.

A result is published anew after a regrade or a correction: its prizes are then given anew by the
organisers, and each certificate with another grade is replaced in the register.
"""

from dataclasses import dataclass

from sqlalchemy import select

from contest.models import Award, Entry, Result, Round
from contest.queries.loading import round_entries
from contest.queries.published import AwardRow, awards
from contest.queries.standings import Standings
from contest.rules.document import RulesDocument
from contest.rules.states import RoundState
from foundation.db import session
from quiz import queries as quizzes

VALID = "valid"


@dataclass(frozen=True)
class PrizeChange:
    """Somebody whose prize by the newest result is another than the one that was given."""

    entry: Entry
    given: Award | None
    certificate: str
    """Number of the certificate in force, or nothing."""
    prize: str | None
    place: int | None

    @property
    def is_held(self) -> bool:
        """Return whether the prize cannot go before its certificate is revoked by a decision."""
        return self.prize is None and bool(self.certificate)


def grade_of(award: Award, entry: Entry, rules: RulesDocument) -> str:
    """Return the grade as it stands on a certificate."""
    return f"{award.name}, {rules.category_name(entry.category)}"


def newest_result(contest_id: int) -> Result | None:
    """Return the newest published result, or None."""
    query = select(Result).where(Result.contest_id == contest_id)
    return session.scalar(query.order_by(Result.version.desc()).limit(1))


def prize_changes(contest_id: int) -> tuple[PrizeChange, ...]:
    """Return where the prizes given differ from the newest published result; none before them."""
    rows, result = awards(contest_id), newest_result(contest_id)
    if not rows or result is None:
        return ()
    won = {
        row["number"]: (row["prize"], row["place"])
        for one in result.rows["categories"]
        for row in one["rows"]
    }
    given = {row.entry.id: row for row in rows}
    entries = session.scalars(
        select(Entry).where(Entry.contest_id == contest_id).order_by(Entry.number)
    )
    found = (_change(entry, given.get(entry.id), won) for entry in entries)
    return tuple(one for one in found if _is_other(one))


def _change(
    entry: Entry, row: AwardRow | None, won: dict[int, tuple[str | None, int | None]]
) -> PrizeChange:
    prize, place = won.get(entry.number, (None, None))
    paper = row.certificate if row else None
    number = paper.number_text if paper is not None and paper.state == VALID else ""
    return PrizeChange(entry, row.award if row else None, number, prize, place if prize else None)


def _is_other(one: PrizeChange) -> bool:
    if one.given is None:
        return one.prize is not None
    return (one.given.name, one.given.place) != (one.prize, one.place)


def stale_certificates(contest_id: int, rules: RulesDocument) -> tuple[AwardRow, ...]:
    """Return the prizes whose certificate is in force and names another grade."""
    return tuple(
        row
        for row in awards(contest_id)
        if row.certificate is not None
        and row.certificate.state == VALID
        and row.certificate.content.get("grade") != grade_of(row.award, row.entry, rules)
    )


@dataclass(frozen=True)
class MissedRound:
    """Somebody who by the rules gets a prize without having appeared in every round."""

    entry: Entry
    rounds: tuple[str, ...]
    prize: str


def prized_though_absent(found: Standings) -> tuple[MissedRound, ...]:
    """Return who was absent from a round, or never began its quiz, and still gets a prize."""
    missed: dict[int, list[str]] = {}
    for one in found.whole.rounds:
        title = found.whole.rules.round(one.code).title
        for entry in _absent(one):
            missed.setdefault(entry.id, []).append(title)
    return tuple(
        MissedRound(row.entry, tuple(missed[row.entry.id]), row.prize)
        for one in found.categories
        for row in one.rows
        if row.prize and row.entry.id in missed
    )


def _absent(one: Round) -> list[Entry]:
    pairs = round_entries(one.id)
    if one.mode == "stage":
        return [entry for row, entry in pairs if row.state == "ABSENT"]
    if one.state != RoundState.CLOSED.name:
        return []
    began = quizzes.began({row.candidate_id for row, _ in pairs if row.candidate_id})
    return [entry for row, entry in pairs if row.candidate_id not in began]
