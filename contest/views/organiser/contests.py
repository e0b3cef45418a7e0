"""Contests: the list, creating a campaign and a contest, the day."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contest.forms import OWN, CampaignForm, ContestForm, ContestWordsForm, SmallOfficeForm
from contest.queries import day, lists
from contest.rules.document import RulesDocument, read_toml, shipped_rules
from contest.services import changes, setting_up
from contest.services.changes import ContestWords
from contest.services.setting_up import ContestDraft
from contest.views import scope
from contest.views.deeds import Deed, deed_page
from contest.views.organiser.blueprint import MANAGE, READ, back_to, blueprint, rights
from foundation import clock
from foundation.account import guards
from foundation.account.guards import requires, signed_in_user
from foundation.choices import SelectChoice
from foundation.live import live_page
from foundation.organisation import queries as organisation


@blueprint.get("/")
@requires(READ)
def list_contests() -> ResponseReturnValue:
    """Show the contests of the reader's units; without one, what a contest needs."""
    units = guards.units_where(READ)
    return render_template(
        "contest/organiser/list_contests.html",
        rows=lists.contest_rows(units, clock.today()),
        campaigns=lists.campaigns(units, clock.today()),
        units=len(units),
        may_manage=bool(guards.units_where(MANAGE)),
    )


def unit_choices() -> list[SelectChoice]:
    """Return the committees a contest may be held by; a single cell holds none."""
    rows = organisation.unit_rows(guards.units_where(MANAGE), clock.today())
    today = clock.today()
    return [
        SelectChoice(row.public_id, row.name)
        for row in rows
        if row.kind_code is None and (row.valid_to is None or row.valid_to > today)
    ]


def _unit_id(public_id: str) -> int:
    return organisation.unit_by_public_id(public_id, guards.units_where(MANAGE)).id


@blueprint.route("/dot-thi/tao", methods=["GET", "POST"])
@requires(MANAGE)
def create_campaign() -> ResponseReturnValue:
    """Create the plan contests belong to."""
    form = CampaignForm()
    form.unit.choices = unit_choices()
    if not form.validate_on_submit():
        page = render_template("contest/organiser/create_campaign.html", form=form)
        return page, 422 if form.errors else 200
    campaign = setting_up.create_campaign(
        str(form.name.data),
        _unit_id(str(form.unit.data)),
        form.plan.data or "",
        actor_id=signed_in_user().id,
        at=clock.now(),
    )
    return back_to(
        ".create_contest",
        _("The campaign is kept. Now its first contest."),
        campaign=campaign.public_id,
    )


@blueprint.route("/tao", methods=["GET", "POST"])
@requires(MANAGE)
def create_contest() -> ResponseReturnValue:
    """Create a contest with its rules."""
    units, today = guards.units_where(MANAGE), clock.today()
    campaigns = {one.public_id: one for one in lists.campaigns(units, today)}
    uppers = {one.public_id: one for one in lists.contests_to_rise_to(units, today)}
    if not campaigns:
        return redirect(url_for(".create_campaign"), code=303)
    form = ContestForm(campaign=request.args.get("campaign"), held_on=today)
    form.unit.choices = unit_choices()
    form.campaign.choices = [SelectChoice(key, one.name) for key, one in campaigns.items()]
    form.upper.choices = [
        SelectChoice("", _("None: this is the highest level")),
        *(SelectChoice(key, one.name) for key, one in uppers.items()),
    ]
    if not form.validate_on_submit():
        page = render_template("contest/organiser/create_contest.html", form=form)
        return page, 422 if form.errors else 200
    upper = uppers.get(str(form.upper.data))
    draft = ContestDraft(
        campaign_id=campaigns[str(form.campaign.data)].id,
        unit_id=_unit_id(str(form.unit.data)),
        rules=_rules_of(form),
        upper_contest_id=upper.id if upper else None,
        **vars(_words_of(form)),
    )
    made = setting_up.create_contest(draft, actor_id=signed_in_user().id, at=clock.now())
    return back_to(".show_day", _("The contest is created."), public_id=made.public_id)


def _words_of(form: ContestWordsForm) -> ContestWords:
    return ContestWords(
        name=str(form.name.data),
        level_label=str(form.level_label.data),
        organising_body=str(form.organising_body.data),
        place=str(form.place.data),
        held_on=form.held_on.data or clock.today(),
    )


def _rules_of(form: ContestForm) -> RulesDocument:
    if form.rules.data != OWN:
        return shipped_rules()
    return read_toml(form.written())


@blueprint.route("/<public_id>/sua", methods=["GET", "POST"])
@requires(MANAGE)
def change_contest(public_id: str) -> ResponseReturnValue:
    """Change what the contest is called, where and when it is held."""
    whole = scope.contest(public_id, MANAGE)
    form = ContestWordsForm(obj=whole.contest)
    if not form.validate_on_submit():
        deed = Deed(
            heading=_("Change the contest"),
            lead=whole.contest.name,
            submit=_("Keep the changes"),
            back=url_for(".show_day", public_id=public_id),
        )
        return deed_page(whole, form, deed)
    changes.change_contest(
        whole.contest.id, _words_of(form), actor_id=signed_in_user().id, at=clock.now()
    )
    return back_to(".show_day", _("The contest is changed."), public_id=public_id)


@blueprint.get("/<public_id>")
@requires(READ)
def show_day(public_id: str) -> ResponseReturnValue:
    """Show the day of a contest: its steps, what needs a person, who came."""
    whole = scope.contest(public_id, READ)
    return live_page(
        "contest/organiser/show_day.html",
        board=day.day_board(whole, clock.now()),
        whole=whole,
        contest=whole.contest,
        upper=lists.upper_beside(whole.contest, guards.units_where(READ)),
        lower=lists.lower_beside(whole.contest, guards.units_where(READ)),
        campaign=lists.campaign_of(whole.contest),
        now=clock.now(),
        may=rights(whole),
    )


@blueprint.route("/<public_id>/mot-nguoi", methods=["GET", "POST"])
@requires(MANAGE)
def set_small_office(public_id: str) -> ResponseReturnValue:
    """Let one person do what needs two, by a named decision that the minutes print."""
    whole = scope.contest(public_id, MANAGE)
    form = SmallOfficeForm(decision=whole.contest.small_office_decision)
    if not form.validate_on_submit():
        deed = Deed(
            heading=_("One person instead of two"),
            lead=_(
                "Paper sheets, typed answers and reopenings usually need two people. "
                "A small office may decide otherwise; the minutes print the decision."
            ),
            submit=_("Keep the decision"),
            back=url_for(".show_day", public_id=public_id),
        )
        return deed_page(whole, form, deed)
    changes.set_small_office(
        whole.contest.id, form.decision.data or "", actor_id=signed_in_user().id, at=clock.now()
    )
    return back_to(
        ".show_day", _("The decision is kept; the minutes print it."), public_id=public_id
    )
