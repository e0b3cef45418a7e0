"""Papers of a class as PDF and as Word."""

from collections.abc import Callable
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from foundation import clock
from foundation.account.guards import requires, signed_in_user
from foundation.documents import queries as documents
from foundation.documents.paper import Paper, thawed
from foundation.documents.paper.printed import paper_pdf
from foundation.documents.paper.word import paper_docx
from foundation.documents.services.papers import PaperDraft, issue_paper
from foundation.documents.views import file_response
from foundation.errors import N_, NotFound
from training.models import CourseSite
from training.queries import papers
from training.queries.loading import CourseWhole
from training.queries.outcomes import standing
from training.rules.states import FROZEN
from training.services import papers as services
from training.views import scope
from training.views.deeds import back_to
from training.views.office.blueprint import blueprint
from training.views.words import reason_words

Maker = Callable[[CourseWhole, date], Paper]
LANGUAGE = "vi"
"""Papers are Vietnamese whatever language the pages are read in."""


def _roll(whole: CourseWhole, day: date) -> Paper:
    return papers.roll_paper(whole, day, site=_site(whole))


def _blank_roll(whole: CourseWhole, day: date) -> Paper:
    return papers.roll_paper(whole, day, is_blank=True, site=_site(whole))


def _site(whole: CourseWhole) -> CourseSite | None:
    """Return the site the address asks for, if it asks for one.

    Raises:
        NotFound: the class has no such site.
    """
    wanted = request.args.get("diem")
    if not wanted:
        return None
    for site in whole.sites:
        if site.public_id == wanted:
            return site
    raise NotFound


def _decision(whole: CourseWhole, day: date) -> Paper:
    """Return the decision the address asks for, else the one that recognised the class.

    Raises:
        NotFound: the class has no such decision.
    """
    wanted = request.args.get("qd")
    found = [one for one in whole.recognitions if wanted in (None, one.public_id)]
    if not found:
        raise NotFound
    kept = found[0].paper
    return thawed(kept) if kept else papers.decision_paper(whole, day, found[0])


def _opening(whole: CourseWhole, day: date) -> Paper:
    kept = whole.course.opening_paper
    return thawed(kept) if kept else papers.opening_paper(whole, day)


def _report(whole: CourseWhole, day: date) -> Paper:
    with force_locale(LANGUAGE):
        refused = tuple(
            (row.enrolment.full_name, "; ".join(reason_words(one) for one in row.outcome.reasons))
            for row in standing(whole)
            if row.outcome.reasons
        )
    return papers.report_paper(whole, day, refused)


DECISION = "quyet-dinh"
OPENING = "quyet-dinh-mo-lop"
PAPERS: dict[str, tuple[str, Maker]] = {
    OPENING: (N_("Decision that opens the class, with its list"), _opening),
    "danh-sach": (N_("List of learners"), papers.learners_paper),
    "lich-hoc": (N_("Schedule"), papers.schedule_paper),
    "diem-danh-trang": (N_("Roll to be ticked by hand"), _blank_roll),
    "diem-danh": (N_("Roll"), _roll),
    "bang-diem": (N_("Sheet of marks"), papers.marks_paper),
    DECISION: (N_("Decision of recognition with its list"), _decision),
    "bao-cao": (N_("Report of the class"), _report),
}
REPORT = "bao-cao"
AFTER_RECOGNITION = {DECISION, REPORT}
AFTER_OPENING = {OPENING}
OF_A_SITE = {"diem-danh-trang", "diem-danh"}
ISSUE = scope.ISSUE


@blueprint.get("/<public_id>/van-ban")
@requires(scope.NAMES)
def list_papers(public_id: str) -> ResponseReturnValue:
    """Show which papers of the class can be printed."""
    whole = scope.course(public_id, scope.NAMES)
    return render_template(
        "training/office/list_papers.html",
        whole=whole,
        rows=_rows(whole),
        early={what: _early_words(what) for what in AFTER_RECOGNITION | AFTER_OPENING},
        of_a_site=OF_A_SITE,
        report=REPORT,
        opening=OPENING,
        decision=DECISION,
        is_opening_kept=whole.course.opening_paper is not None,
        issued=documents.paper_of(_subject(whole)),
        may_issue=scope.may_issue(whole),
        may_write=scope.may(whole, scope.MANAGE) and _is_ready(whole, REPORT),
    )


