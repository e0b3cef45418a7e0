"""After the rounds: standings, ties, publishing, promotion, prizes and certificates."""

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from contest.forms import SignerForm, TieForm
from contest.queries import awarding, lists, papers, published, withholding
from contest.queries.loading import ContestWhole
from contest.queries.standings import Standings, standings
from contest.rules.freezing import digest
from contest.services import prizes, reawarding, results
from contest.views import scope
from contest.views.organiser.blueprint import MANAGE, NAMES, back_to, blueprint, rights
from foundation import clock
from foundation.account.guards import requires, signed_in_user
from foundation.choices import SelectChoice
from foundation.documents.queries import signer_by_public_id, signers_on
from foundation.typed import by_row, row_number, whole_number
from quiz import queries as quizzes


@blueprint.get("/<public_id>/ket-qua")
@requires(NAMES)
def show_results(public_id: str) -> ResponseReturnValue:
    """Show the standings, the ties that wait and the versions published."""
    return _results_page(scope.contest(public_id, NAMES))


def _results_page(whole: ContestWhole, tie_form: TieForm | None = None) -> ResponseReturnValue:
    found = standings(whole.contest.id)
    versions = published.results(whole.contest.id)
    is_changeable = whole.contest.state in {"CLOSED", "PUBLISHED"}
    allowed = rights(whole)
    page = render_template(
        "contest/organiser/show_results.html",
        tie_form=tie_form,
        whole=whole,
        found=found,
        versions=versions,
        minutes=papers.numbered_minutes(versions[0].result) if versions else None,
        step_words=_step_words(whole),
        names={entry.id: entry for entry in whole.entries},
        is_over=whole.contest.state in ("CLOSED", "PUBLISHED", "ARCHIVED"),
        missing=_missing(found),
        waiting=_waiting(whole),
        missed=awarding.prized_though_absent(found) if whole.contest.state == "CLOSED" else (),
        asked=withholding.asked(whole.contest.id),
        may_withhold=is_changeable and allowed["may_manage"],
        is_stale=bool(versions) and is_changeable and _differs(found, versions[0].result.digest),
        **allowed,
    )
    return page, 422 if tie_form is not None else 200


def _differs(found: Standings, published_digest: str) -> bool:
    return digest(results.frozen_rows(found)) != published_digest


def _step_words(whole: ContestWhole) -> dict[str, str]:
    """Return what broke a tie, by the code of the ladder's step."""
    rules = whole.rules
    words = {
        step.key: _("nearer prediction in “%(title)s”", title=rules.title_of(step.code))
        if step.by == "prediction"
        else rules.title_of(step.code)
        for step in rules.ladder
        if step.by != "decision"
    }
    return words | {"decision": _("decision of the organisers")}


def _waiting(whole: ContestWhole) -> list[tuple[str, int]]:
    """Return the quizzes with written answers that wait for marks, and how many."""
    counts = (
        (one.quiz_id, quizzes.waiting_marks(one.quiz_id)) for one in whole.rounds if one.quiz_id
    )
    return [(quizzes.quiz_facts(key).public_id, count) for key, count in counts if count]


def _missing(found: Standings) -> list[str]:
    return [
        row.entry.full_name for one in found.categories for row in one.rows if row.total is None
    ]


