"""The register of documents: writing one down, replacing one, binding questions to the new one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from foundation import clock
from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, InvalidInput, Refusal
from foundation.text import clean, clean_lines
from question_bank import queries
from question_bank.models import Question, Review, SourceDocument, SourceReplacement
from question_bank.queries import sources as register
from question_bank.rules.citations import read_citation, same_document
from question_bank.rules.kinds import State
from question_bank.services.versions import copy_version


class SourceUnnamed(InvalidInput):
    """A document without a name cannot be cited."""

    message = N_("Write the name of the document, with number and date.")


class SourceKnown(Refusal):
    """The register holds the document already."""

    message = N_("The register already holds this document: “%(name)s”.")


class ReplacesItself(InvalidInput):
    """A document is replaced by another one."""

    message = N_("A document is replaced by another one, not by itself.")


class EndsBeforeItBegins(InvalidInput):
    """Days of validity are half-open."""

    message = N_("The document ends before it comes into force.")


class AlreadyReplaced(Refusal):
    """What was decided stands."""

    message = N_("This document no longer holds since %(day)s.")


_NAMES = select(SourceDocument.id, SourceDocument.name)


@dataclass(frozen=True)
class SourceFacts:
    """A document as it is written into the register; days are half-open."""

    name: str
    number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    in_force_from: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Replacing:
    """A unit's decision that a document is replaced from a day on."""

    replacement_id: int
    from_day: date
    note: str = ""


def source_ids(names: Iterable[str]) -> dict[str, int]:
    """Return citation → document: known by its name, or by number and day, or written down new."""
    wanted = sorted(set(names))
    found = {row.name: row.id for row in session.execute(_NAMES)} if wanted else {}
    same = {read_citation(name).identity: key for name, key in found.items()}
    for name in wanted:
        if name not in found:
            identity = read_citation(name).identity
            known = same.get(identity) if identity else None
            found[name] = known or _added(SourceFacts(name)).id
            same.setdefault(identity, found[name])
    return {name: found[name] for name in wanted}


def _same(name: str) -> SourceDocument | None:
    found = same_document(name, ((row.id, row.name) for row in session.execute(_NAMES)))
    return session.get_one(SourceDocument, found) if found is not None else None


def _added(facts: SourceFacts) -> SourceDocument:
    source = SourceDocument(name="")
    _fill(source, facts)
    session.add(source)
    session.flush()
    return source


def _fill(source: SourceDocument, facts: SourceFacts) -> None:
    source.name = clean(facts.name)[:400]
    told = read_citation(source.name)
    source.number = clean(facts.number)[:60] or told.number[:60]
    source.issuer = clean(facts.issuer)[:160] or told.issuer[:160]
    source.issued_on = facts.issued_on or told.issued_on
    source.in_force_from = facts.in_force_from
    source.note = clean_lines(facts.note)[:2000]


@transactional
def write_source(
    facts: SourceFacts, *, source_id: int | None = None, actor_id: int | None, at: datetime
) -> SourceDocument:
    """Write a document into the register, or change what stands there.

    Raises:
        SourceUnnamed, SourceKnown, EndsBeforeItBegins: refused.
    """
    name = clean(facts.name)
    if not name:
        raise SourceUnnamed
    known = session.scalar(select(SourceDocument).where(SourceDocument.name == name))
    known = known or _same(name)
    if known is not None and known.id != source_id:
        raise SourceKnown(name=known.name)
    source = session.get_one(SourceDocument, source_id) if source_id else SourceDocument(name="")
    if facts.in_force_from and source.in_force_to and facts.in_force_from >= source.in_force_to:
        raise EndsBeforeItBegins
    _fill(source, facts)
    session.add(source)
    session.flush()
    action = "source.change" if source_id else "source.write"
    record(action, f"source:{source.id}", actor_id=actor_id, at=at, name=source.name)
    return source


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
    if source_id == how.replacement_id:
        raise ReplacesItself
    source, day = session.get_one(SourceDocument, source_id), clock.local(at).date()
    known = session.scalar(
        select(SourceReplacement).where(
            SourceReplacement.source_id == source_id, SourceReplacement.unit_id == unit_id
        )
    )
    if known is not None:
        if (known.replacement_id, known.from_day) == (how.replacement_id, how.from_day):
            return []
        raise AlreadyReplaced(day=known.from_day)
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


def _send_to_review(
    source: SourceDocument, how: Replacing, unit_id: int, actor_id: int | None, at: datetime
) -> list[int]:
    replacement = session.get_one(SourceDocument, how.replacement_id)
    words = f"{source.name} → {replacement.name} ({how.from_day:%d/%m/%Y})"
    day = clock.local(at).date()
    moved = []
    for question, version in register.moved_by_replacing(source.id, unit_id, day):
        question.state = State.REVIEW.code
        session.add(
            Review(
                question_id=question.id,
                version_id=version.id,
                reviewer_id=actor_id,
                before=State.APPROVED.code,
                after=State.REVIEW.code,
                remark=words,
                at=at,
            )
        )
        moved.append(question.id)
    session.flush()
    return moved


@transactional
def rebind_questions(
    public_ids: Iterable[str],
    source_id: int,
    article: str,
    unit_ids: frozenset[int | None],
    *,
    actor_id: int,
    at: datetime,
) -> int:
    """Bind questions whose words stay true to another document; return how many.

    Each gets a new version, which somebody else than the one who binds it approves.

    Args:
        public_ids: the questions.
        source_id: the document they rest on from now on.
        article: its article; empty keeps the article of each question.
        unit_ids: the units whose questions may be changed; None for the common bank.
        actor_id: who does it.
        at: when.
    """
    source = session.get_one(SourceDocument, source_id)
    chosen = session.scalars(select(Question).where(Question.public_id.in_(list(public_ids)))).all()
    bound = []
    for question in chosen:
        if question.unit_id not in unit_ids or question.state == State.RETIRED.code:
            continue
        before = question.state
        changes: dict[str, object] = {"source_id": source.id, "valid_to": None}
        if clean(article):
            changes["article"] = clean(article)[:200]
        version = copy_version(question, author_id=actor_id, at=at, **changes)
        question.state = State.REVIEW.code
        session.add(
            Review(
                question_id=question.id,
                version_id=version.id,
                reviewer_id=actor_id,
                before=before,
                after=State.REVIEW.code,
                remark=source.name,
                at=at,
            )
        )
        bound.append(question.id)
    if bound:
        record(
            "source.bind",
            f"source:{source_id}",
            actor_id=actor_id,
            at=at,
            questions=bound,
        )
    return len(bound)


def replaceable(unit_ids: Iterable[int], on: date) -> list[register.SourceRow]:
    """Return the documents that still hold, for choosing a replacement among them."""
    return [row for row in queries.source_rows(tuple(unit_ids), on) if not row.is_over]
