"""The trainer's classes, and the strip of lessons and learners."""

from dataclasses import dataclass

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from foundation import clock
from foundation.account.guards import requires, signed_in_user
from training.queries import lists
from training.queries.roll import PAGE_SIZE, heat
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
BADGES = {Outlook.ON_COURSE: "ok", Outlook.ON_EDGE: "warn", Outlook.NOT_ENOUGH: "bad"}


@dataclass(frozen=True)
class Page:
    """Which learners of the strip are shown."""

    number: int
    total: int

    @property
    def pages(self) -> int:
        """Return how many pages there are."""
        return max(1, -(-self.total // PAGE_SIZE))

    @property
    def first(self) -> int:
        """Return the number of the first row shown."""
        return (self.number - 1) * PAGE_SIZE + 1 if self.total else 0

    @property
    def last(self) -> int:
        """Return the number of the last row shown."""
        return min(self.number * PAGE_SIZE, self.total)


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
    total = len(strip.rows)
    pages = max(1, -(-total // PAGE_SIZE))
    page = Page(min(max(request.args.get("trang", 1, type=int), 1), pages), total)
    return render_template(
        "training/trainer/show_strip.html",
        whole=whole,
        strip=strip,
        page=page,
        shown=strip.rows[max(page.first - 1, 0) : page.last],
        lost=strip.number_of(Outlook.NOT_ENOUGH),
        edge=strip.number_of(Outlook.ON_EDGE),
        tones=TONES,
        badges=BADGES,
        presences=list(Presence),
        page_url=lambda number: url_for(".show_strip", public_id=public_id, trang=number),
    )