@blueprint.post("/<public_id>/ket-qua/bang-diem")
@requires(MANAGE)
def decide_tie(public_id: str) -> ResponseReturnValue:
    """Settle a tie by the organisers' decision: a place for each of the equal entries."""
    whole = scope.contest(public_id, MANAGE)
    form = TieForm()
    if not form.validate_on_submit():
        return _results_page(whole, form)
    typed = by_row(request.form, "rank-")
    ranks = {entry_id: row_number(place) or 0 for entry_id, place in typed.items()}
    order = sorted(ranks, key=lambda entry_id: ranks[entry_id])
    is_order = sorted(ranks.values()) == list(range(1, len(ranks) + 1))
    results.decide_tie(
        whole.contest.id,
        order if is_order else [],
        str(form.reason.data),
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    return back_to(".show_results", _("The decision is kept."), public_id=public_id)


@blueprint.post("/<public_id>/ket-qua/cong-bo")
@requires(MANAGE)
def publish_result(public_id: str) -> ResponseReturnValue:
    """Publish the result, frozen with its digest."""
    whole = scope.contest(public_id, MANAGE)
    result = results.publish_result(
        whole.contest.id,
        actor_id=signed_in_user().id,
        at=clock.now(),
        reason=request.form.get("reason", ""),
    )
    words = _("Version %(number)s of the result is published.", number=result.version)
    return back_to(".show_results", words, public_id=public_id)


@blueprint.get("/<public_id>/len-cap-tren")
@requires(NAMES)
def show_promotion(public_id: str) -> ResponseReturnValue:
    """Show who goes up and who has gone up."""
    whole = scope.contest(public_id, NAMES)
    return render_template(
        "contest/organiser/show_promotion.html",
        whole=whole,
        found=standings(whole.contest.id),
        risen=published.risen(whole.contest.id),
        upper=lists.upper_contest(whole.contest),
        **rights(whole),
    )


@blueprint.post("/<public_id>/len-cap-tren")
@requires(MANAGE)
def promote(public_id: str) -> ResponseReturnValue:
    """Enter the best of each category in the upper contest."""
    whole = scope.contest(public_id, MANAGE)
    results.promote(whole.contest.id, actor_id=signed_in_user().id, at=clock.now())
    return back_to(".show_promotion", _("The best are entered above."), public_id=public_id)


@blueprint.get("/<public_id>/giai-thuong")
@requires(NAMES)
def show_awards(public_id: str) -> ResponseReturnValue:
    """Show the prizes and their certificates."""
    whole = scope.contest(public_id, NAMES)
    return _awards_page(whole, _signer_form(whole))


def _signer_form(whole: ContestWhole) -> SignerForm:
    """Return the form with everybody who may sign for the contest's unit today."""
    form = SignerForm()
    people = signers_on(whole.contest.unit_id, clock.today())
    form.kept.choices = [
        SelectChoice("", _("Somebody else, typed below")),
        *(SelectChoice(one.public_id, f"{one.full_name}, {one.post_title}") for one in people),
    ]
    return form


def _awards_page(whole: ContestWhole, form: SignerForm) -> ResponseReturnValue:
    found = standings(whole.contest.id)
    page = render_template(
        "contest/organiser/show_awards.html",
        whole=whole,
        missed=awarding.prized_though_absent(found),
        withheld=[row for one in found.categories for row in one.rows if row.withheld],
        rows=published.awards(whole.contest.id),
        changes=awarding.prize_changes(whole.contest.id),
        stale=awarding.stale_certificates(whole.contest.id, whole.rules),
        form=form,
        has_address=bool(current_app.config["PUBLIC_URL"]),
        **rights(whole),
    )
    return page, 422 if form.errors else 200


@blueprint.post("/<public_id>/giai-thuong")
@requires(MANAGE)
def award_prizes(public_id: str) -> ResponseReturnValue:
    """Give the prizes of the published result."""
    whole = scope.contest(public_id, MANAGE)
    given = prizes.award_prizes(whole.contest.id, actor_id=signed_in_user().id, at=clock.now())
    words = ngettext("%(num)s prize is given.", "%(num)s prizes are given.", len(given))
    return back_to(".show_awards", words, public_id=public_id)


@blueprint.post("/<public_id>/giai-thuong/trao-lai")
@requires(MANAGE)
def reaward(public_id: str) -> ResponseReturnValue:
    """Give the prizes anew, as the newest version of the result says."""
    whole = scope.contest(public_id, MANAGE)
    changes = reawarding.reaward(whole.contest.id, actor_id=signed_in_user().id, at=clock.now())
    words = ngettext("%(num)s prize is changed.", "%(num)s prizes are changed.", len(changes))
    return back_to(".show_awards", words, public_id=public_id)


@blueprint.post("/<public_id>/giai-thuong/thay-giay")
@requires(MANAGE)
def replace_certificates(public_id: str) -> ResponseReturnValue:
    """Replace one certificate that names an old grade, or all of them."""
    whole = scope.contest(public_id, MANAGE)
    one = request.form.get("award", type=whole_number)
    fresh = reawarding.replace_certificates(
        whole.contest.id,
        None if one is None else {one},
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    words = ngettext(
        "%(num)s certificate is replaced in the register.",
        "%(num)s certificates are replaced in the register.",
        len(fresh),
    )
    return back_to(".show_awards", words, public_id=public_id)


@blueprint.post("/<public_id>/giai-thuong/giay-chung-nhan")
@requires(MANAGE)
def issue_certificates(public_id: str) -> ResponseReturnValue:
    """Let the worker issue a certificate for every prize; its page shows how far it is."""
    whole = scope.contest(public_id, MANAGE)
    form = _signer_form(whole)
    if not form.validate_on_submit():
        return _awards_page(whole, form)
    signer = _signer(whole, form)
    batch = prizes.request_certificates(
        whole.contest.id, signer, actor_id=signed_in_user().id, at=clock.now()
    )
    return redirect(url_for("documents.show_batch", public_id=batch.public_id), code=303)


def _signer(whole: ContestWhole, form: SignerForm) -> prizes.SignerWords:
    if not form.kept.data:
        return prizes.SignerWords(str(form.signer.data), str(form.office.data))
    kept = signer_by_public_id(str(form.kept.data), [whole.contest.unit_id])
    return prizes.kept_signer(whole.contest, kept.id, clock.today())
