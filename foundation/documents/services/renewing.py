"""What a paper issued again bears today: place and day, head, and a signer who is in post."""

from dataclasses import dataclass, field
from datetime import date

from foundation.documents import queries
from foundation.documents.models import IssuedDocument
from foundation.documents.queries import Signature
from foundation.documents.queries.signing import NotAuthorised
from foundation.documents.services.changing import keeper_of
from foundation.documents.wording import vietnamese_day
from foundation.errors import N_, Refusal

SCOPE = "certificates"


class NobodySigns(Refusal):
    """The signer of the old paper left, and nobody else may sign certificates."""

    message = N_(
        "%(name)s no longer signs, and nobody else may sign certificates on %(day)s. "
        "Write down who signs for this unit first."
    )


@dataclass(frozen=True)
class TodaysWords:
    """The words of the face that change, and the signer as the register writes him."""

    changes: dict[str, str] = field(default_factory=dict)
    signer_text: str = ""


def may_keep_signer(document: IssuedDocument, on: date) -> bool:
    """Return whether the signer of the old paper may sign the new one on that day.

    Whoever left the post, lost the authorisation, or led a body that is no more, cannot. Where
    a unit never wrote down its signers nothing can be said against the old words.
    """
    keeper = keeper_of(document.issuer_unit_id, on)
    if keeper != document.issuer_unit_id:
        return False
    return not queries.signers([keeper]) or _old_words(document) in (
        _words(one) for one in _signatures(keeper, on)
    )


def signer_today(document: IssuedDocument, on: date) -> Signature | None:
    """Return who signs in the place of a signer who left: heads before deputies; None if he stays.

    Raises:
        NobodySigns: there is nobody.
    """
    if may_keep_signer(document, on):
        return None
    found = _signatures(keeper_of(document.issuer_unit_id, on), on)
    if not found:
        raise NobodySigns(name=document.content.get("signer", ""), day=f"{on:%d/%m/%Y}")
    return found[0]


def words_today(document: IssuedDocument, signature: Signature | None, on: date) -> TodaysWords:
    """Return what changes on the face: a successor issues under its own name."""
    keeper = keeper_of(document.issuer_unit_id, on)
    look = queries.paper_look(keeper, on)
    changes = {"place_date": f"{look.place}, {vietnamese_day(on)}"}
    if keeper != document.issuer_unit_id:
        changes |= {"upper_body": look.upper_body, "issuing_body": look.issuing_body}
    if signature is None:
        return TodaysWords(changes)
    changes |= {
        "authority": signature.authority,
        "office": signature.office,
        "signer": signature.name,
    }
    return TodaysWords(changes, signature.register_words)


def _signatures(unit_id: int, on: date) -> list[Signature]:
    """Return the signatures a unit may put under certificates on a day, heads first."""
    profile = queries.paper_look(unit_id, on).profile
    found = []
    for one in queries.signers_on(unit_id, on):
        try:
            found.append(queries.signature_of(one.id, SCOPE, on, profile))
        except NotAuthorised:  # a deputy without leave for this day
            continue
    return found


def _words(signature: Signature) -> tuple[str, ...]:
    words = (signature.authority, signature.office, signature.name)
    return tuple(one.casefold() for one in words)


def _old_words(document: IssuedDocument) -> tuple[str, ...]:
    names = ("authority", "office", "signer")
    return tuple(str(document.content.get(one, "")).casefold() for one in names)
