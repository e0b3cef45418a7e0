"""One blueprint, and the way from a sent file to its preview for every kind of list."""

import io
from typing import Any

from flask import Blueprint, redirect, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from foundation import clock
from foundation.account.guards import signed_in_user
from foundation.importing import services
from foundation.importing.services import Sent

blueprint = Blueprint("importing", __name__)
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def receive(
    file: FileStorage,
    kind: str,
    unit_id: int,
    subject_id: int | None = None,
    settings: dict[str, Any] | None = None,
) -> ResponseReturnValue:
    """Read a list that was sent and lead to its preview; nothing of it is kept."""
    sent = Sent(file.read(), file.filename or "", kind, unit_id, subject_id, settings or {})
    made = services.send_list(sent, actor_id=signed_in_user().id, at=clock.now())
    return redirect(url_for("importing.show_list", public_id=made.public_id), code=303)


def download(content: bytes, name: str) -> ResponseReturnValue:
    """Return a workbook as a download."""
    return send_file(io.BytesIO(content), mimetype=EXCEL, as_attachment=True, download_name=name)
