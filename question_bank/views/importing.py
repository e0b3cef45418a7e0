"""Pages of bringing a file in: choose it, look at what was found, keep it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from foundation import clock
from foundation.account import guards
from foundation.account.guards import requires, signed_in_user
from foundation.account.permissions import Permission
from foundation.asking import came_from
from foundation.choices import SelectChoice
from foundation.encodings import CONVERTERS, Encoding
from foundation.live import live_page
from foundation.organisation import queries as organisation
from foundation.typed import by_row, row_number, whole_number
from question_bank import queries, services
from question_bank.forms import ImportForm
from question_bank.models import ImportPreview
from question_bank.rules.columns import Columns, Role, columns_from_json, columns_of
from question_bank.rules.importing import Fate
from question_bank.rules.item_json import remark_of
from question_bank.rules.kinds import Difficulty
from question_bank.rules.reading import Remark
from question_bank.rules.sheets import MARKDOWN, settings_columns
from question_bank.services import Choices
from question_bank.services.formats import FORMATS
from question_bank.services.writers import template
from question_bank.views.blueprint import blueprint, living_units
from question_bank.views.import_rows import Reading, readings, sentence, shown_rows

IMPORT = Permission.QUESTION_IMPORT
HEAD = 20_000
"""So much of a file shows in which encoding it is."""
VIEWS: dict[str, tuple[str, ...]] = {
    "all": (),
    "faulty": (Fate.FAULTY.code,),
    "near": (Fate.NEAR.code,),
    "twins": (Fate.TWIN.code,),
    "ready": (Fate.READY.code,),
}


@blueprint.route("/nhap", methods=["GET", "POST"])
@requires(IMPORT)
def read_import() -> ResponseReturnValue:
    """Take a file and read it; nothing is stored in the bank."""
    form = ImportForm()
    form.unit.choices = [
        SelectChoice(row.public_id, row.name)
        for row in living_units(IMPORT)
        if row.kind_code is None
    ]
    if not form.validate_on_submit():
        page = render_template("question_bank/read_import.html", form=form)
        return page, 422 if form.errors else 200
    user, at = signed_in_user().id, clock.now()
    code = services.topic_of(form.topic.data, form.new_topic.data, actor_id=user, at=at)
    topic = queries.topic_by_code(code)
    unit = organisation.unit_by_public_id(str(form.unit.data), guards.units_where(IMPORT))
    preview = services.stage_import(
        form.file.data.read(),
        form.file.data.filename or "",
        unit.id,
        topic.id if topic else 0,
        actor_id=user,
        at=at,
    )
    return redirect(url_for(".show_import", public_id=preview.public_id), code=303)


@blueprint.get("/nhap/mau.xlsx")
@requires(IMPORT)
def import_template() -> ResponseReturnValue:
    """Give a workbook to fill in, with examples."""
    answer = make_response(template())
    answer.mimetype = FORMATS["xlsx"].media_type
    answer.headers["Content-Disposition"] = 'attachment; filename="mau-cau-hoi.xlsx"'
    return answer


def _preview(public_id: str) -> ImportPreview:
    return queries.preview_by_public_id(public_id, guards.units_where(IMPORT))


@blueprint.get("/nhap/<public_id>")
@requires(IMPORT)
def show_import(public_id: str) -> ResponseReturnValue:
    """Show how far a file is, and then what was found in it: problems first."""
    preview = _preview(public_id)
    if preview.state != "ready":
        return _progress(preview)
    view = request.args.get("view", "all")
    view = view if view in VIEWS else "all"
    number = request.args.get("page", 1, type=whole_number)
    page = queries.import_rows(preview.id, VIEWS[view], number)
    others = [row.twin or str((row.near or {}).get("key", "")) for row in page.rows]
    units, today = [preview.unit_id] if preview.unit_id else [], clock.today()
    settled, named = preview.settings.get("sources", {}), queries.named_in_file(preview.id)
    return render_template(
        "question_bank/show_import.html",
        preview=preview,
        page=page,
        rows=shown_rows(page.rows, queries.stems_of(others), units, today, settled),
        view=view,
        counts=queries.counts_of_import(preview.id),
        faulty=shown_rows(queries.faulty_rows(preview.id), {}, units, today, settled),
        remarks=[(where, sentence(remark_of(rest))) for where, *rest in preview.remarks],
        headings=named.headings,
        doubts=_doubts(preview, named.sources),
        settled=settled,
        topics=queries.topics(),
        levels=[(level.code, _(level)) for level in Difficulty],
        encodings=[(one.code, one.value) for one in (Encoding.UTF_8, *CONVERTERS)],
        readings=_readings(preview),
        fates=Fate,
    )


@dataclass(frozen=True)
class Doubt:
    """A source of a file of which it is not certain which document it means."""

    place: int
    cited: str
    words: str
    others: tuple[str, ...]


def _doubts(preview: ImportPreview, cited: Sequence[str]) -> list[Doubt]:
    units = [preview.unit_id] if preview.unit_id else []
    bound = queries.bound_sources(cited, units, clock.today())
    return [
        Doubt(place, one, sentence(remark), bound[one].others)
        for place, one in enumerate(cited)
        if not bound[one].name and (remark := bound[one].remark)
    ]


def _readings(preview: ImportPreview) -> tuple[Reading, ...]:
    content = queries.import_content(preview.id) if preview.format == "csv" else None
    return readings(content[:HEAD], str(preview.settings.get("encoding") or "")) if content else ()


def _progress(preview: ImportPreview) -> ResponseReturnValue:
    refusal = preview.refusal
    return live_page(
        "question_bank/import_progress.html",
        preview=preview,
        job=queries.job_of(preview),
        refusal=sentence(Remark(refusal["message"], refusal["facts"])) if refusal else "",
    )


@blueprint.post("/nhap/<public_id>")
@requires(IMPORT)
def confirm_import(public_id: str) -> ResponseReturnValue:
    """Keep what was chosen on this page; with the main button, keep the questions too."""
    preview = _preview(public_id)
    actor_id = signed_in_user().id
    if preview.state == "ready":
        services.choose(preview.id, _choices(request.form), actor_id=actor_id, at=clock.now())
    if request.form.get("act") == "save":
        flash(_("Your choices are kept; the bank is unchanged."))
        return redirect(came_from() or url_for(".show_import", public_id=public_id), code=303)
    done = services.confirm_import(preview.id, actor_id=actor_id, at=clock.now())
    if done.state == "storing":
        return redirect(url_for(".show_import", public_id=public_id), code=303)
    flash(
        ngettext(
            "%(num)s question is kept and waits for review.",
            "%(num)s questions are kept and wait for review.",
            done.stored or 0,
        )
    )
    return redirect(url_for(".list_questions", state="review"), code=303)


def _choices(sent: Mapping[str, str]) -> Choices:
    return Choices(
        answers=by_row(sent, "answer-"),
        kept={at: word == "yes" for at, word in by_row(sent, "keep-").items()},
    )


@blueprint.post("/nhap/<public_id>/chung")
@requires(IMPORT)
def set_import(public_id: str) -> ResponseReturnValue:
    """Set topic or difficulty for all questions of a file, or the topic of a heading."""
    preview = _preview(public_id)
    ids = {topic.code: topic.id for topic in queries.topics()}
    in_file = queries.named_in_file(preview.id)
    headings, named = in_file.headings, by_row(request.form, "heading-")
    services.choose(
        preview.id,
        Choices(
            topic_of_all=ids.get(request.form.get("topic", "")),
            topics={
                headings[at]: ids[code]
                for at, code in named.items()
                if at < len(headings) and code in ids
            },
            difficulty_of_all=_level(request.form.get("difficulty", "")),
            sources=_sources(preview, in_file.sources),
        ),
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    flash(_("Set for the questions of this file."))
    return redirect(url_for(".show_import", public_id=public_id), code=303)


def _sources(preview: ImportPreview, cited: Sequence[str]) -> dict[str, str | None]:
    """Return what was chosen for the sources in doubt: a document, none at all, or a new one."""
    sent = by_row(request.form, "source-")
    choices: dict[str, str | None] = {}
    for one in _doubts(preview, cited):
        word = sent.get(one.place, "")
        if word in ("new", "none"):
            choices[one.cited] = None if word == "new" else ""
        elif (at := row_number(word)) is not None and at < len(one.others):
            choices[one.cited] = one.others[at]
    return choices


def _level(code: str) -> str:
    return code if code in {level.code for level in Difficulty} else ""


@blueprint.route("/nhap/<public_id>/cot", methods=["GET", "POST"])
@requires(IMPORT)
def map_columns(public_id: str) -> ResponseReturnValue:
    """Say what the columns of a sheet hold, or in which encoding a file is written."""
    preview = _preview(public_id)
    if request.method == "GET":
        return render_template(
            "question_bank/map_columns.html",
            preview=preview,
            head=(head := services.head_of_import(preview.id)),
            chosen=_chosen(preview, head),
            roles=[(role.name, _(role)) for role in Role],
        )
    services.read_again(
        preview.id, _settings(request.form), actor_id=signed_in_user().id, at=clock.now()
    )
    flash(
        _("The file was read anew.")
        if "encoding" in request.form
        else _("The list was read anew. What the columns hold is remembered for your unit.")
    )
    return redirect(url_for(".show_import", public_id=public_id), code=303)


def _chosen(preview: ImportPreview, head: Sequence[Sequence[str]]) -> dict[int, str]:
    """Return column → what it holds: as somebody said, else as the names of the columns say."""
    said = settings_columns(preview.settings)
    named = (columns_of([cell.replace(MARKDOWN, "") for cell in row]) for row in head)
    held = columns_from_json(said) if said else next(filter(None, named), None)
    if held is None:
        return {}
    return {at: role.name for role, at in held.roles.items()} | dict.fromkeys(
        held.options, "OPTION"
    )


def _settings(sent: Mapping[str, str]) -> dict[str, object]:
    if "encoding" in sent:
        return {"encoding": sent["encoding"][:20]}
    named = by_row(sent, "column-")
    roles = {Role[word]: at for at, word in sorted(named.items()) if word in Role.__members__}
    options = tuple(at for at, word in sorted(named.items()) if word == "OPTION")
    return {"columns": Columns(roles, options).as_json()}
