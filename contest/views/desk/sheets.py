"""Sheets that are missing: judges reminded, paper sheets typed in and typed again."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contest.queries import judge as queries
from contest.queries import stage
from contest.queries.judge import SheetPage
from contest.services import judging, paper_sheets, reminding
from contest.services.judging import SheetDraft
from contest.views.desk.blueprint import DESK, blueprint, performance
from contest.views.marks import mark_name, typed_marks
from contest.views.organiser.blueprint import back_to
from foundation import clock
from foundation.account import queries as accounts
from foundation.account.guards import requires, signed_in_user
from foundation.asking import come_back, refused
from foundation.errors import NotFound


def _sheet(public_id: str, code: str, entry_id: str, part: str, seat_id: int) -> SheetPage:
    _whole, one, round_entry, _entry = performance(public_id, code, entry_id, part)
    return queries.sheet_page(stage.seat(one.id, seat_id), round_entry.id, part)


@blueprint.get("/<public_id>/<code>/<entry_id>/<part>/phieu-giay/<int:seat_id>")
@requires(DESK)
def show_paper_sheet(
    public_id: str, code: str, entry_id: str, part: str, seat_id: int
) -> ResponseReturnValue:
    """Show the form for a paper sheet; the second person sees it empty, or as just typed."""
    page = _sheet(public_id, code, entry_id, part, seat_id)
    if page.sheet is not None and page.sheet.state == "SIGNED":
        raise NotFound
    is_typed = page.sheet is not None and page.sheet.state == "TYPED"
    typist = page.sheet.entered_by if page.sheet else 0
    is_own = typist == signed_in_user().id and not page.contest.small_office_decision
    return render_template(
        "contest/desk/paper_sheet.html",
        page=page,
        is_second=is_typed and not is_own,
        is_anew=is_typed and is_own,
        typed_by=accounts.display_names({typist}).get(typist, ""),
        mark_name=mark_name,
        typed=request.form,
        refused=refused(),
    )


@blueprint.post("/<public_id>/<code>/<entry_id>/<part>/phieu-giay/<int:seat_id>")
@requires(DESK)
def type_paper_sheet(
    public_id: str, code: str, entry_id: str, part: str, seat_id: int
) -> ResponseReturnValue:
    """Keep a typed sheet, confirm it by typing it again, or correct one's own typing."""
    if refused():
        return show_paper_sheet(public_id, code, entry_id, part, seat_id)
    come_back()
    page = _sheet(public_id, code, entry_id, part, seat_id)
    marks = typed_marks(page.part, request.form)
    actor_id, at = signed_in_user().id, clock.now()
    waits = page.sheet if page.sheet is not None and page.sheet.state == "TYPED" else None
    if waits and (waits.entered_by != actor_id or marks == judging.marks_of(waits)):
        paper_sheets.confirm_paper_sheet(waits.id, marks, actor_id=actor_id, at=at)
        words = _("Both typings agree; the sheet of %(judge)s counts.", judge=page.judge_name)
    else:
        draft = SheetDraft(
            page.round_entry.id, part, marks, page.version, request.form.get("note", "")
        )
        reason = request.form.get("reason", "")
        paper_sheets.type_paper_sheet(seat_id, draft, reason, actor_id=actor_id, at=at)
        words = _(
            "The sheet of %(judge)s is typed in. A second person types it again.",
            judge=page.judge_name,
        )
    return back_to(".show_desk", words, public_id=public_id, code=code, part=part, entry=entry_id)


@blueprint.post("/<public_id>/<code>/<entry_id>/<part>/nhac/<int:seat_id>")
@requires(DESK)
def remind_judge(
    public_id: str, code: str, entry_id: str, part: str, seat_id: int
) -> ResponseReturnValue:
    """Remind a judge of a missing sheet: shown on the judge's page until it is seen."""
    page = _sheet(public_id, code, entry_id, part, seat_id)
    reminding.remind_judge(
        seat_id, page.round_entry.id, part, actor_id=signed_in_user().id, at=clock.now()
    )
    words = _("%(name)s is reminded; it stands on the judge's page.", name=page.judge_name)
    return back_to(".show_desk", words, public_id=public_id, code=code, part=part, entry=entry_id)
