"""Words of a contest's papers: record of the draw, score sheet, summary table, minutes.

Papers are Vietnamese whatever language the pages are read in.
"""

from datetime import datetime
from fractions import Fraction
from typing import Any

from contest.models import Result, Round
from contest.queries import desk as desks
from contest.queries.approving import approval_words
from contest.queries.judge import SheetPage
from contest.queries.loading import ContestWhole
from contest.queries.published import ResultRow
from contest.queries.stage import DrawRow, seats
from contest.queries.standings import CategoryStandings, Standings
from contest.rules.states import ActKind
from foundation import clock
from foundation.documents.wording import vietnamese_day
from foundation.organisation import queries as organisation
from foundation.rounding import half_up

Paper = dict[str, Any]
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


def shown(value: Fraction | None) -> str:
    """Return points as papers print them: ``36,75``; a dash for none."""
    return "—" if value is None else f"{half_up(value, 2)}".replace(".", ",")


def hour(moment: datetime) -> str:
    """Return ``8 giờ 05 phút``."""
    at = clock.local(moment)
    return f"{at.hour} giờ {at.minute:02d} phút"


def frame(whole: ContestWhole, at: datetime) -> Paper:
    """Return the head of a Party paper: the body above, the organising body, place and date."""
    contest = whole.contest
    return {
        "upper_body": _home(whole),
        "issuing_body": contest.organising_body,
        "number_text": "",
        "place": contest.place,
        "date": vietnamese_day(clock.local(at).date()),
    }


def _paper(whole: ContestWhole, at: datetime, kind: str, subject: str, **parts: Any) -> Paper:
    empty: Paper = {"check": "", "intro": [], "sections": [], "signers": [], "last": ""}
    return {**empty, "frame": frame(whole, at), "kind": kind, "subject": subject, **parts}


RECIPE = (
    "Cách tính lại: xếp các số báo danh tăng dần; với i từ vị trí cuối về vị trí 2, lấy lần lượt "
    "từng cụm 8 byte của SHA-256(hạt giống + “:” + số đếm từ 0), bỏ số từ bội lớn nhất của i trở "
    "lên, rồi đổi chỗ vị trí i với vị trí (số chia i lấy dư) tính từ 0. "
    "Lệnh: flask contest verify-draw."
)


def _draw_words(whole: ContestWhole, title: str, row: DrawRow) -> list[str]:
    draw = row.draw
    day = vietnamese_day(clock.local(draw.drawn_at).date())
    body = whole.contest.organising_body
    numbers = ", ".join(map(str, draw.numbers))
    lines = [
        f"Vào lúc {hour(draw.drawn_at)}, {day}, {body} tổ chức bốc thăm thứ tự thi, vòng {title}."
    ]
    lines.append(
        f"Danh sách công bố trước khi bốc thăm gồm {len(draw.numbers)} số báo danh: {numbers}."
    )
    lines += ["Mã kiểm tra danh sách (SHA-256):", draw.list_digest]
    if draw.seed is not None:
        lines += [f"Hạt giống bốc thăm: {draw.seed}.", RECIPE]
    else:
        lines.append("Thứ tự do các đại biểu bốc thăm trực tiếp tại hội trường.")
    if draw.witnesses:
        lines.append(f"Người chứng kiến: {draw.witnesses}.")
    if draw.reason:
        lines.append(f"Đây là lần bốc thăm thứ {draw.number}. Lý do: {draw.reason}.")
    return lines


def draw_record(whole: ContestWhole, one: Round, row: DrawRow, at: datetime) -> Paper:
    """Return the record of a draw: the list, the seed or the witnesses, the order drawn."""
    title = whole.rules.round(one.code).title
    home = _home(whole)
    rows = [[place, e.number, e.full_name, _cell(e.unit_name, home)] for place, e in row.order]
    columns = [["Thứ tự", "center"], ["Số báo danh", "center"], "Họ và tên", "Đơn vị"]
    return _paper(
        whole,
        at,
        "BIÊN BẢN",
        f"bốc thăm thứ tự thi, vòng {title}\n{whole.contest.name}",
        intro=_draw_words(whole, title, row),
        sections=[{"title": "Kết quả bốc thăm", "table": {"columns": columns, "rows": rows}}],
        signers=[["NGƯỜI CHỨNG KIẾN", ""], ["TỔ THƯ KÝ", row.drawn_by]],
    )


