"""Whether the bank is true: what is approved, what cites nothing, what rests on old documents."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from foundation.db import session
from question_bank.models import Question, QuestionVersion
from question_bank.queries.sources import SourceRow, source_rows
from question_bank.rules.kinds import Kind, State


@dataclass(frozen=True)
class Superseded:
    """A question whose document no longer holds."""

    public_id: str
    origin: str | None
    stem: str
    state: str
    source: SourceRow
    replaced_by: str


@dataclass(frozen=True)
class BankCheck:
    """The state of the whole bank."""

    approved: int
    situations: int
    without_citation: int
    superseded: tuple[Superseded, ...]


def check_bank(on: date) -> BankCheck:
    """Return what is approved and what is wrong, over all units; retired questions are left out.

    A question without a citation names no document. One is superseded when its document ended
    for everybody, or for its unit.
    """
    approved = session.execute(
        select(QuestionVersion.kind, func.count())
        .join(Question, Question.current_version_id == QuestionVersion.id)
        .where(Question.state == State.APPROVED.code)
        .group_by(QuestionVersion.kind)
    )
    counts: dict[str, int] = dict(approved.all())
    found = session.execute(
        select(Question, QuestionVersion)
        .join(QuestionVersion, QuestionVersion.id == Question.current_version_id)
        .where(Question.state != State.RETIRED.code)
        .options(joinedload(QuestionVersion.source))
        .order_by(Question.id)
    ).all()
    rows = [(question, version) for question, version in found]
    return BankCheck(
        approved=sum(counts.values()),
        situations=counts.get(Kind.SITUATION.code, 0),
        without_citation=sum(version.source_id is None for _, version in rows),
        superseded=tuple(_superseded(rows, on)),
    )


def _superseded(rows: Iterable[tuple[Question, QuestionVersion]], on: date) -> Iterable[Superseded]:
    seen_by: dict[int | None, dict[int, SourceRow]] = {}
    for question, version in rows:
        units = (question.unit_id,) if question.unit_id else ()
        if question.unit_id not in seen_by:
            seen_by[question.unit_id] = {row.id: row for row in source_rows(units, on)}
        register = seen_by[question.unit_id]
        source = register.get(version.source_id or 0)
        if source is not None and source.is_over:
            by = register.get(source.replaced_by_id or 0)
            yield Superseded(
                question.public_id,
                question.origin,
                version.stem,
                question.state,
                source,
                by.name if by else "",
            )
