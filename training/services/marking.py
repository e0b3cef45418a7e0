"""Marks of essays and practical work: by one or two markers, every change with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, InvalidInput, NotFound, Refusal
from training.models import Enrolment, Mark
from training.queries.impartial import barred_from_marking
from training.queries.loading import CourseWhole, course_whole
from training.queries.outcomes import newest_marks, recognised_ids
from training.rules.marks import checked_mark
from training.rules.ruleset import Paper
from training.rules.states import MAKING_UP
from training.services.guarding import ResultStands, course_in
from training.services.impartial import MarksOwnFamily


class MarkNeedsReason(InvalidInput):
    """A mark that was given changes for a reason only."""

    field = "reason"
    message = N_("%(name)s already has a mark for this paper. Write why it is changed.")


class SameMarker(Refusal):
    """Two markers are two people."""

    message = N_("The first and the second marker must be two people.")


class MarkedByQuiz(Refusal):
    """The exit quiz is marked by the machine."""

    message = N_("The marks of this paper come from the exit quiz.")


@dataclass(frozen=True)
class MarkDraft:
    """One marker's mark for one paper; without a value it is taken back."""

    enrolment_id: int
    paper: str
    value: Fraction | None
    marker: int = 1


@transactional
def keep_marks(
    course_id: int,
    drafts: Sequence[MarkDraft],
    reason: str = "",
    *,
    actor_id: int | None,
    at: datetime,
) -> int:
    """Keep marks; return how many are new or changed. The same again changes nothing.

    Raises:
        MarkOutside: a mark is not on the scale.
        MarkNeedsReason: a given mark would change without a word; nothing is kept.
        SameMarker: one person would be both markers.
        MarksOwnFamily: the marker has declared the learner as himself or family.
        MarkedByQuiz: the paper is the exit quiz.
        NotFound: somebody or a paper is not of this class.
        ResultStands: somebody was recognised already.
    """
    course = course_in(course_id, *MAKING_UP)
    whole, standing = course_whole(course_id), recognised_ids(course_id)
    known = newest_marks(whole)
    reason = " ".join(reason.split())[:300]
    barred = barred_from_marking(course_id, actor_id)
    kept = []
    for draft in drafts:
        one = _check(whole, draft)
        made = _next(one, draft, known, reason, actor_id)
        if made is None:
            continue
        if one.id in standing:
            raise ResultStands(name=one.full_name)
        if one.id in barred:
            raise MarksOwnFamily(name=one.full_name)
        made.given_at = at
        kept.append(made)
        known[one.id, draft.paper, draft.marker] = made
    session.add_all(kept)
    session.flush()
    if kept:
        rows = [[m.enrolment_id, m.paper, m.marker, m.version, str(m.value)] for m in kept]
        told = {"reason": reason, "marks": rows}
        unit_id, subject = course.unit_id, f"course:{course_id}"
        record("marks.keep", subject, actor_id=actor_id, at=at, unit_id=unit_id, **told)
    return len(kept)


def _check(whole: CourseWhole, draft: MarkDraft) -> Enrolment:
    paper: Paper | None = whole.rules.paper(draft.paper)
    found = [one for one in whole.learners if one.id == draft.enrolment_id]
    if paper is None or not found or not 1 <= draft.marker <= paper.markers:
        raise NotFound
    if paper.kind == "quiz" and whole.course.quiz_id is not None:
        raise MarkedByQuiz
    return found[0]


def _next(
    one: Enrolment,
    draft: MarkDraft,
    known: dict[tuple[int, str, int], Mark],
    reason: str,
    actor_id: int | None,
) -> Mark | None:
    """Return the next version of a mark, or None where nothing changes."""
    before = known.get((one.id, draft.paper, draft.marker))
    value = None if draft.value is None else checked_mark(draft.value)
    if value == (before.value if before else None):
        return None
    if before is not None and before.value is not None and not reason:
        raise MarkNeedsReason(name=one.full_name)
    other = known.get((one.id, draft.paper, 3 - draft.marker))
    if other is not None and other.value is not None and other.given_by == actor_id is not None:
        raise SameMarker
    return Mark(
        enrolment_id=one.id,
        paper=draft.paper,
        marker=draft.marker,
        version=before.version + 1 if before else 1,
        value=value,
        reason=reason,
        given_by=actor_id,
    )
