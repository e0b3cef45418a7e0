"""What all pages of lists show: a file, and a blank list to fill in."""

from collections.abc import Sequence

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.account.guards import signed_in_user
from foundation.importing import queries
from foundation.importing.blank import blank_list
from foundation.importing.forms import ListForm
from foundation.importing.views.blueprint import download
from training.views.deeds import Deed


def list_page(
    form: ListForm,
    deed: Deed,
    kind: str,
    blank: str,
    *,
    subject_id: int | None = None,
    needs: str = "",
) -> ResponseReturnValue:
    """Return the page where a list is sent, for a class or for a unit.

    Args:
        needs: which columns it needs, where it is no list of people.
    """
    page = render_template(
        "training/send_list.html",
        form=form,
        deed=deed,
        blank=blank,
        needs=needs,
        lists=queries.own_lists(signed_in_user().id, kind, subject_id),
    )
    return page, 422 if form.errors else 200


def blank_page(
    title: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    name: str,
    *,
    is_sample: bool = False,
) -> ResponseReturnValue:
    """Return a blank list as a download; its rows may be a sample to be deleted."""
    remarks = [
        *([_("Delete the sample row.")] if is_sample else []),
        _("Dates: day/month/year, month/year or the year alone."),
        _("Marks: 0 to 10 with at most two decimals, comma or point; a blank is no mark."),
        _("Religion, citizen number, family and home town are not collected."),
    ]
    return download(blank_list(title, heads, rows, remarks), name)
