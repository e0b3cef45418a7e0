"""Persons of a unit: written down, corrected, appointed."""

from datetime import date

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation import clock
from foundation.account.guards import requires, signed_in_user
from foundation.choices import SelectChoice
from foundation.errors import NotFound
from foundation.organisation import queries, services
from foundation.organisation.forms import (
    AppointForm,
    MovePersonForm,
    PersonForm,
    PersonWordsForm,
)
from foundation.organisation.models import Person
from foundation.organisation.services import PersonDraft
from foundation.organisation.services.vocabulary import POST_KINDS
from foundation.organisation.views.blueprint import (
    MANAGE,
    PEOPLE,
    blueprint,
    manageable,
    named,
)


def _post_choices() -> list[SelectChoice]:
    return [SelectChoice(code, _(name)) for code, name, _rank in POST_KINDS]


@blueprint.route("/<public_id>/nguoi/them", methods=["GET", "POST"])
@requires(MANAGE)
def create_person(public_id: str) -> ResponseReturnValue:
    """Write down a member of the unit, with a post if there is one."""
    unit = queries.unit_by_public_id(public_id, manageable())
    form = PersonForm(on=clock.today())
    form.post.choices = [SelectChoice("", "—"), *_post_choices()]
    if not form.validate_on_submit():
        row = queries.unit_rows([unit.id], clock.today())[0]
        page = render_template("organisation/create_person.html", form=form, row=row)
        return page, 422 if form.errors else 200
    draft = PersonDraft(
        full_name=str(form.full_name.data),
        unit_id=unit.id,
        valid_from=form.on.data or clock.today(),
        born=form.birth_date.data,
    )
    services.admit_person(
        draft, form.post.data or None, actor_id=signed_in_user().id, at=clock.now()
    )
    flash(_("The person has been written down."))
    return redirect(url_for(".show_unit", public_id=public_id), code=303)


@blueprint.get("/nguoi/<public_id>")
@requires(PEOPLE)
def show_person(public_id: str) -> ResponseReturnValue:
    """Show a person and the posts held."""
    return _person_page(public_id, _appoint_form(), 200)


def _appoint_form() -> AppointForm:
    form = AppointForm(on=clock.today())
    form.post.choices = _post_choices()
    return form


def _person_page(public_id: str, form: AppointForm, status: int) -> ResponseReturnValue:
    person = queries.person_by_public_id(public_id, named())
    posts = queries.posts_of(person.id)
    unit_ids = {post.unit_id for post, _kind in posts} | queries.unit_ids_of(person.id)
    page = render_template(
        "organisation/show_person.html",
        person=person,
        posts=posts,
        units=queries.unit_names(unit_ids, clock.today()),
        today=clock.today(),
        may_change=bool(unit_ids & manageable()),
        is_member=_belongs_to_manageable(person),
        form=form,
    )
    return page, status


def _belongs_to_manageable(person: Person) -> bool:
    return bool(queries.unit_ids_of(person.id, clock.today()) & manageable())


def _member(public_id: str) -> Person:
    """Return somebody who belongs to a unit of the caller's today; others are only read.

    Raises:
        NotFound: not today, or not at all.
    """
    person = queries.person_by_public_id(public_id, manageable())
    if not _belongs_to_manageable(person):
        raise NotFound
    return person


@blueprint.route("/nguoi/<public_id>/sua", methods=["GET", "POST"])
@requires(MANAGE)
def change_person(public_id: str) -> ResponseReturnValue:
    """Correct the name or the birth date."""
    person = _member(public_id)
    form = PersonWordsForm(full_name=person.full_name, birth_date=person.birth_words)
    if not form.validate_on_submit():
        page = render_template("organisation/change_person.html", form=form, person=person)
        return page, 422 if form.errors else 200
    services.change_person(
        person.id,
        str(form.full_name.data),
        form.birth_date.data,
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    flash(_("The person has been corrected."))
    return redirect(url_for(".show_person", public_id=public_id), code=303)


@blueprint.route("/nguoi/<public_id>/chuyen", methods=["GET", "POST"])
@requires(MANAGE)
def move_person(public_id: str) -> ResponseReturnValue:
    """Let the person belong to another unit from a day on."""
    person = _member(public_id)
    form = MovePersonForm(on=clock.today())
    form.unit.choices = [
        SelectChoice(row.public_id, row.name)
        for row in queries.unit_rows(manageable(), clock.today())
        if row.valid_to is None
    ]
    if not form.validate_on_submit():
        page = render_template("organisation/move_person.html", form=form, person=person)
        return page, 422 if form.errors else 200
    unit = queries.unit_by_public_id(str(form.unit.data), manageable())
    on = form.on.data or clock.today()
    services.move_person(person.id, unit.id, on, actor_id=signed_in_user().id, at=clock.now())
    flash(_("The person has been moved."))
    return redirect(url_for(".show_person", public_id=public_id), code=303)


@blueprint.post("/nguoi/<public_id>/bo-nhiem")
@requires(MANAGE)
def appoint(public_id: str) -> ResponseReturnValue:
    """Put the person in a post of the unit he or she belongs to."""
    person = queries.person_by_public_id(public_id, manageable())
    form = _appoint_form()
    if not form.validate_on_submit():
        return _person_page(public_id, form, 422)
    on: date = form.on.data or clock.today()
    units = queries.unit_ids_of(person.id, on) & manageable()
    if not units:
        form.on.errors = [_("On that day the person belonged to none of your units.")]
        return _person_page(public_id, form, 422)
    for unit_id in units:
        services.appoint(
            person.id,
            unit_id,
            str(form.post.data),
            on,
            actor_id=signed_in_user().id,
            at=clock.now(),
        )
    return redirect(url_for(".show_person", public_id=public_id), code=303)


@blueprint.post("/nguoi/<public_id>/bo-nhiem/<int:post_id>/thoi")
@requires(MANAGE)
def end_post(public_id: str, post_id: int) -> ResponseReturnValue:
    """End a post as of today."""
    person = queries.person_by_public_id(public_id, manageable())
    for post, _kind in queries.posts_of(person.id):
        if post.id == post_id and post.unit_id in manageable():
            services.end_post(post.id, clock.today(), actor_id=signed_in_user().id, at=clock.now())
    return redirect(url_for(".show_person", public_id=public_id), code=303)
