"""Commands ``flask training …``: the year's figures, for people and for machines."""

import json

import click
from flask.cli import AppGroup
from flask_babel import gettext as _

from foundation import clock
from foundation.errors import N_, InvalidInput
from foundation.organisation import queries as organisation
from training.queries.figures import figure_json, figures
from training.queries.scope import Scope, scope_by_code, top_scope
from training.rules.catalogue import LABELS
from training.rules.figures import Figure
from training.rules.period import Period, PeriodUnreadable

VIETNAMESE = str.maketrans(",.", ".,")

group = AppGroup("training", help="Classes and the year's figures.")


class NoUnits(InvalidInput):
    """There was no unit at all in those years."""

    message = N_(
        "No unit is written down for %(period)s. Write down the units first, or name one with "
        "--unit."
    )


class NoUnitThen(InvalidInput):
    """No unit had this code in those years."""

    message = N_("No unit had the code “%(code)s” in %(period)s.")


class PeriodWords(click.ParamType[Period]):
    """A year or a row of years, such as 2012-2014."""

    name = "period"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Period:
        """Return the period the words name; anything else is wrong usage."""
        if isinstance(value, Period):
            return value
        try:
            return Period.parse(str(value))
        except PeriodUnreadable as error:
            raise click.BadParameter(str(error), ctx=ctx, param=param) from error


@group.command("figures")
@click.argument("period", type=PeriodWords(), metavar="YEAR|FROM-TO")
@click.option("--unit", "code", help="Code of the unit; without it the top unit of that time.")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
def show_figures(period: Period, code: str | None, as_json: bool) -> None:
    """Print the figures of a YEAR or of the years FROM-TO."""
    scope = _scope(period, code)
    found = figures(scope)
    name = organisation.unit_names([scope.unit.id], scope.as_of)[scope.unit.id]
    if as_json:
        click.echo(json.dumps(_document(scope, name, found), ensure_ascii=False, indent=2))
        return
    click.echo(f"{name}, {period}")
    for figure in found:
        click.echo(f"  {_label(figure):<62} {_words(figure)}")


def _scope(period: Period, code: str | None) -> Scope:
    today = clock.today()
    scope = top_scope(period, today) if code is None else scope_by_code(code, period, today)
    if scope is None:
        raise NoUnits(period=period) if code is None else NoUnitThen(code=code, period=period)
    return scope


def _document(scope: Scope, name: str, found: list[Figure]) -> dict[str, object]:
    return {
        "period": str(scope.period),
        "unit": scope.unit.code,
        "unit_name": name,
        "figures": [figure_json(figure, _label(figure)) for figure in found],
    }


def _label(figure: Figure) -> str:
    """Return the figure's name; a band has that of its rule set."""
    return _(figure.label) if figure.code in LABELS else figure.label


def _words(figure: Figure) -> str:
    if not figure.is_recorded:
        return _("not recorded")
    text = f"{figure.value:,}".translate(VIETNAMESE) + ("%" if figure.is_percent else "")
    if not figure.denominator:
        return text
    return f"{text}  ({figure.numerator}/{figure.denominator})"
