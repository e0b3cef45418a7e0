"""Writing down meetings, studies elsewhere and typed numbers: a form, and what is there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from foundation import clock
from foundation.account import guards
from foundation.account.guards import requires, signed_in_user
from foundation.choices import SelectChoice
from foundation.errors import N_, NotFound
from foundation.organisation import queries as organisation
from foundation.organisation.queries import UnitRow
from foundation.typed import whole_number
from training.queries.written import written_page
from training.rules.indicators import MEETING_KINDS, STUDY_KINDS, TYPED_CODES
from training.services import indicators as services
from training.services.indicators import AggregateDraft, MeetingDraft, StudyDraft
from training.views.figures.blueprint import WRITE, blueprint
from training.views.figures.forms import AggregateForm, MeetingForm, StudyForm


@dataclass(frozen=True)
class Ledger:
    """One kind of thing that is written down line by line."""

    what: str
    title: str
    done: str
    columns: tuple[str, ...]
    form: Callable[[], FlaskForm]
    write: Callable[[dict[str, Any]], object]
    words: dict[str, str]
    """Stored words and what they are called."""


def writable() -> list[UnitRow]:
    """Return the living units the caller may write for."""
    today = clock.today()
    found = organisation.unit_rows(guards.units_where(WRITE), today)
    return [row for row in found if row.valid_to is None or row.valid_to > today]


def unit_options(rows: list[UnitRow]) -> list[SelectChoice]:
    """Return the units to choose from, each with the one it stands under."""
    names = {row.id: row.short_name for row in rows}
    return [
        SelectChoice(
            str(row.id),
            f"{row.name} ({names[row.parent_id]})" if row.parent_id in names else row.name,
        )
        for row in rows
    ]


def _options(words: tuple[tuple[str, str], ...]) -> list[SelectChoice]:
    return [SelectChoice(code, _(name)) for code, name in words]


def _meeting_form() -> FlaskForm:
    form = MeetingForm()
    form.unit.choices = unit_options(writable())
    form.kind.choices = _options(MEETING_KINDS)
    return form


def _study_form() -> FlaskForm:
    form = StudyForm()
    form.unit.choices = unit_options([row for row in writable() if row.level_code == "cell"])
    form.kind.choices = _options(STUDY_KINDS)
    return form


def _aggregate_form() -> FlaskForm:
    form = AggregateForm()
    form.unit.choices = unit_options([row for row in writable() if row.level_code != "cell"])
    form.code.choices = _options(TYPED_CODES)
    return form


def _write_meeting(words: dict[str, Any]) -> object:
    return services.write_meeting(
        MeetingDraft(**words), actor_id=signed_in_user().id, at=clock.now(), today=clock.today()
    )


def _write_study(words: dict[str, Any]) -> object:
    return services.write_study(StudyDraft(**words), actor_id=signed_in_user().id, at=clock.now())


def _write_aggregate(words: dict[str, Any]) -> object:
    return services.write_aggregate(
        AggregateDraft(**words), actor_id=signed_in_user().id, at=clock.now()
    )


LEDGERS = {
    "sinh-hoat": Ledger(
        "meeting", N_("Meetings of cells and committees"), N_("The meeting is written down."),
        (N_("Unit"), N_("Held on"), N_("Kind of meeting"), N_("Members due"), N_("Present")),
        _meeting_form, _write_meeting, dict(MEETING_KINDS),
    ),
    "cu-di-hoc": Ledger(
        "study", N_("Studies elsewhere"), N_("The study is written down."),
        (N_("Full name"), N_("Unit"), N_("Kind of study"), N_("Level of study"), N_("From day")),
        _study_form, _write_study, dict(STUDY_KINDS),
    ),
    "so-tu-van-ban": Ledger(
        "aggregate", N_("Numbers from documents"), N_("The number is written down."),
        (N_("Document"), N_("Unit"), N_("Figure"), N_("Number typed"), N_("From day")),
        _aggregate_form, _write_aggregate, dict(TYPED_CODES),
    ),
}  # fmt: skip


@blueprint.get("/ghi")
@requires(WRITE)
def show_entering() -> ResponseReturnValue:
    """Show what can be written down."""
    return render_template("training/figures/show_entering.html", ledgers=LEDGERS)


@blueprint.route("/ghi/<name>", methods=["GET", "POST"])
@requires(WRITE)
def write_down(name: str) -> ResponseReturnValue:
    """Show the lines of a ledger and write one more down.

    Raises:
        NotFound: there is no such ledger.
    """
    if name not in LEDGERS:
        raise NotFound
    ledger = LEDGERS[name]
    form = ledger.form()
    if form.validate_on_submit():
        ledger.write(_words(form))
        flash(_(ledger.done))
        return redirect(url_for(".write_down", name=name), code=303)
    page = render_template(
        "training/figures/write_down.html",
        name=name,
        ledger=ledger,
        form=form,
        page=written_page(
            ledger.what, guards.units_where(WRITE), request.args.get("page", 1, type=whole_number)
        ),
    )
    return page, 422 if form.errors else 200


def _words(form: FlaskForm) -> dict[str, Any]:
    """Return what was typed, ready for a draft; the unit is one of the choices."""
    words = {field.name: field.data for field in form if field.name != "csrf_token"}
    unit_id = int(words.pop("unit"))
    plain = {name: "" if value is None and name in _TEXTS else value
             for name, value in words.items()}  # fmt: skip
    return {"unit_id": unit_id, **plain}


_TEXTS = ("theme", "note", "result")


@blueprint.post("/ghi/<name>/<public_id>/xoa")
@requires(WRITE)
def strike_line(name: str, public_id: str) -> ResponseReturnValue:
    """Take out a line written by mistake.

    Raises:
        NotFound: there is no such ledger or line.
    """
    if name not in LEDGERS:
        raise NotFound
    services.strike(
        LEDGERS[name].what,
        public_id,
        guards.units_where(WRITE),
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    flash(_("The line is taken out; the log keeps what it said."))
    return redirect(url_for(".write_down", name=name), code=303)
