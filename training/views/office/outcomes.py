"""Who passes and why not; recognition by a decision; certificates."""

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from foundation import clock
from foundation.account.guards import requires, signed_in_user
from foundation.choices import SelectChoice
from foundation.documents.queries import documents_of, signer_by_public_id, signers_on
from foundation.documents.views import pdf_response
from foundation.paging import page_of
from foundation.typed import whole_number
from training.forms import IssueForm, RecognitionForm
from training.queries.loading import CourseWhole
from training.queries.outcomes import made_up, results_of, standing
from training.queries.regrading import stale_certificates
from training.rules.percent import percent_row
from training.rules.states import FROZEN
from training.services import certificates, recognition, replacing
from training.services.certificates import SUBJECT
from training.services.recognition import Decision
from training.views import scope
from training.views.deeds import back_to
from training.views.office.blueprint import MANAGE, blueprint
from training.views.office.repairs import repairs

ISSUE = scope.ISSUE
LEARNERS_A_PAGE = 20
VIEWS = ("dat", "chua-dat", "tat-ca")


@blueprint.route("/<public_id>/ket-qua", methods=["GET", "POST"])
@requires(scope.NAMES)
def show_outcomes(public_id: str) -> ResponseReturnValue:
    """Show who passes and every reason against the others; keep the recognition."""
    permission = MANAGE if request.method == "POST" else scope.NAMES
    whole = scope.course(public_id, permission)
    form = RecognitionForm(decided_on=clock.today())
    if form.validate_on_submit():
        decision = Decision(
            str(form.number.data or ""),
            form.decided_on.data or clock.today(),
            form.signer_name.data or "",
            form.signer_office.data or "",
            is_drawn=form.is_drawn.data,
        )
        recognition.recognise(
            whole.course.id, decision, actor_id=signed_in_user().id, at=clock.now()
        )
        return back_to(".show_outcomes", _("The results are recognised."), public_id=public_id)
    return _page(whole, form, issue_form(whole))


def _page(whole: CourseWhole, form: RecognitionForm, issuing: IssueForm) -> ResponseReturnValue:
    rows = standing(whole)
    passed = [row for row in rows if row.outcome.is_passed]
    view = request.args.get("xem", "")
    if view not in VIEWS:
        view = "chua-dat" if len(passed) < len(rows) and whole.state not in FROZEN else "dat"
    bands = [
        (one.label, sum(row.outcome.band == one.code for row in passed))
        for one in whole.rules.bands
    ]
    of_all = whole.rules.percent_of == "enrolled" and bool(bands)
    if of_all:
        bands.append((whole.rules.failed_label, len(rows) - len(passed)))
    counted = len(rows) if of_all else len(passed)
    live = {row.enrolment.id: row.outcome for row in made_up(whole)}
    later = recognition.further(whole)
    now = live or {row.enrolment.id: row.outcome for row in rows if row.outcome.reasons}
    frozen = results_of(whole.course.id)
    kept = documents_of(SUBJECT, [one.id for one in frozen.values()])
    page = render_template(
        "training/office/show_outcomes.html",
        whole=whole,
        form=form,
        issuing=issuing,
        page=page_of(
            {"dat": passed, "tat-ca": rows}.get(view, [r for r in rows if r not in passed]),
            request.args.get("trang", type=whole_number),
            LEARNERS_A_PAGE,
        ),
        address=lambda number: url_for(
            ".show_outcomes", public_id=whole.course.public_id, xem=view, trang=number
        ),
        passed=len(passed),
        total=len(rows),
        view=view,
        bands=bands,
        percents=percent_row([count for _label, count in bands]) if counted else (),
        counted=counted,
        of_all=of_all,
        live=live,
        late={row.enrolment.id: row.outcome for row in later},
        stale=stale_certificates(whole) if frozen else (),
        repairs=repairs(whole, now) if scope.may(whole, MANAGE) else {},
        may_manage=scope.may(whole, MANAGE),
        is_frozen=whole.state in FROZEN,
        issued={key: kept[one.id] for key, one in frozen.items() if one.id in kept},
        may_issue=scope.may_issue(whole),
        has_address=bool(current_app.config["PUBLIC_URL"]),
    )
    return page, 422 if form.errors or issuing.errors else 200


def issue_form(whole: CourseWhole) -> IssueForm:
    """Return the form with everybody who may sign for the unit today."""
    form = IssueForm(issued_on=clock.today())
    people = signers_on(whole.course.unit_id, clock.today())
    form.signer.choices = [
        SelectChoice(one.public_id, f"{one.full_name}, {one.post_title}") for one in people
    ]
    return form


@blueprint.post("/<public_id>/ket-qua/thay-giay")
@requires(ISSUE)
def replace_certificates(public_id: str) -> ResponseReturnValue:
    """Replace the certificates whose result a further decision has changed."""
    whole = scope.issuing_course(public_id)
    fresh = replacing.replace_certificates(
        whole.course.id, actor_id=signed_in_user().id, at=clock.now()
    )
    words = ngettext(
        "%(num)s certificate is replaced in the register.",
        "%(num)s certificates are replaced in the register.",
        len(fresh),
    )
    return back_to(".show_outcomes", words, public_id=public_id)


@blueprint.post("/<public_id>/ket-qua/xem-thu")
@requires(ISSUE)
def preview_certificate(public_id: str) -> ResponseReturnValue:
    """Give one certificate to look at, as the chosen signer and day would make it."""
    whole = scope.issuing_course(public_id)
    form = issue_form(whole)
    if not form.validate_on_submit():
        return _page(whole, RecognitionForm(formdata=None), form)
    signer = signer_by_public_id(str(form.signer.data), [whole.course.unit_id])
    day = form.issued_on.data or clock.today()
    words = certificates.signer_on(whole.course.id, signer.id, day)
    return pdf_response(certificates.preview_certificate(whole.course.id, words, day), "xem-thu")


@blueprint.post("/<public_id>/ket-qua/cap-giay")
@requires(ISSUE)
def issue_certificates(public_id: str) -> ResponseReturnValue:
    """Let the worker issue a certificate for everybody who passed; its page shows how far."""
    whole = scope.issuing_course(public_id)
    form = issue_form(whole)
    if not form.validate_on_submit():
        return _page(whole, RecognitionForm(formdata=None), form)
    signer = signer_by_public_id(str(form.signer.data), [whole.course.unit_id])
    batch = certificates.request_certificates(
        whole.course.id,
        signer.id,
        form.issued_on.data or clock.today(),
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    return redirect(url_for("documents.show_batch", public_id=batch.public_id), code=303)
