"""Questions that read almost the same, side by side: keep both, or retire one."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation import clock
from foundation.account.guards import requires, signed_in_user
from foundation.typed import whole_number
from question_bank import queries, services
from question_bank.queries.likeness import open_pairs, pair_by_public_id
from question_bank.rules.showing import shown_draft
from question_bank.services import likeness
from question_bank.views.blueprint import (
    WRITE,
    blueprint,
    changeable_units,
    own_question,
    readable_units,
)


@blueprint.get("/giong-nhau")
@requires(WRITE)
def list_pairs() -> ResponseReturnValue:
    """Show the pairs nobody has decided about, the likest first."""
    page = open_pairs(
        readable_units(), clock.today(), request.args.get("page", 1, type=whole_number)
    )
    versions = [version for row in page.rows for _question, version in row.sides]
    drafts = zip(versions, queries.drafts_of(versions), strict=True)
    return render_template(
        "question_bank/list_pairs.html",
        page=page,
        shown={one.id: shown_draft(draft, services.picture_digest) for one, draft in drafts},
        changeable=changeable_units(WRITE),
    )


@blueprint.post("/giong-nhau")
@requires(WRITE)
def look_for_pairs() -> ResponseReturnValue:
    """Let the worker compare all questions."""
    job = likeness.look_for_pairs(
        sorted(readable_units()), actor_id=signed_in_user().id, at=clock.now()
    )
    return redirect(url_for("jobs.show_job", public_id=job.public_id), code=303)


@blueprint.post("/giong-nhau/<public_id>")
@requires(WRITE)
def decide_pair(public_id: str) -> ResponseReturnValue:
    """Keep both, or retire the one that was named."""
    pair = pair_by_public_id(public_id, readable_units(), clock.today())
    named = request.form.get("retire", "")
    retired = own_question(named, WRITE).id if named else None
    likeness.decide_pair(pair.id, retired, actor_id=signed_in_user().id, at=clock.now())
    flash(_("One question is retired.") if retired else _("Both questions stay."))
    return redirect(url_for(".list_pairs"), code=303)
