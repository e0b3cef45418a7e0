"""What is written down once a year for many units: resolution books and ratings."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation import clock
from foundation.account.guards import requires, signed_in_user
from foundation.errors import NotFound
from foundation.organisation.queries import UnitRow
from foundation.typed import whole_number
from training.queries.written import books_of, ratings_of
from training.rules.indicators import COMMITTEE_LEVELS, RATING_CLASSES
from training.services import indicators as services
from training.views.figures.blueprint import WRITE, blueprint
from training.views.figures.entering import writable

YEARS_BACK = 5


def _years() -> list[tuple[int, int]]:
    this = clock.today().year
    return [(year, year) for year in range(this, this - YEARS_BACK, -1)]


def _year() -> int:
    """Return the year the address asks for; only the last five can be written."""
    wanted = request.values.get("year", clock.today().year, type=whole_number)
    return wanted if (wanted, wanted) in _years() else clock.today().year


def _chosen() -> tuple[list[UnitRow], UnitRow, list[UnitRow]]:
    """Return the organisations to choose from, the chosen one, and its cells.

    Raises:
        NotFound: the caller writes for no organisation.
    """
    rows = writable()
    owners = [row for row in rows if any(cell.parent_id == row.id and cell.level_code == "cell"
                                         for cell in rows)]  # fmt: skip
    wanted = request.values.get("unit", "")
    chosen = next((row for row in owners if row.public_id == wanted), owners[0] if owners else None)
    if chosen is None:
        raise NotFound
    cells = [row for row in rows if row.parent_id == chosen.id and row.level_code == "cell"]
    return owners, chosen, cells


@blueprint.route("/ghi/so-nghi-quyet", methods=["GET", "POST"])
@requires(WRITE)
def write_books() -> ResponseReturnValue:
    """Tick which cells of an organisation kept their book of resolutions."""
    owners, chosen, cells = _chosen()
    year = _year()
    if request.method == "POST":
        ticked = set(request.form.getlist("kept", type=whole_number))
        services.write_books(
            {cell.id: cell.id in ticked for cell in cells},
            year,
            chosen.id,
            actor_id=signed_in_user().id,
            at=clock.now(),
        )
        flash(_("The books are written down."))
        return redirect(url_for(".write_books", unit=chosen.public_id, year=year), code=303)
    return render_template(
        "training/figures/write_books.html",
        owners=[(row.public_id, row.name) for row in owners],
        chosen=chosen,
        cells=cells,
        kept=books_of([cell.id for cell in cells], year),
        year=year,
        years=_years(),
    )


@blueprint.route("/ghi/xep-loai", methods=["GET", "POST"])
@requires(WRITE)
def write_ratings() -> ResponseReturnValue:
    """Choose the class of every grassroots organisation for a year."""
    year = _year()
    rows = [row for row in writable() if row.level_code in COMMITTEE_LEVELS]
    if not rows:
        raise NotFound
    known = ratings_of([row.id for row in rows], year)
    if request.method == "POST":
        codes = dict(RATING_CLASSES)
        chosen = {row.id: request.form.get(f"class-{row.id}", "") for row in rows}
        services.write_ratings(
            {one: code if code in codes else "" for one, code in chosen.items()},
            year,
            request.form.get("decision", "").strip()[:120],
            unit_id=rows[0].parent_id or rows[0].id,
            actor_id=signed_in_user().id,
            at=clock.now(),
        )
        flash(_("The ratings are written down."))
        return redirect(url_for(".write_ratings", year=year), code=303)
    return render_template(
        "training/figures/write_ratings.html",
        rows=rows,
        known=known,
        classes=RATING_CLASSES,
        decision=next((decision for _code, decision in known.values()), ""),
        year=year,
        years=_years(),
    )
