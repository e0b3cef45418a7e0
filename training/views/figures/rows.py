"""From a figure down to its rows, and up the tree of that time."""

from dataclasses import dataclass, replace

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.account.guards import requires
from foundation.errors import NotFound
from foundation.organisation import queries as organisation
from foundation.paging import ListPage, page_of
from foundation.typed import whole_number
from training.queries import behind, tables
from training.queries.figures import one_figure
from training.queries.gathered import Gathered
from training.queries.learning import CourseLine
from training.queries.listing import Listing
from training.queries.people import PersonLine, people_page
from training.queries.tables import TableLine
from training.rules import figures as rules
from training.rules.behind import COURSE_CODES, belongs, named
from training.rules.catalogue import HOW
from training.rules.figures import Figure, Learning
from training.views.figures.blueprint import READ, Asked, asked, blueprint

VIEWS = ("unit", "course", "band", "people")


@dataclass(frozen=True)
class Chosen:
    """The parts in classes behind a figure, narrowed to a programme or a class."""

    code: str
    parts: list[Learning]
    programme: TableLine | None
    course: CourseLine | None
    courses: list[CourseLine]
    """The classes, where the figure counts classes; also those in which nobody sat."""

    @property
    def named(self) -> list[int]:
        """Return the enrolments whose learners are named behind the figure."""
        return [part.enrolment_id for part in named(self.parts, self.code)]

    @property
    def address(self) -> dict[str, object]:
        """Return what of the address says this."""
        words: dict[str, object] = {"code": self.code}
        if self.programme is not None:
            words["programme"] = self.programme.key
        if self.course is not None:
            words["course"] = self.course.public_id
        return words


@blueprint.get("/<code>")
@requires(READ)
def show_rows(code: str) -> ResponseReturnValue:
    """Show the rows behind a figure."""
    found = asked()
    rows = Gathered(found.scope)
    figure = one_figure(rows, code)
    if figure is None:
        raise NotFound
    listing = behind.listing(rows, code, with_names=found.with_names)
    if listing is not None:
        return _listing_page(found, rows, figure, listing)
    return _learning_page(found, rows, figure)


def _listing_page(
    found: Asked, rows: Gathered, figure: Figure, listing: Listing
) -> ResponseReturnValue:
    """Show a listing; where holders of posts are named theirs is the long one."""
    in_post = behind.people_in_post(rows, figure.code) if found.with_names else None
    long = in_post or listing
    page = page_of(long.lines, request.args.get("page", 1, type=whole_number))
    shown = replace(long, lines=page.rows)
    return render_template(
        "training/figures/show_listing.html",
        asked=found,
        figure=figure,
        how=HOW.get(figure.code, ""),
        listing=listing if in_post else shown,
        in_post=shown if in_post else None,
        page=page,
        way=way_up(found, figure.code),
    )


def _learning_page(found: Asked, rows: Gathered, figure: Figure) -> ResponseReturnValue:
    chosen = choose(rows, figure.code)
    view = chosen_view(figure.code)
    courses = tables.by_course(rows, chosen.parts, chosen.courses)
    lines = {
        "unit": lambda: tables.by_unit(rows, chosen.parts),
        "course": lambda: [line for _one, line in courses],
    }.get(view, list[TableLine])()
    return render_template(
        "training/figures/show_parts.html",
        asked=found,
        figure=figure,
        how=HOW.get(figure.code, ""),
        chosen=chosen,
        whole=tables.counted(rows, chosen.parts, key=None, name=""),
        lines=lines if found.with_names else tables.shared(lines),
        courses={one.id: one for one, _ in courses},
        bands=rules.bands(chosen.parts, rows.band_order),
        people=_people(found, chosen) if view == "people" else None,
        view=view,
        tabs=_tabs(found, chosen, view),
        way=way_up(found, figure.code),
    )


def chosen_view(code: str) -> str:
    """Return which rows the address asks for; without a word, what the figure counts."""
    return request.args.get("view", "course" if code in COURSE_CODES else VIEWS[0])


def choose(rows: Gathered, code: str) -> Chosen:
    """Return the parts behind a figure, as the address narrows them.

    Raises:
        NotFound: a programme or class that has nothing to do with this unit and these years.
    """
    parts = [part for part in rows.learning if belongs(part, code)]
    courses = tables.courses_behind(rows, code)
    if code in COURSE_CODES:
        ids = {one.id for one in courses}
        parts = [part for part in parts if part.course_id in ids]
    programme = course = None
    if wanted := request.args.get("programme", 0, type=whole_number):
        lines = {line.key: line for line in tables.by_programme(rows)}
        if wanted not in lines:
            raise NotFound
        programme = lines[wanted]
        parts = [part for part in parts if part.programme_id == wanted]
        courses = [one for one in courses if one.programme_id == wanted]
    if public_id := request.args.get("course", ""):
        lines_of = {one.public_id: one for one, _ in tables.by_course(rows, parts, courses)}
        if public_id not in lines_of:
            raise NotFound
        course = lines_of[public_id]
        parts = [part for part in parts if part.course_id == course.id]
        courses = [one for one in courses if one.id == course.id]
    return Chosen(code, parts, programme, course, courses)


def _people(found: Asked, chosen: Chosen) -> ListPage[PersonLine] | None:
    """Return one page of names, for readers who may see them.

    Raises:
        NotFound: they may not.
    """
    if not found.with_names:
        raise NotFound
    page = request.args.get("page", 1, type=whole_number)
    return people_page(chosen.named, page)


def _tabs(found: Asked, chosen: Chosen, view: str) -> list[tuple[str, str, bool]]:
    names = [
        ("unit", _("By unit")),
        ("course", _("By class")),
        ("band", _("By band")),
        ("people", _("Learners")),
    ]
    return [
        (
            words,
            url_for(".show_rows", **{**found.address, **chosen.address, "view": one}),
            one == view,
        )
        for one, words in names
        if (one != "people" or found.with_names) and (one != "course" or chosen.course is None)
    ]


def way_up(found: Asked, code: str) -> list[tuple[str, str | None, Figure | None]]:
    """Return the units above as of then, the highest first, each with its own figure."""
    scope = found.scope
    ids = [*reversed(scope.tree.above(scope.unit.id, scope.as_of)), scope.unit.id]
    readable = {row.id: row for row in found.choices}
    way: list[tuple[str, str | None, Figure | None]] = []
    for row in organisation.unit_rows(ids, scope.as_of):
        if row.id not in readable:
            continue
        one = found.narrowed(row)
        address = url_for(".show_rows", code=code, **one.address)
        is_here = row.id == scope.unit.id
        figure = one_figure(Gathered(one.scope), code)
        way.append((row.name, None if is_here else address, figure))
    return way


@blueprint.app_template_global("column_heads")
def column_heads(listing: Listing) -> list[str]:
    """Return the translated names of a listing's columns."""
    return [str(_(column)) for column in listing.columns]
