"""The blueprint of a quiz, and what it draws from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from foundation import clock
from foundation.db import session
from foundation.errors import N_
from question_bank import queries as bank
from question_bank.rules.kinds import Difficulty, Kind
from quiz.models import BlueprintRow, Quiz, Section
from quiz.queries.exposure import seen
from quiz.rules.assembly import ANY_KIND, BlueprintCell, Drawable

WORDS: Mapping[str, str] = {
    **{level.code: level.value for level in Difficulty},
    **{kind.code: kind.value for kind in Kind},
    ANY_KIND: N_("any kind"),
}
"""Code of a difficulty or kind → msgid, for refusals and checks."""


@dataclass(frozen=True)
class SectionDraft:
    """A named part of a paper, with words before its questions."""

    number: int
    title: str
    instructions: str = ""


def blueprint_of(quiz_id: int) -> tuple[BlueprintCell, ...]:
    """Return the blueprint of a quiz."""
    rows = session.scalars(select(BlueprintRow).where(BlueprintRow.quiz_id == quiz_id))
    return tuple(
        sorted(
            BlueprintCell(
                row.topic_id, row.difficulty, row.count, row.kind, row.section, row.points
            )
            for row in rows
        )
    )


def pool_of(quiz: Quiz) -> tuple[Drawable, ...]:
    """Return what a quiz draws from: what it kept, or what the bank holds on its day."""
    if quiz.pool is not None:
        return tuple(Drawable(*row) for row in quiz.pool)
    return drawable(quiz.unit_id, quiz.opens_at)


def drawable(unit_id: int, at: datetime) -> tuple[Drawable, ...]:
    """Return what a paper of this unit may draw on the day of ``at``, with its exposure."""
    pool = bank.pool(unit_id, clock.local(at).date())
    counts = seen(one.question_id for one in pool)
    return tuple(
        Drawable(
            one.version_id,
            one.topic_id,
            one.difficulty,
            one.kind,
            counts.get(one.question_id, 0),
            one.group,
        )
        for one in pool
    )


def sections_of(quiz_id: int) -> tuple[SectionDraft, ...]:
    """Return the named sections of a quiz, in their order; none where there is just one."""
    query = select(Section).where(Section.quiz_id == quiz_id).order_by(Section.number)
    return tuple(
        SectionDraft(row.number, row.title, row.instructions) for row in session.scalars(query)
    )
