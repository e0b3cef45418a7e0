"""Pages of the register of documents: the list, one document with its questions, writing one."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from foundation import clock
from foundation.account.guards import requires, signed_in_user
from foundation.paging import page_of
from foundation.typed import whole_number
from question_bank import queries
from question_bank.forms import SourceForm
from question_bank.models import SourceDocument
from question_bank.rules.kinds import State
from question_bank.services.replacing import rebind_questions
from question_bank.services.sources import write_source as keep_source
from question_bank.views.blueprint import (
    APPROVE,
    READ,
    WRITE,
    blueprint,
    changeable_units,
    may_change_source,
    own_source,
    readable_units,
)


@blueprint.get("/van-ban")
@requires(READ)
def list_sources() -> ResponseReturnValue:
    """Show the register, searched by number, name, issuer or note."""
    words = request.args.get("q", "")[:100]
    state = request.args.get("state", "")[:20]
    rows = queries.source_rows(readable_units(), clock.today(), words)
    return render_template(
        "question_bank/list_sources.html",
        page=page_of(
            [row for row in rows if state in ("", row.state)],
            request.args.get("page", type=whole_number),
        ),
        names={row.id: row for row in queries.source_rows(readable_units(), clock.today())},
        words=words,
        state=state,
        may_write=bool(changeable_units(WRITE)),
    )


@blueprint.get("/van-ban/<public_id>")
@requires(READ)
def show_source(public_id: str) -> ResponseReturnValue:
    """Show a document with its questions, and what may be done with it."""
    source = queries.source_by_public_id(public_id)
    units, today = readable_units(), clock.today()
    register = {row.id: row for row in queries.source_rows(units, today)}
    row = register[source.id]
    return render_template(
        "question_bank/show_source.html",
        row=row,
        by=register.get(row.replaced_by_id or 0),
        replaces=[one for one in register.values() if one.replaced_by_id == row.id],
        questions=queries.questions_of_source(source.id, units, today),
        choices=[(one.public_id, one.name) for one in register.values() if not one.is_over],
        states_words={state.code: _(state) for state in State},
        changeable=changeable_units(WRITE),
        may_change=may_change_source(source.id),
        may_replace=bool(changeable_units(APPROVE)),
        may_write=bool(changeable_units(WRITE)),
    )


@blueprint.route("/van-ban/moi", methods=["GET", "POST"])
@requires(WRITE)
def write_source() -> ResponseReturnValue:
    """Write a document into the register."""
    return _written(SourceForm(), None)


@blueprint.route("/van-ban/<public_id>/sua", methods=["GET", "POST"])
@requires(APPROVE)
def change_source(public_id: str) -> ResponseReturnValue:
    """Change what the register says about a document, where no question of others rests on it."""
    source = own_source(public_id)
    return _written(SourceForm(obj=source), source)


def _written(form: SourceForm, source: SourceDocument | None) -> ResponseReturnValue:
    if not form.validate_on_submit():
        page = render_template("question_bank/write_source.html", form=form, source=source)
        return page, 422 if form.errors else 200
    kept = keep_source(
        form.facts(),
        source_id=source.id if source else None,
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    flash(_("The document stands in the register."))
    return redirect(url_for(".show_source", public_id=kept.public_id), code=303)


@blueprint.post("/van-ban/gan-lai")
@requires(WRITE)
def rebind() -> ResponseReturnValue:
    """Bind the ticked questions to another document; each waits for approval again."""
    target = queries.source_by_public_id(request.form.get("target", ""))
    count = rebind_questions(
        request.form.getlist("question")[:1000],
        target.id,
        changeable_units(WRITE),
        article=request.form.get("article", ""),
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    flash(
        ngettext(
            "%(num)s question now rests on this document and waits for approval.",
            "%(num)s questions now rest on this document and wait for approval.",
            count,
        )
    )
    return redirect(url_for(".show_source", public_id=target.public_id), code=303)
