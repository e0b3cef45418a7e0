"""Learners of a class: enrolled by unit, put right, leaving, their slips."""

from datetime import date

from flask import current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from foundation import asking, clock
from foundation.account import guards
from foundation.account.guards import requires, signed_in_user
from foundation.choices import SelectChoice
from foundation.documents import pdf
from foundation.documents.papers import public_address
from foundation.documents.views import pdf_response
from foundation.errors import NotFound
from foundation.organisation import queries as organisation
from foundation.paging import page_of
from foundation.text import grouped
from foundation.typed import whole_number
from training.forms import EnrolmentForm, OutsiderForm, ReasonForm
from training.queries.loading import CourseWhole
from training.rules.states import EnrolmentRole, EnrolmentState
from training.services import enrolling
from training.services.enrolling import (
    EnrolDraft,
    EnrolmentWords,
    LearnerSlip,
    OutsiderDraft,
)
from training.views import scope
from training.views.deeds import back_to, deed_page
from training.views.office.blueprint import MANAGE, blueprint, course_deed

NAMES = scope.NAMES
LEARNERS_A_PAGE = 50
BACK = "course_office.show_learners"


@blueprint.get("/<public_id>/hoc-vien")
@requires(NAMES)
def show_learners(public_id: str) -> ResponseReturnValue:
    """Show who is in the class and who could be, unit by unit."""
    whole = scope.course(public_id, NAMES)
    return _learners_page(whole, request.args.get("don-vi", ""))


def _learners_page(whole: CourseWhole, chosen: str) -> str:
    """Show the page, after a refusal with the unit and the ticks as they were."""
    public_id, may_manage = whole.course.public_id, scope.may(whole, MANAGE)
    units = _units(clock.today()) if may_manage else []
    return render_template(
        "training/office/show_learners.html",
        whole=whole,
        page=page_of(
            whole.enrolments, request.args.get("trang", type=whole_number), LEARNERS_A_PAGE
        ),
        address=lambda number: url_for(".show_learners", public_id=public_id, trang=number),
        may_manage=may_manage,
        units=units,
        sites=[(site.public_id, site.name) for site in whole.sites],
        chosen=chosen,
        ticked=request.form.getlist("person"),
        seat=request.form.get("site", ""),
        said=asking.refused(),
        people=_candidates(whole, chosen) if may_manage and chosen else [],
    )


def _units(day: date) -> list[tuple[str, str]]:
    reach = guards.units_where(MANAGE)
    rows = organisation.unit_rows(reach, day)
    return [(row.public_id, row.name) for row in rows if row.valid_to is None]


def _candidates(whole: CourseWhole, unit: str) -> list[organisation.PersonRow]:
    """Return the members of a unit and the units below it who are not in the class yet."""
    root = organisation.unit_by_public_id(unit, guards.units_where(MANAGE))
    below = organisation.subtree_ids(root.id, clock.today())
    known = {one.person_id for one in whole.enrolments}
    rows = organisation.members_of(below, clock.today())
    return [row for row in rows if row.id not in known][:500]


