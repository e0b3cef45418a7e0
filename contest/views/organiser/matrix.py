"""The blueprint page of a quiz round: sections, counts, weights, and what they let expect."""

from datetime import datetime, time
from fractions import Fraction
from typing import Any

from flask import jsonify, render_template, request
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
from foundation.organisation import queries as organisation
from question_bank import queries as bank
from question_bank.rules.kinds import Difficulty, Kind
from quiz import queries as quizzes
from quiz.queries.blueprints import SectionDraft, blueprint_of, drawable, sections_of
from quiz.queries.feasibility import Feasibility, feasibility, stock
from quiz.rules.assembly import ANY_KIND
from quiz.rules.typed_blueprint import TypedBlueprint, cell_name, read_typed, typed_from
from quiz.services import presets
from quiz.services.blueprints import WORDS

KINDS = [kind.code for kind in Kind]


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
        typed = typed.without_section(int(act[5:]) if act[5:].isdecimal() else 0)
    elif act == "preset":
        return _keep_preset(whole, code, typed)
    elif form.validate_on_submit() and act == "keep":
        return _keep(whole, one, form, typed)
    page = render_template("contest/organiser/set_up_quiz.html", **_shown(whole, one, form, typed))
    return page, 422 if form.errors and act == "keep" else 200


def _keep(
    whole: ContestWhole, one: Round, form: QuizPlanForm, typed: TypedBlueprint
) -> ResponseReturnValue:
    is_named = len(typed.sections) > 1 or typed.sections[0].title
    named = tuple(SectionDraft(s.number, s.title, s.instructions) for s in typed.sections)
    plan = QuizPlan(
        typed.cells(),
        form.opens_at(),
        form.closes_at(),
        form.duration(),
        named if is_named else (),
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


def _units(whole: ContestWhole) -> list[int]:
    """Return the unit and those above it: units share downwards."""
    unit_id = whole.contest.unit_id
    return [unit_id, *organisation.ancestor_ids(unit_id, clock.today())]


def _typed(whole: ContestWhole, one: Round) -> TypedBlueprint:
    """Return the blueprint that was sent, or taken over, or kept."""
    if request.method == "POST":
        return read_typed(request.form, KINDS)
    if request.args.get("from"):
        return presets.take_over(request.args["from"], _units(whole))
    if one.quiz_id is None:
        return TypedBlueprint()
    quiz = quizzes.watch(one.quiz_id).quiz
    named = [(row.number, row.title, row.instructions) for row in sections_of(quiz.id)]
    prefers = quiz.prefers_least_seen
    return typed_from(blueprint_of(quiz.id), named, prefers_least_seen=prefers)


def _day(whole: ContestWhole) -> datetime:
    """Return noon of the day papers are drawn on: that typed, else the contest's."""
    typed = request.form.get("on", "")
    try:
        day = datetime.strptime(typed, "%Y-%m-%d").replace(tzinfo=clock.VIETNAM).date()
    except ValueError:
        day = whole.contest.held_on
    return datetime.combine(day, time(12), clock.VIETNAM)


def _checked(whole: ContestWhole, one: Round, typed: TypedBlueprint) -> dict[str, Any]:
    points = whole.rules.round(one.code).max_points
    found = feasibility(
        whole.contest.unit_id,
        _day(whole),
        typed.cells(),
        points,
        prefers_least_seen=typed.prefers_least_seen,
    )
    topics = {topic.id: topic.name for topic in bank.topics()}
    return {
        "found": found,
        "max_points": points,
        "topic_names": topics,
        "words": WORDS,
        "waiting": bank.waiting_counts(_units(whole), clock.today()),
    }


def _shown(
    whole: ContestWhole, one: Round, form: QuizPlanForm, typed: TypedBlueprint
) -> dict[str, Any]:
    pool = drawable(whole.contest.unit_id, _day(whole))
    checked = _checked(whole, one, typed)
    return {
        **checked,
        "whole": whole,
        "round": one,
        "form": form,
        "typed": typed,
        "topics": bank.topics(),
        "levels": [(level.code, _(level)) for level in Difficulty],
        "kinds": [(ANY_KIND, _("Any the machine marks")), *((k.code, _(k)) for k in Kind)],
        "stocks": {s.number: stock(pool, s.kind) for s in typed.sections},
        "supplies": {(r.topic_id, r.difficulty, r.kind): r for r in checked["found"].supplies},
        "cell_name": cell_name,
        "presets": presets.kept_blueprints(_units(whole), one.quiz_id),
    }


@blueprint.post("/<public_id>/<code>/de-thi/kiem-tra")
@requires(MANAGE)
def check_blueprint(public_id: str, code: str) -> ResponseReturnValue:
    """Say what the blueprint that is being typed lets expect; nothing is kept."""
    whole, one = _quiz(public_id, code)
    typed = read_typed(request.form, KINDS)
    checked = _checked(whole, one, typed)
    found: Feasibility = checked["found"]
    expected = found.expected
    return jsonify(
        total=found.total,
        missing=found.missing,
        possible=found.is_possible,
        papers=str(found.papers),
        expected=_two_places(expected.mean if expected else None),
        spread=_two_places(Fraction(expected.spread) if expected else None),
        cells=_cells(found, typed, drawable(whole.contest.unit_id, _day(whole))),
        panel=render_template("quiz/_checked.html", **checked),
    )


def _two_places(value: Fraction | None) -> str | None:
    return None if value is None else f"{float(value):.2f}"


def _cells(found: Feasibility, typed: TypedBlueprint, pool: Any) -> dict[str, dict[str, int]]:
    """Return field → what the bank has for it, and what all sections together lack there."""
    rows = {(row.topic_id, row.difficulty, row.kind): row for row in found.supplies}
    answer = {}
    for section in typed.sections:
        has = stock(pool, section.kind)
        for topic, level in section.counts:
            row = rows.get((topic, level, section.kind))
            answer[cell_name(section.number, topic, level)] = {
                "has": has.get((topic, level), 0),
                "missing": row.missing if row else 0,
                "scarce": int(row.is_scarce) if row else 0,
            }
    return answer
