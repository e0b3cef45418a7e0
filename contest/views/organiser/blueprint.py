"""The organisers' blueprint and what its modules share."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from contest.queries.loading import ContestWhole
from contest.queries.words import Sentence
from contest.views import scope
from foundation.account.permissions import Permission

blueprint = Blueprint("contest_organiser", __name__)
READ, NAMES = Permission.CONTEST_READ, Permission.CONTEST_NAMES
MANAGE = Permission.CONTEST_MANAGE


@blueprint.app_template_global("say")
def say(sentence: Sentence) -> str:
    """Return a query's sentence in the reader's language."""
    return str(_(sentence.message, **sentence.facts))


def back_to(endpoint: str, words: str | None = None, **parts: Any) -> Response:
    """Return the way back after a deed, with what was done in words."""
    if words:
        flash(words)
    return redirect(url_for(endpoint, **parts), code=303)


def rights(whole: ContestWhole) -> dict[str, bool]:
    """Return what the caller may do in this contest, for templates."""
    return {
        "may_see_names": scope.may(whole, NAMES),
        "may_manage": scope.may(whole, MANAGE),
        "may_desk": scope.may(whole, Permission.CONTEST_DESK),
        "may_watch": scope.may(whole, Permission.QUIZ_WATCH),
    }
