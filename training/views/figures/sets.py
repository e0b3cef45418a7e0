"""Sets of indicators: what a resolution or project wanted, and what is reached."""

from fractions import Fraction

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation import clock
from foundation.account import guards
from foundation.account.guards import requires, signed_in_user
from foundation.errors import N_, InvalidInput
from foundation.organisation import queries as organisation
from foundation.typed import number_of
from training.queries.figures import figures
from training.queries.scope import scope_of
from training.queries.written import indicator_set, indicator_sets
from training.rules.catalogue import LABELS
from training.rules.period import Period
from training.services import indicator_sets as services
from training.services.indicator_sets import SetDraft
from training.views.figures.blueprint import READ, WRITE, blueprint
from training.views.figures.entering import unit_options, writable
from training.views.figures.forms import SetForm


class TargetUnreadable(InvalidInput):
    """What is to be reached is no number."""

    message = N_("“%(words)s” is no number. Write for example 85 or 86,4.")


@blueprint.get("/chi-tieu")
@requires(READ)
def list_sets() -> ResponseReturnValue:
    """List the sets of indicators of the reader's units."""
    found = indicator_sets(guards.units_where(READ))
    names = organisation.unit_names({one.unit_id for one in found}, clock.today())
    return render_template(
        "training/figures/list_sets.html",
        sets=found,
        names=names,
        may_write=bool(guards.units_where(WRITE)),
    )


@blueprint.get("/chi-tieu/<public_id>")
@requires(READ)
def show_set(public_id: str) -> ResponseReturnValue:
    """Show each figure of a set beside what is to be reached."""
    found, targets = indicator_set(public_id, guards.units_where(READ))
    scope = scope_of(found.unit_id, Period(found.first_year, found.last_year), clock.today())
    by_code = {figure.code: figure for figure in figures(scope)}
    rows = [(target, by_code[target.figure_code]) for target in targets
            if target.figure_code in by_code]  # fmt: skip
    [unit] = organisation.unit_rows([found.unit_id], scope.as_of)
    wanted = [(target, figure) for target, figure in rows if target.target is not None]
    return render_template(
        "training/figures/show_set.html",
        found=found,
        unit=unit,
        rows=rows,
        as_of=scope.as_of,
        reached=sum(_is_reached(t.target, f.value) for t, f in wanted),
        wanted=len(wanted),
        is_reached=_is_reached,
        address={"first": found.first_year, "last": found.last_year, "unit": unit.public_id},
    )


def _is_reached(target: Fraction | None, value: object) -> bool:
    return target is not None and value is not None and Fraction(str(value)) >= target


@blueprint.route("/chi-tieu/them", methods=["GET", "POST"])
@requires(WRITE)
def create_set() -> ResponseReturnValue:
    """Write down a set of indicators."""
    form = SetForm()
    form.unit.choices = unit_options([row for row in writable() if row.level_code != "cell"])
    if not form.validate_on_submit():
        page = render_template("training/figures/create_set.html", form=form, labels=LABELS)
        return page, 422 if form.errors else 200
    first = form.first_year.data or clock.today().year
    draft = SetDraft(
        unit_id=int(form.unit.data),
        code=str(form.code.data).strip(),
        name=str(form.name.data).strip(),
        document=str(form.document.data).strip(),
        document_date=form.document_date.data or clock.today(),
        first_year=first,
        last_year=max(form.last_year.data or first, first),
        targets=_targets(),
    )
    made = services.write_set(draft, actor_id=signed_in_user().id, at=clock.now())
    flash(_("The indicators are written down."))
    return redirect(url_for(".show_set", public_id=made.public_id), code=303)


def _targets() -> dict[str, Fraction | None]:
    """Return the figures that were ticked, each with its number if one was typed.

    Raises:
        TargetUnreadable: something else was typed.
    """
    found: dict[str, Fraction | None] = {}
    for code in request.form.getlist("code_chosen"):
        words = request.form.get(f"target-{code}", "").strip()
        try:
            found[code] = number_of(words) if words else None
        except ValueError as error:
            raise TargetUnreadable(words=words[:20]) from error
    return found
