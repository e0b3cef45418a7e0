"""Papers of a contest as PDF and Word: record of the draw, score sheets, summary table, minutes."""

from flask import Response
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contest.queries import acts, papers, published, stage
from contest.queries import judge as judges
from contest.queries.loading import ContestWhole
from contest.queries.published import ResultRow
from contest.queries.standings import standings
from contest.views import scope
from contest.views.organiser.blueprint import MANAGE, NAMES, back_to, blueprint
from foundation import clock
from foundation.account.guards import requires, signed_in_user
from foundation.account.permissions import Permission
from foundation.documents.paper import Paper, thawed
from foundation.documents.paper.printed import paper_pdf
from foundation.documents.paper.word import paper_docx
from foundation.documents.papers import joined, place_of, print_missing
from foundation.documents.services.papers import issue_paper
from foundation.documents.views import file_response, pdf_response
from foundation.errors import NotFound

WRITERS = {"pdf": paper_pdf, "docx": paper_docx}


def _download(paper: Paper, name: str, kind: str) -> Response:
    if kind not in WRITERS:
        raise NotFound
    return file_response(WRITERS[kind](paper), name, kind)


@blueprint.get("/<public_id>/<code>/boc-tham/<int:number>.<kind>")
@requires(NAMES)
def download_draw_record(public_id: str, code: str, number: int, kind: str) -> ResponseReturnValue:
    """Give the record of a draw."""
    whole, one = scope.contest_round(public_id, code, NAMES, "stage")
    for row in stage.draws(one.id):
        if row.draw.number == number:
            paper = papers.draw_record(whole, one, row, row.draw.drawn_at)
            return _download(paper, f"bien-ban-boc-tham-{number}", kind)
    raise NotFound


@blueprint.get("/<public_id>/<code>/phieu-cham/<entry_id>/<part>/<int:seat_id>.<kind>")
@requires(Permission.CONTEST_DESK)
def download_score_sheet(
    public_id: str, code: str, entry_id: str, part: str, *, seat_id: int, kind: str
) -> ResponseReturnValue:
    """Give a judge's signed sheet."""
    whole, one = scope.contest_round(public_id, code, Permission.CONTEST_DESK, "stage")
    round_entry, entry = scope.appearance(one, entry_id)
    page = judges.sheet_page(stage.seat(one.id, seat_id), round_entry.id, part)
    if page.sheet is None or page.sheet.signed_at is None:
        raise NotFound
    paper = papers.score_sheet(whole, page, page.sheet.signed_at)
    return _download(paper, f"phieu-cham-{entry.number}-{part}", kind)


@blueprint.get("/<public_id>/bang-tong-hop.<kind>")
@requires(NAMES)
def download_summary(public_id: str, kind: str) -> ResponseReturnValue:
    """Give the table of all points."""
    whole = scope.contest(public_id, NAMES)
    versions = published.results(whole.contest.id)
    paper = papers.summary_table(standings(whole.contest.id), versions, clock.now())
    return _download(paper, "bang-tong-hop", kind)


def _minutes(whole: ContestWhole, versions: list[ResultRow]) -> Paper:
    found = standings(whole.contest.id)
    return papers.minutes(found, acts.acts(whole), versions, clock.now())


@blueprint.get("/<public_id>/bien-ban.<kind>")
@requires(NAMES)
def download_minutes(public_id: str, kind: str) -> ResponseReturnValue:
    """Give the minutes of the contest: as they were numbered, else as things stand now."""
    whole = scope.contest(public_id, NAMES)
    versions = published.results(whole.contest.id)
    kept = papers.numbered_minutes(versions[0].result) if versions else None
    paper = thawed(kept.content) if kept else _minutes(whole, versions)
    return _download(paper, "bien-ban", kind)


@blueprint.post("/<public_id>/bien-ban/lay-so")
@requires(MANAGE)
def number_minutes(public_id: str) -> ResponseReturnValue:
    """Give the minutes of the published result their number; their words stay from then on.

    Raises:
        NotFound: nothing is published yet.
    """
    whole = scope.contest(public_id, MANAGE)
    versions = published.results(whole.contest.id)
    if not versions:
        raise NotFound
    paper = _minutes(whole, versions)
    draft = papers.minutes_draft(paper, whole, versions[0].result, clock.today())
    kept = issue_paper(draft, actor_id=signed_in_user().id, at=clock.now())
    words = _("The minutes have the number %(number)s; their words stay as they are now.",
              number=kept.number_text)  # fmt: skip
    return back_to(".show_results", words, public_id=public_id)


@blueprint.get("/<public_id>/giay-chung-nhan.pdf")
@requires(Permission.DOCUMENT_READ)
def download_certificates(public_id: str) -> ResponseReturnValue:
    """Give all certificates in force as one file, in the order of the prizes."""
    whole = scope.contest(public_id, Permission.DOCUMENT_READ)
    rows = published.awards(whole.contest.id)
    found = [
        row.certificate for row in rows if row.certificate and row.certificate.state == "valid"
    ]
    if not found:
        raise NotFound
    print_missing(found)
    return pdf_response(joined([place_of(one) for one in found]), "giay-chung-nhan")
