"""After a new version of the result: prizes given anew, their certificates replaced one by one."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete

from contest.models import Award, Contest
from contest.queries.awarding import (
    PrizeChange,
    grade_of,
    newest_result,
    prize_changes,
    stale_certificates,
)
from contest.queries.loading import contest_whole
from contest.queries.published import AwardRow
from contest.rules.document import RulesDocument
from contest.rules.states import ContestState
from contest.services.guarding import in_state
from foundation import clock
from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.documents import services as documents
from foundation.documents.models import IssuedDocument
from foundation.documents.services import Reissue
from foundation.errors import N_, Refusal


class CertificateFirst(Refusal):
    """A prize goes only after the paper that attests it."""

    message = N_(
        "%(name)s has no prize by the newest result, but the certificate %(number)s is in force. "
        "Revoke it by a decision first."
    )


@transactional
def reaward(contest_id: int, *, actor_id: int, at: datetime) -> tuple[PrizeChange, ...]:
    """Give the prizes as the newest published result says; done again, nothing changes.

    What was given before stays in the log. Certificates are not touched here.

    Raises:
        NotInThisState: the result is not published.
        CertificateFirst: somebody loses a prize whose certificate is in force.
    """
    contest = session.get_one(Contest, contest_id)
    in_state(contest, ContestState.PUBLISHED, ContestState.ARCHIVED)
    changes = prize_changes(contest_id)
    for one in changes:
        if one.is_held:
            raise CertificateFirst(name=one.entry.full_name, number=one.certificate)
    before = [[one.entry.id, one.given.name if one.given else None] for one in changes]
    for one in changes:
        _give(one, at)
    session.flush()
    if changes:
        result = newest_result(contest_id)
        record(
            "contest.reaward",
            f"contest:{contest_id}",
            actor_id=actor_id,
            at=at,
            unit_id=contest.unit_id,
            result=result.version if result else None,
            before=before,
            after=[[one.entry.id, one.prize] for one in changes],
        )
    return changes


def _give(one: PrizeChange, at: datetime) -> None:
    if one.prize is None or one.place is None:
        if one.given is not None:
            session.execute(delete(Award).where(Award.id == one.given.id))
    elif one.given is not None:
        one.given.name, one.given.place, one.given.given_at = one.prize, one.place, at
    else:
        session.add(
            Award(
                contest_id=one.entry.contest_id,
                entry_id=one.entry.id,
                name=one.prize,
                place=one.place,
                given_at=at,
            )
        )


@transactional
def replace_certificates(
    contest_id: int, award_ids: Collection[int] | None, *, actor_id: int, at: datetime
) -> list[IssuedDocument]:
    """Replace certificates that name a grade which is no longer that of the prize.

    Each gets a new paper under its old number and a line in the register that points at the old
    one; done again, nothing changes. Only somebody in post today signs the new paper.

    Args:
        award_ids: these prizes only; None: all whose certificate names another grade.

    Raises:
        NobodySigns: the old signer left, and there is no other.
    """
    whole = contest_whole(contest_id)
    in_state(whole.contest, ContestState.PUBLISHED, ContestState.ARCHIVED)
    wanted = [
        row
        for row in stale_certificates(contest_id, whole.rules)
        if award_ids is None or row.award.id in award_ids
    ]
    result = newest_result(contest_id)
    reason = f"kết quả được công bố lại, bản số {result.version}: {result.reason}" if result else ""
    return [_replaced(row, whole.rules, reason, actor_id, at) for row in wanted]


def _replaced(
    row: AwardRow, rules: RulesDocument, reason: str, actor_id: int, at: datetime
) -> IssuedDocument:
    old = row.certificate
    if old is None:
        raise ValueError("a prize without a certificate has none to replace")
    grade = grade_of(row.award, row.entry, rules)
    title = old.title.replace(str(old.content.get("grade", "")), grade, 1)
    today = clock.local(at).date()
    words = documents.words_today(old, documents.signer_today(old, today), today)
    why = Reissue(
        reason,
        changes={**words.changes, "grade": grade},
        title=title,
        grade_text=grade,
        signer_text=words.signer_text,
    )
    return documents.reissue(old.id, why, actor_id=actor_id, at=at)
