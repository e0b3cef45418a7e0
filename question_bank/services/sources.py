"""The register of documents: writing one down, knowing one again by another name."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, InvalidInput, Refusal
from foundation.text import clean, clean_lines
from question_bank import queries
from question_bank.models import SourceDocument
from question_bank.rules.binding import Register, Registered
from question_bank.rules.citations import SourceFacts, read_citation


class SourceUnnamed(InvalidInput):
    """A document without a name cannot be cited."""

    field = "name"
    message = N_("Write the name of the document, with number and date.")


class SourceKnown(Refusal):
    """The register holds the document already."""

    field = "name"
    message = N_("The register already holds this document: “%(name)s”.")


class EndsBeforeItBegins(InvalidInput):
    """Days of validity are half-open."""

    field = "in_force_from"
    message = N_("The document ends before it comes into force.")


def source_ids(names: Iterable[str]) -> dict[str, int]:
    """Return citation → document: one of the register where it is beyond doubt, else a new one."""
    wanted = sorted(set(names))
    register = queries.register() if wanted else Register()
    found: dict[str, int] = {}
    for name in wanted:
        known = register.find(name).source_id
        if known is None:
            added = _added(SourceFacts(name))
            register.add(Registered(added.id, added.name))
            known = added.id
        found[name] = known
    return found


def _same(name: str) -> SourceDocument | None:
    found = queries.register().same(name)
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
