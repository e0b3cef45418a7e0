"""Prizes of a published result, and their certificates."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from contest.models import Award, Contest, Entry
from contest.queries.awarding import grade_of
from contest.queries.standings import standings
from contest.rules.states import ContestState, NotInThisState
from foundation import clock
from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.documents import services as documents
from foundation.documents.models import Batch, IssuedDocument
from foundation.documents.queries import paper_look, signature_of
from foundation.documents.services import DocumentDraft, RegisterWords
from foundation.documents.services.batches import BatchRequest, draft_maker
from foundation.documents.wording import issuing_committee, vietnamese_day
from foundation.organisation import queries as organisation

KIND = "contest.certificates"


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


@dataclass(frozen=True)
class SignerWords:
    """Who signs the certificates, as it stands on the paper."""

    name: str
    office: str
    authority: str = ""

    @property
    def line(self) -> str:
        """Return the signer's office as it stands above the name."""
        return self.office.strip()[:120] or "Trưởng ban"


def kept_signer(contest: Contest, signer_id: int, on: date) -> SignerWords:
    """Return the words of somebody the contest's unit keeps as a signer.

    Raises:
        NotInPost, NotAuthorised: he or she may not sign on that day.
    """
    look = paper_look(contest.unit_id, on)
    found = signature_of(signer_id, "certificates", on, look.profile)
    return SignerWords(found.name, found.office, found.authority)


@transactional
def request_certificates(
    contest_id: int, signer: SignerWords, *, actor_id: int, at: datetime
) -> Batch:
    """Ask for a certificate for every prize, in the order of the prizes; the worker issues them."""
    contest = session.get_one(Contest, contest_id)
    request = BatchRequest(
        kind=KIND,
        title=contest.name,
        unit_id=contest.unit_id,
        subject_kind="award",
        subject_ids=_ordered_awards(contest_id, actor_id, at),
        arguments=_batch_words(contest_id, signer, at),
        back_url=f"/contests/{contest.public_id}/giai-thuong",
    )
    return documents.request_batch(request, actor_id=actor_id, at=at)


@transactional
def issue_certificates(
    contest_id: int, signer: SignerWords, *, actor_id: int, at: datetime
) -> list[IssuedDocument]:
    """Issue the certificates of one contest without a worker, as the demo does for its past."""
    awards = _ordered_awards(contest_id, actor_id, at)
    drafts = certificate_drafts(_batch_words(contest_id, signer, at), awards)
    return documents.issue_many(drafts, actor_id=actor_id, at=at)


def _ordered_awards(contest_id: int, actor_id: int, at: datetime) -> list[int]:
    """Return the prizes in the order in which they get their numbers."""
    awards = award_prizes(contest_id, actor_id=actor_id, at=at)
    category = {
        entry.id: entry.category
        for entry in session.scalars(select(Entry).where(Entry.contest_id == contest_id))
    }
    ordered = sorted(awards, key=lambda award: (category[award.entry_id], award.place, award.id))
    return [award.id for award in ordered]


def _batch_words(contest_id: int, signer: SignerWords, at: datetime) -> dict[str, Any]:
    day = clock.local(at).date().isoformat()
    return {"contest_id": contest_id, "signer": asdict(signer), "day": day}


@draft_maker(KIND)
def certificate_drafts(arguments: dict[str, Any], award_ids: Sequence[int]) -> list[DocumentDraft]:
    """Return the certificates of some prizes of one contest."""
    contest = session.get_one(Contest, arguments["contest_id"])
    signer = SignerWords(**arguments["signer"])
    day = date.fromisoformat(arguments["day"])
    rows = session.execute(
        select(Award, Entry)
        .join(Entry, Entry.id == Award.entry_id)
        .where(Award.id.in_(award_ids), Award.contest_id == contest.id)
    )
    by_id = {award.id: (award, entry) for award, entry in rows}
    whole = standings(contest.id).whole
    [unit] = organisation.unit_rows([contest.unit_id], contest.held_on)
    drafts = []
    for award_id in award_ids:
        award, entry = by_id[award_id]
        grade = grade_of(award, entry, whole.rules)
        face = _face(contest, entry, grade, issuing_committee(unit.name)) | _foot(
            contest, signer, day
        )
        drafts.append(_draft(contest, by_id[award_id], face, day))
    return drafts


def _face(contest: Contest, entry: Entry, grade: str, upper_body: str) -> dict[str, Any]:
    return {
        "title": "Giấy chứng nhận",
        "upper_body": upper_body,
        "issuing_body": contest.organising_body,
        "before": f"{contest.organising_body} chứng nhận đồng chí",
        "text": [entry.unit_name, f"đã tham gia {contest.name} và đạt"],
        "grade": grade,
    }


def _foot(contest: Contest, signer: SignerWords, day: date) -> dict[str, Any]:
    return {
        "place_date": f"{contest.place}, {vietnamese_day(day)}",
        "authority": signer.authority,
        "office": signer.line,
        "signer": signer.name,
    }


def _draft(
    contest: Contest, pair: tuple[Award, Entry], face: dict[str, Any], day: date
) -> DocumentDraft:
    award, entry = pair
    return DocumentDraft(
        kind="certificate",
        template="certificate",
        series="GCN",
        issuer_unit_id=contest.unit_id,
        holder_name=entry.full_name,
        holder_person_id=entry.person_id,
        title=f"{face['grade']} – {contest.name}",
        content=face,
        subject_kind="award",
        subject_id=award.id,
        issued_on=day,
        facts=[["Cuộc thi", contest.name], ["Cấp", contest.level_label]],
        register=RegisterWords(
            unit=entry.unit_name,
            programme=contest.name,
            grade=face["grade"],
            signer=f"{face['signer']}, {face['office']}",
        ),
    )
