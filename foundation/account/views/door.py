"""Coming in and going out."""

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from foundation import clock
from foundation.account import guards, services
from foundation.account.forms import PasswordForm, SignInForm, SlipForm
from foundation.account.guards import public, requires, signed_in_user
from foundation.account.permissions import Permission
from foundation.account.views.blueprint import blueprint


def network() -> str:
    """Return whom failed tries are counted against: the sender's address."""
    return request.remote_addr or "unknown"


def device() -> str:
    """Return what the sender's browser calls itself, for the list of sessions."""
    return request.user_agent.string[:120]


@blueprint.route("/dang-nhap", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    """Let an official in by name and password."""
    form = SignInForm()
    if not form.validate_on_submit():
        page = render_template("account/sign_in.html", form=form)
        return page, 422 if form.errors else 200
    token = services.sign_in(
        str(form.username.data),
        str(form.password.data),
        network=network(),
        device=device(),
        at=clock.now(),
    )
    return _come_in(token, own_path(request.args.get("next")) or url_for("home.overview"))


@blueprint.route("/phieu", methods=["GET", "POST"])
@public
def enter_by_slip() -> ResponseReturnValue:
    """Let an official in by a slip: a judge in the hall, or a reset password."""
    form = SlipForm(code=request.args.get("ma", "")[:40])
    if not form.validate_on_submit():
        return render_template("account/slip.html", form=form), 422 if form.errors else 200
    token = services.try_code(
        str(form.code.data), network=network(), device=device(), at=clock.now()
    )
    if token is None:
        form.code.errors = [_(services.CodeUnknown.message)]
        return render_template("account/slip.html", form=form), services.CodeUnknown.status
    return _come_in(token, url_for("home.overview"))


def _come_in(token: str, target: str) -> Response:
    response = make_response(redirect(target, code=303))
    guards.begin_session(response, token)
    return response


@blueprint.post("/dang-xuat")
@public
def sign_out() -> ResponseReturnValue:
    """End the sender's session, whoever it is."""
    who = guards.visitor()
    if who is not None:
        actor_id = who.user.id if who.user else None
        services.end_session(who.session_id, actor_id=actor_id, at=clock.now())
    response = make_response(redirect(url_for("home.front"), code=303))
    guards.forget_session(response)
    return response


@blueprint.route("/mat-khau", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_OWN)
def choose_password() -> ResponseReturnValue:
    """Let the holder choose a new password; every session ends, also this one."""
    user = signed_in_user()
    form = PasswordForm()
    if not form.validate_on_submit():
        page = render_template("account/password.html", form=form, user=user)
        return page, 422 if form.errors else 200
    services.change_password(user.id, form.old.data or None, str(form.new.data), at=clock.now())
    flash(_("The new password is kept. Please sign in with it."))
    return redirect(url_for(".sign_in"), code=303)


def own_path(target: str | None) -> str | None:
    """Return ``target`` if it is a path of this site, else None.

    Browsers drop tabs and line breaks and read a backslash as a slash, so these go first.
    """
    bare = "".join(sign for sign in target or "" if sign > " ").replace("\\", "/")
    return bare if bare.startswith("/") and not bare.startswith("//") else None
