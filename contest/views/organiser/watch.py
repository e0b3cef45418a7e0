"""Watching a quiz: who is in, how far, when last heard of; late answers."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from contest.models import Round
from contest.queries.loading import ContestWhole
from contest.views import scope
from contest.views.organiser.blueprint import blueprint, rights
from foundation import clock
from foundation.account import queries as accounts
from foundation.account.guards import requires, signed_in_user
from foundation.account.permissions import Permission
from foundation.errors import NotFound
from foundation.live import live_page
from foundation.text import search_key
from quiz import queries as quizzes
from quiz.queries import WatchBoard, WatchRow
from quiz.rules.states import CandidateState

WATCH = Permission.QUIZ_WATCH


def quiz_round(public_id: str, code: str) -> tuple[ContestWhole, Round, WatchBoard]:
    """Return a quiz round with its board, for whoever may watch it.

    Raises:
        NotFound: out of the caller's reach, or its paper is not set up.
    """
    whole, one = scope.contest_round(public_id, code, WATCH, "quiz")
    if one.quiz_id is None:
        raise NotFound
    return whole, one, quizzes.watch(one.quiz_id)


def candidate_row(board: WatchBoard, public_id: str) -> WatchRow:
    """Return one candidate's line of the board.

    Raises:
        NotFound: the quiz has no such candidate.
    """
    for row in board.rows:
        if row.candidate.public_id == public_id:
            return row
    raise NotFound


@blueprint.get("/<public_id>/<code>/theo-doi")
@requires(WATCH)
def watch_quiz(public_id: str, code: str) -> ResponseReturnValue:
    """Show the board of a quiz; the page fetches itself anew while the quiz is open."""
    whole, one, board = quiz_round(public_id, code)
    words = request.args.get("q", "")[:80]
    state = request.args.get("state", "")[:20]
    return live_page(
        "contest/organiser/watch_quiz.html",
        whole=whole,
        round=one,
        board=board,
        rows=[row for row in board.rows if _fits(row, words, state)],
        states=CandidateState,
        words=words,
        state=state,
        now=clock.now(),
        waiting=quizzes.waiting_marks(board.quiz.id),
        **rights(whole),
    )


def _fits(row: WatchRow, words: str, state: str) -> bool:
    if state == "late" and not row.late_answers:
        return False
    if state not in ("", "late", row.state.value):
        return False
    text = f"{row.candidate.full_name} {row.candidate.unit_name} {row.candidate.number}"
    return search_key(words) in search_key(text)


@blueprint.get("/<public_id>/<code>/theo-doi/<candidate_id>")
@requires(WATCH)
def show_candidate(public_id: str, code: str, candidate_id: str) -> ResponseReturnValue:
    """Show one contestant's standing with everything that can be done for him or her."""
    whole, one, board = quiz_round(public_id, code)
    row = candidate_row(board, candidate_id)
    asker = row.reopening.asked_by if row.reopening else 0
    return render_template(
        "contest/organiser/show_candidate.html",
        whole=whole,
        round=one,
        board=board,
        row=row,
        asked_by=accounts.display_names({asker}).get(asker, ""),
        may_confirm=bool(whole.contest.small_office_decision) or asker != signed_in_user().id,
        states=CandidateState,
        **rights(whole),
    )
