"""Refusals: what a rule or a service says when it will not do something."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import ClassVar, Self


def N_(msgid: str) -> str:  # noqa: N802 - the name gettext's tools look for
    """Mark ``msgid`` for translation and return it unchanged."""
    return msgid


@dataclass(frozen=True)
class FirstAct:
    """Who did first what is now refused, and when."""

    at: datetime
    user_id: int | None


class Refusal(Exception):
    """Something is not done, and the reader is told why.

    ``message`` is a msgid; ``facts`` fill its placeholders. A view never catches a
    refusal: ``webapp.errors`` shows it.
    """

    message: ClassVar[str] = N_("This cannot be done.")
    field: ClassVar[str] = ""
    """The field of a form the refusal is about, if there is one."""
    status: ClassVar[int] = HTTPStatus.CONFLICT

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        self.first: FirstAct | None = None
        super().__init__(self.message % facts if facts else self.message)

    def after(self, at: datetime | None, user_id: int | None = None) -> Self:
        """Return the refusal, telling when and by whom the act was done that stands."""
        self.first = FirstAct(at, user_id) if at is not None else None
        return self


class NotFound(Refusal):
    """There is no such thing, or the reader may not know of it."""

    message = N_("This page does not exist, or you may not see it.")
    status = HTTPStatus.NOT_FOUND


class Forbidden(Refusal):
    """The reader is known, and may not do this kind of thing."""

    message = N_("Your role does not include this.")
    status = HTTPStatus.FORBIDDEN


class InvalidInput(Refusal):
    """What was sent cannot be understood."""

    message = N_("What was sent cannot be read.")
    status = HTTPStatus.UNPROCESSABLE_ENTITY
