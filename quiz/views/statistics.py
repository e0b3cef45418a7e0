"""Pages of item statistics: of quizzes that are over, and of a table of marks that is sent in."""

from fractions import Fraction

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.account import guards
from foundation.account.guards import requires
from foundation.account.permissions import Permission
from quiz.queries.statistics import ItemRow, QuizFigures, closed_quizzes, quiz_figures
from quiz.rules.lights import FEWEST_ATTEMPTS, histogram, light
from quiz.services.statistics import figures_of_marks

blueprint = Blueprint("quiz_statistics", __name__)
WATCH = Permission.QUIZ_WATCH
IN_THE_OPEN = 15
"""So many questions stand on the page; the rest of a long list is folded."""


@blueprint.get("/")
@requires(WATCH)
def list_quizzes() -> ResponseReturnValue:
    """Show the quizzes that are over, and the form for a table of marks."""
    found = closed_quizzes(guards.units_where(WATCH))
    return render_template("quiz/statistics/list_quizzes.html", found=found)


@blueprint.get("/<public_id>")
@requires(WATCH)
def show_quiz(public_id: str) -> ResponseReturnValue:
    """Show the figures of a quiz."""
    return _page(quiz_figures(public_id, guards.units_where(WATCH)))


@blueprint.post("/")
@requires(WATCH)
def read_marks() -> ResponseReturnValue:
    """Show the figures of a table of marks; nothing is kept."""
    sent = request.files.get("file")
    made = figures_of_marks(sent.read() if sent else b"")
    rows = (ItemRow(name, one) for name, one in zip(made.table.names, made.items, strict=True))
    totals = [sum(row, Fraction(0)) for row in made.table.marks]
    bars = histogram(totals, sum(made.table.maxima, Fraction(0)))
    title = (sent.filename if sent else "") or _("Table of marks")
    return _page(QuizFigures(title[:120], tuple(rows), made.test, tuple(bars)))


def _page(found: QuizFigures) -> ResponseReturnValue:
    lights = [light(row.figures) for row in found.rows]
    return render_template(
        "quiz/statistics/show_figures.html",
        found=found,
        lights=lights,
        fewest=FEWEST_ATTEMPTS,
        in_the_open=IN_THE_OPEN if len(found.rows) > IN_THE_OPEN + 5 else len(found.rows),
        may_read=bool(guards.units_where(Permission.QUESTION_READ)),
        most=max((bar.count for bar in found.bars), default=0),
    )
