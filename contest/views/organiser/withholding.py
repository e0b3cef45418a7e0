"""A prize the rules give is withheld by the organisers, or given after all; two persons decide."""

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contest.queries.loading import ContestWhole
from contest.queries.standings import StandingRow, standings
from contest.rules.states import ActKind
from contest.views import scope
from contest.views.deeds import undoing_page
from contest.views.organiser.blueprint import MANAGE, blueprint
from foundation.account.guards import requires
from foundation.errors import NotFound


@blueprint.route("/<public_id>/giai-thuong/<entry_id>/khong-trao", methods=["GET", "POST"])
@requires(MANAGE)
def withhold_prize(public_id: str, entry_id: str) -> ResponseReturnValue:
    """Ask to withhold somebody's prize; a second person confirms."""
    return _ask(public_id, entry_id, ActKind.PRIZE_WITHHELD)


@blueprint.route("/<public_id>/giai-thuong/<entry_id>/trao-giai", methods=["GET", "POST"])
@requires(MANAGE)
def restore_prize(public_id: str, entry_id: str) -> ResponseReturnValue:
    """Ask to give a withheld prize after all; a second person confirms."""
    return _ask(public_id, entry_id, ActKind.PRIZE_RESTORED)


def _ask(public_id: str, entry_id: str, kind: ActKind) -> ResponseReturnValue:
    whole = scope.contest(public_id, MANAGE)
    row = _row(whole, entry_id)
    is_given = kind is ActKind.PRIZE_RESTORED
    prize = row.withheld if is_given else row.prize
    if prize is None:
        raise NotFound
    names = {"name": row.entry.full_name, "prize": prize}
    heading = (
        _("Give %(name)s the withheld prize after all: %(prize)s", **names)
        if is_given
        else _("Withhold the prize of %(name)s: %(prize)s", **names)
    )
    lead = _(
        "Points, places and who goes up stay as they are, and nobody moves up for the prize. "
        "The minutes name the reason."
    )
    if whole.contest.state == "PUBLISHED":
        lead += " " + _("Afterwards the organisers publish a corrected version.")
    page = url_for(".show_results", public_id=public_id)
    return undoing_page(whole, kind, row.entry.id, heading=heading, back=page, done=page, lead=lead)


def _row(whole: ContestWhole, entry_id: str) -> StandingRow:
    if whole.contest.state not in {"CLOSED", "PUBLISHED"}:
        raise NotFound
    for one in standings(whole.contest.id).categories:
        for row in one.rows:
            if row.entry.public_id == entry_id:
                return row
    raise NotFound
