"""Who may sign on a day, and in whose place; how a unit's papers look."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from foundation.db import session
from foundation.documents.models import Authorisation, PaperSetting, Signer
from foundation.documents.numbering import Numbering
from foundation.documents.wording import authority_line, issuer_sign, issuing_committee, locality
from foundation.errors import N_, NotFound, Refusal
from foundation.organisation import queries as organisation
from foundation.organisation.queries.tree import in_force

SCOPE_NAMES = {
    "all": N_("all papers"),
    "certificates": N_("certificates"),
    "papers": N_("decisions, reports and lists"),
}


class NotInPost(Refusal):
    """Whoever signs must hold the post on the day of the paper."""

    field = "signer"
    message = N_("%(name)s does not hold the post “%(post)s” on %(day)s. Choose another signer.")


class NotAuthorised(Refusal):
    """A deputy signs in the head's place only with a written leave that covers the day."""

    field = "signer"
    message = N_(
        "%(name)s, %(post)s, has no authorisation to sign %(scope)s on %(day)s. "
        "Record the head's written authorisation, or choose another signer."
    )


@dataclass(frozen=True)
class Signature:
    """The words of a signature: ``K/T GIÁM ĐỐC``, ``PHÓ GIÁM ĐỐC``, the name."""

    authority: str
    office: str
    name: str
    authorised_by: str = ""
    """The document that lets a deputy sign."""

    @property
    def register_words(self) -> str:
        """Return the signer as the register names him."""
        return f"{self.name}, {self.office}"


@dataclass(frozen=True)
class AuthorisationRow:
    """An authorisation with its two people."""

    leave: Authorisation
    head: Signer
    deputy: Signer


@dataclass(frozen=True)
class PaperLook:
    """How a unit's papers look."""

    profile: Numbering
    sign: str
    upper_body: str
    issuing_body: str
    place: str


def signers(unit_ids: Collection[int]) -> list[Signer]:
    """Return the signers of these units, those in post first, heads before deputies."""
    rows = session.scalars(
        select(Signer)
        .where(Signer.unit_id.in_(unit_ids))
        .order_by(Signer.unit_id, Signer.valid_to.is_not(None), Signer.is_head.desc(), Signer.id)
    )
    return list(rows)


def signers_on(unit_id: int, on: date) -> list[Signer]:
    """Return who holds a signing post of a unit on a day, heads first."""
    return [one for one in signers([unit_id]) if _holds(one.valid_from, one.valid_to, on)]


def signer_by_public_id(public_id: str, unit_ids: Collection[int]) -> Signer:
    """Return a signer of these units.

    Raises:
        NotFound: there is none.
    """
    query = select(Signer).where(Signer.public_id == public_id, Signer.unit_id.in_(unit_ids))
    found = session.scalar(query)
    if found is None:
        raise NotFound
    return found


def authorisations(unit_ids: Collection[int]) -> list[AuthorisationRow]:
    """Return the authorisations of these units, the newest first."""
    people = {one.id: one for one in signers(unit_ids)}
    rows = session.scalars(
        select(Authorisation)
        .where(Authorisation.head_id.in_(people))
        .order_by(Authorisation.valid_from.desc(), Authorisation.id.desc())
    )
    return [AuthorisationRow(row, people[row.head_id], people[row.deputy_id]) for row in rows]


def signature_of(
    signer_id: int, scope: str, on: date, profile: Numbering = Numbering.PARTY
) -> Signature:
    """Return the words under which somebody signs papers of ``scope`` on a day.

    Args:
        scope: ``certificates`` or ``papers``.
        profile: Party papers write K/T, state papers KT.

    Raises:
        NotInPost: the post had ended, or had not begun.
        NotAuthorised: a deputy without an authorisation for that scope and day.
    """
    signer = session.get_one(Signer, signer_id)
    facts = {"name": signer.full_name, "post": signer.post_title, "day": f"{on:%d/%m/%Y}"}
    if not _holds(signer.valid_from, signer.valid_to, on):
        raise NotInPost(**facts)
    if signer.is_head:
        return Signature("", signer.post_title, signer.full_name)
    leave = session.execute(
        select(Authorisation, Signer)
        .join(Signer, Signer.id == Authorisation.head_id)
        .where(
            Authorisation.deputy_id == signer_id,
            Authorisation.scope.in_(("all", scope)),
            in_force(Authorisation, on),
            in_force(Signer, on),
        )
        .order_by(Authorisation.id.desc())
        .limit(1)
    ).first()
    if leave is None:
        raise NotAuthorised(**facts, scope=SCOPE_NAMES[scope])
    authorisation, head = leave
    authority = authority_line("KT", head.post_title, profile)
    return Signature(authority, signer.post_title, signer.full_name, authorisation.document_text)


def _holds(since: date, until: date | None, on: date) -> bool:
    return since <= on and (until is None or on < until)


def paper_look(unit_id: int, on: date) -> PaperLook:
    """Return how a unit's papers look; a unit that set nothing writes in the Party's manner."""
    setting = session.get(PaperSetting, unit_id)
    if setting is not None:
        return PaperLook(
            Numbering(setting.profile),
            setting.sign,
            setting.upper_body,
            setting.issuing_body,
            setting.place,
        )
    [unit] = organisation.unit_rows([unit_id], on)
    above = (
        [unit.parent_id, *organisation.ancestor_ids(unit.parent_id, on)] if unit.parent_id else []
    )
    names = organisation.unit_names(above, on)
    upper = names[above[0]] if above else ""
    sign = issuer_sign(unit.name, unit.level_code)
    place = locality([unit.name, *(names[one] for one in above)]) or unit.short_name
    return PaperLook(Numbering.PARTY, sign, upper, issuing_committee(unit.name), place)
