"""A form whose deed is refused comes back with what was typed, and says why beside the field.

A view does not catch refusals. Where the form was in order and the service then refused, the view
is asked once more: this time the form finds the refusal and does not hold, so that the view shows
it again as it does for any other mistake. Nothing is done twice, for no service is reached.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from flask import Response, current_app, g, make_response, request
from flask_wtf import FlaskForm
from markupsafe import escape

from foundation.errors import Refusal

CAN_BE_REPAIRED = (
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.CONFLICT,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.TOO_MANY_REQUESTS,
)


@dataclass(frozen=True)
class Refused:
    """What a service said, and the field it is about, if one."""

    field: str
    words: str


class ReturningForm(FlaskForm):
    """A form that comes back when what it asks for is refused."""

    def validate(self, extra_validators: dict[str, Sequence[Any]] | None = None) -> bool:
        """Return whether what was typed is in order and was not refused."""
        holds = bool(super().validate(extra_validators=extra_validators))
        said = refused()
        if said is None:
            if holds:
                come_back()
            return holds
        if said.field in self:
            self[said.field].errors = [said.words]
        else:
            self.form_errors = [said.words]
        return False


def came_from() -> str | None:
    """Return the address of the page of ours that the reader came from; None from elsewhere."""
    came = urlsplit(request.referrer or "")
    if came.netloc != request.host or came.path.startswith("//"):
        return None
    return came.path + (f"?{came.query}" if came.query else "")


def come_back() -> None:
    """Promise that the view, asked again, shows its page with ``refused`` and does nothing."""
    g.comes_back = True


def refused() -> Refused | None:
    """Return what was refused just now, where the view is asked again."""
    found: Refused | None = g.get("refused")
    return found


def ask_again(error: Refusal, words: str) -> Response | None:
    """Return the page whose deed was refused, with the refusal in it; None if it has none."""
    if not g.pop("comes_back", False) or error.status not in CAN_BE_REPAIRED:
        return None
    g.refused = Refused(error.field, words)
    view = current_app.view_functions[str(request.endpoint)]
    try:
        answer = make_response(current_app.ensure_sync(view)(**(request.view_args or {})))
    except Refusal:  # the page itself is gone; the first refusal is said on a page of its own
        return None
    if str(escape(words)) not in answer.get_data(as_text=True):  # the form is no longer on it
        return None
    answer.status_code = int(error.status)
    return answer
