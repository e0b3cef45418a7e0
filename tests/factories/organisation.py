"""Rows of the organisation and of accounts, with every argument defaulted."""

from datetime import UTC, date, datetime
from itertools import count

from foundation.account import services as accounts
from foundation.account.models import User
from foundation.account.permissions import Role
from foundation.account.services import AccountDraft
from foundation.db import transactional
from foundation.organisation import services
from foundation.organisation.models import Person, Unit
from foundation.organisation.services import PersonDraft, UnitDraft

LONG_AGO = date(2010, 1, 1)
THEN = datetime(2026, 1, 1, tzinfo=UTC)
_number = count(1)


def a_unit(
    name: str = "Đảng bộ xã Mù Cang Chải",
    *,
    level: str = "commune",
    parent: Unit | None = None,
    valid_from: date = LONG_AGO,
) -> Unit:
    """Return a committee's unit."""
    services.ensure_vocabulary()
    draft = UnitDraft(
        code=f"U{next(_number)}",
        name=name,
        short_name=name,
        level_code=level,
        kind_code=None,
        parent_id=parent.id if parent else None,
        valid_from=valid_from,
    )
    return services.create_unit(draft, actor_id=None, at=THEN)


def a_cell(parent: Unit, name: str = "Chi bộ bản Kim Nọi", *, kind: str = "residential") -> Unit:
    """Return a Party cell below ``parent``."""
    services.ensure_vocabulary()
    draft = UnitDraft(
        code=f"U{next(_number)}",
        name=name,
        short_name=name,
        level_code="cell",
        kind_code=kind,
        parent_id=parent.id,
        valid_from=LONG_AGO,
    )
    return services.create_unit(draft, actor_id=None, at=THEN)


def a_person(unit: Unit, full_name: str = "Giàng A Páo", *, post: str | None = None) -> Person:
    """Return a member of ``unit``, with a post there if asked for."""
    draft = PersonDraft(full_name=full_name, unit_id=unit.id, valid_from=LONG_AGO)
    person = services.create_person(draft, actor_id=None, at=THEN)
    if post is not None:
        services.appoint(person.id, unit.id, post, LONG_AGO, actor_id=None, at=THEN)
    return person


@transactional
def a_user(role: Role = Role.ORGANISER, unit_id: int | None = None, *, password: str = "") -> User:
    """Return an official, with a role in ``unit_id`` if given."""
    draft = AccountDraft(f"official{next(_number)}", "Lò Thị Mai", password or None)
    user = accounts.create_account(draft, actor_id=None, at=THEN)
    user.must_change_password = False
    if unit_id is not None:
        accounts.grant_role(user.id, role.name, unit_id, actor_id=None, at=THEN)
    return user
