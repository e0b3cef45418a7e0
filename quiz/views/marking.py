"""Pages of markers: which written answers wait, and one answer with its rubric, without a name."""

from fractions import Fraction

from flask import Blueprint, flash, redirect, render_template, request
from flask import url_for as address
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation import clock
from foundation.account import guards
from foundation.account.guards import requires, signed_in_user
from foundation.account.permissions import Permission
from foundation.errors import N_, InvalidInput
from foundation.pictures import picture_response
from foundation.typed import row_number, whole_number
from question_bank import queries as bank
from question_bank.rules.markup import plain, shown
from question_bank.rules.typed_bodies import plain_number
from quiz import queries, services
from quiz.queries import MarkingQuiz, MarkingSheet
from quiz.rules.states import QuizState
from quiz.services import MarkDraft

blueprint = Blueprint("quiz_marking", __name__)
MARK = Permission.QUIZ_MARK


class UnreadablePoints(InvalidInput):
    """Something that is no number stands in a field for points."""

    message = N_("“%(typed)s” is no number of points. Type a number such as 2,25.")


def _found(public_id: str) -> MarkingQuiz:
    return queries.quiz_to_mark(public_id, guards.units_where(MARK), signed_in_user().id)


@blueprint.get("/")
@requires(MARK)
def list_quizzes() -> ResponseReturnValue:
    """Show the quizzes with written answers, and how many wait for the reader."""
    found = queries.quizzes_to_mark(guards.units_where(MARK), signed_in_user().id)
    return render_template("quiz/marking/list_quizzes.html", found=found)


@blueprint.get("/<public_id>")
@requires(MARK)
def list_answers(public_id: str) -> ResponseReturnValue:
    """Show the written answers of a quiz, question after question."""
    found = _found(public_id)
    asked = bank.versions({one.version_id for one in found.answers})
    return render_template(
        "quiz/marking/list_answers.html",
        found=found,
        stems={key: plain(one.stem) for key, one in asked.items()},
        difference=plain_number(found.quiz.third_marker_from * 100),
        may_manage=found.quiz.unit_id in guards.units_where(Permission.QUIZ_MANAGE)
        and found.quiz.state != QuizState.PUBLISHED,
    )


@blueprint.get("/<public_id>/<int:receipt>/<int:position>")
@requires(MARK)
def show_answer(public_id: str, receipt: int, position: int) -> ResponseReturnValue:
    """Show one answer with its rubric."""
    sheet = queries.marking_sheet(_found(public_id), receipt, position)
    pictures = address(
        ".picture", public_id=public_id, receipt=receipt, position=position, digest=""
    )
    return render_template(
        "quiz/marking/show_answer.html",
        sheet=sheet,
        stem=shown(sheet.question.stem_html, pictures),
        model=shown(sheet.question.html(sheet.model), pictures),
        is_over=sheet.quiz.state == QuizState.PUBLISHED,
        given=[Fraction(value) for value in sheet.answer.mine.points] if sheet.answer.mine else [],
    )


@blueprint.get("/<public_id>/<int:receipt>/<int:position>/anh/<digest>")
@requires(MARK)
def picture(public_id: str, receipt: int, position: int, digest: str) -> ResponseReturnValue:
    """Give out a picture of the question that is marked."""
    sheet = queries.marking_sheet(_found(public_id), receipt, position)
    found = bank.picture_of_versions(digest, [sheet.question.version_id])
    return picture_response(found.content, found.media_type)


@blueprint.post("/<public_id>/<int:receipt>/<int:position>")
@requires(MARK)
def sign_mark(public_id: str, receipt: int, position: int) -> ResponseReturnValue:
    """Sign a mark and go on to the next answer that waits."""
    found = _found(public_id)
    sheet = queries.marking_sheet(found, receipt, position)
    services.sign_mark(
        sheet.answer.item_id, _typed(sheet), actor_id=signed_in_user().id, at=clock.now()
    )
    flash(_("The mark is signed."))
    left = [one for one in found.answers if one.is_mine_to_mark and one is not sheet.answer]
    same = [one for one in left if one.question_id == sheet.answer.question_id]
    for following in [*same, *left]:
        receipt, position = following.receipt, following.position
        page = address(".show_answer", public_id=public_id, receipt=receipt, position=position)
        return redirect(page, code=303)
    return redirect(address(".list_answers", public_id=public_id), code=303)


def _typed(sheet: MarkingSheet) -> MarkDraft:
    fatal = request.form.get("fatal", "")
    return MarkDraft(
        points=[_points(request.form.get(f"points-{at}", "")) for at in range(len(sheet.rubric))],
        fatal_mistake=row_number(fatal[:9]),
        remark=request.form.get("remark", "")[:2000],
        reason=request.form.get("reason", ""),
    )


def _points(typed: str) -> Fraction:
    plain = typed.strip().replace(",", ".", 1)
    if len(plain) > 8 or not plain.isascii() or not plain.replace(".", "", 1).isdecimal():
        raise UnreadablePoints(typed=typed[:20])
    return Fraction(plain)


@blueprint.post("/<public_id>/nguoi-cham")
@requires(Permission.QUIZ_MANAGE)
def set_markers(public_id: str) -> ResponseReturnValue:
    """Say how many people mark each answer."""
    units = guards.units_where(Permission.QUIZ_MANAGE)
    found = queries.quiz_to_mark(public_id, units, signed_in_user().id)
    services.set_markers(
        found.quiz.id,
        request.form.get("markers", 1, type=whole_number),
        _points(request.form.get("difference", "")) / 100,
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    flash(_("Kept."))
    return redirect(address(".list_answers", public_id=public_id), code=303)