@blueprint.post("/<public_id>/hoc-vien")
@requires(MANAGE)
def enrol(public_id: str) -> ResponseReturnValue:
    """Enrol the people who were ticked."""
    whole = scope.course(public_id, MANAGE)
    ticked = set(request.form.getlist("person"))
    unit = request.form.get("unit", "")
    if asking.refused():
        return _learners_page(whole, unit)
    asking.come_back()
    chosen = [row for row in _candidates(whole, unit) if row.public_id in ticked]
    site_id = _site_id(whole, request.form.get("site"))
    added = enrolling.enrol_many(
        whole.course.id,
        [EnrolDraft(row.id, row.unit_id, site_id=site_id) for row in chosen],
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    words = ngettext("%(num)s learner enrolled.", "%(num)s learners enrolled.", len(added))
    if left := len(ticked) - len(added):
        words += " " + _(
            "%(count)s of those ticked are left out: already in this class, or members no more.",
            count=left,
        )
    return back_to(".show_learners", words, public_id=public_id)


@blueprint.route("/<public_id>/hoc-vien/quan-chung", methods=["GET", "POST"])
@requires(MANAGE)
def enrol_outsider(public_id: str) -> ResponseReturnValue:
    """Enrol somebody who is not a Party member: no card number is asked for."""
    whole = scope.course(public_id, MANAGE)
    form = OutsiderForm()
    known = _units(clock.today())
    form.unit.choices = [SelectChoice(key, name) for key, name in known]
    _offer_sites(form, whole, _("Not seated yet"))
    if not form.validate_on_submit():
        lead = _("Papers address this learner as Mr or Ms. No card number is needed.")
        deed = course_deed(
            whole, _("Enrol somebody who is no member"), lead, _("Enrol the learner"), back=BACK
        )
        return deed_page(form, deed)
    unit = organisation.unit_by_public_id(str(form.unit.data), guards.units_where(MANAGE))
    site = form.site.data if whole.sites else None
    draft = OutsiderDraft(
        str(form.full_name.data), form.birth_date.data, unit.id, _site_id(whole, site)
    )
    enrolling.enrol_outsider(
        whole.course.id,
        draft,
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    return back_to(".show_learners", _("The learner is enrolled."), public_id=public_id)


@blueprint.route("/<public_id>/hoc-vien/<enrolment_id>", methods=["GET", "POST"])
@requires(MANAGE)
def change_enrolment(public_id: str, enrolment_id: str) -> ResponseReturnValue:
    """Put right what papers say of a learner."""
    whole = scope.course(public_id, MANAGE)
    one = whole.enrolment(enrolment_id)
    now = next((site.public_id for site in whole.sites if site.id == one.site_id), "")
    form = EnrolmentForm(obj=one, site=now)
    _offer_sites(form, whole, _("Not seated yet"))
    if not form.validate_on_submit():
        deed = course_deed(
            whole, one.full_name, one.sending_unit_name, _("Keep the changes"), back=BACK
        )
        return deed_page(form, deed)
    words = EnrolmentWords(
        birth_text=form.birth_text.words,
        post_text=form.post_text.data or "",
        role=EnrolmentRole[str(form.role.data)],
        is_member=bool(form.is_member.data),
        discipline_note=form.discipline_note.data or "",
        site_id=_site_id(whole, form.site.data) if whole.sites else None,
    )
    enrolling.change_enrolment(one.id, words, actor_id=signed_in_user().id, at=clock.now())
    return back_to(".show_learners", _("The changes are kept."), public_id=public_id)


def _offer_sites(form: OutsiderForm | EnrolmentForm, whole: CourseWhole, none: str) -> None:
    """Let the form ask where somebody sits, if the class has places."""
    form.site.choices = [
        SelectChoice("", none),
        *(SelectChoice(site.public_id, site.name) for site in whole.sites),
    ]
    if not whole.sites:
        del form.site


def _site_id(whole: CourseWhole, public_id: str | None) -> int | None:
    return next((site.id for site in whole.sites if site.public_id == public_id), None)


WAYS = {
    "thoi-hoc": EnrolmentState.WITHDRAWN,
    "khong-nhan": EnrolmentState.REFUSED,
    "tro-lai": EnrolmentState.ENROLLED,
}


@blueprint.route("/<public_id>/hoc-vien/<enrolment_id>/<way>", methods=["GET", "POST"])
@requires(MANAGE)
def leave_course(public_id: str, enrolment_id: str, way: str) -> ResponseReturnValue:
    """Refuse a learner, write down that he or she left, or take him or her back."""
    whole = scope.course(public_id, MANAGE)
    one = whole.enrolment(enrolment_id)
    if way not in WAYS:
        raise NotFound
    form = ReasonForm()
    if not form.validate_on_submit():
        submit = {
            "thoi-hoc": _("Note that the learner left"),
            "khong-nhan": _("Refuse the enrolment"),
            "tro-lai": _("Take the learner back"),
        }[way]
        deed = course_deed(whole, one.full_name, one.sending_unit_name, submit, back=BACK)
        return deed_page(form, deed)
    enrolling.leave_course(
        one.id, WAYS[way], str(form.reason.data), actor_id=signed_in_user().id, at=clock.now()
    )
    return back_to(".show_learners", _("The changes are kept."), public_id=public_id)


@blueprint.post("/<public_id>/phieu")
@requires(MANAGE)
def issue_slips(public_id: str) -> ResponseReturnValue:
    """Make slips for the class, or for one learner; older codes are dead."""
    whole = scope.course(public_id, MANAGE)
    only = request.form.get("learner")
    ids = [whole.enrolment(only).id] if only else None
    made = enrolling.issue_slips(whole.course.id, ids, actor_id=signed_in_user().id, at=clock.now())
    return pdf_response(pdf.render("slips", _slip_content(whole, made)), "phieu-hoc-vien")


def _slip_content(whole: CourseWhole, slips: list[LearnerSlip]) -> dict[str, object]:
    course = whole.course
    address = _address(url_for("course_learner.enter"))
    return {
        "head": "PHIẾU HỌC VIÊN",
        "number_words": "Số thứ tự",
        "heading": course.title,
        "opens": f"Học từ {course.starts_on:%d/%m/%Y} đến {course.ends_on:%d/%m/%Y}.",
        "address": address.removeprefix("https://").removeprefix("http://"),
        "rows": [
            {
                "name": one.full_name,
                "unit": one.unit_name,
                "number": one.number,
                "code": grouped(one.code),
                "qr": pdf.qr_svg(_address(url_for("course_learner.enter", ma=one.code))),
            }
            for one in slips
        ],
    }


def _address(path: str) -> str:
    """Return the address learners reach: the public one, else the one this page came by."""
    if current_app.config["PUBLIC_URL"]:
        return public_address(path)
    return request.host_url.rstrip("/") + path
