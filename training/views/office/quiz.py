"""The exit quiz of a class: its questions and times, publishing, closing."""

from datetime import datetime, timedelta

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from foundation import clock
from foundation.account.guards import requires, signed_in_user
from foundation.errors import NotFound
from question_bank import queries as bank
from question_bank.rules.kinds import Difficulty
from quiz import queries as quizzes
from quiz.queries.blueprints import blueprint_of
from quiz.services import BlueprintCell
from training.forms import ExitQuizForm
from training.queries.loading import CourseWhole
from training.services import exit_quiz
from training.services.exit_quiz import ExitQuizPlan
from training.views import scope
from training.views.deeds import back_to
from training.views.office.blueprint import MANAGE, blueprint

Counts = dict[tuple[int, str], int]


@blueprint.route("/<public_id>/kiem-tra", methods=["GET", "POST"])
@requires(MANAGE)
def set_up_quiz(public_id: str) -> ResponseReturnValue:
    """Show and keep the exit quiz: how many questions of which kind, when, for how long."""
    whole = scope.course(public_id, MANAGE)
    if whole.rules.quiz is None:
        raise NotFound
    form = ExitQuizForm(data=_kept(whole))
    counts = _typed() if request.method == "POST" else _kept_counts(whole)
    if not form.validate_on_submit():
        page = render_template(
            "training/office/set_up_quiz.html",
            whole=whole,
            form=form,
            counts=counts,
            quiz=quizzes.quiz_facts(whole.course.quiz_id) if whole.course.quiz_id else None,
            topics=bank.topics(),
            levels=[(level.code, _(level)) for level in Difficulty],
        )
        return page, 422 if form.errors else 200
    cells = tuple(BlueprintCell(topic, level, n) for (topic, level), n in counts.items() if n)
    plan = ExitQuizPlan(
        _moment(form, form.opens),
        _moment(form, form.closes),
        timedelta(minutes=form.minutes.data or 1),
        cells,
    )
    exit_quiz.set_up_exit_quiz(whole.course.id, plan, actor_id=signed_in_user().id, at=clock.now())
    return back_to(".set_up_quiz", _("The exit quiz is kept."), public_id=public_id)


def _moment(form: ExitQuizForm, field: object) -> datetime:
    hour = field.data  # type: ignore[attr-defined]
    return datetime.combine(form.day.data or clock.today(), hour, clock.VIETNAM)


def _kept(whole: CourseWhole) -> dict[str, object]:
    if whole.course.quiz_id is None:
        return {"day": whole.course.ends_on, "minutes": 30}
    quiz = quizzes.quiz_facts(whole.course.quiz_id)
    opens, closes = clock.local(quiz.opens_at), clock.local(quiz.closes_at)
    return {
        "day": opens.date(),
        "opens": opens.time(),
        "closes": closes.time(),
        "minutes": int(quiz.duration.total_seconds()) // 60,
    }


def _kept_counts(whole: CourseWhole) -> Counts:
    if whole.course.quiz_id is None:
        return {}
    rows = blueprint_of(whole.course.quiz_id)
    return {(row.topic_id, str(row.difficulty)): row.count for row in rows}


def _typed() -> Counts:
    found: Counts = {}
    for key, value in request.form.items():
        kind, _sep, rest = key.partition("-")
        topic, _sep, level = rest.partition("-")
        if kind == "cell" and topic.isdecimal() and value.isdecimal() and len(value) <= 3:
            found[int(topic), level] = int(value)
    return found


@blueprint.post("/<public_id>/kiem-tra/chot")
@requires(MANAGE)
def publish_quiz(public_id: str) -> ResponseReturnValue:
    """Admit the learners and keep seed and pool."""
    whole = scope.course(public_id, MANAGE)
    exit_quiz.publish_exit_quiz(whole.course.id, actor_id=signed_in_user().id, at=clock.now())
    words = _("The learners are admitted; they enter the quiz from their class page.")
    return back_to(".set_up_quiz", words, public_id=public_id)


@blueprint.post("/<public_id>/kiem-tra/dong")
@requires(MANAGE)
def close_quiz(public_id: str) -> ResponseReturnValue:
    """Close the quiz; its marks flow into the class."""
    whole = scope.course(public_id, MANAGE)
    exit_quiz.close_exit_quiz(whole.course.id, actor_id=signed_in_user().id, at=clock.now())
    words = _("The exit quiz is over; its marks stand in the class.")
    if whole.course.quiz_id and (count := quizzes.waiting_marks(whole.course.quiz_id)):
        words = ngettext(
            "The exit quiz is over; %(num)s written answer waits for its marks.",
            "The exit quiz is over; %(num)s written answers wait for their marks.",
            count,
        )
    return back_to(".set_up_quiz", words, public_id=public_id)
