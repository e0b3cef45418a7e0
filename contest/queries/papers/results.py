"""The summary table of a contest."""

from datetime import datetime
from itertools import chain

from contest.queries.papers.common import (
    NONE,
    PROVISIONAL,
    cell_name,
    check_code,
    home_name,
    is_provisional,
    paper_of,
    shown,
    signed_by,
    texts,
)
from contest.queries.published import ResultRow
from contest.queries.standings import CategoryStandings, StandingRow, Standings
from contest.rules.document import RulesDocument
from foundation.documents.paper import Align, Column, Heading, Paper, Table

CENTER, RIGHT = Align.CENTER, Align.RIGHT


def short_table(found: Standings, one: CategoryStandings) -> Table:
    """Return the points of a category, the best first, as minutes hold them."""
    return Table(
        (Column("Hạng", 14, CENTER), Column("Thí sinh", 28), Column("Đơn vị", 33), *_points(found)),
        tuple(
            (_place(row), row.entry.full_name, _cell(found, row), *_point_words(found, row))
            for row in one.rows
        ),
    )


def full_table(found: Standings, one: CategoryStandings, *, is_open: bool) -> Table:
    """Return the points of a category with numbers and prizes, for a sheet laid across."""
    return Table(
        (
            Column("Hạng", 12, CENTER),
            Column("SBD", 12, CENTER),
            Column("Họ và tên", 42),
            Column("Đơn vị", 60),
            *_points(found),
            Column("Giải", 29),
        ),
        tuple(
            (
                _place(row),
                str(row.entry.number),
                row.entry.full_name,
                _cell(found, row),
                *_point_words(found, row),
                NONE if is_open or not row.prize else row.prize.removeprefix("Giải "),
            )
            for row in one.rows
        ),
    )


def _place(row: StandingRow) -> str:
    return str(row.place.place) if row.place else NONE


def _cell(found: Standings, row: StandingRow) -> str:
    return cell_name(row.entry.unit_name, home_name(found.whole))


def _points(found: Standings) -> tuple[Column, ...]:
    """Return the columns of points; what is taken off is taken off already in a part's points."""
    parts = (Column(column.title, 18, RIGHT) for column in found.whole.rules.columns)
    return (*parts, Column("Đã trừ", 13, RIGHT), Column("Tổng điểm", 15, RIGHT))


def _point_words(found: Standings, row: StandingRow) -> tuple[str, ...]:
    parts = (shown(row.scores[column.code]) for column in found.whole.rules.columns)
    return (*parts, shown(row.deductions or None), shown(row.total))


AGGREGATES = {
    "mean": "điểm trung bình của Ban Giám khảo",
    "sum": "tổng điểm của Ban Giám khảo",
    "median": "điểm trung vị của Ban Giám khảo",
}


def counting_words(rules: RulesDocument) -> str:
    """Return how points on stage come about, as the rules say."""
    parts = [part for one in rules.rounds for part in one.parts]
    if not parts:
        return "Điểm trắc nghiệm do máy chấm, quy về thang điểm của thể lệ."
    how = {AGGREGATES[part.aggregate]: part.title for part in parts}
    if len(how) == 1:
        [words] = how
        return f"Điểm phần thi sân khấu là {words} sau khi trừ điểm theo thể lệ."
    each = "; ".join(f"{part.title}: {AGGREGATES[part.aggregate]}" for part in parts)
    return f"Điểm phần thi sân khấu, sau khi trừ điểm theo thể lệ: {each}."


def summary_table(found: Standings, versions: list[ResultRow], at: datetime) -> Paper:
    """Return the table of all points by category."""
    whole, is_open = found.whole, is_provisional(found, versions)
    words = [PROVISIONAL] if is_open else []
    tables = [
        (Heading(one.category.name), full_table(found, one, is_open=is_open)) for one in held(found)
    ]
    return paper_of(
        whole,
        at,
        "BẢNG TỔNG HỢP KẾT QUẢ",
        whole.contest.name,
        blocks=(*texts([*words, counting_words(whole.rules)]), *chain.from_iterable(tables)),
        signing=(signed_by("TỔ THƯ KÝ"), signed_by("TRƯỞNG BAN GIÁM KHẢO")),
        check=check_code(versions),
        is_landscape=True,
    )


def held(found: Standings) -> list[CategoryStandings]:
    """Return the categories somebody is in."""
    return [one for one in found.categories if one.rows]
