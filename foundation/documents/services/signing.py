"""Signers of a unit, and heads' written leave for deputies to sign; how a unit's papers look."""

from dataclasses import dataclass
from datetime import date, datetime

from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.documents.models import Authorisation, PaperSetting, Signer
from foundation.documents.numbering import Numbering
from foundation.errors import N_, InvalidInput, Refusal
from foundation.text import clean_name


class DatesOutOfOrder(InvalidInput):
    """The last day comes before the first."""

    message = N_("The last day lies before the first.")


class WrongPair(Refusal):
    """A head authorises a deputy of the same unit."""

    message = N_("A head authorises a deputy of the same unit, for days when both are in post.")


@dataclass(frozen=True)
class SignerDraft:
    """Somebody who signs a unit's papers from a day on."""

    unit_id: int
    full_name: str
    post_title: str
    is_head: bool
    valid_from: date
    valid_to: date | None = None
    person_id: int | None = None


@dataclass(frozen=True)
class AuthorisationDraft:
    """A head's leave for a deputy: scope ``certificates``, ``papers`` or ``all``."""

    head_id: int
    deputy_id: int
    scope: str
    document_text: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class SettingDraft:
    """How a unit's papers look: profile, sign in their numbers, bodies in their head, place."""

    unit_id: int
    profile: Numbering
    sign: str
    upper_body: str
    issuing_body: str
    place: str


@transactional
def add_signer(draft: SignerDraft, *, actor_id: int | None, at: datetime) -> Signer:
    """Write down somebody who signs.

    Raises:
        DatesOutOfOrder: the last day lies before the first.
    """
    _check_dates(draft.valid_from, draft.valid_to)
    signer = Signer(
        unit_id=draft.unit_id,
        person_id=draft.person_id,
        full_name=clean_name(draft.full_name),
        post_title=clean_name(draft.post_title),
        is_head=draft.is_head,
        valid_from=draft.valid_from,
        valid_to=draft.valid_to,
    )
    session.add(signer)
    session.flush()
    record(
        "signer.add", f"signer:{signer.id}", actor_id=actor_id, at=at, unit_id=draft.unit_id,
        name=signer.full_name, post=signer.post_title, since=draft.valid_from,
    )  # fmt: skip
    return signer


@transactional
def end_signer(signer_id: int, last_day_after: date, *, actor_id: int, at: datetime) -> None:
    """End a signer's post: valid up to but not including a day.

    Raises:
        DatesOutOfOrder: it would end before it began.
    """
    signer = session.get_one(Signer, signer_id)
    _check_dates(signer.valid_from, last_day_after)
    signer.valid_to = last_day_after
    record(
        "signer.end", f"signer:{signer_id}", actor_id=actor_id, at=at, unit_id=signer.unit_id,
        until=last_day_after,
    )  # fmt: skip


@transactional
def authorise(draft: AuthorisationDraft, *, actor_id: int | None, at: datetime) -> Authorisation:
    """Write down that a head lets a deputy sign.

    Raises:
        DatesOutOfOrder, WrongPair: nothing is kept.
    """
    _check_dates(draft.valid_from, draft.valid_to)
    head, deputy = (session.get_one(Signer, id_) for id_ in (draft.head_id, draft.deputy_id))
    if head.unit_id != deputy.unit_id or not head.is_head or deputy.is_head:
        raise WrongPair
    leave = Authorisation(
        head_id=head.id,
        deputy_id=deputy.id,
        scope=draft.scope,
        document_text=draft.document_text.strip()[:120],
        valid_from=draft.valid_from,
        valid_to=draft.valid_to,
    )
    session.add(leave)
    session.flush()
    record(
        "signer.authorise", f"signer:{deputy.id}", actor_id=actor_id, at=at, unit_id=head.unit_id,
        head=head.full_name, deputy=deputy.full_name, scope=draft.scope,
        document=leave.document_text, since=draft.valid_from, until=draft.valid_to,
    )  # fmt: skip
    return leave


@transactional
def end_authorisation(leave_id: int, day_after: date, *, actor_id: int, at: datetime) -> None:
    """End an authorisation: in force up to but not including a day.

    Raises:
        DatesOutOfOrder: it would end before it began.
    """
    leave = session.get_one(Authorisation, leave_id)
    _check_dates(leave.valid_from, day_after)
    leave.valid_to = day_after
    unit_id = session.get_one(Signer, leave.head_id).unit_id
    record(
        "signer.end_authorisation", f"authorisation:{leave_id}", actor_id=actor_id, at=at,
        unit_id=unit_id, until=day_after,
    )  # fmt: skip


@transactional
def set_papers(draft: SettingDraft, *, actor_id: int | None, at: datetime) -> PaperSetting:
    """Say how a unit's papers look from now on; issued ones keep their words."""
    setting = session.get(PaperSetting, draft.unit_id)
    if setting is None:
        setting = PaperSetting(unit_id=draft.unit_id)
        session.add(setting)
    setting.profile = draft.profile.value
    setting.sign = clean_name(draft.sign)
    setting.upper_body = clean_name(draft.upper_body)
    setting.issuing_body = clean_name(draft.issuing_body)
    setting.place = clean_name(draft.place)
    session.flush()
    record(
        "papers.set", f"unit:{draft.unit_id}", actor_id=actor_id, at=at, unit_id=draft.unit_id,
        profile=setting.profile, sign=setting.sign, place=setting.place,
    )  # fmt: skip
    return setting


def _check_dates(first: date, day_after: date | None) -> None:
    if day_after is not None and day_after <= first:
        raise DatesOutOfOrder
