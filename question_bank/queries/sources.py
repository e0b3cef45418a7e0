"""The register of documents: which hold on a day for whom, and the questions that rest on them."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from foundation.db import session
from foundation.errors import NotFound
from foundation.organisation import queries as organisation
from foundation.text import search_key
from question_bank.models import Question, QuestionVersion, SourceDocument, SourceReplacement
from question_bank.queries.drawing import units_above, visible_to
from question_bank.rules.binding import OVER as NO_LONGER_HOLDS
from question_bank.rules.binding import Binding, Register, Registered
from question_bank.rules.citations import read_citation
from question_bank.rules.reading import Remark

IN_FORCE, OVER, COMING, UNKNOWN = "in_force", "over", "coming", "unknown"


@dataclass(frozen=True)
class SourceRow:
    """A document of the register as a reader of some units sees it on a day."""

    id: int
    public_id: str
    name: str
    number: str
    issuer: str
    issued_on: date | None
    in_force_from: date | None
    in_force_to: date | None
    replaced_by_id: int | None
    note: str
    state: str
    questions: int = 0

    @property
    def is_over(self) -> bool:
        """Return whether the document no longer holds."""
        return self.state == OVER


def register() -> Register:
    """Return the documents of the register, to be asked which one a citation means."""
    columns = SourceDocument.id, SourceDocument.name, SourceDocument.number
    found = session.execute(select(*columns, SourceDocument.issued_on).order_by(SourceDocument.id))
    return Register(Registered(*row) for row in found)


@dataclass(frozen=True)
class BoundSource:
    """The document a citation is bound to, empty for a new one, and what to look at."""

    name: str = ""
    remark: Remark | None = None
    others: tuple[str, ...] = ()
    """The documents that could be meant, where that is in doubt."""


def bound_sources(
    citations: Collection[str], unit_ids: Collection[int], on: date
) -> dict[str, BoundSource]:
    """Return citation → the document of the register it would be bound to now."""
    if not citations:
        return {}
    names = dict(session.execute(select(SourceDocument.id, SourceDocument.name)).all())
    known, over = register(), over_ids(unit_ids, on)
    return {one: _bound(known.find(one), names, over) for one in citations}


def _bound(found: Binding, names: Mapping[int, str], over: Collection[int]) -> BoundSource:
    if found.source_id is not None:
        name = names[found.source_id]
        is_over = found.source_id in over
        return BoundSource(name, Remark(NO_LONGER_HOLDS, {"name": name}) if is_over else None)
    if not found.doubt:
        return BoundSource()
    others = tuple(names[one] for one in found.others)
    return BoundSource("", Remark(found.doubt, {"others": "”, “".join(others)}), others)


def decided_replacements(unit_ids: Collection[int], on: date) -> dict[int, SourceReplacement]:
    """Return document → what these units or one above decided about it."""
    found = session.scalars(
        select(SourceReplacement)
        .where(SourceReplacement.unit_id.in_(set(unit_ids) | units_above(unit_ids, on)))
        .order_by(SourceReplacement.from_day.desc())
    )
    return {row.source_id: row for row in found}


def source_rows(unit_ids: Collection[int], on: date, words: str = "") -> list[SourceRow]:
    """Return the documents whose name, number, issuer or note holds these words, newest first."""
    decided = decided_replacements(unit_ids, on)
    counts = _question_counts(unit_ids, on)
    rows = [
        _row(source, decided.get(source.id), on, counts[source.id])
        for source in session.scalars(select(SourceDocument))
    ]
    wanted = search_key(words)
    fitting = [
        row
        for row in rows
        if wanted in search_key(f"{row.name} {row.number} {row.issuer} {row.note}")
    ]
    return sorted(fitting, key=lambda row: (row.issued_on or date.min, row.id), reverse=True)


def _question_counts(unit_ids: Collection[int], on: date) -> Counter[int | None]:
    found = session.execute(
        select(QuestionVersion.source_id, func.count())
        .join(Question, Question.current_version_id == QuestionVersion.id)
        .where(visible_to(unit_ids, on), Question.state != "retired")
        .group_by(QuestionVersion.source_id)
    )
    return Counter(dict(found.all()))


def _row(
    source: SourceDocument, decided: SourceReplacement | None, on: date, questions: int
) -> SourceRow:
    told = read_citation(source.name)
    ends = [day for day in (source.in_force_to, decided.from_day if decided else None) if day]
    end = min(ends, default=None)
    begins = source.in_force_from
    if end is not None and end <= on:
        state = OVER
    elif begins is not None and begins > on:
        state = COMING
    else:
        state = UNKNOWN if begins is None and source.issued_on is None else IN_FORCE
    return SourceRow(
        id=source.id,
        public_id=source.public_id,
        name=source.name,
        number=source.number or told.number,
        issuer=source.issuer or told.issuer,
        issued_on=source.issued_on or told.issued_on,
        in_force_from=begins,
        in_force_to=end,
        replaced_by_id=source.replaced_by_id or (decided.replacement_id if decided else None),
        note=source.note,
        state=state,
        questions=questions,
    )


def source_by_public_id(public_id: str) -> SourceDocument:
    """Return a document of the register, which is common to all.

    Raises:
        NotFound: there is none.
    """
    found = session.scalar(select(SourceDocument).where(SourceDocument.public_id == public_id))
    if found is None:
        raise NotFound
    return found


def over_ids(unit_ids: Collection[int], on: date) -> set[int]:
    """Return the documents that no longer hold on a day for these units."""
    decided = decided_replacements(unit_ids, on)
    ended = session.scalars(select(SourceDocument.id).where(SourceDocument.in_force_to <= on))
    return set(ended) | {source for source, row in decided.items() if row.from_day <= on}


def questions_of_source(
    source_id: int, unit_ids: Collection[int], on: date
) -> list[tuple[Question, QuestionVersion]]:
    """Return the questions these units may read that rest on a document."""
    found = session.execute(
        select(Question, QuestionVersion)
        .join(QuestionVersion, QuestionVersion.id == Question.current_version_id)
        .where(QuestionVersion.source_id == source_id, visible_to(unit_ids, on))
        .options(joinedload(QuestionVersion.topic), joinedload(QuestionVersion.source))
        .order_by(Question.state, Question.id)
    )
    return [(question, version) for question, version in found]


def moved_by_replacing(
    source_id: int, unit_id: int, on: date
) -> list[tuple[Question, QuestionVersion]]:
    """Return the approved questions that go back to review when a unit replaces a document."""
    found = session.execute(
        select(Question, QuestionVersion)
        .join(QuestionVersion, QuestionVersion.id == Question.current_version_id)
        .where(
            QuestionVersion.source_id == source_id,
            Question.state == "approved",
            belonging_to(unit_id, on),
        )
        .order_by(Question.id)
    )
    return [(question, version) for question, version in found]


def keeps_common_bank(unit_id: int, on: date) -> bool:
    """Return whether a unit keeps the common bank: the one unit that stands above all others."""
    return organisation.top_unit_ids(on) == {unit_id}


def belonging_to(unit_id: int, on: date) -> ColumnElement[bool]:
    """Return the condition that a question is a unit's, or of one below it.

    The common bank belongs to the one unit that stands above all others.
    """
    below = Question.unit_id.in_({unit_id} | organisation.subtree_ids(unit_id, on))
    return or_(below, Question.unit_id.is_(None)) if keeps_common_bank(unit_id, on) else below


def owners_of_source(source_id: int) -> set[int | None]:
    """Return the units whose questions rest on a document now or did; None is the common bank."""
    query = (
        select(Question.unit_id)
        .join(QuestionVersion, QuestionVersion.question_id == Question.id)
        .where(QuestionVersion.source_id == source_id)
    )
    return set(session.scalars(query))


def versions_of_source(source_id: int) -> list[int]:
    """Return the current versions that rest on a document, whosever they are."""
    query = (
        select(QuestionVersion.id)
        .join(Question, Question.current_version_id == QuestionVersion.id)
        .where(QuestionVersion.source_id == source_id)
    )
    return list(session.scalars(query))
