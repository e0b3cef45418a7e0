"""Units: founded, renamed, moved under another, dissolved with successors."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, InvalidInput, Refusal
from foundation.organisation import queries
from foundation.organisation.models import (
    CellKind,
    Level,
    Unit,
    UnitName,
    UnitParent,
    UnitSuccession,
)
from foundation.organisation.queries.tree import in_force
from foundation.text import clean_name, search_key

MAX_DEPTH = 12


class CodeTaken(Refusal):
    """Two units cannot share a code."""

    field = "code"
    message = N_("The code “%(code)s” already belongs to another unit.")


class CircularTree(Refusal):
    """A unit would stand below itself."""

    field = "parent"
    message = N_("A unit cannot stand below itself.")


class TreeTooDeep(Refusal):
    """The tree would become deeper than any real organisation is."""

    field = "parent"
    message = N_("The organisation would be more than %(depth)s levels deep.")


class HasLivingUnits(Refusal):
    """Units still stand below the one to be dissolved."""

    field = "on"
    message = N_("%(count)s units still stand below this one on that day. Move them first.")


class AlreadyEnded(Refusal):
    """The unit ended before."""

    field = "on"
    message = N_("This unit ended on %(day)s.")


class UnknownWord(InvalidInput):
    """A level or kind that is not in the list."""

    message = N_("“%(word)s” is not in the list.")


@dataclass(frozen=True)
class UnitDraft:
    """A unit to be founded; ``parent_id`` is None at the top only."""

    code: str
    name: str
    short_name: str
    level_code: str
    kind_code: str | None
    parent_id: int | None
    valid_from: date
    is_demo: bool = False


@transactional
def create_unit(draft: UnitDraft, *, actor_id: int | None, at: datetime) -> Unit:
    """Found a unit.

    Raises:
        CodeTaken: another unit has the code.
        UnknownWord: the level or kind does not exist.
        TreeTooDeep: too many units stand above.
    """
    if queries.unit_by_code(draft.code) is not None:
        raise CodeTaken(code=draft.code)
    unit = Unit(
        code=draft.code,
        level_id=_level(draft.level_code).id,
        kind_id=_kind(draft.kind_code).id if draft.kind_code else None,
        valid_from=draft.valid_from,
        is_demo=draft.is_demo,
    )
    session.add(unit)
    session.flush()
    _add_name(unit.id, draft.name, draft.short_name, draft.valid_from)
    if draft.parent_id is not None:
        _refuse_depth(draft.parent_id, draft.valid_from)
        session.add(
            UnitParent(unit_id=unit.id, parent_id=draft.parent_id, valid_from=draft.valid_from)
        )
    session.flush()
    record(
        "unit.create",
        f"unit:{unit.id}",
        actor_id=actor_id,
        at=at,
        unit_id=unit.id,
        name=draft.name,
        code=draft.code,
    )
    return unit


def _level(code: str) -> Level:
    if (level := session.scalar(select(Level).where(Level.code == code))) is None:
        raise UnknownWord(word=code)
    return level


def _kind(code: str) -> CellKind:
    if (kind := session.scalar(select(CellKind).where(CellKind.code == code))) is None:
        raise UnknownWord(word=code)
    return kind


def _add_name(unit_id: int, name: str, short_name: str, on: date) -> None:
    full = clean_name(name)
    session.add(
        UnitName(
            unit_id=unit_id,
            name=full,
            short_name=clean_name(short_name) or full,
            search_key=search_key(full),
            valid_from=on,
        )
    )


def _refuse_depth(parent_id: int, on: date) -> None:
    if len(queries.ancestor_ids(parent_id, on)) + 2 > MAX_DEPTH:
        raise TreeTooDeep(depth=MAX_DEPTH)


@transactional
def rename_unit(
    unit_id: int, name: str, short_name: str, on: date, *, actor_id: int, at: datetime
) -> None:
    """Give the unit another name from a day on; papers of earlier days keep the old one."""
    before = session.scalar(
        select(UnitName).where(UnitName.unit_id == unit_id, in_force(UnitName, on))
    )
    if before is not None and before.valid_from == on:
        before.name, before.short_name = clean_name(name), clean_name(short_name)
        before.search_key = search_key(name)
    else:
        if before is not None:
            before.valid_to = on
        _add_name(unit_id, name, short_name, on)
    record(
        "unit.rename",
        f"unit:{unit_id}",
        actor_id=actor_id,
        at=at,
        unit_id=unit_id,
        old=before.name if before else None,
        new=name,
        on=on,
    )


@transactional
def move_unit(
    unit_id: int, parent_id: int, on: date, *, actor_id: int | None, at: datetime
) -> None:
    """Put the unit under another one from a day on.

    Raises:
        CircularTree: the new parent stands below the unit.
        TreeTooDeep: too many units would stand above.
    """
    if parent_id in queries.subtree_ids(unit_id, on):
        raise CircularTree
    _refuse_depth(parent_id, on)
    bond = session.scalar(
        select(UnitParent).where(UnitParent.unit_id == unit_id, in_force(UnitParent, on))
    )
    if bond is not None and bond.valid_from == on:
        bond.parent_id = parent_id
    else:
        if bond is not None:
            bond.valid_to = on
        session.add(UnitParent(unit_id=unit_id, parent_id=parent_id, valid_from=on))
    session.flush()
    record(
        "unit.move",
        f"unit:{unit_id}",
        actor_id=actor_id,
        at=at,
        unit_id=unit_id,
        parent_id=parent_id,
        on=on,
    )


@transactional
def dissolve_unit(
    unit_id: int,
    on: date,
    *,
    successor_ids: Collection[int],
    manner: str,
    records_to: int | None,
    actor_id: int | None,
    at: datetime,
) -> None:
    """End a unit; ``on`` is the first day it is no more.

    Args:
        successor_ids: the units that go on from it.
        manner: ``dissolved``, ``merged`` or ``split``.
        records_to: the successor to whom the rights over its records pass.

    Raises:
        AlreadyEnded: it ended before.
        HasLivingUnits: units still stand below it on that day.
    """
    unit = session.get_one(Unit, unit_id)
    if unit.valid_to is not None:
        raise AlreadyEnded(day=unit.valid_to)
    if living := len(queries.subtree_ids(unit_id, on)) - 1:
        raise HasLivingUnits(count=living)
    unit.valid_to = on
    for successor_id in successor_ids:
        session.add(
            UnitSuccession(
                unit_id=unit_id,
                successor_id=successor_id,
                on=on,
                manner=manner,
                passes_records=successor_id == records_to,
            )
        )
    session.flush()
    record(
        "unit.dissolve",
        f"unit:{unit_id}",
        actor_id=actor_id,
        at=at,
        unit_id=unit_id,
        on=on,
        manner=manner,
        successors=sorted(successor_ids),
        records_to=records_to,
    )
