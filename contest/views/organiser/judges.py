"""A stage round before it opens: the panel, the published list, the draw anybody can repeat."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contest.forms import HandDrawForm, SeatForm, SeedDrawForm
from contest.models import Round
from contest.queries import stage
from contest.queries.loading import ContestWhole
from contest.rules.drawing import RECIPE
from contest.services import changes, rounds, setting_up
from contest.views import scope
from contest.views.organiser.blueprint import MANAGE, NAMES, READ, back_to, blueprint, rights
from foundation import clock
from foundation.account import queries as accounts
from foundation.account.guards import requires, signed_in_user
from foundation.account.models import User
from foundation.account.permissions import Permission, Role
from foundation.choices import SelectChoice
from foundation.organisation import queries as organisation


def _stage(public_id: str, code: str, permission: Permission) -> tuple[ContestWhole, Round]:
    return scope.contest_round(public_id, code, permission, "stage")


def _judges(whole: ContestWhole) -> dict[str, User]:
    """Return the judges of the unit, of the units below it and of the bodies above it."""
    day, unit_id = clock.today(), whole.contest.unit_id
    units = {*organisation.subtree_ids(unit_id, day), *organisation.ancestor_ids(unit_id, day)}
    found = accounts.officials_with(Role.JUDGE, frozenset(units), day)
    return {user.public_id: user for user in found}


def _panel_page(whole: ContestWhole, one: Round, form: SeatForm) -> ResponseReturnValue:
    page = render_template(
        "contest/organiser/show_panel.html",
        whole=whole,
        round=one,
        rules=whole.rules.round(one.code),
        seats=stage.seats(one.id),
        form=form,
        **rights(whole),
    )
    return page, 422 if form.errors else 200


def _seat_form(one: Round, judges: dict[str, User]) -> SeatForm:
    seated = {row.seat.user_id for row in stage.seats(one.id) if not row.seat.absent_reason}
    form = SeatForm()
    form.judge.choices = [
        SelectChoice(key, user.display_name)
        for key, user in judges.items()
        if user.id not in seated
    ]
    return form


@blueprint.get("/<public_id>/<code>/giam-khao")
@requires(READ)
def show_panel(public_id: str, code: str) -> ResponseReturnValue:
    """Show the panel of a round."""
    whole, one = _stage(public_id, code, READ)
    return _panel_page(whole, one, _seat_form(one, _judges(whole)))


@blueprint.post("/<public_id>/<code>/giam-khao")
@requires(MANAGE)
def seat_judge(public_id: str, code: str) -> ResponseReturnValue:
    """Give a judge a seat."""
    whole, one = _stage(public_id, code, MANAGE)
    judges = _judges(whole)
    form = _seat_form(one, judges)
    if not form.validate_on_submit():
        return _panel_page(whole, one, form)
    judge = judges[str(form.judge.data)]
    setting_up.seat_judge(
        one.id,
        judge.id,
        is_head=bool(form.is_head.data),
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    words = _("%(name)s has a seat on the panel.", name=judge.display_name)
    return back_to(".show_panel", words, public_id=public_id, code=code)


@blueprint.post("/<public_id>/<code>/giam-khao/<int:seat_id>/thoi")
@requires(MANAGE)
def unseat_judge(public_id: str, code: str, seat_id: int) -> ResponseReturnValue:
    """Take a seat back before the round opens."""
    _whole, one = _stage(public_id, code, MANAGE)
    seat = stage.seat(one.id, seat_id)
    changes.unseat_judge(seat.id, actor_id=signed_in_user().id, at=clock.now())
    return back_to(".show_panel", _("The seat is free again."), public_id=public_id, code=code)


@blueprint.get("/<public_id>/<code>/boc-tham")
@requires(NAMES)
def show_draw(public_id: str, code: str) -> ResponseReturnValue:
    """Show the published list, the draws and how to repeat them."""
    whole, one = _stage(public_id, code, NAMES)
    return _draw_page(whole, one, SeedDrawForm(), HandDrawForm())


def _draw_page(
    whole: ContestWhole, one: Round, seed_form: SeedDrawForm, hand_form: HandDrawForm
) -> ResponseReturnValue:
    page = render_template(
        "contest/organiser/show_draw.html",
        whole=whole,
        round=one,
        draws=stage.draws(one.id),
        listed=stage.listed(one.id),
        recipe=RECIPE,
        seed_form=seed_form,
        hand_form=hand_form,
        **rights(whole),
    )
    return page, 422 if seed_form.errors or hand_form.errors else 200


@blueprint.post("/<public_id>/<code>/boc-tham/hat-giong")
@requires(Permission.CONTEST_DESK)
def draw_by_seed(public_id: str, code: str) -> ResponseReturnValue:
    """Draw the order from a seed."""
    whole, one = _stage(public_id, code, Permission.CONTEST_DESK)
    form = SeedDrawForm()
    if not form.validate_on_submit():
        return _draw_page(whole, one, form, HandDrawForm(formdata=None))
    rounds.draw_by_seed(
        one.id,
        form.seed.data or None,
        form.witnesses.data or "",
        actor_id=signed_in_user().id,
        at=clock.now(),
        reason=form.reason.data or "",
    )
    return back_to(".show_draw", _("The order is drawn."), public_id=public_id, code=code)


@blueprint.post("/<public_id>/<code>/boc-tham/bang-tay")
@requires(Permission.CONTEST_DESK)
def draw_by_hand(public_id: str, code: str) -> ResponseReturnValue:
    """Enter an order drawn by hand in the hall, with its witnesses."""
    whole, one = _stage(public_id, code, Permission.CONTEST_DESK)
    form = HandDrawForm()
    if not form.validate_on_submit():
        return _draw_page(whole, one, SeedDrawForm(formdata=None), form)
    rounds.draw_by_hand(
        one.id,
        form.numbers(),
        str(form.witnesses.data),
        actor_id=signed_in_user().id,
        at=clock.now(),
        reason=form.reason.data or "",
    )
    return back_to(
        ".show_draw", _("The order drawn by hand is kept."), public_id=public_id, code=code
    )
