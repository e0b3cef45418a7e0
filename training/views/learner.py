"""Pages of learners, who come in by the code of their slip: class, documents, signing in."""

from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from foundation import clock
from foundation.account import guards
from foundation.account import services as accounts
from foundation.account.guards import public, requires, signed_in_code
from foundation.account.permissions import Permission
from foundation.documents.papers import issued_pdf, issued_picture
from foundation.documents.views import file_response, pdf_response
from foundation.errors import N_, NotFound
from foundation.text import normalise_code
from training.queries.learner import LearnerPage, learner_page
from training.queries.lists import material_content
from training.rules import rolling
from training.rules.eligibility import Reason
from training.rules.roll import Ruling
from training.services import attendance, exit_quiz
from training.services.attendance import CodeTooOld

blueprint = Blueprint("course_learner", __name__)


class SlipUnknown(accounts.CodeUnknown):
    """The code stands on no slip of a class."""

    message = N_(
        "No slip of a class has this code. Look at the slip again, or ask your trainer or the "
        "office of the political centre for a new one."
    )


ATTEND = Permission.CLASS_ATTEND
ROOT = "/hoc/"


def _page() -> LearnerPage:
    return learner_page(signed_in_code().subject_id, clock.today())


def _device() -> dict[str, Any]:
    network, device = request.remote_addr or "unknown", request.user_agent.string[:120]
    return {"network": network, "device": device, "at": clock.now()}


def _come_in(token: str, target: str) -> Response:
    response = make_response(redirect(target, code=303))
    guards.begin_session(response, token)
    return response


@blueprint.route("/", methods=["GET", "POST"])
@public
def enter() -> ResponseReturnValue:
    """Let a learner in by the code of the slip, and on to where he or she wanted to go."""
    wanted = request.args.get("next", "")
    door = "training/learner/enter.html"
    if request.method == "GET":
        return render_template(door, code=request.args.get("ma", "")[:40], wanted=wanted)
    target = wanted if wanted.startswith(ROOT) and "\\" not in wanted else url_for(".show_class")
    code = "".join(request.form.getlist("code"))[:60]
    token = accounts.try_code(code, **_device())
    if token is None:
        problem = SlipUnknown()
        page = render_template(door, code=code, wanted=wanted, problem=problem)
        return page, problem.status
    return _come_in(token, target)


@blueprint.get("/lop")
@requires(ATTEND)
def show_class() -> ResponseReturnValue:
    """Show the class: schedule, how much was attended, documents, result, certificate."""
    page = _page()
    kept = page.result.reasons if page.result else []
    return render_template(
        "training/learner/show_class.html",
        page=page,
        centre=page.centre,
        reasons=[Reason.from_json(one) for one in kept],
        today=clock.today(),
    )


@blueprint.route("/co-mat/<lesson_id>/<code>", methods=["GET", "POST"])
@requires(ATTEND)
def sign_in(lesson_id: str, code: str) -> ResponseReturnValue:
    """Ask whoever scanned the projector's code to say "I am present"; that marks him or her.

    To open the address changes nothing: a phone that went from hand to hand may still know the
    learner before.
    """
    enrolment_id, code, at = signed_in_code().subject_id, normalise_code(code), clock.now()
    if request.method == "POST":
        return _signed_in(lesson_id, attendance.sign_in(enrolment_id, lesson_id, code, at=at))
    page = _page()
    lesson = page.whole.lesson(lesson_id)
    if not rolling.is_fresh(code, lesson.secret, lesson.public_id, at):
        raise CodeTooOld
    return render_template(
        "training/learner/sign_in.html", page=page, centre=page.centre, lesson=lesson
    )


def _signed_in(lesson_id: str, found: Ruling) -> ResponseReturnValue:
    page = _page()
    return render_template(
        "training/learner/signed_in.html",
        page=page,
        centre=page.centre,
        lesson=page.whole.lesson(lesson_id),
        is_taken=found is not Ruling.CONFLICT,
        now=clock.now(),
    )


@blueprint.post("/co-mat")
@requires(ATTEND)
def type_code() -> ResponseReturnValue:
    """Mark the learner present by the code typed from the projector."""
    code = normalise_code("".join(request.form.getlist("code"))[:40])
    at = clock.now()
    for lesson in _page().whole.counted:
        if rolling.is_fresh(code, lesson.secret, lesson.public_id, at):
            found = attendance.sign_in(signed_in_code().subject_id, lesson.public_id, code, at=at)
            return _signed_in(lesson.public_id, found)
    raise CodeTooOld


@blueprint.get("/tai-lieu/<material_id>")
@requires(ATTEND)
def download_material(material_id: str) -> ResponseReturnValue:
    """Give a document of the class."""
    one, content = material_content(_page().whole.course.id, material_id)
    answer = Response(content, mimetype=one.media_type)
    answer.headers.set("Content-Disposition", "attachment", filename=one.file_name)
    return answer


@blueprint.post("/kiem-tra")
@requires(ATTEND)
def enter_quiz() -> ResponseReturnValue:
    """Let the learner into the exit quiz; the slip opens the class again afterwards."""
    code = exit_quiz.quiz_code(signed_in_code().subject_id, at=clock.now())
    return _come_in(accounts.enter_by_code(code, **_device()), url_for("quiz_taker.take"))


@blueprint.get("/giay-chung-nhan.pdf")
@requires(ATTEND)
def download_certificate() -> ResponseReturnValue:
    """Give the learner's own certificate."""
    found = _page().certificate
    if found is None or found.state != "valid":
        raise NotFound
    return pdf_response(issued_pdf(found), "giay-chung-nhan")


@blueprint.get("/giay-chung-nhan.png")
@requires(ATTEND)
def download_picture() -> ResponseReturnValue:
    """Give the learner's own certificate as a picture."""
    found = _page().certificate
    if found is None or found.state != "valid":
        raise NotFound
    return file_response(issued_picture(found), "giay-chung-nhan", "png")
