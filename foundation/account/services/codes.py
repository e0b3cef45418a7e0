"""Entry codes: issued on slips, checked by HMAC, replaced when a slip is lost."""

import hashlib
import hmac
from datetime import datetime

from flask import current_app
from sqlalchemy import select, update

from foundation.account.models import AccessCode, SignInSession, User
from foundation.account.services.sessions import open_session
from foundation.account.services.throttle import count_failure, refuse_if_shut
from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, Refusal
from foundation.text import normalise_code, random_code

CODE_LETTERS = 12
"""12 signs of an alphabet of 32: 60 random bits."""


class CodeUnknown(Refusal):
    """No living code reads like this."""

    message = N_(
        "No entry code reads like this. Look at the slip again, or ask the secretariat for "
        "a new one."
    )
    status = 404


class SlipReplaced(Refusal):
    """The session was begun by a code that a newer slip ended."""

    message = N_(
        "A new slip was made for you, so this page no longer holds. Enter the code of the new "
        "slip; if you do not have it, ask the secretariat. What was kept before stays kept."
    )
    status = 403


class CodeNeeded(Refusal):
    """The page is for whoever came in by a code, and nobody did, or the session is over."""

    message = N_("This page needs the code of your slip. Enter it again to go on.")
    status = 403


def code_hmac(code: str) -> str:
    """Return what is kept of a code: HMAC-SHA256 under the application's secret."""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(
        b"entry-code:" + secret, normalise_code(code).encode(), hashlib.sha256
    ).hexdigest()


@transactional
def issue_code(
    subject_kind: str,
    subject_id: int,
    *,
    unit_id: int | None,
    actor_id: int | None,
    at: datetime,
    is_single_use: bool = False,
) -> str:
    """Return a new code of 12 letters; every older code of the same subject is dead.

    The plain code is known to the caller only: it goes on the slip and is not kept.
    """
    _end_codes(subject_kind, subject_id, at)
    code = random_code(CODE_LETTERS)
    issued = AccessCode(
        subject_kind=subject_kind,
        subject_id=subject_id,
        unit_id=unit_id,
        code_hmac=code_hmac(code),
        issued_at=at,
        is_single_use=is_single_use,
    )
    session.add(issued)
    session.flush()
    record(
        "code.issue",
        f"{subject_kind}:{subject_id}",
        actor_id=actor_id,
        at=at,
        unit_id=unit_id,
        code_id=issued.id,
    )
    return code


@transactional
def revoke_code(subject_kind: str, subject_id: int, *, actor_id: int | None, at: datetime) -> None:
    """End every code of the subject and the sessions begun with them."""
    if _end_codes(subject_kind, subject_id, at):
        record("code.revoke", f"{subject_kind}:{subject_id}", actor_id=actor_id, at=at)


def _end_codes(subject_kind: str, subject_id: int, at: datetime) -> int:
    living = (
        AccessCode.subject_kind == subject_kind,
        AccessCode.subject_id == subject_id,
        AccessCode.revoked_at.is_(None),
    )
    ids = session.scalars(select(AccessCode.id).where(*living)).all()
    if ids:
        session.execute(update(AccessCode).where(AccessCode.id.in_(ids)).values(revoked_at=at))
        session.execute(
            update(SignInSession)
            .where(SignInSession.code_id.in_(ids), SignInSession.ended_at.is_(None))
            .values(ended_at=at)
        )
    return len(ids)


def enter_by_code(code: str, *, network: str, device: str, at: datetime) -> str:
    """Return the token of a new session for whoever holds this code.

    An official's slip opens the official's own session.

    Raises:
        TooManyTries: too many unknown codes from this network just now.
        CodeUnknown: no such code, or it was replaced by a newer one.
    """
    token = try_code(code, network=network, device=device, at=at)
    if token is None:
        raise CodeUnknown
    return token


def try_code(code: str, *, network: str, device: str, at: datetime) -> str | None:
    """Return the token of a new session, or None where no living code reads like this.

    For pages that show the form again, with what was typed still in it.

    Raises:
        TooManyTries: too many unknown codes from this network just now.
    """
    sources = {"code-network": network}
    refuse_if_shut("code", sources, at)
    found = session.scalar(
        select(AccessCode).where(
            AccessCode.code_hmac == code_hmac(code), AccessCode.revoked_at.is_(None)
        )
    )
    if found is None:
        count_failure("code", sources, at)
        return None
    if found.subject_kind == "user":
        return _enter_as_official(found, device, at)
    return open_session(device=device, at=at, code_id=found.id)


@transactional
def _enter_as_official(code: AccessCode, device: str, at: datetime) -> str | None:
    user = session.get_one(User, code.subject_id)
    if not user.is_active or code.revoked_at is not None:  # used or replaced a moment ago
        return None
    if code.is_single_use:
        code.revoked_at = at
    return open_session(device=device, at=at, user_id=user.id)
