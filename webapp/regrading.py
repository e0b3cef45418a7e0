"""The page that counts a faulty question anew: what it changes, and two people's word."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contest.queries.awarding import prize_changes
from contest.queries.regrading import contest_changes, contest_of_quiz, is_settled
from contest.services import results
from foundation import clock
from foundation.account import guards
from foundation.account import queries as accounts
from foundation.account.guards import requires, signed_in_user
from foundation.account.permissions import Permission
from foundation.errors import NotFound
from question_bank import queries as bank
from question_bank.models import Question
from question_bank.rules.showing import shown_draft
from question_bank.services import picture_digest
from quiz import queries as quizzes
from quiz import services as quiz_services
from quiz.models import Quiz
from quiz.queries import UsedIn
from quiz.rules.regrading import RegradeMode
from training.queries.regrading import course_changes, course_counted_anew

blueprint = Blueprint("regrading", __name__)
MANAGE = Permission.QUIZ_MANAGE


@blueprint.app_template_global("papers_with_older_version")
def papers_with_older_version(question_id: int, version_id: int) -> tuple[tuple[Quiz, int], ...]:
    """Return where papers asked an older version of a question; the bank's page points there."""
    return quizzes.outdated_uses(question_id, version_id, guards.units_where(MANAGE))


def _question(public_id: str) -> Question:
    readable = guards.units_where(Permission.QUESTION_READ)
    return bank.question_by_public_id(public_id, readable, clock.today())


def _used(public_id: str, quiz_id: str) -> tuple[Question, UsedIn]:
    question = _question(public_id)
    return question, quizzes.used_quiz(question.id, quiz_id, guards.units_where(MANAGE))


def _mode(name: str) -> RegradeMode:
    if name.upper() not in RegradeMode.__members__:
        raise NotFound
    return RegradeMode[name.upper()]


@blueprint.get("/<public_id>")
@requires(MANAGE)
def show_uses(public_id: str) -> ResponseReturnValue:
    """Show in which quizzes a question was asked, and what was decided about it there."""
    question = _question(public_id)
    uses = quizzes.used_in(question.id, guards.units_where(MANAGE))
    people = {one.asked_by for use in uses for one in use.regrades}
    people |= {one.confirmed_by for use in uses for one in use.regrades if one.confirmed_by}
    return render_template(
        "regrading/show_uses.html",
        question=question,
        shown=shown_draft(bank.draft_of(bank.history(question.id)[0]), picture_digest),
        uses=uses,
        modes=RegradeMode,
        names=accounts.display_names(people),
    )


@blueprint.get("/<public_id>/<quiz_id>")
@requires(MANAGE)
def preview(public_id: str, quiz_id: str) -> ResponseReturnValue:
    """Show whose points, place, prize, promotion or certificate would change."""
    question, use = _used(public_id, quiz_id)
    waiting = use.waiting
    mode = _mode(waiting.mode if waiting else request.args.get("mode", "new_key"))
    ruling = quizzes.ruling_for(question.id, mode)
    after = quizzes.points_after(use.quiz, question.id, ruling)
    return render_template(
        "regrading/preview.html",
        question=question,
        use=use,
        waiting=waiting,
        mode=mode,
        modes=RegradeMode,
        scores=quizzes.score_changes(use.quiz, after),
        contest=contest_changes(use.quiz.id, after),
        may_confirm=_may_confirm(use),
        course=course_changes(use.quiz.id, after),
        asked_by=accounts.display_names({waiting.asked_by})[waiting.asked_by] if waiting else "",
    )


def _may_confirm(use: UsedIn) -> bool:
    """Return whether the reader is a second person, or one of a small office."""
    if use.waiting is None:
        return False
    return use.waiting.asked_by != signed_in_user().id or _is_small_office(use.quiz.id)


def _is_small_office(quiz_id: int) -> bool:
    contest = contest_of_quiz(quiz_id)
    return bool(contest and contest.small_office_decision)


@blueprint.post("/<public_id>/<quiz_id>")
@requires(MANAGE)
def ask(public_id: str, quiz_id: str) -> ResponseReturnValue:
    """Ask, as the first person, that the question be counted anew."""
    question, use = _used(public_id, quiz_id)
    quiz_services.ask_regrade(
        use.quiz.id,
        question.id,
        _mode(request.form.get("mode", "")),
        request.form.get("reason", ""),
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    flash(_("Asked; a second person confirms it."))
    return redirect(url_for(".preview", public_id=public_id, quiz_id=quiz_id), code=303)


@blueprint.post("/<public_id>/<quiz_id>/dong-y")
@requires(MANAGE)
def confirm(public_id: str, quiz_id: str) -> ResponseReturnValue:
    """Confirm, as the second person; a published result gets a new version."""
    _question_row, use = _used(public_id, quiz_id)
    if use.waiting is None:
        raise NotFound
    contest = contest_of_quiz(use.quiz.id)
    done = quiz_services.confirm_regrade(
        use.waiting.id,
        actor_id=signed_in_user().id,
        at=clock.now(),
        is_small_office=_is_small_office(use.quiz.id),
    )
    flash(_("All papers are marked anew."))
    if contest is not None and contest.state == "PUBLISHED":
        _publish_anew(contest.id, done.reason)
        if prize_changes(contest.id):
            flash(_("Prizes change: give them anew, then replace their certificates."))
            page = url_for("contest_organiser.show_awards", public_id=contest.public_id)
            return redirect(page, code=303)
    course = course_counted_anew(use.quiz.id)
    if course and course.unit_id in guards.units_where(Permission.TRAINING_NAMES):
        flash(_("Results of the class change: decide them anew, then replace their certificates."))
        page = url_for("course_office.show_outcomes", public_id=course.public_id, xem="tat-ca")
        return redirect(page, code=303)
    return redirect(url_for(".show_uses", public_id=public_id), code=303)


def _publish_anew(contest_id: int, reason: str) -> None:
    """Publish the result anew; where a tie has to be settled first, say so."""
    if not is_settled(contest_id):
        flash(_("Settle the ties of the contest; then publish its new result with the reason."))
        return
    result = results.publish_result(
        contest_id, actor_id=signed_in_user().id, at=clock.now(), reason=reason
    )
    flash(_("Version %(number)s of the result is published.", number=result.version))
