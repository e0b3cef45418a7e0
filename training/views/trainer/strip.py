"""The trainer's classes, and the strip of lessons and learners."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from foundation import clock
from foundation.account.guards import requires, signed_in_user
from foundation.paging import page_of
from training.queries import lists
from training.queries.roll import heat
from training.rules.attendance import Outlook
from training.rules.states import Presence
from training.views import scope
from training.views.trainer.blueprint import TEACH, blueprint

TONES = {
    Presence.PRESENT: "present",
    Presence.LATE: "late",
    Presence.EXCUSED: "excused",
    Presence.ABSENT: "absent",
    Presence.MADE_UP: "made-up",
}
LEARNERS_A_PAGE = 50
BADGES = {Outlook.ON_COURSE: "ok", Outlook.ON_EDGE: "warn", Outlook.NOT_ENOUGH: "bad"}


@blueprint.get("/")
@requires(TEACH)
def list_own() -> ResponseReturnValue:
    """Show the classes the reader teaches, with the lesson that comes next."""
    rows = lists.own_course_rows(signed_in_user().id, clock.today())
    return render_template(
        "training/trainer/list_own.html",
        rows=rows,
        lessons=lists.next_lessons([row.course.id for row in rows]),
        today=clock.today(),
    )


@blueprint.get("/<public_id>/chuyen-can")
@requires(TEACH)
def show_strip(public_id: str) -> ResponseReturnValue:
    """Show lessons by learners, who is on course and who misses what."""
    whole = scope.taught_course(public_id)
    strip = heat(whole)
    page = page_of(strip.rows, request.args.get("trang", 1, type=int), LEARNERS_A_PAGE)
    return render_template(
        "training/trainer/show_strip.html",
        whole=whole,
        strip=strip,
        page=page,
        shown=page.rows,
        lost=strip.number_of(Outlook.NOT_ENOUGH),
        edge=strip.number_of(Outlook.ON_EDGE),
        tones=TONES,
        badges=BADGES,
        presences=list(Presence),
        page_url=lambda number: url_for(".show_strip", public_id=public_id, trang=number),
    )
