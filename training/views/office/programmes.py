"""Programmes with their versions, and the list of rule sets beside them."""

import re

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation import clock
from foundation.account import guards
from foundation.account.guards import requires, signed_in_user
from foundation.choices import SelectChoice
from foundation.errors import N_, InvalidInput
from foundation.organisation import queries as organisation
from training.forms import ProgrammeForm
from training.models import RuleSet
from training.queries import lists
from training.queries.loading import plan_items
from training.rules.states import Address, Audience, Gate, PaperKind, ProgrammeKind
from training.services import programmes
from training.services.programmes import ItemDraft, VersionDraft
from training.views.deeds import back_to
from training.views.office.blueprint import MANAGE, READ, blueprint, unit_choices, unit_id


class ItemUnreadable(InvalidInput):
    """A line of the items has no periods."""

    message = N_("Line %(line)s needs its periods after a bar: Title | 5")


@blueprint.get("/chuong-trinh")
@requires(READ)
def list_programmes() -> ResponseReturnValue:
    """Show programmes and rule sets of the reader's units."""
    units = guards.units_where(READ)
    return render_template(
        "training/office/list_programmes.html",
        programmes=lists.programme_rows(units, clock.today()),
        rule_sets=lists.rule_sets(units),
        unit_names=_unit_names(lists.rule_sets(units)),
        may_manage=bool(guards.units_where(MANAGE)),
    )


def _items(text: str) -> tuple[ItemDraft, ...]:
    """Return the items of a form: ``Title | 5`` a line, ``+`` for local ones."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        parts = re.fullmatch(r"\s*(\+?)\s*(.+?)\s*\|\s*(\d{1,3})\s*", line)
        if parts is None or not int(parts[3]):
            raise ItemUnreadable(line=number)
        found.append(ItemDraft(parts[2], int(parts[3]), is_local=bool(parts[1])))
    return tuple(found)


def _draft(form: ProgrammeForm, rule_set_id: int) -> VersionDraft:
    return VersionDraft(
        rule_set_id=rule_set_id,
        valid_from=form.valid_from.data or clock.today(),
        periods=form.periods.data or 1,
        audience=Audience[str(form.audience.data)],
        items=_items(form.items.data or ""),
        legal_basis=form.legal_basis.data or "",
        periods_per_lesson=form.periods_per_lesson.data or 5,
        gate=Gate[str(form.gate.data)],
        validity_months=form.validity_months.data,
        paper=PaperKind[str(form.paper.data)],
        theory_level=form.theory_level.data or None,
        address=Address[str(form.address.data)],
        discloses_view=bool(form.discloses_view.data),
    )


@blueprint.route("/chuong-trinh/tao", methods=["GET", "POST"])
@requires(MANAGE)
def create_programme() -> ResponseReturnValue:
    """Create a programme with its first version."""
    rules = {one.public_id: one for one in lists.rule_sets(guards.units_where(MANAGE))}
    if not rules:
        return redirect(url_for(".write_rule_set"), code=303)
    form = ProgrammeForm(valid_from=clock.today(), periods=50, periods_per_lesson=5)
    form.unit.choices = unit_choices()
    _rule_choices(form)
    if not form.validate_on_submit():
        return _page(form, _("Create a programme"))
    made = programmes.create_programme(
        unit_id(str(form.unit.data)),
        str(form.code.data),
        str(form.name.data),
        ProgrammeKind[str(form.kind.data)],
        first=_draft(form, rules[str(form.rule_set.data)].id),
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    return back_to(".list_programmes", _("%(name)s is created.", name=made.name))


def _unit_names(rule_sets: list[RuleSet]) -> dict[int, str]:
    return organisation.unit_names({one.unit_id for one in rule_sets}, clock.today())


def _rule_choices(form: ProgrammeForm) -> None:
    found = lists.rule_sets(guards.units_where(MANAGE))
    names = _unit_names(found)
    form.rule_set.choices = [
        SelectChoice(
            one.public_id, f"{one.code} ({one.number}) – {one.title}, {names[one.unit_id]}"
        )
        for one in found
    ]


def _page(form: ProgrammeForm, heading: str) -> ResponseReturnValue:
    page = render_template("training/office/write_programme.html", form=form, heading=heading)
    return page, 422 if form.errors else 200


@blueprint.route("/chuong-trinh/<public_id>", methods=["GET", "POST"])
@requires(MANAGE)
def change_programme(public_id: str) -> ResponseReturnValue:
    """Write another version of a programme; classes keep the version they have."""
    units = guards.units_where(MANAGE)
    programme = lists.programme_by_public_id(public_id, units)
    [row] = [
        one
        for one in lists.programme_rows(units, clock.today())
        if one.programme.id == programme.id
    ]
    form = ProgrammeForm(
        obj=row.version,
        code=programme.code,
        name=programme.name,
        kind=programme.kind,
        rule_set=row.rules.public_id,
        items="\n".join(
            f"{'+ ' if one.is_local else ''}{one.title} | {one.periods}"
            for one in plan_items(row.version.id)
        ),
    )
    if request.method == "GET":
        form.valid_from.data = clock.today()
    form.unit.choices = unit_choices()
    _rule_choices(form)
    if not form.validate_on_submit():
        return _page(form, _("Another version of %(name)s", name=programme.name))
    rules = {one.public_id: one.id for one in lists.rule_sets(units)}
    draft = _draft(form, rules[str(form.rule_set.data)])
    programmes.add_version(programme.id, draft, actor_id=signed_in_user().id, at=clock.now())
    return back_to(".list_programmes", _("The version is kept. Classes keep the one they have."))
