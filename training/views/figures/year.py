"""The page of a year's figures: four large ones, a chart, the table, what else superiors ask."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation import clock
from foundation.account import guards
from foundation.account.guards import requires
from training.queries import tables
from training.queries.figures import figures_of
from training.queries.gathered import Gathered
from training.queries.tables import TableLine
from training.rules.catalogue import HOW
from training.rules.figures import Figure
from training.views.figures.blueprint import READ, WRITE, Asked, asked, blueprint

FIRST_YEAR = 2010
REPORTED = (
    "theory_study_persons", "professional_study_persons", "committee_training_turns",
    "trained_members", "leaders_trained_percent", "committee_members_trained_percent",
    "committees_12_meetings_percent", "cells_regular_and_thematic_percent", "attendance_percent",
    "resolution_book_percent", "top_class_percent", "planned", "added",
)  # fmt: skip
"""What stands below the classes on the page; pages of rows lead from each."""


@blueprint.get("/")
@requires(READ)
def show_year() -> ResponseReturnValue:
    """Show the figures of a unit's year or years."""
    found = asked()
    rows = Gathered(found.scope)
    by_code = {figure.code: figure for figure in figures_of(rows)}
    lines = tables.by_programme(rows)
    whole = tables.total(rows, rows.learning)
    return render_template(
        "training/figures/show_year.html",
        asked=found,
        period=found.scope.period,
        figures=by_code,
        reported=[by_code[code] for code in REPORTED],
        bands=[figure for code, figure in by_code.items() if code.startswith("band_")],
        how=HOW,
        lines=lines if found.with_names else tables.shared(lines),
        whole=whole,
        finding=finding(lines),
        organisations=len(found.scope.units_of("grassroots", "section")),
        year_choices=[(year, year) for year in range(clock.today().year, FIRST_YEAR - 1, -1)],
        may_write=bool(guards.units_where(WRITE)),
    )


def finding(lines: list[TableLine]) -> str:
    """Return the sentence that says what the chart shows."""
    planned = [line for line in lines if line.planned_turns]
    if not planned:
        return _("No plan of these years is written down.")
    reached = sum((line.turns or 0) >= line.planned_turns for line in planned)
    lowest = min(planned, key=lambda line: line.turns_share.exact or 0)
    return _(
        "%(reached)s of %(all)s programmes reached their plan. The lowest is %(name)s: %(turns)s "
        "of %(planned)s turns.",
        reached=reached,
        all=len(planned),
        name=lowest.name,
        turns=lowest.turns or 0,
        planned=lowest.planned_turns,
    )


@blueprint.app_template_global("figure_label")
def figure_label(figure: Figure) -> str:
    """Return what a figure is called; a band has the name of its rule set."""
    return figure.label if figure.code.startswith("band_") else str(_(figure.label))


@blueprint.app_template_global("unit_choices")
def unit_choices(found: Asked) -> list[tuple[str, str]]:
    """Return the units to choose from: committees, and the chosen one if it is a cell."""
    return [
        (row.public_id, row.name)
        for row in found.choices
        if row.level_code != "cell" or row.id == found.unit.id
    ]
