"""Refusals and HTTP errors become pages, or JSON for scripts."""

from enum import StrEnum
from http import HTTPStatus

import structlog
from flask import Flask, Response, g, jsonify, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, OperationalError
from werkzeug.exceptions import HTTPException, SecurityError

from foundation import asking
from foundation.account import queries as accounts
from foundation.errors import N_, FirstAct, Refusal
from webapp import jinja, menu

log = structlog.get_logger()

SENTENCES = {
    400: N_("What was sent cannot be read."),
    401: N_("Please sign in first."),
    403: N_("Your role does not include this."),
    404: N_("This page does not exist, or you may not see it."),
    405: N_("This address does not accept what was sent."),
    413: N_("The file is too large."),
    415: N_("This kind of file is not accepted."),
    429: N_("Too many requests. Wait a minute, then try again."),
}
OTHER = N_("Something went wrong on our side. Nothing was changed.")
BUSY = N_("The server cannot store anything just now. Wait a moment, then try again.")
FOREIGN_HOST = N_("This is not the address of the site. Use the one you were given.")
STALE_FORM = N_("This page was open too long. Go back, reload it and send it again.")


def register(app: Flask) -> None:
    """Attach the handlers."""
    app.jinja_env.globals["say_refusal"] = sentence
    app.register_error_handler(Refusal, refusal)
    app.register_error_handler(CSRFError, stale_form)
    app.register_error_handler(SecurityError, foreign_host)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(OperationalError, database_busy)
    for kind in (RecursionError, OverflowError, DataError):
        app.register_error_handler(kind, unreadable)
    app.register_error_handler(Exception, unexpected)


def refusal(error: Refusal) -> Response:
    """Show a rule's refusal in the reader's language: in its form, else on a page of its own."""
    words = sentence(error)
    page = None if error.first or wants_json() else asking.ask_again(error, words)
    door = str(error.facts.get("door", ""))
    return _answer(words, error.status, error.first, door) if page is None else page


def sentence(error: Refusal) -> str:
    """Return the refusal's sentence with its facts, in the reader's language."""
    facts = {name: in_words(fact) for name, fact in error.facts.items()}
    return str(_(error.message) % facts if facts else _(error.message))


def in_words(fact: object) -> object:
    """Return a fact as the reader should see it: enumerations are msgids, refusals sentences."""
    if isinstance(fact, Refusal):
        return sentence(fact)
    if isinstance(fact, tuple):
        return "; ".join(str(in_words(one)) for one in fact)
    if isinstance(fact, StrEnum):
        return str(_(fact))
    return jinja.shown(fact)


def stale_form(_error: CSRFError) -> Response:
    """The form's token is missing or of another session."""
    return _answer(_(STALE_FORM), HTTPStatus.BAD_REQUEST)


def http_error(error: HTTPException) -> Response:
    """Show an HTTP error; redirects pass."""
    code = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if code < HTTPStatus.BAD_REQUEST:
        return make_response(error.get_response())
    return _answer(_(SENTENCES.get(code, OTHER)), code)


def foreign_host(_error: SecurityError) -> Response:
    """Asked for by a name that is not its own, the site shows no page: no link on it would hold."""
    return Response(f"{_(FOREIGN_HOST)}\n", HTTPStatus.BAD_REQUEST, mimetype="text/plain")


def database_busy(error: OperationalError) -> Response:
    """The database refuses to store: full disk, lock held too long, gone."""
    log.error("database.refused", request_id=g.get("request_id"), error=str(error.orig))
    answer = _answer(_(BUSY), HTTPStatus.SERVICE_UNAVAILABLE)
    answer.headers["Retry-After"] = "5"
    return answer


def unreadable(error: Exception) -> Response:
    """Text nested so deeply that no parser follows it, a number that no column holds."""
    log.warning("request.unreadable", request_id=g.get("request_id"), error=type(error).__name__)
    return _answer(_(SENTENCES[400]), HTTPStatus.BAD_REQUEST)


def unexpected(error: Exception) -> Response:
    """Anything else is our mistake: it is logged, and the reader is told nothing was changed."""
    log.error("request.failed", request_id=g.get("request_id"), exc_info=error)
    return _answer(_(OTHER), HTTPStatus.INTERNAL_SERVER_ERROR)


def _answer(sentence: str, status: int, first: FirstAct | None = None, door: str = "") -> Response:
    if wants_json():
        return make_response(jsonify(refused=sentence, request_id=g.get("request_id")), int(status))
    page = render_template(
        "errors/error.html",
        sentence=sentence,
        status=int(status),
        first=first,
        first_name=_name(first),
        door=door,
        back_url=page_before(),
        ways=menu.ways_on(),
    )
    return make_response(page, int(status))


def _name(first: FirstAct | None) -> str | None:
    if first is None or first.user_id is None:
        return None
    return accounts.display_names({first.user_id}).get(first.user_id)


def page_before() -> str | None:
    """Return the page of ours the reader came from, unless it is this one; a learner's class."""
    if request.endpoint == "course_learner.sign_in":
        return url_for("course_learner.show_class")
    address = asking.came_from()
    here = request.full_path.rstrip("?")
    return None if request.method == "GET" and address == here else address


def wants_json() -> bool:
    """Return whether a script is asking, not a person."""
    accepted = request.accept_mimetypes
    return request.is_json or (
        accepted["application/json"] > accepted["text/html"] if accepted else False
    )
