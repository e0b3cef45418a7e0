"""What stands on pages of training and quiz and comes from the contest, which they do not know."""

from flask import Flask

from contest.queries.published import own_place
from contest.queries.yearly import HeldContest, contests_held
from foundation.account import guards
from foundation.account.permissions import Permission
from training.queries.scope import Scope


def register(app: Flask) -> None:
    """Let the year's figures ask for their contests, and a quiz's result for the place."""
    app.jinja_env.globals["contests_beside"] = contests_beside
    app.jinja_env.globals["place_beside"] = own_place


def contests_beside(scope: Scope) -> list[HeldContest]:
    """Return the contests of a scope's years that were held by its units of then."""
    units = scope.ever_below & guards.units_where(Permission.CONTEST_READ)
    found = contests_held(units, scope.period.starts_on, scope.period.last_day)
    return [one for one in found if scope.holds(one.unit_id, one.held_on)]
