"""Decisions, reports and other papers: numbered when they are issued, their words kept."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select

from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.documents.models import NumberedPaper
from foundation.documents.numbering import DocumentNumber
from foundation.documents.paper import Paper, frozen
from foundation.documents.queries import paper_look
from foundation.documents.services.counters import period_of, take_numbers
from foundation.organisation import queries as organisation


@dataclass(frozen=True)
class PaperDraft:
    """A paper to be numbered: ``series`` is its type (``BC``, ``QĐ``), ``subject`` what it is.

    ``sign`` stands for a body of the issuer, such as ``BTC``; left empty, for the issuer itself.
    """

    issuer_unit_id: int
    series: str
    subject: str
    dated_on: date
    paper: Paper
    sign: str = ""


@transactional
def draw_number(issuer_unit_id: int, series: str, day: date, sign: str = "") -> DocumentNumber:
    """Take the next number of a type of paper: of the term for Party papers, else of the year.

    Raises:
        TermMissing: a Party paper, and no term is known for its day.
    """
    look = paper_look(issuer_unit_id, day)
    period = period_of(look.profile, issuer_unit_id, day)
    sequence = take_numbers(issuer_unit_id, series, period)
    return DocumentNumber(look.profile, series, sign or look.sign, period, sequence)


@transactional
def issue_paper(draft: PaperDraft, *, actor_id: int | None, at: datetime) -> NumberedPaper:
    """Give a paper its number and keep its words; asked for again, it stays the same.

    Raises:
        TermMissing: a Party paper, and no term is known for its day.
    """
    known = session.scalar(select(NumberedPaper).where(NumberedPaper.subject == draft.subject))
    if known is not None:
        return known
    unit_id, day = draft.issuer_unit_id, draft.dated_on
    number = draw_number(unit_id, draft.series, day, draft.sign)
    issued = NumberedPaper(
        issuer_unit_id=unit_id,
        issuer_name=organisation.unit_names([unit_id], day)[unit_id],
        numbering=number.numbering.value,
        series=draft.series,
        period=number.period,
        number=number.sequence,
        number_text=str(number),
        title=f"{draft.paper.kind} {draft.paper.subject}"[:300],
        content=frozen(replace(draft.paper, number=number.heading, profile=number.numbering)),
        subject=draft.subject,
        dated_on=day,
        issued_at=at,
        issued_by=actor_id,
    )
    session.add(issued)
    session.flush()
    record(
        "paper.issue", f"paper:{issued.id}", actor_id=actor_id, at=at, unit_id=unit_id,
        number=issued.number_text, stands_for=draft.subject,
    )  # fmt: skip
    return issued
