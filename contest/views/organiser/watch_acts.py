"""Helping contestants of a quiz: extra time, opening a paper again, answers typed in from paper."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contest.forms import ExtraTimeForm, ReasonForm
from contest.queries.loading import ContestWhole
from contest.views.deeds import Deed, deed_page
from contest.views.organiser.blueprint import back_to, blueprint
from contest.views.organiser.watch import WATCH, candidate_row, quiz_round
from foundation import clock
from foundation.account.guards import requires, signed_in_user
from foundation.errors import NotFound
from foundation.pictures import picture_response
from question_bank import queries as bank
from quiz import queries as quizzes
from quiz import services as quiz_services
from quiz.queries import ShownQuestion
from quiz.rules.answers import Choice
from quiz.rules.asking import read_typed


@blueprint.route("/<public_id>/<code>/them-gio", methods=["GET", "POST"])
@requires(WATCH)
def give_extra_time(public_id: str, code: str) -> ResponseReturnValue:
    """Give more minutes to one contestant, or to all."""
    whole, _one, board = quiz_round(public_id, code)
    wanted = request.values.get("candidate", "")
    row = candidate_row(board, wanted) if wanted else None
    form = ExtraTimeForm()
    if not form.validate_on_submit():
        whom = row.candidate.full_name if row else _("all contestants")
        deed = Deed(
            heading=_("Extra time for %(whom)s", whom=whom),
            lead=_("It counts at once; the clock on the phone follows within seconds."),
            submit=_("Give the extra time"),
            back=url_for(".watch_quiz", public_id=public_id, code=code),
        )
        return deed_page(whole, form, deed)
    quiz_services.give_extra_time(
        board.quiz.id,
        row.candidate.id if row else None,
        form.minutes.data or 0,
        str(form.reason.data),
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    return back_to(
        ".watch_quiz", _("The extra time counts from now."), public_id=public_id, code=code
    )


@blueprint.route("/<public_id>/<code>/theo-doi/<candidate_id>/mo-lai", methods=["GET", "POST"])
@requires(WATCH)
def ask_reopening(public_id: str, code: str, candidate_id: str) -> ResponseReturnValue:
    """Ask to open an ended paper again; a second person confirms."""
    whole, _one, board = quiz_round(public_id, code)
    row = candidate_row(board, candidate_id)
    form = ExtraTimeForm()
    if not form.validate_on_submit():
        deed = Deed(
            heading=_("Open the paper of %(name)s again", name=row.candidate.full_name),
            lead=_("The minutes count from the moment a second person confirms."),
            submit=_("Ask a second person"),
            back=url_for(".watch_quiz", public_id=public_id, code=code),
        )
        return deed_page(whole, form, deed)
    asked = quiz_services.ask_reopening(
        row.candidate.id,
        form.minutes.data or 0,
        str(form.reason.data),
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    if whole.contest.small_office_decision:
        _confirm_reopening(whole, asked.id)
    return back_to(
        ".watch_quiz", _("Asked; a second person confirms it."), public_id=public_id, code=code
    )


def _confirm_reopening(whole: ContestWhole, reopening_id: int) -> None:
    quiz_services.confirm_reopening(
        reopening_id,
        actor_id=signed_in_user().id,
        at=clock.now(),
        is_small_office=bool(whole.contest.small_office_decision),
    )


@blueprint.post("/<public_id>/<code>/theo-doi/<candidate_id>/mo-lai/dong-y")
@requires(WATCH)
def confirm_reopening(public_id: str, code: str, candidate_id: str) -> ResponseReturnValue:
    """Confirm, as the second person, that a paper is opened again."""
    whole, _one, board = quiz_round(public_id, code)
    row = candidate_row(board, candidate_id)
    if row.reopening is None:
        raise NotFound
    _confirm_reopening(whole, row.reopening.id)
    return back_to(".watch_quiz", _("The paper is open again."), public_id=public_id, code=code)


@blueprint.route("/<public_id>/<code>/theo-doi/<candidate_id>/khong-mo", methods=["GET", "POST"])
@requires(WATCH)
def refuse_reopening(public_id: str, code: str, candidate_id: str) -> ResponseReturnValue:
    """Refuse, with a reason, to open a paper again."""
    whole, _one, board = quiz_round(public_id, code)
    row = candidate_row(board, candidate_id)
    if row.reopening is None:
        raise NotFound
    form = ReasonForm()
    if not form.validate_on_submit():
        deed = Deed(
            heading=_("Leave the paper of %(name)s closed", name=row.candidate.full_name),
            lead=_("The paper stays handed in as it is. The acts of the day keep the reason."),
            submit=_("Refuse"),
            back=url_for(
                ".show_candidate", public_id=public_id, code=code, candidate_id=candidate_id
            ),
        )
        return deed_page(whole, form, deed)
    quiz_services.refuse_reopening(
        row.reopening.id, str(form.reason.data), actor_id=signed_in_user().id, at=clock.now()
    )
    return back_to(
        ".watch_quiz", _("Refused; the paper stays closed."), public_id=public_id, code=code
    )


@blueprint.route("/<public_id>/<code>/theo-doi/<candidate_id>/bai-giay", methods=["GET", "POST"])
@requires(WATCH)
def type_paper(public_id: str, code: str, candidate_id: str) -> ResponseReturnValue:
    """Type in answers given on paper, or type them again as the second person."""
    whole, one, board = quiz_round(public_id, code)
    row = candidate_row(board, candidate_id)
    pictures = url_for(
        ".paper_picture", public_id=public_id, code=code, candidate_id=candidate_id, digest=""
    )
    questions = quizzes.paper_sheet(row.candidate.id, pictures)
    if request.method == "GET":
        return render_template(
            "contest/organiser/type_paper.html",
            whole=whole,
            round=one,
            row=row,
            questions=questions,
            is_own=row.typed is not None
            and row.typed.typed_by == signed_in_user().id
            and not whole.contest.small_office_decision,
        )
    actor_id, at = signed_in_user().id, clock.now()
    if not questions:
        quiz_services.start(row.candidate.id, at=at, is_on_paper=True)
        words = _("The paper is drawn. Print this page, or read it out; then type the answers in.")
        return back_to(
            ".type_paper", words, public_id=public_id, code=code, candidate_id=candidate_id
        )
    choices = _typed_choices(questions)
    typed = row.typed
    is_first = typed is None or (
        typed.typed_by == actor_id and quiz_services.first_difference(typed, choices) is not None
    )
    if typed is None or is_first:
        reason = request.form.get("reason", "")
        quiz_services.type_paper(row.candidate.id, choices, reason, actor_id=actor_id, at=at)
        words = _("The answers are typed in. A second person types them again.")
    else:
        quiz_services.confirm_paper(
            typed.id,
            choices,
            actor_id=actor_id,
            at=at,
            is_small_office=bool(whole.contest.small_office_decision),
        )
        words = _("Both typings agree; the paper is handed in.")
    return back_to(".watch_quiz", words, public_id=public_id, code=code)


@blueprint.get("/<public_id>/<code>/theo-doi/<candidate_id>/bai-giay/anh/<digest>")
@requires(WATCH)
def paper_picture(public_id: str, code: str, candidate_id: str, digest: str) -> ResponseReturnValue:
    """Give out a picture of the paper that is printed or typed in."""
    _whole, _one, board = quiz_round(public_id, code)
    row = candidate_row(board, candidate_id)
    versions = quizzes.may_see_pictures(row.candidate.id)
    found = bank.picture_of_versions(digest, versions)
    return picture_response(found.content, found.media_type)


def _typed_choices(questions: tuple[ShownQuestion, ...]) -> dict[int, Choice]:
    """Return position → answer, as ``read_typed`` reads it from letters or words."""
    return {
        question.number: read_typed(question, request.form.get(f"answer-{question.number}", ""))
        for question in questions
    }
