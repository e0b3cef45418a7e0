"""Prizes of a published result, and their certificates."""

from datetime import datetime

from sqlalchemy import select

from contest.models import Award, Contest, Entry
from contest.queries.standings import standings
from contest.rules.states import ContestState, NotInThisState
from foundation import clock
from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.documents import services as documents
from foundation.documents.models import IssuedDocument
from foundation.documents.numbering import vietnamese_day, year_period
from foundation.documents.services import DocumentDraft
from foundation.organisation import queries as organisation


@transactional
def award_prizes(contest_id: int, *, actor_id: int, at: datetime) -> list[Award]:
    """Give the prizes of the published result; done again, nothing changes.

    Raises:
        NotInThisState: the result is not published.
    """
    contest = session.get_one(Contest, contest_id)
    if contest.state not in (ContestState.PUBLISHED.name, ContestState.ARCHIVED.name):
        raise NotInThisState(state=ContestState[contest.state])
    known = {
        award.entry_id: award
        for award in session.scalars(select(Award).where(Award.contest_id == contest_id))
    }
    added = [
        Award(
            contest_id=contest_id,
            entry_id=row.entry.id,
            name=row.prize,
            place=row.place.place,
            given_at=at,
        )
        for one in standings(contest_id).categories
        for row in one.rows
        if row.prize and row.place and row.entry.id not in known
    ]
    session.add_all(added)
    session.flush()
    if added:
        record(
            "contest.award",
            f"contest:{contest_id}",
            actor_id=actor_id,
            at=at,
            unit_id=contest.unit_id,
            prizes=[[award.entry_id, award.name] for award in added],
        )
    return [*known.values(), *added]


@transactional
def issue_certificates(
    contest_id: int, signer: str, office: str, *, actor_id: int, at: datetime
) -> list[IssuedDocument]:
    """Issue a certificate for every prize; a prize that has one keeps it."""
    contest = session.get_one(Contest, contest_id)
    awards = award_prizes(contest_id, actor_id=actor_id, at=at)
    entries = {
        entry.id: entry
        for entry in session.scalars(select(Entry).where(Entry.contest_id == contest_id))
    }
    ordered = sorted(
        awards, key=lambda award: (entries[award.entry_id].category, award.place, award.id)
    )
    return [
        documents.issue(
            _certificate(contest, award, entries[award.entry_id], (signer, office), at),
            actor_id=actor_id,
            at=at,
        )
        for award in ordered
    ]


def _certificate(
    contest: Contest, award: Award, entry: Entry, signer: tuple[str, str], at: datetime
) -> DocumentDraft:
    day = clock.local(at).date()
    unit = organisation.unit_rows([contest.unit_id], contest.held_on)[0]
    category = standings(contest.id).whole.rules.category_name(entry.category)
    return DocumentDraft(
        kind="certificate",
        template="certificate",
        series="GCN",
        period=year_period(day),
        issuer_unit_id=contest.unit_id,
        issuer_short="ĐU" if unit.level_code != "cell" else "CB",
        holder_name=entry.full_name,
        holder_person_id=entry.person_id,
        title=f"{award.name}, {category} – {contest.name}",
        content={
            "title": "Giấy chứng nhận",
            "upper_body": unit.name,
            "issuing_body": contest.organising_body,
            "before": f"{contest.organising_body} chứng nhận đồng chí",
            "text": [entry.unit_name, f"đã tham gia {contest.name} và đạt"],
            "grade": f"{award.name}, {category}",
            "place_date": f"{contest.place}, {vietnamese_day(day)}",
            "office": office_words(signer[1]),
            "signer": signer[0],
        },
        subject_kind="award",
        subject_id=award.id,
        issued_on=day,
        facts=[["Cuộc thi", contest.name], ["Cấp", contest.level_label]],
    )


def office_words(office: str) -> str:
    """Return the signer's office as it stands above the name."""
    return office.strip()[:120] or "Trưởng ban"
