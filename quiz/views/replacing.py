"""Replacing a document: what it moves and which quizzes lose what, shown before it is done."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation import clock
from foundation.account import guards
from foundation.account.guards import requires, signed_in_user
from foundation.account.permissions import Permission
from foundation.errors import N_, InvalidInput
from foundation.organisation import queries as organisation
from foundation.organisation.queries import UnitRow
from question_bank import queries as bank
from question_bank.services.replacing import Replacing
from quiz.queries.blueprints import WORDS
from quiz.services import replacing

blueprint = Blueprint("question_sources", __name__)
APPROVE = Permission.QUESTION_APPROVE


class DayMissing(InvalidInput):
    """The day from which the other document holds."""

    message = N_("Write the day from which the new document holds.")


@blueprint.get("/<public_id>/thay")
@requires(APPROVE)
def choose_replacement(public_id: str) -> ResponseReturnValue:
    """Ask by which document, from which day and for which unit."""
    source = bank.source_by_public_id(public_id)
    units, today = guards.units_where(APPROVE), clock.today()
    rows = bank.source_rows(units, today)
    return render_template(
        "quiz/choose_replacement.html",
        source=source,
        choices=[row for row in rows if not row.is_over and row.id != source.id],
        units=_living(),
        today=today,
    )


def _living() -> list[UnitRow]:
    """Return the units in force in which the caller approves questions, the highest first."""
    today = clock.today()
    rows = organisation.unit_rows(guards.units_where(APPROVE), today)
    living = [row for row in rows if row.valid_to is None or row.valid_to > today]
    return sorted(living, key=lambda row: len(organisation.ancestor_ids(row.id, today)))


def _asked() -> tuple[Replacing, int]:
    target = bank.source_by_public_id(request.form.get("replacement", ""))
    try:
        day = date.fromisoformat(request.form.get("from_day", ""))
    except ValueError as error:
        raise DayMissing from error
    unit = organisation.unit_by_public_id(request.form.get("unit", ""), guards.units_where(APPROVE))
    return Replacing(target.id, day, request.form.get("note", "")[:2000]), unit.id


@blueprint.post("/<public_id>/thay/xem")
@requires(APPROVE)
def preview_replacement(public_id: str) -> ResponseReturnValue:
    """Show what replacing would do; nothing is changed."""
    source = bank.source_by_public_id(public_id)
    how, unit_id = _asked()
    rows = {row.id: row for row in bank.source_rows([unit_id], clock.today())}
    return render_template(
        "quiz/preview_replacement.html",
        source=source,
        replacement=rows[how.replacement_id],
        how=how,
        unit_public_id=request.form["unit"],
        unit_name=organisation.unit_names({unit_id}, clock.today()).get(unit_id, ""),
        moved=bank.moved_by_replacing(source.id, unit_id, clock.today()),
        leaving=len(replacing.leaving_draws(source.id, unit_id, clock.now())),
        losses=replacing.losses_of(source.id, how, unit_id, clock.now()),
        is_for_all=bank.keeps_common_bank(unit_id, clock.today()),
        topics={topic.id: topic.name for topic in bank.topics()},
        words=WORDS,
    )


@blueprint.post("/<public_id>/thay")
@requires(APPROVE)
def replace_source(public_id: str) -> ResponseReturnValue:
    """Replace the document: its questions go to review and out of every draw."""
    source = bank.source_by_public_id(public_id)
    how, unit_id = _asked()
    done = replacing.replace_document(
        source.id, how, unit_id, actor_id=signed_in_user().id, at=clock.now()
    )
    flash(
        _(
            "The document is replaced. Questions that leave the draws: %(leaving)s; of these sent "
            "to review: %(moved)s, kept where others answer for them: %(kept)s. Quizzes concerned: "
            "%(touched)s; locked ones that draw without them: %(narrowed)s; quizzes that now lack "
            "questions: %(short)s.",
            leaving=done.leaving,
            moved=done.moved,
            kept=done.leaving - done.moved,
            touched=done.touched,
            narrowed=done.narrowed,
            short=len(done.short),
        )
    )
    return redirect(url_for("question_bank.show_source", public_id=public_id), code=303)
