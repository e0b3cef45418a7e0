"""Papers of the result: the summary table, the minutes of the whole contest."""

from datetime import datetime
from itertools import chain

from contest.models import Result
from contest.queries import desk as desks
from contest.queries.approving import approval_words
from contest.queries.loading import ContestWhole
from contest.queries.papers.common import (
    NONE,
    cell_name,
    home_name,
    hour,
    paper_of,
    shown,
    signed_by,
    texts,
)
from contest.queries.published import ResultRow
from contest.queries.stage import seats
from contest.queries.standings import CategoryStandings, Standings
from contest.rules.states import ActKind
from foundation import clock
from foundation.documents.paper import Align, Column, Heading, Paper, Style, Table, Text
from foundation.documents.wording import vietnamese_day

CENTER, RIGHT = Align.CENTER, Align.RIGHT
ACT_WORDS = {
    ActKind.ABSENT: "Thí sinh vắng",
    ActKind.WITHDRAWN: "Thí sinh rút",
    ActKind.REPLACED: "Thay thí sinh",
    ActKind.DISQUALIFIED: "Thí sinh bị loại",
    ActKind.JUDGE_ABSENT: "Giám khảo vắng",
    ActKind.REDRAWN: "Bốc thăm lại",
    ActKind.TIME_ENTERED: "Ghi thời gian bằng tay",
    ActKind.PAPER_SHEET: "Nhập phiếu giấy",
    ActKind.CORRECTION: "Sửa phiếu đã chốt",
    ActKind.ENTRY_REOPENED: "Nhận lại thí sinh",
    ActKind.APPEARANCE_REOPENED: "Cho thí sinh vắng được thi",
    ActKind.ROUND_REOPENED: "Mở lại vòng thi",
}


def _table(found: Standings, one: CategoryStandings) -> Table:
    home = home_name(found.whole)
    has_prizes = any(row.prize for row in one.rows)
    columns = (
        Column("Hạng", 0.6, CENTER),
        Column("SBD", 0.6, CENTER),
        Column("Họ và tên", 2),
        Column("Đơn vị", 3.4),
        *(Column(column.title, 0.9, RIGHT) for column in found.whole.rules.columns),
        Column("Tổng", 0.8, RIGHT),
        *([Column("Giải", 0.9)] if has_prizes else []),
    )
    rows = tuple(
        (
            str(row.place.place) if row.place else NONE,
            str(row.entry.number),
            row.entry.full_name,
            cell_name(row.entry.unit_name, home),
            *(shown(row.scores[column.code]) for column in found.whole.rules.columns),
            shown(row.total),
            *([(row.prize or NONE).removeprefix("Giải ")] if has_prizes else []),
        )
        for row in one.rows
    )
    return Table(columns, rows)


AVERAGED = "Điểm phần thi sân khấu là điểm trung bình của Ban Giám khảo sau khi trừ điểm quá giờ."


def summary_table(found: Standings, versions: list[ResultRow], at: datetime) -> Paper:
    """Return the table of all points by category."""
    whole = found.whole
    tables = [(Heading(one.category.name), _table(found, one)) for one in _held(found)]
    return paper_of(
        whole,
        at,
        "BẢNG TỔNG HỢP KẾT QUẢ",
        whole.contest.name,
        blocks=(Text(AVERAGED), *chain.from_iterable(tables)),
        signing=(signed_by("TỔ THƯ KÝ"), signed_by("TRƯỞNG BAN GIÁM KHẢO")),
        check=versions[0].result.digest[:16] if versions else "",
    )


def minutes(
    found: Standings, acts: list[desks.ActRow], versions: list[ResultRow], at: datetime
) -> Paper:
    """Return the minutes of the whole contest: who came, what happened, the result, its digest."""
    whole = found.whole
    contest = whole.contest
    day = vietnamese_day(contest.held_on)
    playing, out = len(whole.playing), len(whole.entries) - len(whole.playing)
    opening = [
        f"{contest.name} ({contest.level_label}) được tổ chức {day} tại {contest.place}.",
        f"Có {playing} thí sinh dự thi, {out} thí sinh không dự.",
        f"Thể lệ: {whole.rules.title}, bản số {whole.rules_version.number}.",
    ]
    opening += _panel_words(whole)
    if contest.small_office_decision:
        opening.append(
            f"Một người làm thay việc của hai người theo: {contest.small_office_decision}."
        )
    opening += approval_words(whole)
    blocks = [*texts(opening), Heading("I. Diễn biến"), *texts(_day_words(acts))]
    for numeral, one in zip(("II", "III", "IV", "V", "VI", "VII"), _held(found), strict=False):
        blocks.append(Heading(f"{numeral}. Kết quả – {one.category.name}"))
        blocks += [*texts(_category_words(found, one)), _table(found, one)]
    if versions:
        blocks += [Heading("Công bố"), *_publishing(versions[0].result)]
    return paper_of(
        whole,
        at,
        "BIÊN BẢN",
        f"tổng hợp kết quả\n{contest.name}",
        blocks=tuple(blocks),
        signing=(signed_by("TỔ THƯ KÝ"), signed_by("TRƯỞNG BAN TỔ CHỨC")),
        check=versions[0].result.digest[:16] if versions else "",
        last="Biên bản được thông qua và lập thành 02 bản.",
    )


def _panel_words(whole: ContestWhole) -> list[str]:
    lines = []
    for one in whole.rounds:
        names = [
            f"{row.name} (trưởng ban)" if row.seat.is_head else row.name for row in seats(one.id)
        ]
        if names:
            lines.append(
                f"Ban Giám khảo vòng {whole.rules.round(one.code).title}: {', '.join(names)}."
            )
    return lines


def _held(found: Standings) -> list[CategoryStandings]:
    return [one for one in found.categories if one.rows]


def _category_words(found: Standings, one: CategoryStandings) -> list[str]:
    """Return who goes up, and what settled ties."""
    rules = found.whole.rules
    titles = {column.code: column.title for column in rules.columns}
    titles |= {known.code: known.title for known in rules.rounds}
    titles["decision"] = "quyết định của Ban Tổ chức"
    titles |= {
        step.key: f"câu dự đoán vòng {titles[step.code]} gần đúng hơn"
        for step in rules.ladder
        if step.by == "prediction"
    }
    lines = [
        f"Hạng {row.place.place} của {row.entry.full_name} được xác định nhờ: "
        f"{titles[row.place.decided_by]}."
        for row in one.rows
        if row.place and row.place.decided_by
    ]
    if up := [row.entry.full_name for row in one.rows if row.is_promoted]:
        lines.append(f"Được chọn dự hội thi cấp trên: {', '.join(up)}.")
    return lines


def _publishing(result: Result) -> tuple[Text, ...]:
    day = vietnamese_day(clock.local(result.published_at).date())
    return (
        Text(
            f"Kết quả được công bố lúc {hour(result.published_at)}, {day}, "
            f"bản số {result.version}. Mã kiểm tra (SHA-256):"
        ),
        Text(result.digest, Style.PLAIN),
    )


def _day_words(acts: list[desks.ActRow]) -> list[str]:
    lines = []
    for row in reversed(acts):
        act = row.act
        if act.state == "REFUSED":
            continue
        second = f" Người xác nhận: {row.confirmed_by}." if row.confirmed_by else ""
        lines.append(
            f"{hour(act.asked_at)}: {ACT_WORDS[ActKind[act.kind]]} – {act.subject_name}. "
            f"Lý do: {act.reason}. Người ghi: {row.asked_by}.{second}"
        )
    return lines or ["Hội thi diễn ra theo kế hoạch, không có việc phát sinh."]
