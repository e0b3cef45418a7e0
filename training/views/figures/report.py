"""The figures as tables of plain words: what the Excel, PDF and Word files are made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flask_babel import gettext as _

from foundation import clock
from foundation.documents import queries as papers
from foundation.documents.paper import (
    Align,
    Block,
    Column,
    Heading,
    Paper,
    Signing,
    Style,
    Table,
    Text,
)
from foundation.documents.wording import vietnamese_day
from training.queries import tables
from training.queries.gathered import Gathered
from training.queries.listing import Cell, Listing
from training.queries.tables import TableLine
from training.rules.catalogue import LABELS
from training.rules.figures import Figure
from training.rules.percent import Share
from training.views.figures.blueprint import Asked

FEW = "ẩn"
FIRST_COLUMN = 3
"""How much wider the first column is than the others."""


@dataclass(frozen=True)
class ReportTable:
    """A table with a title; ``values`` are words, numbers, days and percents of one (Share)."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | Share, ...], ...]
    note: str = ""
    has_total: bool = False
    compared: tuple[int, ...] = ()
    """The columns a chart sets side by side, row by row."""


def programme_table(found: Asked, rows: Gathered) -> ReportTable:
    """Return the table by programme with its line of totals."""
    lines = tables.by_programme(rows)
    lines = lines if found.with_names else tables.shared(lines)
    whole = tables.total(rows, rows.learning, _("In all"))
    columns = (
        _("Programme"), _("Classes planned"), _("Classes held"), _("Share of classes"),
        _("Learners planned"), _("Turns completed"), _("Share of turns"), _("Enrolled"),
        _("Persons"), _("Women"), _("Ethnic minorities"), _("Certificates"),
    )  # fmt: skip
    note = _("Who completes two classes is two turns and one person: persons do not add up.")
    return ReportTable(
        _("By programme"),
        columns,
        tuple(_programme(line) for line in (*lines, whole)),
        note,
        has_total=True,
        compared=(5, 4),
    )


def _programme(line: TableLine) -> tuple[Cell | Share, ...]:
    return (
        line.name, line.planned_courses, line.courses, line.courses_share,
        line.planned_turns, _few(line.turns), "" if line.turns is None else line.turns_share,
        _few(line.enrolled), _few(line.persons), _few(line.women), _few(line.minority),
        _few(line.certificates),
    )  # fmt: skip


def _few(count: int | None) -> int | str:
    return FEW if count is None else count


def figures_table(found: Sequence[Figure]) -> ReportTable:
    """Return all figures, one a row, with numerator and denominator."""
    columns = (_("Figure"), _("Value"), _("Numerator"), _("Denominator"), _("From day"),
               _("Up to day"))  # fmt: skip
    rows = tuple(
        (
            _(figure.label) if figure.code in LABELS else figure.label,
            _value(figure),
            figure.numerator if figure.denominator else None,
            figure.denominator or None,
            figure.first_day,
            figure.last_day,
        )
        for figure in found
    )
    return ReportTable(_("All figures"), columns, rows)


def _value(figure: Figure) -> Cell:
    if figure.value is None or not figure.is_recorded:
        return _("not recorded")
    return Decimal(figure.value) / 100 if figure.is_percent else figure.value


def lines_table(title: str, lines: Sequence[TableLine], whole: TableLine) -> ReportTable:
    """Return a table by unit or class."""
    columns = (_("Name"), _("Enrolled"), _("Completed turns"), _("Share completed"), _("Persons"),
               _("Certificates"))  # fmt: skip
    rows = tuple(
        (
            line.name or _("Other units"),
            _few(line.enrolled),
            _few(line.turns),
            line.completed or "",
            _few(line.persons),
            _few(line.certificates),
        )
        for line in lines
    )
    last = (_("In all"), whole.enrolled or 0, whole.turns or 0, whole.completed or "",
            whole.persons or 0, whole.certificates or 0)  # fmt: skip
    return ReportTable(title, columns, (*rows, last), has_total=True)


def listing_table(title: str, listing: Listing) -> ReportTable:
    """Return a listing's rows with their words translated."""
    rows = tuple(
        tuple(_cell(cell, has_names=listing.has_names) for cell in line.cells)
        for line in listing.lines
    )
    return ReportTable(title, tuple(_(column) for column in listing.columns), rows)


def _cell(cell: Cell, *, has_names: bool) -> Cell:
    if cell is None:
        return "" if has_names else FEW
    if isinstance(cell, Decimal):
        return cell / 100
    return _(cell) if isinstance(cell, str) and cell else cell


def printed(value: Cell | Share) -> str:
    """Return a value as a paper prints it: decimal comma, thousands point."""
    if isinstance(value, Share):
        percent = value.percent()
        return "—" if percent is None else f"{percent}%".replace(".", ",")
    if isinstance(value, Decimal):
        return f"{(100 * value).quantize(Decimal('0.1'))}%".replace(".", ",")
    if isinstance(value, bool) or value is None:
        return "—"
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else value


def paper(found: Asked, title: str, parts: Sequence[ReportTable]) -> Paper:
    """Return the Party paper that holds these tables, for PDF and Word alike."""
    scope = found.scope
    as_of = f"Số liệu tính đến {vietnamese_day(scope.as_of)}, theo đơn vị trực thuộc lúc đó."
    look = papers.paper_look(scope.unit.id, scope.as_of)
    return Paper(
        kind="THỐNG KÊ",
        subject=title[:1].lower() + title[1:],
        issuing_body=look.issuing_body,
        upper_body=look.upper_body,
        place=look.place,
        profile=look.profile,
        day=vietnamese_day(clock.today()),
        blocks=(Text(as_of, Style.PLAIN), *(block for part in parts for block in _blocks(part))),
        signing=(Signing("NGƯỜI LẬP BIỂU"), Signing("THỦ TRƯỞNG ĐƠN VỊ")),
        is_landscape=True,
    )


def _blocks(part: ReportTable) -> tuple[Block, ...]:
    """Return a table under its heading, its last line in bold where it is a total."""
    rows = tuple(tuple(printed(value) for value in row) for row in part.rows)
    table = Table(
        columns=(
            Column(part.columns[0], FIRST_COLUMN),
            *(Column(name, align=Align.RIGHT) for name in part.columns[1:]),
        ),
        rows=rows[:-1] if part.has_total else rows,
        total=rows[-1] if part.has_total else (),
    )
    note = (Text(part.note, Style.PLAIN),) if part.note else ()
    return (Heading(part.title), table, *note)
