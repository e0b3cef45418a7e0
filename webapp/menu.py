"""What every page shows around its content: who is signed in, and where one can go."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, g, has_request_context, request, url_for
from flask_babel import gettext as _

from foundation import clock
from foundation.account import guards
from foundation.account.models import AccessCode, User
from foundation.account.permissions import Permission
from foundation.errors import N_
from foundation.organisation import queries as organisation

PRODUCT = N_("Contest of good Party cell secretaries")


@dataclass(frozen=True)
class MenuItem:
    """One entry of the menu."""

    url: str
    label: str
    is_active: bool


@dataclass(frozen=True)
class CurrentOfficial:
    """The signed-in official, as the header names him or her."""

    display_name: str
    role_label: str
    unit_name: str | None
    is_demo: bool


ENTRIES = (
    ("home.overview", N_("Overview"), Permission.HOME_READ),
    ("contest_organiser.list_contests", N_("Contests"), Permission.CONTEST_READ),
    ("contest_judge.list_seats", N_("Marking"), Permission.CONTEST_JUDGE),
    ("quiz_marking.list_quizzes", N_("Written answers"), Permission.QUIZ_MARK),
    ("course_office.list_courses", N_("Classes"), Permission.TRAINING_READ),
    ("course_trainer.list_own", N_("My classes"), Permission.TRAINING_TEACH),
    ("question_bank.list_questions", N_("Questions"), Permission.QUESTION_READ),
    ("quiz_statistics.list_quizzes", N_("Item statistics"), Permission.QUIZ_WATCH),
    ("documents.list_documents", N_("Issued papers"), Permission.DOCUMENT_READ),
    ("figures.show_year", N_("Figures"), Permission.TRAINING_READ),
    ("organisation.list_units", N_("Units and people"), Permission.UNIT_READ),
    ("account.list_accounts", N_("Accounts"), Permission.ACCOUNT_MANAGE),
    ("system.show_audit", N_("Log"), Permission.AUDIT_READ),
    ("system.show_state", N_("State of the machine"), Permission.SYSTEM_READ),
)


DOORS = {
    "candidate": (("quiz_taker.take", N_("Back to the paper")),),
    "learner": (("course_learner.show_class", N_("Back to the class")),),
    "": (
        ("quiz_taker.enter", N_("Take the quiz")),
        ("course_learner.enter", N_("Enter the class")),
        ("account.sign_in", N_("Sign in")),
        ("documents.verify_code", N_("Check a certificate")),
    ),
}
"""Whose code opened the session → the doors that lead on; "" for nobody."""


def register(app: Flask) -> None:
    """Attach the context of all templates."""
    app.context_processor(_context)
    app.jinja_env.globals["may"] = may


def may(permission: str) -> bool:
    """Return whether the reader may do that somewhere; a page shows no door that is shut to him."""
    who = guards.visitor()
    user = who.user if who else None
    return user is not None and Permission(permission) in guards.permissions(user)


def _context() -> dict[str, Any]:
    if not has_request_context():
        return {"product_name": _(PRODUCT), "current_official": None, "menu": []}
    who = guards.visitor()
    user = who.user if who else None
    official = _official(user) if user else None
    return {
        "current_official": official,
        "menu": _menu(user) if user else [],
        "product_name": _(PRODUCT),
        "unit_line": official.unit_name if official else _unit_of(who.code if who else None),
        "request_id": g.get("request_id", ""),
        "is_demo": current_app.config["APP_ENV"] == "demo",
    }


def _unit_of(code: AccessCode | None) -> str:
    """Return the unit whose contest or class a code opens."""
    if code is None or code.unit_id is None:
        return ""
    return organisation.unit_names({code.unit_id}, clock.today()).get(code.unit_id, "")


def _official(user: User) -> CurrentOfficial:
    if "official" not in g:
        today = clock.today()
        held = guards.roles(user)
        names = organisation.unit_names({row.unit_id for row in held[:1]}, today)
        g.official = CurrentOfficial(
            display_name=user.display_name,
            role_label=_(held[0].role) if held else "",
            unit_name=names.get(held[0].unit_id) if held else None,
            is_demo=user.is_demo,
        )
    found: CurrentOfficial = g.official
    return found


def ways_on() -> list[tuple[str, str]]:
    """Return where a reader who was refused can go: address and words, by who he is."""
    who = guards.visitor()
    if who is not None and who.user is not None:
        return [(item.url, item.label) for item in _menu(who.user)]
    doors = DOORS[who.code.subject_kind if who is not None and who.code is not None else ""]
    return [(url_for(endpoint), _(label)) for endpoint, label in doors]


def _menu(user: User) -> list[MenuItem]:
    allowed = guards.permissions(user)
    shown = [
        (endpoint, label)
        for endpoint, label, permission in ENTRIES
        if permission in allowed and endpoint in current_app.view_functions
    ]
    here = (request.blueprint or "").split("_")[0]
    own = str(request.blueprint)
    near = [one for one, _label in shown if one.split(".")[0].split("_")[0] == here]
    active = next((one for one in near if one.split(".")[0] == own), (near or [""])[0])
    if request.endpoint in near:
        active = request.endpoint
    return [MenuItem(url_for(one), _(label), is_active=one == active) for one, label in shown]
