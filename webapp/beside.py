"""What stands on pages of one domain and comes from another one, which it does not know."""

from flask import Flask

from contest.queries.published import own_place
from contest.queries.yearly import HeldContest, contests_held
from foundation import clock
from foundation.account import guards
from foundation.account.permissions import Permission
from training.queries.learner import QuizClass, class_of_quiz
from training.queries.scope import Scope


def register(app: Flask) -> None:
    """Let the year's figures ask for their contests, a quiz's pages for the place and the class."""
    app.jinja_env.globals["contests_beside"] = contests_beside
    app.jinja_env.globals["place_beside"] = own_place
    app.jinja_env.globals["class_beside"] = class_beside


def contests_beside(scope: Scope) -> list[HeldContest]:
    """Return the contests of a scope's years that were held by its units of then."""
    units = scope.ever_below & guards.units_where(Permission.CONTEST_READ)
    found = contests_held(units, scope.period.starts_on, scope.period.last_day)
    return [one for one in found if scope.holds(one.unit_id, one.held_on)]


def class_beside(quiz_id: int) -> QuizClass | None:
    """Return the class whose exit quiz this is, or None."""
    return class_of_quiz(quiz_id, clock.today())
