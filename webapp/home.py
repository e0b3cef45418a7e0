"""The front page, and the health check for machines."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from foundation import clock
from foundation.account.guards import public, requires, visitor
from foundation.account.permissions import Permission
from foundation.db import session
from foundation.errors import NotFound
from webapp.guides import GUIDES, guide, offered
from webapp.today import today_of

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@public
def front() -> ResponseReturnValue:
    """Lead officials to their page, others to the entry of the quiz."""
    who = visitor()
    if who is not None and who.user is not None:
        return redirect(url_for(".overview"), code=303)
    return render_template("home/front.html")


@blueprint.get("/tong-quan")
@requires(Permission.HOME_READ)
def overview() -> ResponseReturnValue:
    """Show an official what goes on now, and what he or she can do here."""
    return render_template("home/overview.html", today=today_of(clock.today()))


@blueprint.get("/tro-giup")
@blueprint.get("/tro-giup/<name>")
@public
def help(name: str | None = None) -> ResponseReturnValue:  # noqa: A001 - the page's name
    """Show the guides, or one of them."""
    if name is not None and name not in GUIDES:
        raise NotFound
    shown = guide(name) if name else None
    return render_template("home/help.html", guides=offered(), shown=shown)


@blueprint.get("/healthz")
@public
def health() -> ResponseReturnValue:
    """Say that the program and its database answer; no details."""
    session.execute(text("SELECT 1"))
    return {"status": "ok"}
