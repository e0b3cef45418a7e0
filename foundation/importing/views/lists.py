"""A list that was sent: its rows with every doubt, its columns, and accepting it."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from foundation import asking, clock
from foundation.account import guards
from foundation.account.guards import requires, signed_in_user
from foundation.account.permissions import Permission
from foundation.errors import NotFound
from foundation.importing import queries, services
from foundation.importing.judged import Fate
from foundation.importing.kinds import kind_of
from foundation.importing.left import left_sheet
from foundation.importing.models import ImportedFile
from foundation.importing.services.choosing import FOR_MANY
from foundation.importing.views.blueprint import blueprint, download
from foundation.importing.wording import in_words
from foundation.lazy import say
from foundation.live import live_page
from foundation.organisation import queries as organisation
from foundation.typed import by_row, row_number, whole_number

VIEWS = {
    "all": (),
    "doubt": (Fate.DOUBT.code,),
    "fault": (Fate.FAULT.code,),
    "ready": (Fate.READY.code,),
    "same": (Fate.SAME.code,),
    "left": (Fate.LEFT.code,),
}


def _file(public_id: str) -> ImportedFile:
    """Return a list of the caller's, who may still bring such lists in.

    Raises:
        NotFound: somebody else's, or the role has ended.
    """
    user = signed_in_user()
    file = queries.file_by_public_id(public_id, user.id)
    kind = kind_of(file.kind)
    units = guards.units_where(kind.permission)
    reaches = kind.reaches(file, user.id, units) if kind.reaches else file.unit_id in units
    if not reaches:
        raise NotFound
    return file


@blueprint.app_template_global()
def say_saying(saying: list[object]) -> str:
    """Return a sentence of a list in the reader's language."""
    message, facts = saying
    return say(str(message), facts if isinstance(facts, Mapping) else None)


@blueprint.app_template_global("list_value")
def list_value(text: str) -> str:
    """Return a value of a row in the reader's language, where it is one of ours."""
    return in_words(text)


@blueprint.get("/<public_id>")
@requires(Permission.JOB_READ)
def show_list(public_id: str) -> ResponseReturnValue:
    """Show how far a list is, and then its rows: what is wrong or doubtful first."""
    file = _file(public_id)
    if file.state != "ready":
        return _progress(file)
    return _preview(file)


def _preview(file: ImportedFile) -> ResponseReturnValue:
    """Show the rows; after a refusal with the reason that was typed and what is said about it."""
    counts = queries.counts_of(file.id)
    first = "doubt" if counts["doubt"] else "fault" if counts["fault"] else "all"
    view = request.args.get("view", first)
    view = view if view in VIEWS else "all"
    kind = kind_of(file.kind)
    return render_template(
        "importing/show_list.html",
        file=file,
        kind=kind,
        unit_name=organisation.unit_names([file.unit_id], clock.today())[file.unit_id],
        page=queries.rows_of(file.id, VIEWS[view], request.args.get("page", 1, type=whole_number)),
        said=asking.refused(),
        reason=request.form.get("reason", ""),
        faulty=queries.rows_of(file.id, VIEWS["fault"], 1),
        counts=counts,
        view=view,
        back=_back(file),
        fates=Fate,
        for_many={code: queries.doubts_for_many(file.id, code) for code in FOR_MANY},
    )


def _progress(file: ImportedFile) -> ResponseReturnValue:
    is_kept = file.state == "stored"
    return live_page(
        "importing/show_progress.html",
        file=file,
        kind=kind_of(file.kind),
        job=queries.job_of(file),
        refusal=say_saying(file.refusal) if file.refusal else "",
        left=queries.left_rows(file.id) if is_kept else [],
        back=_back(file),
    )


def _back(file: ImportedFile) -> str:
    """Return where a list of this kind is sent."""
    kind = kind_of(file.kind)
    if kind.way is None:
        return url_for(".send_people")
    endpoint, public_id = kind.way(file.subject_id)
    return url_for(endpoint, public_id=public_id or None)


@blueprint.post("/<public_id>")
@requires(Permission.JOB_READ)
def accept_list(public_id: str) -> ResponseReturnValue:
    """Keep what was chosen on this page; with the main button, keep the rows too."""
    file = _file(public_id)
    if asking.refused():
        return _preview(file)
    actor_id = signed_in_user().id
    chosen = _choices(request.form)
    if file.state == "ready" and chosen:
        services.choose(file.id, chosen, actor_id=actor_id, at=clock.now())
    here = url_for(".show_list", public_id=public_id)
    act = request.form.get("act", "")
    if act.startswith("many-"):
        _for_many(file, act.removeprefix("many-"), actor_id)
        return redirect(here, code=303)
    if act != "accept":
        flash(_("Your choices are kept; nothing else has changed."))
        return redirect(asking.came_from() or here, code=303)
    asking.come_back()
    services.accept_list(file.id, request.form.get("reason", ""), actor_id=actor_id, at=clock.now())
    return redirect(here, code=303)


def _for_many(file: ImportedFile, code: str, actor_id: int) -> None:
    count = services.choose_for_many(file.id, code, "yes", actor_id=actor_id, at=clock.now())
    flash(ngettext("Settled for %(num)s row.", "Settled for %(num)s rows.", count))


def _choices(sent: Mapping[str, str]) -> dict[int, dict[str, str]]:
    """Return the choices by row, of fields named ``choice-ROW-CODE``; untouched ones are empty."""
    found: dict[int, dict[str, str]] = {}
    for name, word in sent.items():
        choice, _dash, rest = name.partition("-")
        row, _dash, code = rest.partition("-")
        if choice == "choice" and code and (number := row_number(row)) is not None:
            found.setdefault(number, {})[code[:20]] = word[:20]
    return found


@blueprint.route("/<public_id>/cot", methods=["GET", "POST"])
@requires(Permission.JOB_READ)
def map_columns(public_id: str) -> ResponseReturnValue:
    """Say what the columns hold; remembered for the unit and this layout."""
    file = _file(public_id)
    if request.method == "GET":
        return render_template(
            "importing/map_columns.html",
            file=file,
            fields=kind_of(file.kind).fields(file.subject_id),
            head=services.head_of(file.id),
        )
    named = by_row(request.form, "column-")
    services.read_again(file.id, named, actor_id=signed_in_user().id, at=clock.now())
    flash(_("The list was read anew. What the columns hold is remembered for your unit."))
    return redirect(url_for(".show_list", public_id=public_id), code=303)


@blueprint.get("/<public_id>/de-lai.xlsx")
@requires(Permission.JOB_READ)
def download_left(public_id: str) -> ResponseReturnValue:
    """Give the rows that are not kept, to be repaired and sent again."""
    file = _file(public_id)
    rows = queries.left_rows(file.id)
    title = _("Left out of %(file)s", file=file.file_name)
    return download(left_sheet(title, rows), "dong-de-lai.xlsx")


@blueprint.post("/<public_id>/doc-lai")
@requires(Permission.JOB_READ)
def read_again(public_id: str) -> ResponseReturnValue:
    """Read the list anew, as what is known has changed."""
    file = _file(public_id)
    services.read_again(file.id, None, actor_id=signed_in_user().id, at=clock.now())
    flash(_("The list was read anew; look at the doubts again."))
    return redirect(url_for(".show_list", public_id=public_id), code=303)