def score_sheet(whole: ContestWhole, page: SheetPage, at: datetime) -> Paper:
    """Return one judge's signed sheet, to be signed on paper too."""
    entry, sheet = page.entry, page.sheet
    turn = page.round_entry.order or "—"
    intro = [
        f"Thí sinh: {entry.full_name}. Số báo danh: {entry.number}. Thứ tự thi: {turn}.",
        f"Đơn vị: {entry.unit_name}.",
        f"Phần thi: {page.part.title} ({page.round_title}).",
        f"Giám khảo: {page.judge_name}.",
    ]
    if sheet is not None and sheet.reason:
        intro.append(f"Phiếu sửa lần {sheet.number - 1}. Lý do: {sheet.reason}.")
    rows = [
        [place, row.criterion.title, shown(row.criterion.max_points), shown(row.mark)]
        for place, row in enumerate(page.rows, start=1)
    ]
    rows.append(["", "Tổng điểm", shown(page.part.max_points), shown(page.total)])
    columns = [["TT", "center"], "Tiêu chí", ["Điểm tối đa", "num"], ["Điểm chấm", "num"]]
    return _paper(
        whole,
        at,
        "PHIẾU CHẤM ĐIỂM",
        f"{page.part.title}\n{whole.contest.name}",
        intro=intro,
        sections=[{"title": "", "table": {"columns": columns, "rows": rows}}],
        signers=[["GIÁM KHẢO", page.judge_name]],
        check=sheet.public_id.upper() if sheet else "",
    )


def _cell(unit_name: str, home: str) -> str:
    """Return a cell's name; the organisation that holds the contest need not be said each time."""
    return unit_name.removesuffix(f", {home}")


def _home(whole: ContestWhole) -> str:
    contest = whole.contest
    return organisation.unit_names([contest.unit_id], contest.held_on)[contest.unit_id]


def _table(found: Standings, one: CategoryStandings) -> Paper:
    home = _home(found.whole)
    has_prizes = any(row.prize for row in one.rows)
    columns = [
        ["Hạng", "center"],
        ["SBD", "center"],
        "Họ và tên",
        "Đơn vị",
        *([column.title, "num"] for column in found.whole.rules.columns),
        ["Tổng", "num"],
        *(["Giải"] if has_prizes else []),
    ]
    rows = [
        [
            row.place.place if row.place else "—",
            row.entry.number,
            row.entry.full_name,
            _cell(row.entry.unit_name, home),
            *(shown(row.scores[column.code]) for column in found.whole.rules.columns),
            shown(row.total),
            *([(row.prize or "—").removeprefix("Giải ")] if has_prizes else []),
        ]
        for row in one.rows
    ]
    return {"columns": columns, "rows": rows}


def summary_table(found: Standings, versions: list[ResultRow], at: datetime) -> Paper:
    """Return the table of all points by category."""
    whole = found.whole
    sections = [{"title": one.category.name, "table": _table(found, one)} for one in _held(found)]
    return _paper(
        whole,
        at,
        "BẢNG TỔNG HỢP KẾT QUẢ",
        whole.contest.name,
        intro=[
            "Điểm phần thi sân khấu là điểm trung bình của Ban Giám khảo sau khi trừ điểm quá giờ."
        ],
        sections=sections,
        signers=[["TỔ THƯ KÝ", ""], ["TRƯỞNG BAN GIÁM KHẢO", ""]],
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
    sections: list[Paper] = [{"title": "I. Diễn biến", "text": _day_words(acts)}]
    sections += [
        {
            "title": f"{numeral}. Kết quả – {one.category.name}",
            "text": _category_words(found, one),
            "table": _table(found, one),
        }
        for numeral, one in zip(("II", "III", "IV", "V", "VI", "VII"), _held(found), strict=False)
    ]
    if versions:
        sections.append({"title": "Công bố", "text": [_publishing_words(versions[0].result)]})
    return _paper(
        whole,
        at,
        "BIÊN BẢN",
        f"tổng hợp kết quả\n{contest.name}",
        intro=opening,
        sections=sections,
        signers=[["TỔ THƯ KÝ", ""], ["TRƯỞNG BAN TỔ CHỨC", ""]],
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
    lines = [
        f"Hạng {row.place.place} của {row.entry.full_name} được xác định nhờ: "
        f"{titles[row.place.decided_by]}."
        for row in one.rows
        if row.place and row.place.decided_by
    ]
    if up := [row.entry.full_name for row in one.rows if row.is_promoted]:
        lines.append(f"Được chọn dự hội thi cấp trên: {', '.join(up)}.")
    return lines


def _publishing_words(result: Result) -> str:
    day = vietnamese_day(clock.local(result.published_at).date())
    return (
        f"Kết quả được công bố lúc {hour(result.published_at)}, {day}, bản số {result.version}. "
        f"Mã kiểm tra (SHA-256): {result.digest}."
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
