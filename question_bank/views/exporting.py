"""Taking questions out to a file of another platform, and what the file cannot hold."""

from dataclasses import dataclass

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from foundation import clock
from foundation.account import guards
from foundation.account.guards import requires, signed_in_user
from foundation.account.permissions import Permission
from foundation.errors import NotFound
from question_bank.models import ExportedFile
from question_bank.queries.exporting import exported_file, job_of_export
from question_bank.queries.lists import chosen_versions
from question_bank.rules.item_json import remark_of
from question_bank.services.formats import FORMATS
from question_bank.services.taking_out import AT_ONCE, take_out
from question_bank.views.blueprint import blueprint
from question_bank.views.choosing import asked_filter
from question_bank.views.import_rows import sentence

WRITE = Permission.QUESTION_WRITE
SHOWN = 20
"""So many questions are named for each thing that is lost."""


@dataclass(frozen=True)
class ShownLoss:
    """One thing a file cannot hold, and of which questions."""

    words: str
    questions: list[tuple[int, str]]


@blueprint.get("/xuat")
@requires(WRITE)
def choose_export() -> ResponseReturnValue:
    """Choose a format for the questions that fit the filter."""
    asked = asked_filter(request.args)
    return render_template(
        "question_bank/choose_export.html",
        asked=asked,
        count=len(chosen_versions(guards.units_where(WRITE), clock.today(), asked)),
        formats=[one for one in FORMATS.values() if one.write],
        at_once=AT_ONCE,
    )


@blueprint.post("/xuat")
@requires(WRITE)
def export() -> ResponseReturnValue:
    """Write the questions that fit the filter to a file; it is sent from the page that follows."""
    versions = chosen_versions(guards.units_where(WRITE), clock.today(), asked_filter(request.form))
    name = request.form.get("format", "")[:20]
    made = take_out(name, versions, actor_id=signed_in_user().id, at=clock.now())
    return redirect(url_for(".show_export", public_id=made.public_id), code=303)


@blueprint.get("/xuat/<public_id>")
@requires(WRITE)
def show_export(public_id: str) -> ResponseReturnValue:
    """Show how far a file is, and then what it holds, what it lost, and the way to it."""
    file = exported_file(public_id, signed_in_user().id)
    page = make_response(
        render_template(
            "question_bank/show_export.html",
            file=file,
            job=job_of_export(file),
            format=FORMATS[file.format],
            losses=_losses(file),
            shown=SHOWN,
        )
    )
    page.add_etag()
    page.make_conditional(request)
    return page


def _losses(file: ExportedFile) -> list[ShownLoss]:
    """Return the losses by what is lost, questions that are left out first."""
    found: dict[tuple[bool, str], list[tuple[int, str]]] = {}
    for number, name, message, facts, is_left_out in file.losses:
        words = sentence(remark_of([message, facts]))
        found.setdefault((not is_left_out, words), []).append((number, name))
    return [ShownLoss(words, rows) for (_stays, words), rows in sorted(found.items())]


@blueprint.get("/xuat/<public_id>/tep")
@requires(WRITE)
def download_export(public_id: str) -> ResponseReturnValue:
    """Send a file that is written."""
    file = exported_file(public_id, signed_in_user().id)
    if file.content is None:
        raise NotFound
    answer = Response(file.content, mimetype=FORMATS[file.format].media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{file.file_name}"'
    return answer
