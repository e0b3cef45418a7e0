"""The page of many certificates being issued: a bar that moves, what is wrong, all as one file."""

import zipfile
from pathlib import Path

from flask import Response, redirect, send_file, url_for
from flask.typing import ResponseReturnValue

from foundation import clock
from foundation.account.guards import requires, signed_in_user
from foundation.account.permissions import Permission
from foundation.documents import papers, queries, services
from foundation.documents.models import Batch, IssuedDocument
from foundation.documents.pdf import folder_of
from foundation.documents.queries.batches import valid_documents
from foundation.documents.views.blueprint import (
    ISSUE,
    READ,
    TYPES,
    blueprint,
    pdf_response,
    reach,
)
from foundation.errors import NotFound
from foundation.files import beside
from foundation.jobs import services as jobs
from foundation.live import live_page
from foundation.text import search_key


def _batch(public_id: str, permission: Permission = READ) -> Batch:
    return queries.batch_by_public_id(public_id, reach(permission))


@blueprint.get("/giay/dot-cap/<public_id>")
@requires(READ)
def show_batch(public_id: str) -> ResponseReturnValue:
    """Show how far the work is; the page fetches itself anew while it runs."""
    batch = _batch(public_id)
    found = queries.batch_page(batch)
    return live_page(
        "documents/show_batch.html",
        page=found,
        seconds=found.seconds_left(clock.now()),
        may_issue=batch.unit_id in reach(ISSUE).units_of(batch.subject_kind),
    )


@blueprint.post("/giay/dot-cap/<public_id>/dung")
@requires(ISSUE)
def stop_batch(public_id: str) -> ResponseReturnValue:
    """Let the worker stop; what is issued stays issued."""
    batch = _batch(public_id, ISSUE)
    services.stop_batch(batch.id, actor_id=signed_in_user().id, at=clock.now())
    return redirect(url_for(".show_batch", public_id=public_id), code=303)


@blueprint.post("/giay/dot-cap/<public_id>/lam-tiep")
@requires(ISSUE)
def retry_batch(public_id: str) -> ResponseReturnValue:
    """Let a batch that failed go on from where it stopped."""
    batch = _batch(public_id, ISSUE)
    if batch.job_id is not None:
        jobs.retry(batch.job_id, actor_id=signed_in_user().id, at=clock.now())
    return redirect(url_for(".show_batch", public_id=public_id), code=303)


@blueprint.get("/giay/dot-cap/<public_id>/tat-ca.pdf")
@requires(READ)
def download_batch(public_id: str) -> ResponseReturnValue:
    """Give all certificates of the batch as one file, in the order of their numbers."""
    batch = _batch(public_id)
    documents = _printed(batch)
    whole = folder_of(f"batches/{batch.public_id}") / "all.pdf"
    if whole.exists() and all(one.issue == 1 for one in documents):
        return pdf_response(whole.read_bytes(), "giay-chung-nhan")
    return pdf_response(
        papers.joined([papers.place_of(one) for one in documents]), "giay-chung-nhan"
    )


@blueprint.get("/giay/dot-cap/<public_id>/tat-ca.zip")
@requires(READ)
def download_batch_zip(public_id: str) -> ResponseReturnValue:
    """Give the certificates of the batch as files of their own, packed together."""
    batch = _batch(public_id)
    documents = _printed(batch)
    place = folder_of(f"batches/{batch.public_id}") / "all.zip"
    _pack(documents, place)
    answer: Response = send_file(
        place, mimetype=TYPES["zip"], as_attachment=True, download_name="giay-chung-nhan.zip"
    )
    return answer


def _printed(batch: Batch) -> list[IssuedDocument]:
    documents = valid_documents(batch)
    if not documents:
        raise NotFound
    papers.print_missing(documents)
    return documents


def _pack(documents: list[IssuedDocument], place: Path) -> None:
    with beside(place) as draft, zipfile.ZipFile(draft, "w", zipfile.ZIP_STORED) as package:
        for document in documents:
            name = search_key(document.holder_name).replace(" ", "-")
            package.write(papers.place_of(document), f"{document.number:04d}-{name}.pdf")
