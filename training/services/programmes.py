"""Rule sets and programmes: written as versions, approved by a named person; the year's plan."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, Refusal
from foundation.text import clean, clean_lines, clean_name
from training.models import PlanItem, Programme, ProgrammeVersion, RuleSet
from training.rules.ruleset import RuleDocument, as_json
from training.rules.states import Address, Audience, Gate, PaperKind, ProgrammeKind
from training.services.guarding import WordMissing


class CodeTaken(Refusal):
    """Two things of one unit would share a code."""

    field = "code"
    message = N_("The code %(code)s is already used in this unit.")


class AlreadyApproved(Refusal):
    """An approved version stands; a change is another version."""

    message = N_("%(name)s approved these rules already. Write another version to change them.")


@dataclass(frozen=True)
class ItemDraft:
    """A bài with its tiết; a local one comes on top of the programme's."""

    title: str
    periods: int
    is_local: bool = False


@dataclass(frozen=True)
class VersionDraft:
    """A programme as it is to be taught from a day on."""

    rule_set_id: int
    valid_from: date
    periods: int
    audience: Audience
    items: tuple[ItemDraft, ...]
    legal_basis: str = ""
    periods_per_lesson: int = 5
    gate: Gate = Gate.NONE
    validity_months: int | None = None
    paper: PaperKind = PaperKind.CERTIFICATE
    theory_level: str | None = None
    address: Address = Address.COMRADE
    discloses_view: bool = False


@transactional
def write_rule_set(
    unit_id: int, document: RuleDocument, *, actor_id: int | None, at: datetime
) -> RuleSet:
    """Keep rules as the next version of their code; the same document again, the same version."""
    newest = session.scalar(
        select(RuleSet)
        .where(RuleSet.unit_id == unit_id, RuleSet.code == document.code)
        .order_by(RuleSet.number.desc())
        .limit(1)
    )
    values = as_json(document)
    if newest is not None and newest.document == values:
        return newest
    made = RuleSet(
        unit_id=unit_id,
        code=document.code,
        number=newest.number + 1 if newest else 1,
        title=clean(document.title)[:200],
        document=values,
        created_at=at,
    )
    session.add(made)
    session.flush()
    record(
        "rule_set.write",
        f"rule_set:{made.id}",
        actor_id=actor_id,
        at=at,
        unit_id=unit_id,
        code=made.code,
        number=made.number,
    )
    return made


@transactional
def approve_rule_set(
    rule_set_id: int, name: str, office: str, *, actor_id: int, at: datetime
) -> None:
    """Write down who approved a version; approved by the same person again, nothing changes.

    Raises:
        WordMissing: no name was given.
        AlreadyApproved: somebody else approved it.
    """
    rules = session.get_one(RuleSet, rule_set_id)
    approver = clean_name(name)[:120]
    if not approver:
        raise WordMissing(what=N_("Name of whoever approves"))
    if rules.approved_at is not None:
        if rules.approver_name == approver:
            return
        raise AlreadyApproved(name=rules.approver_name)
    rules.approver_name, rules.approver_office = approver, clean(office)[:120]
    rules.approved_by, rules.approved_at = actor_id, at
    record(
        "rule_set.approve",
        f"rule_set:{rule_set_id}",
        actor_id=actor_id,
        at=at,
        unit_id=rules.unit_id,
        name=approver,
        office=rules.approver_office,
    )


@transactional
def create_programme(
    unit_id: int,
    code: str,
    name: str,
    kind: ProgrammeKind,
    *,
    first: VersionDraft,
    actor_id: int | None,
    at: datetime,
) -> Programme:
    """Create a programme with its first version.

    Raises:
        CodeTaken: the unit has a programme of that code.
    """
    code = clean(code)[:40]
    if not code or not clean(name):
        raise WordMissing(what=N_("Code and name"))
    taken = select(Programme.id).where(Programme.unit_id == unit_id, Programme.code == code)
    if session.scalar(taken) is not None:
        raise CodeTaken(code=code)
    made = Programme(
        unit_id=unit_id, code=code, name=clean_name(name)[:200], kind=kind.name, created_at=at
    )
    session.add(made)
    session.flush()
    record(
        "programme.create",
        f"programme:{made.id}",
        actor_id=actor_id,
        at=at,
        unit_id=unit_id,
        code=code,
        name=made.name,
    )
    add_version(made.id, first, actor_id=actor_id, at=at)
    return made


@transactional
def add_version(
    programme_id: int, draft: VersionDraft, *, actor_id: int | None, at: datetime
) -> ProgrammeVersion:
    """Add a version; the one before ends on the day the new one begins."""
    programme = session.get_one(Programme, programme_id)
    last = session.scalar(
        select(func.max(ProgrammeVersion.number)).where(
            ProgrammeVersion.programme_id == programme_id
        )
    )
    _end_before(programme_id, draft.valid_from)
    made = _version(programme_id, (last or 0) + 1, draft, at)
    session.add(made)
    session.flush()
    for position, item in enumerate(draft.items, start=1):
        session.add(
            PlanItem(
                version_id=made.id,
                position=position,
                title=clean(item.title)[:300],
                periods=item.periods,
                is_local=item.is_local,
            )
        )
    session.flush()
    record(
        "programme.version",
        f"programme:{programme_id}",
        actor_id=actor_id,
        at=at,
        unit_id=programme.unit_id,
        number=made.number,
        periods=made.periods,
        gate=made.gate,
    )
    return made


def _version(programme_id: int, number: int, draft: VersionDraft, at: datetime) -> ProgrammeVersion:
    return ProgrammeVersion(
        programme_id=programme_id,
        rule_set_id=draft.rule_set_id,
        number=number,
        legal_basis=clean_lines(draft.legal_basis),
        valid_from=draft.valid_from,
        periods=draft.periods,
        periods_per_lesson=draft.periods_per_lesson,
        audience=draft.audience.name,
        gate=draft.gate.name,
        validity_months=draft.validity_months,
        paper=draft.paper.name,
        theory_level=draft.theory_level,
        address=draft.address.name,
        discloses_view=draft.discloses_view,
        created_at=at,
    )


def _end_before(programme_id: int, day: date) -> None:
    rows = session.scalars(
        select(ProgrammeVersion).where(
            ProgrammeVersion.programme_id == programme_id,
            ProgrammeVersion.valid_from < day,
            ProgrammeVersion.valid_to.is_(None),
        )
    )
    for row in rows:
        row.valid_to = day
    session.flush()
