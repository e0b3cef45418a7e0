"""What a domain hands in to be issued: frozen words, and what refuses them."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from foundation.errors import N_, InvalidInput, Refusal


class NoLongerValid(Refusal):
    """Only a valid paper can be replaced or revoked."""

    message = N_("The paper %(number)s is no longer in force.")


class DecisionMissing(InvalidInput):
    """A paper is taken back by a decision, and the decision has a number."""

    message = N_("Write the number and date of the decision.")


class ApplicationMissing(InvalidInput):
    """A holder who lost a paper applies for another, and somebody checks who it is."""

    message = N_(
        "A paper the holder lost is issued again only with an application and after the "
        "holder's identity was checked."
    )


@dataclass(frozen=True)
class RegisterWords:
    """What the register writes about a certificate besides number, holder and day."""

    birth: str = ""
    gender: str = ""
    unit: str = ""
    programme: str = ""
    course: str = ""
    decision: str = ""
    """Number and date of the decision that recognised the result."""
    grade: str = ""
    signer: str = ""


@dataclass(frozen=True)
class DocumentDraft:
    """A certificate to be issued, handed in by the domain that knows what its words mean.

    ``series`` names the register, such as ``GCN``; ``subject_kind`` and ``subject_id`` say what it
    is for, such as an award: the same subject never gets two.
    """

    kind: str
    template: str
    series: str
    issuer_unit_id: int
    holder_name: str
    title: str
    content: dict[str, Any]
    subject_kind: str
    subject_id: int
    issued_on: date
    holder_person_id: int | None = None
    holder_birth_date: date | None = None
    is_confidential: bool = False
    """Its title discloses a political view: the public page shows it to whoever knows the
    holder's birth date."""
    facts: list[list[str]] = field(default_factory=list)
    """Label and value pairs the public page may show besides the masked name."""
    register: RegisterWords = field(default_factory=RegisterWords)


@dataclass(frozen=True)
class CannotIssue:
    """One of many gets no certificate, and why; the others do."""

    holder_name: str
    reason: str
