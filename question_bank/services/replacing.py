"""A document is replaced: its questions leave every draw, and may be bound to the new one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from foundation import clock
from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, InvalidInput, Refusal
from foundation.text import clean, clean_lines
from question_bank.models import Question, SourceDocument, SourceReplacement
from question_bank.queries import sources as register
from question_bank.rules.kinds import State
from question_bank.services.steps import take_step
from question_bank.services.versions import copy_version


class ReplacesItself(InvalidInput):
    """A document is replaced by another one."""

    message = N_("A document is replaced by another one, not by itself.")


class AlreadyReplaced(Refusal):
    """What was decided stands."""

    message = N_("This document no longer holds since %(day)s.")


@dataclass(frozen=True)
class Replacing:
    """A unit's decision that a document is replaced from a day on."""

    replacement_id: int
    from_day: date
    note: str = ""


@transactional
def replace_source(
    source_id: int, how: Replacing, unit_id: int, *, actor_id: int | None, at: datetime
) -> list[int]:
    """Replace a document from a day on; return the questions that went back to review.

    All approved questions of the unit and of those below it that rest on the document go to
    review at once, and no draw of these units takes any other question that rests on it from
    that day on. The one unit that stands above all others decides for the common bank and for
    everybody. The same again changes nothing.

    Raises:
        ReplacesItself: by itself.
        AlreadyReplaced: it was replaced before, on another day or by another document.
    """
    if _is_decided(source_id, how, unit_id):
        return []
    source, day = session.get_one(SourceDocument, source_id), clock.local(at).date()
    if register.keeps_common_bank(unit_id, day):
        source.replaced_by_id = source.replaced_by_id or how.replacement_id
        source.in_force_to = min(source.in_force_to or how.from_day, how.from_day)
    moved = _send_to_review(source, how, unit_id, actor_id, at)
    session.add(
        SourceReplacement(
            source_id=source_id,
            replacement_id=how.replacement_id,
            unit_id=unit_id,
            from_day=how.from_day,
            note=clean_lines(how.note)[:2000],
            decided_by=actor_id,
            decided_at=at,
            moved=len(moved),
        )
    )
    session.flush()
    record(
        "source.replace",
        f"source:{source_id}",
        actor_id=actor_id,
        at=at,
        unit_id=unit_id,
        replacement=how.replacement_id,
        from_day=how.from_day,
        questions=moved,
    )
    return moved


def _is_decided(source_id: int, how: Replacing, unit_id: int) -> bool:
    if source_id == how.replacement_id:
        raise ReplacesItself
    known = session.scalar(
        select(SourceReplacement).where(
            SourceReplacement.source_id == source_id, SourceReplacement.unit_id == unit_id
        )
    )
    if known is None:
        return False
    if (known.replacement_id, known.from_day) != (how.replacement_id, how.from_day):
        raise AlreadyReplaced(day=known.from_day)
    return True


def _send_to_review(
    source: SourceDocument, how: Replacing, unit_id: int, actor_id: int | None, at: datetime
) -> list[int]:
    replacement = session.get_one(SourceDocument, how.replacement_id)
    words = f"{source.name} → {replacement.name} ({how.from_day:%d/%m/%Y})"
    moved = []
    for question, _version in register.moved_by_replacing(
        source.id, unit_id, clock.local(at).date()
    ):
        take_step(question, State.REVIEW, actor_id=actor_id, at=at, remark=words)
        moved.append(question.id)
    session.flush()
    return moved


@transactional
def rebind_questions(
    public_ids: Iterable[str],
    source_id: int,
    unit_ids: frozenset[int | None],
    *,
    article: str = "",
    actor_id: int,
    at: datetime,
) -> int:
    """Bind questions whose words stay true to another document; return how many.

    Each gets a new version, which somebody else than the one who binds it approves.

    Args:
        public_ids: the questions.
        source_id: the document they rest on from now on.
        unit_ids: the units whose questions may be changed; None for the common bank.
        article: its article; empty keeps the article of each question.
        actor_id: who does it.
        at: when.
    """
    source = session.get_one(SourceDocument, source_id)
    changes: dict[str, object] = {"source_id": source.id, "valid_to": None}
    if clean(article):
        changes["article"] = clean(article)[:200]
    chosen = session.scalars(select(Question).where(Question.public_id.in_(list(public_ids)))).all()
    bound = []
    for question in chosen:
        if question.unit_id not in unit_ids or question.state == State.RETIRED.code:
            continue
        copy_version(question, author_id=actor_id, at=at, **changes)
        take_step(question, State.REVIEW, actor_id=actor_id, at=at, remark=source.name)
        bound.append(question.id)
    if bound:
        subject = f"source:{source_id}"
        record("source.bind", subject, actor_id=actor_id, at=at, questions=bound)
    session.flush()
    return len(bound)
