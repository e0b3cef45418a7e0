"""The trainer's classes, the strip of lessons and learners, and who is missing what."""

from collections.abc import Sequence

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from foundation import clock
from foundation.account.guards import requires, signed_in_user
from foundation.documents.paper.printed import paper_pdf
from foundation.documents.views import file_response
from foundation.paging import page_of
from foundation.text import search_key
from foundation.typed import whole_number
from training.queries import lists
from training.queries.outcomes import standing
from training.queries.papers import roll_paper
from training.queries.roll import Heat, HeatRow, heat
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
LEARNERS_A_PAGE = 10
MISSING_A_PAGE = 25
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
    name, needs_care = request.args.get("ten", "")[:60], request.args.get("xem") == "can-chu-y"
    found = _looked_for(strip, name, needs_care=needs_care)
    page = page_of(found, request.args.get("trang", 1, type=whole_number), LEARNERS_A_PAGE)
    return render_template(
        "training/trainer/show_strip.html",
        whole=whole,
        strip=strip,
        page=page,
        name=name,
        needs_care=needs_care,
        lost=strip.number_of(Outlook.NOT_ENOUGH),
        edge=strip.number_of(Outlook.ON_EDGE),
        tones=TONES,
        badges=BADGES,
        presences=list(Presence),
        page_url=lambda number: url_for(
            ".show_strip",
            public_id=public_id,
            ten=name or None,
            xem="can-chu-y" if needs_care else None,
            trang=number,
        ),
    )


def _looked_for(strip: Heat, name: str, *, needs_care: bool) -> Sequence[HeatRow]:
    """Return the learners of this name or unit; of them those who need care, where asked for."""
    key = search_key(name)
    return [
        row
        for row in strip.rows
        if key in search_key(f"{row.enrolment.full_name} {row.enrolment.sending_unit_name}")
        and not (needs_care and row.outlook is Outlook.ON_COURSE)
    ]


@blueprint.get("/<public_id>/con-thieu")
@requires(TEACH)
def show_missing(public_id: str) -> ResponseReturnValue:
    """Show who is missing what for the certificate, as it stands now."""
    whole = scope.taught_course(public_id)
    rows = standing(whole)
    missing = [row for row in rows if row.outcome.reasons]
    return render_template(
        "training/trainer/show_missing.html",
        whole=whole,
        total=len(rows),
        page=page_of(missing, request.args.get("trang", 1, type=whole_number), MISSING_A_PAGE),
        page_url=lambda number: url_for(".show_missing", public_id=public_id, trang=number),
    )


@blueprint.get("/<public_id>/so-diem-danh.pdf")
@requires(TEACH)
def print_roll(public_id: str) -> ResponseReturnValue:
    """Give the roll of the class to be printed: filled where lessons were taught."""
    whole = scope.taught_course(public_id)
    paper = roll_paper(whole, clock.today(), is_blank=not whole.taught)
    return file_response(paper_pdf(paper), "so-diem-danh", "pdf")
