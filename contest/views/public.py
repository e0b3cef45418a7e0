"""Published results for everybody: a frozen page that may be kept by caches."""

from fractions import Fraction

from flask import Blueprint, Response, make_response, render_template, request
from flask.typing import ResponseReturnValue

from contest.queries import published
from contest.rules.freezing import canonical
from foundation.account.guards import public

blueprint = Blueprint("contest_public", __name__)
KEPT = "public, max-age=60"


def _cached(answer: Response, digest: str) -> Response:
    answer.set_etag(digest[:32], weak=True)  # a strong one changes with the compression
    answer.headers["Cache-Control"] = KEPT
    answer.make_conditional(request)
    return answer


@blueprint.get("/<public_id>")
@public
def show_result(public_id: str) -> ResponseReturnValue:
    """Show a published result as it was frozen."""
    found = published.public_result(public_id)
    page = make_response(
        render_template(
            "contest/public/show_result.html",
            found=found,
            exact=Fraction,
            unit_line=found.contest.organising_body,
            current_official=None,
        )
    )
    return _cached(page, found.result.digest)


@blueprint.get("/<public_id>.json")
@public
def download_result(public_id: str) -> ResponseReturnValue:
    """Give the frozen rows: their SHA-256 is the digest on the page and in the minutes."""
    found = published.public_result(public_id)
    answer = make_response(canonical(found.result.rows))
    answer.headers["Content-Type"] = "application/json; charset=utf-8"
    answer.headers["Content-Disposition"] = 'attachment; filename="ket-qua.json"'
    return _cached(answer, found.result.digest)
