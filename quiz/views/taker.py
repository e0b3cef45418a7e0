"""Pages of contestants: coming in by code, the paper, handing in, receipt, result."""

from datetime import datetime

from flask import (
    Blueprint,
    current_app,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from foundation import clock
from foundation.account import guards
from foundation.account import services as accounts
from foundation.account.guards import public, requires, signed_in_code
from foundation.account.permissions import Permission
from foundation.errors import Refusal
from foundation.pictures import picture_response
from foundation.typed import row_number
from question_bank import queries as bank
from quiz import queries, services
from quiz.models import Attempt
from quiz.queries import TakerPage
from quiz.rules.states import AttemptState
from quiz.rules.tokens import attempt_token
from quiz.views.save import REFUSED, SaveDoor

blueprint = Blueprint("quiz_taker", __name__)
TAKE = Permission.QUIZ_TAKE


def _candidate_id() -> int:
    return signed_in_code().subject_id


def _page(*, with_questions: bool = False) -> TakerPage:
    return queries.taker_page(_candidate_id(), with_questions=with_questions)


@blueprint.route("/thi", methods=["GET", "POST"])
@public
def enter() -> ResponseReturnValue:
    """Let a contestant in by the code of the slip."""
    if request.method == "GET":
        return _entry_page(request.args.get("ma", "")[:40])
    code = "".join(request.form.getlist("code"))[:60]
    token = accounts.try_code(
        code,
        network=request.remote_addr or "unknown",
        device=request.user_agent.string[:120],
        at=clock.now(),
    )
    if token is None:
        return _entry_page(code, problem=accounts.CodeUnknown()), accounts.CodeUnknown.status
    response = make_response(redirect(url_for(".take"), code=303))
    guards.begin_session(response, token)
    return response


def _entry_page(code: str, problem: Refusal | None = None) -> str:
    """Return the door, with what was typed; and the way back to the paper open on this device."""
    who = guards.visitor()
    holder = who.code if who is not None else None
    is_inside = holder is not None and holder.subject_kind == "candidate"
    return render_template(
        "quiz/enter.html",
        code=code,
        problem=problem,
        announced=queries.announced(clock.now()),
        inside=_page() if is_inside and not code else None,
    )


@blueprint.get("/thi/bai")
@requires(TAKE)
def take() -> ResponseReturnValue:
    """Show who it is and the rules; once started, the whole paper in one response."""
    page = _page(with_questions=True)
    if page.attempt is None:
        return render_template("quiz/confirm.html", page=page, now=clock.now())
    if page.attempt.state != AttemptState.OPEN:
        return redirect(url_for(".show_result"), code=303)
    return render_template(
        "quiz/take.html",
        page=page,
        token=_token(page.attempt),
        kept=queries.kept_answers(page.attempt.id),
        now_ms=_milliseconds(clock.now()),
        deadline_ms=_milliseconds(page.attempt.deadline),
    )


@blueprint.post("/thi/bat-dau")
@requires(TAKE)
def start() -> ResponseReturnValue:
    """Start the attempt; started again, the same paper."""
    services.start(_candidate_id(), at=clock.now())
    return redirect(url_for(".take"), code=303)


@blueprint.get("/thi/anh/<digest>")
@requires(TAKE)
def picture(digest: str) -> ResponseReturnValue:
    """Give out a picture of the contestant's own paper; what it holds never changes."""
    versions = queries.may_see_pictures(_candidate_id())
    found = bank.picture_of_versions(digest, versions)
    return picture_response(found.content, found.media_type)


@blueprint.put("/thi/answers/<question>")
@public
def save_answer(question: str) -> ResponseReturnValue:
    """Store one answer: the door's own function, where no wrapper stands before Flask."""
    del question  # the door reads the address itself
    if (refused := request.environ.get(REFUSED)) is not None:
        raise refused
    door: SaveDoor = current_app.extensions["quiz_save_door"]
    body, headers = door.answer(request.environ)
    return body, 200, [("Content-Type", "application/json"), *headers]


@blueprint.get("/thi/answers")
@requires(TAKE)
def read_answers() -> ResponseReturnValue:
    """Give back what is stored, so that a page that comes back goes on from there."""
    attempt = _page().attempt
    answers = queries.kept_answers(attempt.id) if attempt else {}
    reply = jsonify(state=attempt.state if attempt else None, answers=answers)
    if attempt is not None:
        reply.headers["X-Server-Time"] = _milliseconds(clock.now())
        reply.headers["X-Deadline"] = _milliseconds(attempt.deadline)
    return reply


@blueprint.route("/thi/nop-bai", methods=["GET", "POST"])
@requires(TAKE)
def hand_in() -> ResponseReturnValue:
    """Show what is still open; hand the paper in when the button is pressed."""
    if request.method == "POST":
        services.hand_in(_candidate_id(), at=clock.now())
        return redirect(url_for(".show_result"), code=303)
    page = _page(with_questions=True)
    if page.attempt is None or page.attempt.state != AttemptState.OPEN:
        return redirect(url_for(".take"), code=303)
    kept = queries.kept_answers(page.attempt.id)
    answered = {token for token, row in kept.items() if row["choice"] and not row["late"]}
    flags = set(map(row_number, request.args.get("flags", "")[:2000].split(",")))
    return render_template(
        "quiz/hand_in.html",
        page=page,
        open_numbers=[q.number for q in page.questions if q.token not in answered],
        flagged=[q.number for q in page.questions if q.number in flags],
        now_ms=_milliseconds(clock.now()),
        deadline_ms=_milliseconds(page.attempt.deadline),
    )


@blueprint.get("/thi/ket-qua")
@requires(TAKE)
def show_result() -> ResponseReturnValue:
    """Show the receipt; after publication, the result."""
    result = queries.taker_result(_candidate_id())
    if result is not None:
        return render_template(
            "quiz/result.html",
            result=result,
            page=result.page,
            review=queries.review(_candidate_id()),
        )
    page = _page()
    if page.attempt is None or page.attempt.state == AttemptState.OPEN:
        return redirect(url_for(".take"), code=303)
    return render_template(
        "quiz/receipt.html",
        page=page,
        kept=_answered(page),
        waiting=queries.waiting_marks(page.quiz.id, page.attempt.id),
        token=_token(page.attempt) if page.attempt.state == AttemptState.EXPIRED else "",
    )


def _token(attempt: Attempt) -> str:
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return attempt_token(secret, attempt.public_id, attempt.epoch)


def _milliseconds(moment: datetime) -> str:
    return str(round(moment.timestamp() * 1000))


def _answered(page: TakerPage) -> int:
    attempt = page.attempt
    kept = queries.kept_answers(attempt.id) if attempt else {}
    return sum(bool(row["choice"]) and not row["late"] for row in kept.values())
