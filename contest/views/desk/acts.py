"""Acts of the day: the list, what waits for a second person, absent judges, reopenings."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contest.forms import ReasonForm
from contest.queries import acts as queries
from contest.queries import stage
from contest.rules.states import ActKind, ActState
from contest.services import acts
from contest.views import scope
from contest.views.deeds import Deed, deed_page, undoing_page
from contest.views.desk.blueprint import DESK, blueprint, stage_round
from contest.views.organiser.blueprint import back_to
from foundation import clock
from foundation.account import queries as accounts
from foundation.account.guards import requires, signed_in_user
from foundation.errors import NotFound

ANSWERS = {"dong-y": acts.confirm_act, "tu-choi": acts.refuse_act}


@blueprint.get("/<public_id>/viec-trong-ngay")
@requires(DESK)
def list_acts(public_id: str) -> ResponseReturnValue:
    """Show the acts of the day with their reasons and people."""
    whole = scope.contest(public_id, DESK)
    return render_template(
        "contest/desk/list_acts.html",
        whole=whole,
        rows=queries.acts(whole),
        states=ActState,
        reader_id=signed_in_user().id,
    )


@blueprint.post("/<public_id>/viec-trong-ngay/<act_id>/<answer>")
@requires(DESK)
def answer_act(public_id: str, act_id: str, answer: str) -> ResponseReturnValue:
    """Confirm or refuse, as the second person, what somebody asked for."""
    whole = scope.contest(public_id, DESK)
    act = queries.act(whole.contest.id, act_id)
    if answer not in ANSWERS:
        raise NotFound
    answered = ANSWERS[answer](act.id, actor_id=signed_in_user().id, at=clock.now())
    words = _("Confirmed.") if answered.state == "DONE" else _("Refused; nothing is changed.")
    return back_to(".list_acts", words, public_id=public_id)


@blueprint.route("/<public_id>/<code>/giam-khao/<int:seat_id>/vang", methods=["GET", "POST"])
@requires(DESK)
def mark_judge_absent(public_id: str, code: str, seat_id: int) -> ResponseReturnValue:
    """Note that a judge is absent: his or her sheets are not waited for."""
    whole, one = stage_round(public_id, code)
    seat = stage.seat(one.id, seat_id)
    name = accounts.display_names({seat.user_id})[seat.user_id]
    form = ReasonForm()
    if not form.validate_on_submit():
        deed = Deed(
            heading=_("Judge %(name)s is absent", name=name),
            lead=_(
                "Sheets not signed yet are no longer waited for; those signed count. Where fewer "
                "judges stay than the rules ask for, the organisers seat another one, or the same "
                "one when he or she comes after all, on the page of the panel."
            ),
            submit=_("Note the absence"),
            back=url_for(".show_desk", public_id=public_id, code=code),
        )
        return deed_page(whole, form, deed)
    acts.mark_judge_absent(
        seat.id, str(form.reason.data), name, actor_id=signed_in_user().id, at=clock.now()
    )
    words = _("%(name)s is absent; the sheets are not waited for.", name=name)
    return back_to(".show_desk", words, public_id=public_id, code=code)


@blueprint.route("/<public_id>/<code>/mo-lai", methods=["GET", "POST"])
@requires(DESK)
def reopen_round(public_id: str, code: str) -> ResponseReturnValue:
    """Ask to open a closed round again; a second person confirms."""
    whole, one = scope.contest_round(public_id, code, DESK)
    if one.state != "CLOSED":
        raise NotFound
    return undoing_page(
        whole,
        ActKind.ROUND_REOPENED,
        one.id,
        heading=_("Open the round “%(title)s” again", title=whole.rules.round(code).title),
        back=url_for("contest_organiser.show_day", public_id=public_id),
        done=url_for(".list_acts", public_id=public_id),
    )


@blueprint.route("/<public_id>/<code>/<entry_id>/cho-thi", methods=["GET", "POST"])
@requires(DESK)
def admit_absent(public_id: str, code: str, entry_id: str) -> ResponseReturnValue:
    """Ask to admit somebody who was noted as absent; a second person confirms."""
    whole, one = scope.contest_round(public_id, code, DESK)
    round_entry, entry = scope.appearance(one, entry_id)
    if round_entry.state != "ABSENT":
        raise NotFound
    return undoing_page(
        whole,
        ActKind.APPEARANCE_REOPENED,
        round_entry.id,
        heading=_("Admit %(name)s after all", name=entry.full_name),
        back=url_for(".show_desk", public_id=public_id, code=code),
        done=url_for(".list_acts", public_id=public_id),
    )
