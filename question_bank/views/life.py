"""The life of a question: what people say about it, its versions side by side, a small office."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation import clock
from foundation.account import guards
from foundation.account import queries as accounts
from foundation.account.guards import requires, signed_in_user
from foundation.organisation import queries as organisation
from foundation.typed import whole_number
from question_bank import queries
from question_bank.models import Question, QuestionVersion
from question_bank.queries.life import comments, signatures, small_office_decision
from question_bank.rules.body_json import body_texts, from_json
from question_bank.rules.differences import differences
from question_bank.rules.kinds import Difficulty, Kind
from question_bank.services import life
from question_bank.views.blueprint import APPROVE, READ, blueprint, readable_question


def life_of(question: Question, version: QuestionVersion) -> dict[str, Any]:
    """Return what the page of a question shows of its life."""
    thread = comments(question.id)
    signed = signatures([version.id])[version.id]
    people = {one for one in (signed.author_id, signed.approver_id) if one}
    decision = small_office_decision(question.unit_id)
    units = [question.unit_id] if question.unit_id else []
    return {
        "comments": thread,
        "signed": signed,
        "speakers": accounts.display_names(people | {one.author_id for one in thread}),
        "is_own": version.author_id == signed_in_user().id and not decision,
        "is_over": version.source_id in queries.over_ids(units, clock.today()),
    }


@blueprint.post("/<public_id>/gop-y")
@requires(READ)
def comment(public_id: str) -> ResponseReturnValue:
    """Say something about a question one may read."""
    question = readable_question(public_id)
    text = request.form.get("text", "")
    life.comment(question.id, text, actor_id=signed_in_user().id, at=clock.now())
    flash(_("The comment is kept."))
    return redirect(url_for(".show_question", public_id=public_id) + "#gop-y", code=303)


@blueprint.get("/<public_id>/lich-su")
@requires(READ)
def show_history(public_id: str) -> ResponseReturnValue:
    """Show two versions of a question side by side, with what differs."""
    question = readable_question(public_id)
    versions = queries.history(question.id)
    by_number = {version.number: version for version in versions}
    newest = versions[0].number
    right = by_number.get(request.args.get("b", newest, type=whole_number), versions[0])
    left = by_number.get(request.args.get("a", right.number - 1, type=whole_number), versions[-1])
    authors = {version.author_id for version in versions if version.author_id}
    signed = signatures(version.id for version in versions)
    approvers = {one.approver_id for one in signed.values() if one.approver_id}
    return render_template(
        "question_bank/show_history.html",
        question=question,
        versions=versions,
        left=left,
        right=right,
        rows=_compared(left, right),
        signed=signed,
        names=accounts.display_names(authors | approvers),
    )


def _compared(left: QuestionVersion, right: QuestionVersion) -> list[tuple[str, Any]]:
    pairs = zip(_texts(left), _texts(right), strict=True)
    rows = ((label, old, new) for (label, old), (_label, new) in pairs)
    return [(label, differences(old, new)) for label, old, new in rows if old or new]


def _texts(version: QuestionVersion) -> list[tuple[str, str]]:
    """Return every text of a version with the words for what it is."""
    kind = Kind[version.kind.upper()]
    options = " · ".join(f"{'✓' if o.is_right else '○'} {o.text}" for o in version.options)
    rest = " · ".join(body_texts(from_json(kind, version.body)))
    return [
        (_("Question"), version.stem),
        (_("Answer"), " · ".join(part for part in (options, rest) if part)),
        (_("Kind"), _(kind)),
        (_("Topic"), version.topic.name),
        (_("Difficulty"), _(Difficulty[version.difficulty.upper()])),
        (_("Source"), version.source.name if version.source else ""),
        (_("Article"), version.article),
        (_("Valid from"), version.valid_from.strftime("%d/%m/%Y") if version.valid_from else ""),
        (
            _("Valid until, not including"),
            version.valid_to.strftime("%d/%m/%Y") if version.valid_to else "",
        ),
        (_("Explanation"), version.explanation),
    ]


@blueprint.route("/nguoi-duyet", methods=["GET", "POST"])
@requires(APPROVE)
def small_office() -> ResponseReturnValue:
    """Show and decide in which units one person may write and approve."""
    units, today = guards.units_where(APPROVE), clock.today()
    if request.method == "POST":
        unit = organisation.unit_by_public_id(request.form.get("unit", ""), units)
        words = request.form.get("decision", "")
        life.decide_small_office(unit.id, words, actor_id=signed_in_user().id, at=clock.now())
        flash(_("The decision is kept."))
        return redirect(url_for(".small_office"), code=303)
    rows = [row for row in organisation.unit_rows(units, today) if row.kind_code is None]
    decisions = {row.id: small_office_decision(row.id) for row in rows}
    return render_template("question_bank/small_office.html", rows=rows, decisions=decisions)
