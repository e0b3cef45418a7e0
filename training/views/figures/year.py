"""The page of a year's figures: four large ones, a chart, the table, what else superiors ask."""

from dataclasses import dataclass
from fractions import Fraction

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation import clock
from foundation.account import guards
from foundation.account.guards import requires
from training.queries import tables
from training.queries.figures import figures_of
from training.queries.gathered import Gathered
from training.queries.tables import TableLine
from training.rules import axis
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


PLAN, BEFORE = "plan", "before"


@dataclass(frozen=True)
class Compared:
    """What the year is held against: its plan, or the years before."""

    code: str
    title: str
    figures: dict[str, Figure] | None
    """Figures of the years before; None where they are not asked for or the unit is younger."""
    marks: dict[int, int | None]
    """Programme → the turns its bar is compared with; None where the count names somebody."""

    def note(self, code: str, words: str) -> str:
        """Return what stands below a large figure: the years before, else ``words``."""
        if self.code != BEFORE:
            return words
        if self.figures is None:
            return _("%(period)s: not founded yet", period=self.title)
        return _("%(period)s: %(count)s", period=self.title, count=self.figures[code].value)


@blueprint.get("/")
@requires(READ)
def show_year() -> ResponseReturnValue:
    """Show the figures of a unit's year or years."""
    found = asked()
    rows = Gathered(found.scope)
    by_code = {figure.code: figure for figure in figures_of(rows)}
    all_lines = tables.by_programme(rows)
    against = _compared(found, all_lines)
    lines = all_lines if found.with_names else tables.shared(all_lines)
    return render_template(
        "training/figures/show_year.html",
        asked=found,
        period=found.scope.period,
        figures=by_code,
        reported=[by_code[code] for code in REPORTED],
        bands=[figure for code, figure in by_code.items() if code.startswith("band_")],
        how=HOW,
        lines=lines,
        whole=tables.total(rows, rows.learning),
        against=against,
        finding=finding(lines, against),
        organisations=len(found.scope.units_of("grassroots", "section")),
        year_choices=[(year, year) for year in range(clock.today().year, FIRST_YEAR - 1, -1)],
        may_write=bool(guards.units_where(WRITE)),
    )


def _compared(found: Asked, lines: list[TableLine]) -> Compared:
    """Return what the address wants the year held against; without a word, its plan."""
    if request.args.get("against") != BEFORE:
        plans = {line.key: line.planned_turns or None for line in lines if line.key is not None}
        return Compared(PLAN, _("Plan"), None, dict(plans))
    scope = found.scope.before()
    title = str(found.scope.period.before)
    if scope is None:
        return Compared(BEFORE, title, None, {})
    rows = Gathered(scope)
    older = tables.by_programme(rows)
    shown = older if found.with_names else tables.shared(older)
    marks = {line.key: line.turns for line in shown if line.key is not None}
    by_code = {figure.code: figure for figure in figures_of(rows)}
    return Compared(BEFORE, title, by_code, marks)


def finding(lines: list[TableLine], against: Compared) -> str:
    """Return the sentence that says what the chart shows."""
    pairs = [(line, mark) for line in lines if (mark := against.marks.get(line.key or 0))]
    if not pairs:
        if against.code == BEFORE:
            return _(
                "There is nothing to compare with: no class of %(period)s.", period=against.title
            )
        return _("No plan of these years is written down.")
    reached = sum((line.turns or 0) >= mark for line, mark in pairs)
    line, mark = min(pairs, key=lambda pair: Fraction(pair[0].turns or 0, pair[1]))
    facts = {"reached": reached, "all": len(pairs), "name": line.name, "turns": line.turns or 0}
    if against.code == BEFORE:
        return _(
            "%(reached)s of %(all)s programmes have at least as many turns as in %(period)s. The "
            "lowest is %(name)s: %(turns)s, before %(mark)s.",
            **facts, period=against.title, mark=mark,
        )  # fmt: skip
    return _(
        "%(reached)s of %(all)s programmes reached their plan. The lowest is %(name)s: %(turns)s "
        "of %(planned)s turns.",
        **facts,
        planned=mark,
    )


blueprint.add_app_template_global(axis.ticks, "chart_ticks")


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
