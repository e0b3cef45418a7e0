"""The stage as it goes: the order, the clock, who is missing, what the hall sees."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from contest.forms import ReasonForm, TimeForm
from contest.queries import desk as queries
from contest.queries import reminders
from contest.queries import screen as screens
from contest.rules.states import ScreenMode
from contest.services import acts, timing
from contest.services import screen as screen_services
from contest.views.deeds import Deed, deed_page
from contest.views.desk.blueprint import DESK, blueprint, performance, stage_round
from contest.views.organiser.blueprint import back_to
from foundation import clock
from foundation.account.guards import requires, signed_in_user
from foundation.errors import InvalidInput
from foundation.live import live_page
from foundation.typed import whole_number


@blueprint.get("/<public_id>/<code>")
@requires(DESK)
def show_desk(public_id: str, code: str) -> ResponseReturnValue:
    """Show the desk; the page fetches itself anew while the round is open."""
    whole, one = stage_round(public_id, code)
    found = queries.desk(whole, one, request.args.get("part"), request.args.get("entry"))
    return live_page(
        "contest/desk/show_desk.html",
        desk=found,
        whole=whole,
        round=one,
        feed=screens.feed(whole, clock.now()),
        reminded=reminders.of_round(one.id),
        modes=ScreenMode,
        now=clock.now(),
    )


def _to_desk(public_id: str, code: str, part: str, words: str = "") -> Response:
    return back_to(".show_desk", words, public_id=public_id, code=code, part=part)


@blueprint.post("/<public_id>/<code>/<entry_id>/<part>/bat-dau")
@requires(DESK)
def start_clock(public_id: str, code: str, entry_id: str, part: str) -> ResponseReturnValue:
    """Start the clock of a performance."""
    _whole, _one, round_entry, _entry = performance(public_id, code, entry_id, part)
    timing.start_clock(round_entry.id, part, actor_id=signed_in_user().id, at=clock.now())
    return _to_desk(public_id, code, part)


@blueprint.post("/<public_id>/<code>/<entry_id>/<part>/ket-thuc")
@requires(DESK)
def stop_clock(public_id: str, code: str, entry_id: str, part: str) -> ResponseReturnValue:
    """Stop the clock of a performance."""
    _whole, _one, round_entry, entry = performance(public_id, code, entry_id, part)
    timing.stop_clock(round_entry.id, part, actor_id=signed_in_user().id, at=clock.now())
    words = _("The performance of %(name)s has ended.", name=entry.full_name)
    return _to_desk(public_id, code, part, words)


@blueprint.post("/<public_id>/<code>/<entry_id>/<part>/tam-dung")
@requires(DESK)
def pause_clock(public_id: str, code: str, entry_id: str, part: str) -> ResponseReturnValue:
    """Let the clock stand still at once; the reason is written when it goes on."""
    _whole, _one, round_entry, _entry = performance(public_id, code, entry_id, part)
    timing.pause_clock(round_entry.id, part, actor_id=signed_in_user().id, at=clock.now())
    return _to_desk(public_id, code, part, _("The clock stands still."))


@blueprint.route("/<public_id>/<code>/<entry_id>/<part>/chay-tiep", methods=["GET", "POST"])
@requires(DESK)
def resume_clock(public_id: str, code: str, entry_id: str, part: str) -> ResponseReturnValue:
    """Let the clock go on, with the reason why it stood."""
    whole, _one, round_entry, entry = performance(public_id, code, entry_id, part)
    form = ReasonForm()
    if not form.validate_on_submit():
        deed = Deed(
            heading=_("Let the clock of %(name)s go on", name=entry.full_name),
            lead=_("Write why it stood still. The clock goes on when you press the button."),
            submit=_("Let the clock go on"),
            back=url_for(".show_desk", public_id=public_id, code=code, part=part),
        )
        return deed_page(whole, form, deed)
    reason = str(form.reason.data)
    timing.resume_clock(round_entry.id, part, reason, actor_id=signed_in_user().id, at=clock.now())
    return _to_desk(public_id, code, part, _("The clock goes on."))


@blueprint.route("/<public_id>/<code>/<entry_id>/<part>/thoi-gian", methods=["GET", "POST"])
@requires(DESK)
def enter_time(public_id: str, code: str, entry_id: str, part: str) -> ResponseReturnValue:
    """Enter a time by the hall's own clock, with its reason."""
    whole, _one, round_entry, entry = performance(public_id, code, entry_id, part)
    form = TimeForm()
    if not form.validate_on_submit():
        deed = Deed(
            heading=_("Time of %(name)s by the hall's clock", name=entry.full_name),
            lead=_("For when the clock here was not started or not stopped."),
            submit=_("Keep the time"),
            back=url_for(".show_desk", public_id=public_id, code=code, part=part),
        )
        return deed_page(whole, form, deed)
    timing.stop_clock(
        round_entry.id,
        part,
        actor_id=signed_in_user().id,
        at=clock.now(),
        seconds=form.total(),
        reason=str(form.reason.data),
    )
    return _to_desk(public_id, code, part, _("The time is kept with its reason."))


@blueprint.route("/<public_id>/<code>/<entry_id>/<part>/vang", methods=["GET", "POST"])
@requires(DESK)
def mark_absent(public_id: str, code: str, entry_id: str, part: str) -> ResponseReturnValue:
    """Note that somebody does not appear in this round."""
    whole, _one, round_entry, entry = performance(public_id, code, entry_id, part)
    form = ReasonForm()
    if not form.validate_on_submit():
        deed = Deed(
            heading=_("%(name)s does not appear", name=entry.full_name),
            lead=_("For the whole round. A second person can undo this."),
            submit=_("Note the absence"),
            back=url_for(".show_desk", public_id=public_id, code=code, part=part),
        )
        return deed_page(whole, form, deed)
    acts.mark_absent(
        round_entry.id, str(form.reason.data), actor_id=signed_in_user().id, at=clock.now()
    )
    return _to_desk(public_id, code, part, _("%(name)s is absent.", name=entry.full_name))


@blueprint.post("/<public_id>/<code>/man-hinh")
@requires(DESK)
def show_on_screen(public_id: str, code: str) -> ResponseReturnValue:
    """Change what the hall's screen shows."""
    whole, _one = stage_round(public_id, code)
    try:
        mode = ScreenMode[request.form.get("mode", "")]
    except KeyError as error:
        raise InvalidInput from error
    screen_services.show_on_screen(
        whole.contest.id, mode, actor_id=signed_in_user().id, at=clock.now()
    )
    part = request.form.get("part") or None
    return redirect(url_for(".show_desk", public_id=public_id, code=code, part=part), code=303)


@blueprint.post("/<public_id>/<code>/man-hinh/hien-them")
@requires(DESK)
def reveal_next(public_id: str, code: str) -> ResponseReturnValue:
    """Show one place more on the hall's screen, from the last to the first."""
    whole, _one = stage_round(public_id, code)
    screen_services.reveal(
        whole.contest.id,
        request.form.get("shown", 0, type=whole_number),
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    part = request.form.get("part") or None
    return redirect(url_for(".show_desk", public_id=public_id, code=code, part=part), code=303)
