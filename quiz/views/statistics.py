"""Pages of item statistics: of quizzes that are over, and of a table of marks that is sent in."""

from fractions import Fraction
from http import HTTPStatus

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.file import FileField, FileRequired

from foundation.account import guards
from foundation.account.guards import requires
from foundation.account.permissions import Permission
from foundation.asking import ReturningForm
from foundation.lazy import _l
from quiz.queries.statistics import ItemRow, QuizFigures, closed_quizzes, quiz_figures
from quiz.rules.lights import FEWEST_ATTEMPTS, histogram, light
from quiz.services.statistics import figures_of_marks

blueprint = Blueprint("quiz_statistics", __name__)
WATCH = Permission.QUIZ_WATCH
IN_THE_OPEN = 15
"""So many questions stand on the page; the rest of a long list is folded."""


class MarksForm(ReturningForm):
    """A table of marks of a test on paper."""

    file = FileField(
        _l("Table of marks (.csv)"),
        validators=[FileRequired(_l("Choose a file."))],
        description=_l(
            "The first line holds the names, “attempt” first; the second “max” and the maximum "
            "marks; then a line for each attempt. An empty place is 0. Nothing is kept."
        ),
    )


@blueprint.get("/")
@requires(WATCH)
def list_quizzes() -> ResponseReturnValue:
    """Show the quizzes that are over, and the form for a table of marks."""
    return _list(MarksForm())


def _list(form: MarksForm) -> str:
    found = closed_quizzes(guards.units_where(WATCH))
    return render_template("quiz/statistics/list_quizzes.html", found=found, form=form)


@blueprint.get("/<public_id>")
@requires(WATCH)
def show_quiz(public_id: str) -> ResponseReturnValue:
    """Show the figures of a quiz."""
    return _page(quiz_figures(public_id, guards.units_where(WATCH)))


@blueprint.post("/")
@requires(WATCH)
def read_marks() -> ResponseReturnValue:
    """Show the figures of a table of marks; nothing is kept."""
    form = MarksForm()
    if not form.validate_on_submit():
        return _list(form), HTTPStatus.UNPROCESSABLE_ENTITY
    made = figures_of_marks(form.file.data.read())
    rows = (ItemRow(name, one) for name, one in zip(made.table.names, made.items, strict=True))
    totals = [sum(row, Fraction(0)) for row in made.table.marks]
    bars = histogram(totals, sum(made.table.maxima, Fraction(0)))
    title = form.file.data.filename or _("Table of marks")
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
