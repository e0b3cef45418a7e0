"""Published results, prizes and who went up: rows that were frozen, never counted again."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from contest.models import Award, Contest, Entry, Result, RoundEntry
from contest.rules.states import ContestState
from foundation.account import queries as accounts
from foundation.db import session
from foundation.documents.models import IssuedDocument
from foundation.errors import NotFound


@dataclass(frozen=True)
class ResultRow:
    """A version of the result with the name of whoever published it."""

    result: Result
    published_by: str


@dataclass(frozen=True)
class AwardRow:
    """A prize with its holder and, once issued, its certificate."""

    award: Award
    entry: Entry
    certificate: IssuedDocument | None


@dataclass(frozen=True)
class PublicResult:
    """What everybody may see after publication."""

    contest: Contest
    result: Result

    @property
    def columns(self) -> list[dict[str, Any]]:
        """Return the columns of the table."""
        found: list[dict[str, Any]] = self.result.rows["columns"]
        return found

    @property
    def categories(self) -> list[dict[str, Any]]:
        """Return the lists, one for each category."""
        found: list[dict[str, Any]] = self.result.rows["categories"]
        return found


def results(contest_id: int) -> list[ResultRow]:
    """Return all versions of the published result, the newest first."""
    found = list(
        session.scalars(
            select(Result).where(Result.contest_id == contest_id).order_by(Result.version.desc())
        )
    )
    names = accounts.display_names({row.published_by for row in found})
    return [ResultRow(row, names[row.published_by]) for row in found]


def awards(contest_id: int) -> list[AwardRow]:
    """Return the prizes by category and place, each with its newest certificate."""
    found = session.execute(
        select(Award, Entry)
        .join(Entry, Entry.id == Award.entry_id)
        .where(Award.contest_id == contest_id)
        .order_by(Entry.category, Award.place, Entry.number)
    ).all()
    papers = {
        paper.subject_id: paper
        for paper in session.scalars(
            select(IssuedDocument)
            .where(
                IssuedDocument.subject_kind == "award",
                IssuedDocument.subject_id.in_([award.id for award, _ in found]),
            )
            .order_by(IssuedDocument.issue)
        )
    }
    return [AwardRow(award, entry, papers.get(award.id)) for award, entry in found]


def risen(contest_id: int) -> list[tuple[Entry, Entry]]:
    """Return who went up: the entry here, and the one in the upper contest."""
    here = session.scalars(select(Entry).where(Entry.contest_id == contest_id)).all()
    by_id = {entry.id: entry for entry in here}
    above = session.scalars(
        select(Entry).where(Entry.promoted_from_id.in_(by_id)).order_by(Entry.number)
    )
    return [
        (by_id[entry.promoted_from_id or 0], entry)
        for entry in above
        if entry.contest_id != contest_id
    ]


@dataclass(frozen=True)
class OwnPlace:
    """Where somebody stands in the published result of the contest a quiz belongs to."""

    contest: Contest
    category: str
    ranked: int
    row: dict[str, Any]


def own_place(candidate_id: int) -> OwnPlace | None:
    """Return a candidate's place in the newest published result, or None where there is none."""
    found = session.execute(
        select(Contest, Result, Entry)
        .join(Entry, Entry.contest_id == Contest.id)
        .join(RoundEntry, RoundEntry.entry_id == Entry.id)
        .join(Result, Result.contest_id == Contest.id)
        .where(RoundEntry.candidate_id == candidate_id)
        .order_by(Result.version.desc())
        .limit(1)
    ).first()
    if found is None:
        return None
    contest, result, entry = found
    for category in result.rows["categories"]:
        ranked = sum(row["place"] is not None for row in category["rows"])
        for row in category["rows"]:
            if row["number"] == entry.number:
                return OwnPlace(contest, category["name"], ranked, row)
    return None


def public_result(public_id: str) -> PublicResult:
    """Return the newest published result of a contest.

    Raises:
        NotFound: there is no such contest, or nothing is published.
    """
    found = session.execute(
        select(Contest, Result)
        .join(Result, Result.contest_id == Contest.id)
        .where(
            Contest.public_id == public_id,
            Contest.state.in_((ContestState.PUBLISHED.name, ContestState.ARCHIVED.name)),
        )
        .order_by(Result.version.desc())
        .limit(1)
    ).first()
    if found is None:
        raise NotFound
    return PublicResult(*found)
