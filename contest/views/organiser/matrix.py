"""The blueprint page of a quiz round: sections, counts, weights, and what they let expect."""

from datetime import datetime, time

from flask import jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contest.forms import QuizPlanForm
from contest.models import Round
from contest.queries.loading import ContestWhole
from contest.services import rounds
from contest.services.rounds import QuizPlan
from contest.views import scope
from contest.views.organiser.blueprint import MANAGE, back_to, blueprint
from foundation import clock
from foundation.account.guards import requires, signed_in_user
from foundation.asking import come_back, refused
from foundation.typed import row_number
from quiz import queries as quizzes
from quiz.queries.matrix import KIND_CODES, Matrix, kept_matrix, named_sections, units_of
from quiz.rules.typed_blueprint import TypedBlueprint, read_typed
from quiz.services import presets


def _quiz(public_id: str, code: str) -> tuple[ContestWhole, Round]:
    return scope.contest_round(public_id, code, MANAGE, "quiz")


@blueprint.route("/<public_id>/<code>/de-thi", methods=["GET", "POST"])
@requires(MANAGE)
def set_up_quiz(public_id: str, code: str) -> ResponseReturnValue:
    """Show and keep the blueprint and the times of a quiz round."""
    whole, one = _quiz(public_id, code)
    form = QuizPlanForm(data=_kept_plan(whole, one))
    typed, act = _typed(whole, one), request.form.get("act", "keep")
    if act == "add":
        typed = typed.with_section()
    elif act.startswith("drop-"):
        typed = typed.without_section(row_number(act[5:]) or 0)
    elif act == "preset" and refused() is None:
        come_back()
        return _keep_preset(whole, code, typed)
    matrix = _matrix(whole, one, typed)
    is_sent = act == "keep" and form.validate_on_submit()
    if is_sent and not matrix.found.is_lacking:
        return _keep(whole, one, form, typed)
    page = render_template(
        "contest/organiser/set_up_quiz.html",
        **matrix.shown(),
        is_refused=is_sent,
        whole=whole,
        round=one,
        form=form,
        times=(form.on, form.opens, form.closes, form.minutes),
        check_url=url_for(".check_blueprint", public_id=public_id, code=code),
        presets=presets.kept_blueprints(units_of(whole.contest.unit_id), one.quiz_id),
    )
    return page, 409 if is_sent else 422 if form.errors else 200


def _keep(
    whole: ContestWhole, one: Round, form: QuizPlanForm, typed: TypedBlueprint
) -> ResponseReturnValue:
    plan = QuizPlan(
        typed.cells(),
        form.opens_at(),
        form.closes_at(),
        form.duration(),
        named_sections(typed),
        typed.prefers_least_seen,
    )
    rounds.set_up_quiz(one.id, plan, actor_id=signed_in_user().id, at=clock.now())
    words = _("The paper and its times are kept.")
    return back_to(".show_day", words, public_id=whole.contest.public_id)


def _keep_preset(whole: ContestWhole, code: str, typed: TypedBlueprint) -> ResponseReturnValue:
    name, unit_id = request.form.get("preset_name", ""), whole.contest.unit_id
    kept = presets.keep_preset(unit_id, name, typed, actor_id=signed_in_user().id, at=clock.now())
    return back_to(
        ".set_up_quiz",
        _("The blueprint is kept as “%(name)s”.", name=kept.name),
        public_id=whole.contest.public_id,
        code=code,
        **{"from": f"mau-{kept.public_id}"},
    )


def _kept_plan(whole: ContestWhole, one: Round) -> dict[str, object]:
    if one.quiz_id is None:
        return {"on": whole.contest.held_on, "minutes": 30}
    quiz = quizzes.watch(one.quiz_id).quiz
    opens, closes = clock.local(quiz.opens_at), clock.local(quiz.closes_at)
    return {
        "on": opens.date(),
        "opens": opens.time(),
        "closes": closes.time(),
        "minutes": quiz.duration_s // 60,
    }


def _typed(whole: ContestWhole, one: Round) -> TypedBlueprint:
    """Return the blueprint that was sent, or taken over, or kept."""
    if request.method == "POST":
        return read_typed(request.form, KIND_CODES)
    if request.args.get("from"):
        return presets.take_over(request.args["from"], units_of(whole.contest.unit_id))
    if one.quiz_id is None:
        return TypedBlueprint()
    return kept_matrix(one.quiz_id)


def _day(whole: ContestWhole) -> datetime:
    """Return noon of the day papers are drawn on: that typed, else the contest's."""
    typed = request.form.get("on", "")
    try:
        day = datetime.strptime(typed, "%Y-%m-%d").replace(tzinfo=clock.VIETNAM).date()
    except ValueError:
        day = whole.contest.held_on
    return datetime.combine(day, time(12), clock.VIETNAM)


def _matrix(whole: ContestWhole, one: Round, typed: TypedBlueprint) -> Matrix:
    points = whole.rules.round(one.code).max_points
    return Matrix(whole.contest.unit_id, _day(whole), typed, points)


@blueprint.post("/<public_id>/<code>/de-thi/kiem-tra")
@requires(MANAGE)
def check_blueprint(public_id: str, code: str) -> ResponseReturnValue:
    """Say what the blueprint that is being typed lets expect; nothing is kept."""
    whole, one = _quiz(public_id, code)
    matrix = _matrix(whole, one, read_typed(request.form, KIND_CODES))
    panel = render_template("quiz/_checked.html", **matrix.checked())
    return jsonify(**matrix.told(), panel=panel)
