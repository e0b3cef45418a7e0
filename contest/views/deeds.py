"""Pages of one form: something is to be done to one thing, with its reason."""

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from contest.queries.loading import ContestWhole


@dataclass(frozen=True)
class Deed:
    """What a page of one form says. ``submit`` is the verb with its object."""

    heading: str
    lead: str
    submit: str
    back: str
    kind: str = "main"


def deed_page(whole: ContestWhole, form: FlaskForm, deed: Deed) -> ResponseReturnValue:
    """Return the page; 422 when what was typed needs repair."""
    page = render_template("contest/deed.html", whole=whole, form=form, deed=deed)
    return page, 422 if form.errors else 200
