"""The quiz of a round: published list, slips, opening and closing."""

from flask import current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from contest.models import Round
from contest.queries.loading import ContestWhole, round_entries
from contest.services import changes, rounds
from contest.views import scope
from contest.views.organiser.blueprint import MANAGE, NAMES, back_to, blueprint, rights
from foundation import clock
from foundation.account import queries as accounts
from foundation.account.guards import requires, signed_in_user
from foundation.account.permissions import Permission
from foundation.documents import pdf
from foundation.documents.papers import public_address
from foundation.documents.views import pdf_response
from foundation.text import grouped
from quiz import queries as quizzes
from quiz.queries.blueprints import blueprint_of
from quiz.services import Slip


def _quiz(public_id: str, code: str) -> tuple[ContestWhole, Round]:
    return scope.contest_round(public_id, code, MANAGE, "quiz")


@blueprint.post("/<public_id>/<code>/cong-bo-danh-sach")
@requires(MANAGE)
def publish_list(public_id: str, code: str) -> ResponseReturnValue:
    """Publish who is in a round, with the list's digest."""
    _whole, one = scope.contest_round(public_id, code, MANAGE)
    rounds.publish_list(one.id, actor_id=signed_in_user().id, at=clock.now())
    target = ".show_slips" if one.mode == "quiz" else ".show_draw"
    return back_to(target, _("The list is published."), public_id=public_id, code=code)


@blueprint.get("/<public_id>/<code>/phieu")
@requires(NAMES)
def show_slips(public_id: str, code: str) -> ResponseReturnValue:
    """Show the list of a quiz round with what can be printed for it."""
    whole, one = scope.contest_round(public_id, code, NAMES, "quiz")
    listed = round_entries(one.id)
    candidates = {row.candidate_id for row, _entry in listed if row.candidate_id is not None}
    return render_template(
        "contest/organiser/show_slips.html",
        whole=whole,
        round=one,
        listed=listed,
        with_code=accounts.holders_of_codes("candidate", candidates),
        begun=quizzes.began(candidates),
        has_address=bool(current_app.config["PUBLIC_URL"]),
        **rights(whole),
    )


@blueprint.post("/<public_id>/<code>/phieu")
@requires(MANAGE)
def print_slips(public_id: str, code: str) -> ResponseReturnValue:
    """Make slips with new codes, for all or for one who lost it; older slips die."""
    whole, one = _quiz(public_id, code)
    lost = request.form.get("entry", "")
    wanted = [scope.entry(whole, lost).id] if lost else None
    slips = changes.issue_slips(one.id, wanted, actor_id=signed_in_user().id, at=clock.now())
    return pdf_response(pdf.render("slips", _slip_content(whole, one, slips)), "phieu-du-thi")


def _slip_content(whole: ContestWhole, one: Round, slips: list[Slip]) -> dict[str, object]:
    quiz = quizzes.watch(one.quiz_id or 0).quiz
    opens = clock.local(quiz.opens_at)
    questions = sum(cell.count for cell in blueprint_of(quiz.id))
    return {
        "heading": whole.contest.name,
        "opens": f"Mở {opens.hour}h{opens.minute:02d}, ngày {opens:%d/%m/%Y}. "
        f"{questions} câu, {quiz.duration_s // 60} phút.",
        "address": _address(url_for("quiz_taker.enter"))
        .removeprefix("https://")
        .removeprefix("http://"),
        "rows": [
            {
                "name": slip.full_name,
                "unit": slip.unit_name,
                "number": slip.number,
                "code": grouped(slip.code),
                "qr": pdf.qr_svg(_address(url_for("quiz_taker.enter", ma=slip.code))),
            }
            for slip in slips
        ],
    }


def _address(path: str) -> str:
    """Return the address contestants reach: the public one, else the one this page came by."""
    if current_app.config["PUBLIC_URL"]:
        return public_address(path)
    return request.host_url.rstrip("/") + path


@blueprint.post("/<public_id>/<code>/mo")
@requires(MANAGE)
def open_round(public_id: str, code: str) -> ResponseReturnValue:
    """Open a round."""
    _whole, one = scope.contest_round(public_id, code, MANAGE)
    rounds.open_round(one.id, actor_id=signed_in_user().id, at=clock.now())
    if one.mode == "quiz":
        return back_to(".watch_quiz", _("The quiz round is open."), public_id=public_id, code=code)
    return back_to(
        "contest_desk.show_desk", _("The round is open."), public_id=public_id, code=code
    )


@blueprint.post("/<public_id>/<code>/dong")
@requires(Permission.CONTEST_DESK)
def close_round(public_id: str, code: str) -> ResponseReturnValue:
    """Close a round: of a quiz everybody's paper is handed in and marked."""
    _whole, one = scope.contest_round(public_id, code, Permission.CONTEST_DESK)
    rounds.close_round(one.id, actor_id=signed_in_user().id, at=clock.now())
    words = _("The round is closed.")
    if one.quiz_id is not None and (count := quizzes.waiting_marks(one.quiz_id)):
        words = ngettext(
            "The round is closed; %(num)s written answer waits for its marks.",
            "The round is closed; %(num)s written answers wait for their marks.",
            count,
        )
    return back_to(".show_day", words, public_id=public_id)
