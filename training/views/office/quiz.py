"""The exit quiz of a class: its questions and times, publishing, closing."""

from datetime import date, datetime, time, timedelta

from flask import jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from foundation import clock
from foundation.account.guards import requires, signed_in_user
from foundation.errors import NotFound
from foundation.typed import row_number
from quiz import queries as quizzes
from quiz.queries import CandidateResult
from quiz.queries.matrix import KIND_CODES, Matrix, kept_matrix, named_sections, units_of
from quiz.rules.typed_blueprint import TypedBlueprint, read_typed
from quiz.services import presets
from training.forms import ExitQuizForm
from training.models import Enrolment
from training.queries.loading import CourseWhole
from training.rules.ruleset import SCALE
from training.services import exit_quiz
from training.services.exit_quiz import ExitQuizPlan
from training.views import scope
from training.views.deeds import back_to
from training.views.office.blueprint import MANAGE, blueprint


def _with_quiz(public_id: str) -> CourseWhole:
    """Return a class whose rules have a quiz.

    Raises:
        NotFound: there is none, or it is another unit's.
    """
    whole = scope.course(public_id, MANAGE)
    if whole.rules.quiz is None:
        raise NotFound
    return whole


@blueprint.route("/<public_id>/kiem-tra", methods=["GET", "POST"])
@requires(MANAGE)
def set_up_quiz(public_id: str) -> ResponseReturnValue:
    """Show and keep the exit quiz: its blueprint, when it is taken, for how long."""
    whole = _with_quiz(public_id)
    form = ExitQuizForm(data=_kept_times(whole))
    typed, act = _typed(whole), request.form.get("act", "keep")
    if act == "add":
        typed = typed.with_section()
    elif act.startswith("drop-"):
        typed = typed.without_section(row_number(act[5:]) or 0)
    elif act == "preset":
        return _keep_preset(whole, typed)
    matrix = _matrix(whole, typed)
    is_sent = form.validate_on_submit() and act == "keep"
    if is_sent and not matrix.found.is_lacking:
        return _keep(whole, form, typed)
    quiz_id, unit_id = whole.course.quiz_id, whole.course.unit_id
    page = render_template(
        "training/office/set_up_quiz.html",
        **matrix.shown(),
        is_refused=is_sent,
        whole=whole,
        form=form,
        times=(form.day, form.opens, form.closes, form.minutes),
        check_url=url_for(".check_quiz", public_id=public_id),
        presets=presets.kept_blueprints(units_of(unit_id), quiz_id),
        quiz=quizzes.quiz_facts(quiz_id) if quiz_id else None,
        sitters=_sitters(whole),
    )
    return page, 409 if is_sent else 422 if form.errors and act == "keep" else 200


def _sitters(whole: CourseWhole) -> list[tuple[Enrolment, CandidateResult]]:
    """Return the learners admitted to the quiz with how far each has come."""
    if whole.course.quiz_id is None:
        return []
    learners = {one.person_id: one for one in whole.enrolments}
    return [
        (learners[row.person_id], row)
        for row in quizzes.final_results(whole.course.quiz_id)
        if row.person_id in learners
    ]


def _keep(whole: CourseWhole, form: ExitQuizForm, typed: TypedBlueprint) -> ResponseReturnValue:
    plan = ExitQuizPlan(
        _moment(form, form.opens),
        _moment(form, form.closes),
        timedelta(minutes=form.minutes.data or 1),
        typed.cells(),
        named_sections(typed),
        typed.prefers_least_seen,
    )
    exit_quiz.set_up_exit_quiz(whole.course.id, plan, actor_id=signed_in_user().id, at=clock.now())
    words = _("The exit quiz is kept.")
    return back_to(".set_up_quiz", words, public_id=whole.course.public_id)


def _keep_preset(whole: CourseWhole, typed: TypedBlueprint) -> ResponseReturnValue:
    name, unit_id = request.form.get("preset_name", ""), whole.course.unit_id
    kept = presets.keep_preset(unit_id, name, typed, actor_id=signed_in_user().id, at=clock.now())
    words = _("The blueprint is kept as “%(name)s”.", name=kept.name)
    address = {"public_id": whole.course.public_id, "from": f"mau-{kept.public_id}"}
    return back_to(".set_up_quiz", words, **address)


def _moment(form: ExitQuizForm, field: object) -> datetime:
    hour = field.data  # type: ignore[attr-defined]
    return datetime.combine(form.day.data or clock.today(), hour, clock.VIETNAM)


def _kept_times(whole: CourseWhole) -> dict[str, object]:
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


def _typed(whole: CourseWhole) -> TypedBlueprint:
    """Return the blueprint that was sent, or taken over, or kept."""
    if request.method == "POST":
        return read_typed(request.form, KIND_CODES)
    if request.args.get("from"):
        return presets.take_over(request.args["from"], units_of(whole.course.unit_id))
    return kept_matrix(whole.course.quiz_id) if whole.course.quiz_id else TypedBlueprint()


def _matrix(whole: CourseWhole, typed: TypedBlueprint) -> Matrix:
    """Return the blueprint beside the bank of the day typed, else of the last day of the class."""
    try:
        day = date.fromisoformat(request.form.get("day", ""))
    except ValueError:
        day = whole.course.ends_on
    noon = datetime.combine(day, time(12), clock.VIETNAM)
    return Matrix(whole.course.unit_id, noon, typed, SCALE)


@blueprint.post("/<public_id>/kiem-tra/xem")
@requires(MANAGE)
def check_quiz(public_id: str) -> ResponseReturnValue:
    """Say what the blueprint that is being typed lets expect; nothing is kept."""
    matrix = _matrix(_with_quiz(public_id), read_typed(request.form, KIND_CODES))
    panel = render_template("quiz/_checked.html", **matrix.checked())
    return jsonify(**matrix.told(), panel=panel)


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
