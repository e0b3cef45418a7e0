"""Who is signed in, who holds which role, and in which units somebody may do something."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import aliased

from foundation.account.models import AccessCode, RoleHolding, SignInSession, User
from foundation.account.permissions import ROLE_PERMISSIONS, Permission, Role, roles_with
from foundation.account.tokens import token_hash
from foundation.account.usernames import canonical
from foundation.db import session
from foundation.errors import NotFound
from foundation.organisation import queries as organisation


@dataclass(frozen=True)
class Visitor:
    """Whoever sends this request with a living session."""

    session_id: int
    user: User | None
    code: AccessCode | None


@dataclass(frozen=True)
class HeldRole:
    """A role and the unit it is held in."""

    role: Role
    unit_id: int


@dataclass(frozen=True)
class HoldingRow:
    """A role held, as the accounts page shows it."""

    id: int
    role: Role
    unit_id: int
    unit_name: str


@dataclass(frozen=True)
class AccountRow:
    """An account with its roles."""

    user: User
    holdings: tuple[HoldingRow, ...]


def visitor(token: str, at: datetime) -> Visitor | None:
    """Return who holds the session with this token, if it lives."""
    found = session.execute(
        select(SignInSession, User, AccessCode)
        .outerjoin(User, User.id == SignInSession.user_id)
        .outerjoin(AccessCode, AccessCode.id == SignInSession.code_id)
        .where(
            SignInSession.token_hash == token_hash(token),
            SignInSession.ended_at.is_(None),
            SignInSession.expires_at > at,
        )
    ).first()
    if found is None:
        return None
    opened, user, code = found
    if user is not None and not user.is_active:
        return None
    return Visitor(opened.id, user, code)


def is_replaced(token: str) -> bool:
    """Return whether the session with this token ended because a newer code was issued."""
    newer = aliased(AccessCode)
    found = session.scalar(
        select(newer.id)
        .select_from(SignInSession)
        .join(AccessCode, AccessCode.id == SignInSession.code_id)
        .join(
            newer,
            and_(
                newer.subject_kind == AccessCode.subject_kind,
                newer.subject_id == AccessCode.subject_id,
                newer.id > AccessCode.id,
            ),
        )
        .where(SignInSession.token_hash == token_hash(token), AccessCode.revoked_at.is_not(None))
        .where(newer.revoked_at.is_(None))
        .limit(1)
    )
    return found is not None


def holders_of_codes(subject_kind: str, subject_ids: Collection[int]) -> frozenset[int]:
    """Return which of the subjects hold a code that works."""
    found = session.scalars(
        select(AccessCode.subject_id).where(
            AccessCode.subject_kind == subject_kind,
            AccessCode.subject_id.in_(subject_ids),
            AccessCode.revoked_at.is_(None),
        )
    )
    return frozenset(found)


def holdings_of(user_id: int, on: date) -> list[RoleHolding]:
    """Return the roles held on that day."""
    return list(
        session.scalars(
            select(RoleHolding)
            .where(
                RoleHolding.user_id == user_id,
                RoleHolding.valid_from <= on,
                or_(RoleHolding.valid_to.is_(None), RoleHolding.valid_to > on),
            )
            .order_by(RoleHolding.id)
        )
    )


def roles_of(user_id: int, on: date) -> tuple[HeldRole, ...]:
    """Return the roles held on that day and where, the oldest first."""
    return tuple(HeldRole(Role[one.role], one.unit_id) for one in holdings_of(user_id, on))


def permissions_by(roles: Iterable[HeldRole]) -> frozenset[Permission]:
    """Return everything the holder of these roles may do somewhere."""
    return frozenset().union(*(ROLE_PERMISSIONS[one.role] for one in roles))


def units_where(roles: Iterable[HeldRole], permission: Permission, on: date) -> frozenset[int]:
    """Return the units in whose records the holder of these roles may do that.

    These are the units in which a fitting role is held, all units below them on that day, and
    dissolved units whose records were passed to one of them.
    """
    fitting = roles_with(permission)
    roots = {one.unit_id for one in roles if one.role in fitting}
    return organisation.record_unit_ids(roots, on) if roots else frozenset()


def accounts(unit_ids: frozenset[int], on: date) -> list[AccountRow]:
    """Return the accounts whose roles all lie in the units; for one without a role, its last ones.

    An account that never had a role is anybody's to give one.
    """
    users = session.scalars(select(User).order_by(User.username)).all()
    ever: dict[int, list[RoleHolding]] = {}
    for row in session.scalars(select(RoleHolding).order_by(RoleHolding.id)):
        ever.setdefault(row.user_id, []).append(row)
    held = {
        user_id: [row for row in rows if row.valid_to is None or row.valid_to > on]
        for user_id, rows in ever.items()
    }
    names = organisation.unit_names({row.unit_id for rows in held.values() for row in rows}, on)
    return [
        AccountRow(
            user,
            tuple(
                HoldingRow(row.id, Role[row.role], row.unit_id, names[row.unit_id])
                for row in held.get(user.id, ())
            ),
        )
        for user in users
        if all(row.unit_id in unit_ids for row in held.get(user.id) or ever.get(user.id) or [])
    ]


def account_by_public_id(public_id: str, unit_ids: frozenset[int], on: date) -> AccountRow:
    """Return the account, for an administrator of ``unit_ids``.

    Raises:
        NotFound: no such account, or it holds a role outside those units.
    """
    for row in accounts(unit_ids, on):
        if row.user.public_id == public_id:
            return row
    raise NotFound


def active_user(username: str) -> User | None:
    """Return the account with this user name, if it is in use."""
    return session.scalar(select(User).where(User.username == canonical(username), User.is_active))


def display_names(user_ids: set[int]) -> dict[int, str]:
    """Return the names of the users, for lists of who did what."""
    found = session.execute(select(User.id, User.display_name).where(User.id.in_(user_ids)))
    return dict(found.all())


def officials_with(role: Role, unit_ids: frozenset[int], on: date) -> list[User]:
    """Return the active accounts that hold ``role`` in one of the units, by name."""
    return list(
        session.scalars(
            select(User)
            .join(RoleHolding, RoleHolding.user_id == User.id)
            .where(
                RoleHolding.role == role.name,
                RoleHolding.unit_id.in_(unit_ids),
                RoleHolding.valid_from <= on,
                or_(RoleHolding.valid_to.is_(None), RoleHolding.valid_to > on),
                User.is_active,
            )
            .order_by(User.display_name, User.id)
            .distinct()
        )
    )
