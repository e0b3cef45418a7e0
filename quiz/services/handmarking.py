"""Marks given by people: signed, never overwritten, counted once all of them are in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlalchemy import select

from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, InvalidInput, Refusal
from foundation.text import clean_lines
from question_bank import queries as bank
from question_bank.rules.bodies import Situation
from quiz.models import Attempt, HandMark, PaperItem, Quiz
from quiz.queries.marking import current_marks
from quiz.rules.handmarks import BadHandMark, marked_share, rubric_of, verdict
from quiz.rules.states import QuizState
from quiz.services.marking import mark, mark_all


class MarkNotNeeded(Refusal):
    """Enough people have marked this answer."""

    message = N_("This answer has all its marks already.")


class CorrectionReason(InvalidInput):
    """A mark is corrected for a reason."""

    message = N_("You have signed a mark for this answer. Say why it is corrected.")


class MarksPublished(Refusal):
    """What is published is not changed by the way."""

    message = N_("The results are published. A mark is no longer changed here.")


class BadMarkers(InvalidInput):
    """One or two markers, and a difference that is a share of the points."""

    message = N_("Choose one or two markers, and a difference between 1 and 100 percent.")


@dataclass(frozen=True)
class MarkDraft:
    """What a marker gives: points on each line of the rubric, a fatal mistake by its place."""

    points: Sequence[Fraction]
    fatal_mistake: int | None = None
    remark: str = ""
    reason: str = ""


@transactional
def sign_mark(item_id: int, draft: MarkDraft, *, actor_id: int, at: datetime) -> HandMark:
    """Sign a marker's mark; signed again, the newer one replaces it and both are kept.

    Raises:
        MarkNotNeeded: others have marked the answer in full.
        CorrectionReason: it is a correction without a reason.
        MarksPublished: the results are out.
        BadHandMark: points outside of the rubric.
    """
    item = session.get_one(PaperItem, item_id)
    attempt = session.scalars(
        select(Attempt).where(Attempt.id == item.attempt_id).with_for_update()
    ).one()
    quiz = session.get_one(Quiz, attempt.quiz_id)
    if quiz.state == QuizState.PUBLISHED:
        raise MarksPublished
    signed = current_marks([item_id]).get(item_id, [])
    mine = next((one for one in signed if one.marker_id == actor_id), None)
    reason = " ".join(draft.reason.split())[:300]
    if mine is not None and not reason:
        raise CorrectionReason
    shares = [one.share for one in signed]
    if mine is None and not verdict(shares, quiz.markers, quiz.third_marker_from).missing:
        raise MarkNotNeeded
    kept = _kept(item, draft, mine, reason)
    kept.marker_id, kept.signed_at = actor_id, at
    session.add(kept)
    session.flush()
    mark(attempt, quiz)
    record(
        "attempt.mark",
        f"attempt:{attempt.id}",
        actor_id=actor_id,
        at=at,
        unit_id=quiz.unit_id,
        question=item.position,
        share=kept.share,
        replaces=kept.replaces_id,
        reason=reason,
    )
    return kept


def _kept(item: PaperItem, draft: MarkDraft, mine: HandMark | None, reason: str) -> HandMark:
    body = bank.versions([item.version_id])[item.version_id].body
    fatal = _mistake(body.fatal_mistakes if isinstance(body, Situation) else (), draft)
    share = marked_share(draft.points, rubric_of(body), is_fatal=bool(fatal))
    return HandMark(
        item_id=item.id,
        points=[str(value) for value in draft.points],
        fatal_mistake=fatal,
        remark=clean_lines(draft.remark)[:2000],
        share=share,
        replaces_id=mine.id if mine else None,
        reason=reason,
    )


def _mistake(mistakes: Sequence[str], draft: MarkDraft) -> str:
    if draft.fatal_mistake is None:
        return ""
    if not 0 <= draft.fatal_mistake < len(mistakes):
        raise BadHandMark
    return mistakes[draft.fatal_mistake]


@transactional
def set_markers(
    quiz_id: int, markers: int, third_from: Fraction, *, actor_id: int, at: datetime
) -> Quiz:
    """Say how many people mark each written answer, and from which difference a third decides.

    Raises:
        BadMarkers: neither one nor two, or no share.
        MarksPublished: the results are out.
    """
    quiz = session.get_one(Quiz, quiz_id)
    if quiz.state == QuizState.PUBLISHED:
        raise MarksPublished
    if markers not in (1, 2) or not 0 < third_from <= 1:
        raise BadMarkers
    quiz.markers, quiz.third_marker_from = markers, third_from
    mark_all(quiz)
    record(
        "quiz.set_markers",
        f"quiz:{quiz_id}",
        actor_id=actor_id,
        at=at,
        unit_id=quiz.unit_id,
        markers=markers,
        third_from=third_from,
    )
    return quiz
