"""Pages of one form: something is to be done, with its words."""

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response


@dataclass(frozen=True)
class Deed:
    """What a page of one form says. ``submit`` is the verb with its object."""

    heading: str
    lead: str
    submit: str
    back: str
    trail: tuple[tuple[str, str | None], ...] = ()
    kind: str = "main"
    is_upload: bool = False


def deed_page(form: FlaskForm, deed: Deed) -> ResponseReturnValue:
    """Return the page; 422 when what was typed needs repair."""
    page = render_template("training/deed.html", form=form, deed=deed)
    return page, 422 if form.errors else 200


def back_to(endpoint: str, words: str | None = None, **parts: Any) -> Response:
    """Return the way back after a deed, with what was done in words."""
    if words:
        flash(words)
    return redirect(url_for(endpoint, **parts), code=303)
