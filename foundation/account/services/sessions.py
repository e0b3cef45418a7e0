"""Signing in by password, and ending a session."""

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, select, update

from foundation.account.models import SignInSession, User
from foundation.account.passwords import is_password
from foundation.account.services.throttle import (
    count_failure,
    forget_failures,
    refuse_if_shut,
)
from foundation.account.tokens import token_hash
from foundation.account.usernames import canonical
from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, Refusal
from foundation.text import random_token

OFFICIAL_SESSION = timedelta(hours=12)
CODE_SESSION = timedelta(hours=24)


class WrongPassword(Refusal):
    """Unknown name or wrong password: which of both is not said."""

    message = N_("The user name or the password is not right.")
    status = 401


def sign_in(username: str, password: str, *, network: str, device: str, at: datetime) -> str:
    """Return the token of a new session for the right name and password.

    Raises:
        TooManyTries: too many failures just now.
        WrongPassword: no such account, disabled, or another password.
    """
    name = canonical(username)
    accounts = {"account-network": f"{name} {network}", "account": name}
    sources = {**accounts, "network": network}
    refuse_if_shut("password", sources, at)
    user = session.scalar(select(User).where(User.username == name))
    is_right = is_password(user.password_hash if user else None, password)
    if user is None or not is_right or not user.is_active:
        count_failure("password", sources, at)
        raise WrongPassword
    forget_failures("password", accounts)
    return open_session(device=device, at=at, user_id=user.id)


@transactional
def open_session(
    *, device: str, at: datetime, user_id: int | None = None, code_id: int | None = None
) -> str:
    """Open a session for an official or for the holder of a code; return its token."""
    token = random_token(256)
    length = OFFICIAL_SESSION if user_id is not None else CODE_SESSION
    opened = SignInSession(
        token_hash=token_hash(token),
        user_id=user_id,
        code_id=code_id,
        device=device[:120],
        started_at=at,
        expires_at=at + length,
    )
    session.add(opened)
    session.flush()
    record("session.begin", f"session:{opened.id}", actor_id=user_id, at=at, code_id=code_id)
    return token


@transactional
def end_session(session_id: int, *, actor_id: int | None, at: datetime) -> None:
    """End one session; the same again changes nothing."""
    ended = session.execute(
        update(SignInSession)
        .where(SignInSession.id == session_id, SignInSession.ended_at.is_(None))
        .values(ended_at=at)
    )
    if cast("CursorResult[Any]", ended).rowcount:
        record("session.end", f"session:{session_id}", actor_id=actor_id, at=at)


def end_sessions_of(user_id: int, at: datetime) -> None:
    """End all sessions of an account, inside the caller's transaction."""
    session.execute(
        update(SignInSession)
        .where(SignInSession.user_id == user_id, SignInSession.ended_at.is_(None))
        .values(ended_at=at)
    )
