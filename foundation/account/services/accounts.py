"""Accounts of officials and the roles they hold."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, or_, select

from foundation import clock
from foundation.account.models import RoleHolding, User
from foundation.account.passwords import hash_password, is_password
from foundation.account.permissions import Role
from foundation.account.queries import holdings_of
from foundation.account.services.codes import issue_code
from foundation.account.services.sessions import WrongPassword, end_sessions_of
from foundation.account.usernames import checked
from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, InvalidInput, Refusal
from foundation.organisation import queries as organisation
from foundation.organisation import services as units
from foundation.organisation.services import UnitDraft
from foundation.text import clean_name


class UsernameTaken(Refusal):
    """Two accounts cannot share a user name."""

    field = "username"
    message = N_("The user name “%(username)s” is already taken.")


class AdministratorExists(Refusal):
    """The first administrator is made once."""

    message = N_("There is an administrator already; he or she creates further accounts.")


class UnknownRole(InvalidInput):
    """A role that is not in the list."""

    message = N_("“%(word)s” is not a role.")


class LastAdministrator(Refusal):
    """Nobody could manage accounts any more."""

    field = "role"
    message = N_("This is the last administrator. Name another one first.")


@dataclass(frozen=True)
class AccountDraft:
    """An account to be created. Without a password the holder comes in by a slip."""

    username: str
    display_name: str
    password: str | None = None
    person_id: int | None = None
    is_demo: bool = False


@transactional
def create_account(draft: AccountDraft, *, actor_id: int | None, at: datetime) -> User:
    """Create an account without any role.

    Raises:
        BadUsername, UsernameTaken, WeakPassword: the draft cannot be kept.
    """
    username = checked(draft.username)
    if session.scalar(select(User.id).where(User.username == username)) is not None:
        raise UsernameTaken(username=username)
    user = User(
        username=username,
        display_name=clean_name(draft.display_name)[:120],
        password_hash=hash_password(draft.password) if draft.password else None,
        must_change_password=draft.password is None,
        person_id=draft.person_id,
        is_demo=draft.is_demo,
        created_at=at,
    )
    session.add(user)
    session.flush()
    record("account.create", f"user:{user.id}", actor_id=actor_id, at=at, username=username)
    return user


@transactional
def create_first_administrator(draft: AccountDraft, top: UnitDraft, *, at: datetime) -> User:
    """Create the administrator of a new installation and, when it is missing, its top unit.

    Raises:
        AdministratorExists: somebody holds that role already.
        BadUsername, WeakPassword: nothing is kept, not even the unit.
    """
    refuse_second_administrator()
    units.ensure_vocabulary()
    unit = organisation.unit_by_code(top.code) or units.create_unit(top, actor_id=None, at=at)
    user = create_account(draft, actor_id=None, at=at)
    grant_role(user.id, Role.ADMINISTRATOR, unit.id, actor_id=None, at=at)
    return user


def refuse_second_administrator() -> None:
    """Let only the first administrator be made from outside.

    Raises:
        AdministratorExists: somebody holds that role already.
    """
    if session.scalar(select(RoleHolding.id).where(_is_administrator()).limit(1)) is not None:
        raise AdministratorExists


def _is_administrator() -> ColumnElement[bool]:
    return RoleHolding.role == Role.ADMINISTRATOR.name


@transactional
def grant_role(
    user_id: int, role: str, unit_id: int, *, actor_id: int | None, at: datetime
) -> RoleHolding:
    """Give a role in a unit, and so in every unit below; the same again changes nothing.

    What was taken back on the day it was given, and is given again on that day, goes on.

    Args:
        role: the name of a member of ``Role``.
    """
    name, today = _role_name(role), clock.local(at).date()
    held = session.scalar(
        select(RoleHolding).where(
            RoleHolding.user_id == user_id,
            RoleHolding.role == name,
            RoleHolding.unit_id == unit_id,
            or_(RoleHolding.valid_to.is_(None), RoleHolding.valid_from == today),
        )
    )
    if held is not None and held.valid_to is None:
        return held
    if held is None:
        held = RoleHolding(user_id=user_id, role=name, unit_id=unit_id, valid_from=today)
        session.add(held)
    held.valid_to, held.granted_by = None, actor_id
    session.flush()
    record("role.grant", f"user:{user_id}", actor_id=actor_id, at=at, unit_id=unit_id, role=name)
    return held


def _role_name(role: str) -> str:
    for member in Role:
        if role in (member.name, member.value):
            return member.name
    raise UnknownRole(word=role)


@transactional
def end_role(holding_id: int, *, actor_id: int, at: datetime) -> None:
    """Take a role back from today on.

    Raises:
        LastAdministrator: nobody else could manage the accounts of that unit.
    """
    held = session.get_one(RoleHolding, holding_id)
    today = clock.local(at).date()
    if held.role == Role.ADMINISTRATOR.name:
        _refuse_last(held, RoleHolding.id != held.id, today)
    held.valid_to = today
    record(
        "role.end",
        f"user:{held.user_id}",
        actor_id=actor_id,
        at=at,
        unit_id=held.unit_id,
        role=held.role,
    )


def _refuse_last(held: RoleHolding, is_other: ColumnElement[bool], on: date) -> None:
    """Let an administrator go if another one, in use, manages the same unit or one above it."""
    units = {held.unit_id, *organisation.ancestor_ids(held.unit_id, on)}
    others = (
        select(RoleHolding.id)
        .join(User, User.id == RoleHolding.user_id)
        .where(_is_administrator(), RoleHolding.valid_to.is_(None), User.is_active)
        .where(RoleHolding.unit_id.in_(units), is_other)
    )
    if session.scalar(others.limit(1)) is None:
        raise LastAdministrator


def change_password(user_id: int, old: str | None, new: str, *, at: datetime) -> None:
    """Change one's own password; all sessions end.

    The slow digests are made before the change takes its turn to write: nobody waits for them.

    Args:
        old: the present password; None only right after coming in by a reset slip.

    Raises:
        WrongPassword: the old one is not right.
        WeakPassword: the new one is too easy.
    """
    user = session.get_one(User, user_id)
    former, may_skip = user.password_hash, user.must_change_password and old is None
    if not may_skip and not is_password(former, old or ""):
        raise WrongPassword
    _keep_password(user_id, former, hash_password(new), at=at)


@transactional
def _keep_password(user_id: int, former: str | None, digest: str, *, at: datetime) -> None:
    user = session.get_one(User, user_id)
    if user.password_hash != former:  # changed a moment ago
        raise WrongPassword
    user.password_hash = digest
    user.must_change_password = False
    end_sessions_of(user_id, at)
    record("account.password", f"user:{user_id}", actor_id=user_id, at=at)


@transactional
def issue_reset_slip(user_id: int, *, actor_id: int, at: datetime) -> str:
    """Return a single-use code that lets the holder choose a new password."""
    user = session.get_one(User, user_id)
    user.must_change_password = True
    user.password_hash = None
    end_sessions_of(user_id, at)
    return issue_code("user", user_id, unit_id=None, actor_id=actor_id, at=at, is_single_use=True)


@transactional
def create_account_with_slip(
    draft: AccountDraft, role: str, unit_id: int, *, actor_id: int, at: datetime
) -> str:
    """Create an account with one role; return the code by which its holder comes in first."""
    user = create_account(draft, actor_id=actor_id, at=at)
    grant_role(user.id, role, unit_id, actor_id=actor_id, at=at)
    return issue_code(
        "user", user.id, unit_id=unit_id, actor_id=actor_id, at=at, is_single_use=True
    )


@transactional
def name_holder(user_id: int, person_id: int | None, *, actor_id: int, at: datetime) -> None:
    """Write down which person an account belongs to; None: nobody in the list of people."""
    user = session.get_one(User, user_id)
    user.person_id = person_id
    record("account.holder", f"user:{user_id}", actor_id=actor_id, at=at, person_id=person_id)


@transactional
def set_active(user_id: int, is_active: bool, *, actor_id: int, at: datetime) -> None:
    """Disable or enable an account; a disabled one is signed out everywhere.

    Raises:
        LastAdministrator: nobody else could manage the accounts of a unit.
    """
    user = session.get_one(User, user_id)
    if not is_active:
        today = clock.local(at).date()
        for held in holdings_of(user_id, today):
            if held.role == Role.ADMINISTRATOR.name:
                _refuse_last(held, RoleHolding.user_id != user_id, today)
        end_sessions_of(user_id, at)
    user.is_active = is_active
    record("account.active", f"user:{user_id}", actor_id=actor_id, at=at, is_active=is_active)