def _rows(whole: CourseWhole) -> list[tuple[str, str, bool, dict[str, str]]]:
    """Return each paper with what its address needs; every decision of recognition by itself."""
    rows: list[tuple[str, str, bool, dict[str, str]]] = []
    for what, (name, _make) in PAPERS.items():
        rows.append((what, _(name), _is_ready(whole, what), {}))
        if what == DECISION:
            more = _("Further decision of recognition, %(number)s")
            rows += [
                (what, more % {"number": one.number}, True, {"qd": one.public_id})
                for one in whole.recognitions[1:]
            ]
    return rows


def _is_ready(whole: CourseWhole, what: str) -> bool:
    if what in AFTER_OPENING:
        return bool(whole.course.opening_number)
    return whole.state in FROZEN or what not in AFTER_RECOGNITION


def _early_words(what: str) -> str:
    return _("after opening") if what in AFTER_OPENING else _("after recognition")


def _subject(whole: CourseWhole) -> str:
    return f"course:{whole.course.id}:report"


@blueprint.post("/<public_id>/van-ban/bao-cao/lay-so")
@requires(ISSUE)
def issue_report(public_id: str) -> ResponseReturnValue:
    """Give the report its number; from then on its words stay as they are.

    Raises:
        NotFound: the results are not recognised yet.
    """
    whole = scope.issuing_course(public_id)
    if whole.state not in FROZEN:
        raise NotFound
    today = clock.today()
    draft = PaperDraft(whole.course.unit_id, "BC", _subject(whole), today, _report(whole, today))
    paper = issue_paper(draft, actor_id=signed_in_user().id, at=clock.now())
    flash(_("The paper has the number %(number)s; its words stay as they are now.",
            number=paper.number_text))  # fmt: skip
    return redirect(url_for(".list_papers", public_id=public_id), code=303)


@blueprint.post("/<public_id>/van-ban/bao-cao/nhan-xet")
@requires(scope.MANAGE)
def keep_remarks(public_id: str) -> ResponseReturnValue:
    """Keep the judgement for the report, as long as the report has no number.

    Raises:
        NotFound: it has one, or the class is not recognised yet.
    """
    whole = scope.course(public_id, scope.MANAGE)
    if documents.paper_of(_subject(whole)) or not _is_ready(whole, REPORT):
        raise NotFound
    words = request.form.get("remarks", "")
    services.keep_remarks(whole.course.id, words, actor_id=signed_in_user().id, at=clock.now())
    return back_to(".list_papers", _("The report says it now."), public_id=public_id)


@blueprint.post("/<public_id>/van-ban/quyet-dinh-mo-lop/phat-hanh")
@requires(ISSUE)
def issue_opening(public_id: str) -> ResponseReturnValue:
    """Keep the words of the decision that opens the class, with the learners of now."""
    whole = scope.issuing_course(public_id)
    services.issue_opening(whole.course.id, actor_id=signed_in_user().id, at=clock.now())
    return back_to(
        ".list_papers",
        _("The decision is issued; its words and its list stay as they are now."),
        public_id=public_id,
    )


@blueprint.get("/<public_id>/van-ban/<what>.<kind>")
@requires(scope.NAMES)
def download_paper(public_id: str, what: str, kind: str) -> ResponseReturnValue:
    """Give a paper as PDF or Word.

    Raises:
        NotFound: no such paper, or its time has not come.
    """
    whole = scope.course(public_id, scope.NAMES)
    writer = {"pdf": paper_pdf, "docx": paper_docx}.get(kind)
    if writer is None or what not in PAPERS or not _is_ready(whole, what):
        raise NotFound
    kept = documents.paper_of(_subject(whole)) if what == REPORT else None
    maker = PAPERS[what][1]
    paper = thawed(kept.content) if kept else maker(whole, clock.today())
    return file_response(writer(paper), what, kind)
