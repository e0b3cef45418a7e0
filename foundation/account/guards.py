"""The doors of the site: what a route declares, and who stands before it."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Response, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user

from foundation import clock
from foundation.account import queries
from foundation.account.models import AccessCode, User
from foundation.account.permissions import CODE_HOLDER_PERMISSIONS, Permission
from foundation.account.queries import HeldRole, Visitor
from foundation.account.services.codes import CodeNeeded, SlipReplaced
from foundation.errors import Forbidden, NotFound

View = TypeVar("View", bound=Callable[..., Any])
PUBLIC = "public"


class UndeclaredRoute(RuntimeError):
    """A route says neither which permission it needs nor that it is public."""


def requires(permission: Permission) -> Callable[[View], View]:
    """Declare that a view needs ``permission``; the record's own check is the query's."""

    def declare(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]
        return view

    return declare


def public(view: View) -> View:
    """Declare that anybody may open a view."""
    view.permission = PUBLIC  # type: ignore[attr-defined]
    return view


def refuse_undeclared(app: Flask) -> None:
    """Stop the start when a route has no declared permission: deny by default."""
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if rule.endpoint != "static" and not hasattr(view, "permission"):
            raise UndeclaredRoute(rule.endpoint)


def cookie_name() -> str:
    """Return the cookie's name: on https bound to this host, on a hall's http without."""
    return "__Host-hoithi" if current_app.config["IS_HTTPS"] else "hoithi"


def visitor() -> Visitor | None:
    """Return who sends this request, read once a request."""
    if "visitor" not in g:
        token = request.cookies.get(cookie_name(), "")
        g.visitor = queries.visitor(token, clock.now()) if token else None
    found: Visitor | None = g.visitor
    return found


login_manager = LoginManager()
"""Knows the official of a request. Its own cookie is not used: sessions live in the database."""


@login_manager.request_loader  # type: ignore[untyped-decorator]
def _official(_request: object) -> User | None:
    who = visitor()
    return who.user if who is not None else None


def signed_in_user() -> User:
    """Return the official who sends this request.

    Raises:
        Forbidden: nobody, or the holder of an entry code.
    """
    if not current_user.is_authenticated:
        raise Forbidden
    user: User = current_user._get_current_object()  # noqa: SLF001 - the row, not its proxy
    return user


def signed_in_code() -> AccessCode:
    """Return the entry code by which the sender of this request came in.

    Raises:
        NotFound: the sender did not come in by a living code.
    """
    who = visitor()
    if who is None or who.code is None or who.code.revoked_at is not None:
        raise NotFound
    return who.code


def check_permission() -> ResponseReturnValue | None:
    """Let the request through to its view, send the sender to a door, or refuse."""
    if request.endpoint in (None, "static"):
        return None
    needed = getattr(current_app.view_functions[str(request.endpoint)], "permission", None)
    if needed == PUBLIC:
        return None
    who = visitor()
    if needed in CODE_HOLDER_PERMISSIONS:
        return _check_code(who, CODE_HOLDER_PERMISSIONS[needed])
    if who is None or who.user is None:
        return _to_door("account.sign_in", request.full_path.rstrip("?"))
    if needed not in permissions(who.user):
        raise Forbidden
    if who.user.must_change_password and request.endpoint not in _ALWAYS_OPEN:
        return redirect(url_for("account.choose_password"), code=303)
    return None


_DOORS = {"candidate": "quiz_taker.enter", "learner": "course_learner.enter"}
_ROOMS = {"candidate": "quiz_taker.take", "learner": "course_learner.show_class"}


def _check_code(who: Visitor | None, kind: str) -> ResponseReturnValue | None:
    """Let the holder of this kind of code in; lead another kind to where it belongs."""
    code = who.code if who is not None else None
    if code is None:
        door = url_for(_DOORS[kind])
        if queries.is_replaced(request.cookies.get(cookie_name(), "")):
            raise SlipReplaced(door=door)
        if _wants_no_page():
            raise CodeNeeded(door=door)
        way_back = request.full_path.rstrip("?") if kind == "learner" else None
        return _to_door(_DOORS[kind], way_back)
    return None if code.subject_kind == kind else _to_door(_ROOMS[code.subject_kind])


_ALWAYS_OPEN = ("account.choose_password", "account.sign_out")


def roles(user: User) -> tuple[HeldRole, ...]:
    """Return the roles the official holds today, read once a request."""
    if "roles" not in g:
        g.roles = queries.roles_of(user.id, clock.today())
    held: tuple[HeldRole, ...] = g.roles
    return held


def permissions(user: User) -> frozenset[Permission]:
    """Return what the official may do somewhere, read once a request."""
    if "permissions" not in g:
        g.permissions = queries.permissions_by(roles(user))
    held: frozenset[Permission] = g.permissions
    return held


def units_where(permission: Permission) -> frozenset[int]:
    """Return the units in which the signed-in official may do that, read once a request."""
    known: dict[Permission, frozenset[int]] = g.setdefault("units_where", {})
    if permission not in known:
        known[permission] = queries.units_where(roles(signed_in_user()), permission, clock.today())
    return known[permission]


def _wants_no_page() -> bool:
    return request.method != "GET" or request.accept_mimetypes.best == "application/json"


def _to_door(endpoint: str, way_back: str | None = None) -> ResponseReturnValue:
    if _wants_no_page():
        raise Forbidden
    return redirect(url_for(endpoint, next=way_back), code=303)


def begin_session(response: Response, token: str) -> None:
    """Give the sender the cookie of a session that was just opened."""
    is_https = bool(current_app.config["IS_HTTPS"])
    response.set_cookie(
        cookie_name(), token, httponly=True, secure=is_https, samesite="Lax", path="/"
    )


def forget_session(response: Response) -> None:
    """Take the cookie away."""
    response.delete_cookie(
        cookie_name(),
        httponly=True,
        secure=bool(current_app.config["IS_HTTPS"]),
        samesite="Lax",
        path="/",
    )
