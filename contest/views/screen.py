"""The hall's screen: a dark page that asks every two seconds and touches nothing."""

import json
from typing import Any

from flask import Blueprint, get_template_attribute, jsonify, render_template
from flask.typing import ResponseReturnValue

from contest.queries import screen as queries
from contest.queries.screen import Feed
from contest.rules.states import ScreenMode
from contest.views import scope
from foundation import clock
from foundation.account.guards import requires
from foundation.account.permissions import Permission
from foundation.live import fresh

blueprint = Blueprint("contest_screen", __name__)
DESK = Permission.CONTEST_DESK
PARTS = {
    ScreenMode.STANDINGS: "standings_page",
    ScreenMode.REVEAL: "reveal_page",
    ScreenMode.CLOCK: "clock_page",
    ScreenMode.UNIT: "unit_page",
    ScreenMode.TITLE: "title_page",
    ScreenMode.BLANK: "blank_page",
}


@blueprint.get("/<public_id>")
@requires(DESK)
def show_screen(public_id: str) -> ResponseReturnValue:
    """Show the screen as it is now; its script keeps it fresh."""
    whole = scope.contest(public_id, DESK)
    feed = queries.feed(whole, clock.now())
    return render_template("contest/screen/show_screen.html", whole=whole, first=_rendered(feed)[0])


@blueprint.get("/<public_id>/so-lieu")
@requires(DESK)
def feed_screen(public_id: str) -> ResponseReturnValue:
    """Give the screen's parts as JSON; 304 while nothing but the clock has moved."""
    whole = scope.contest(public_id, DESK)
    feed = queries.feed(whole, clock.now())
    pages = _rendered(feed)
    clock_facts = _clock_facts(feed)
    still = clock_facts
    if clock_facts and clock_facts["is_running"]:
        still = {**clock_facts, "seconds": 0}
    stable = json.dumps([pages, still])
    return fresh(jsonify(pages=pages, clock=clock_facts), stable)


def _rendered(feed: Feed) -> list[str]:
    """Return the screen's pages, ready to show; pages of a table turn by themselves."""
    part = get_template_attribute("contest/screen/_parts.html", PARTS[feed.mode])
    if feed.mode is ScreenMode.STANDINGS and feed.pages:
        return [str(part(feed, page)) for page in feed.pages]
    return [str(part(feed))]


def _clock_facts(feed: Feed) -> dict[str, Any] | None:
    if feed.mode is not ScreenMode.CLOCK or feed.clock is None:
        return None
    return {
        "seconds": feed.clock.seconds,
        "limit_seconds": feed.clock.limit_seconds,
        "is_running": feed.clock.is_running,
    }
