"""The minutes of a whole contest: who came, what happened, the result, its digest."""

from datetime import date, datetime
from enum import StrEnum

from contest.models import Result, Round
from contest.queries.acts import ActRow
from contest.queries.approving import approval_words
from contest.queries.loading import ContestWhole
from contest.queries.papers.common import (
    PROVISIONAL,
    check_code,
    hour,
    is_provisional,
    paper_of,
    signed_by,
    texts,
)
from contest.queries.papers.results import counting_words, held, short_table
from contest.queries.published import ResultRow
from contest.queries.stage import SeatRow, seats
from contest.queries.standings import CategoryStandings, Standings
from contest.rules.states import ActKind, ActState
from foundation import clock
from foundation.documents.models import NumberedPaper
from foundation.documents.paper import Block, Column, Heading, Paper, Signing, Style, Table, Text
from foundation.documents.queries import paper_of as kept_paper
from foundation.documents.services.papers import PaperDraft
from foundation.documents.wording import vietnamese_day
from quiz.rules.states import HelpKind

SERIES = "BB"
ACT_WORDS: dict[StrEnum, str] = {
    ActKind.ABSENT: "Thí sinh vắng",
    ActKind.WITHDRAWN: "Thí sinh rút",
    ActKind.REPLACED: "Thay thí sinh",
    ActKind.DISQUALIFIED: "Thí sinh bị loại",
    ActKind.JUDGE_ABSENT: "Giám khảo vắng",
    ActKind.REDRAWN: "Bốc thăm lại",
    ActKind.TIME_ENTERED: "Ghi thời gian bằng tay",
    ActKind.PAPER_SHEET: "Nhập phiếu giấy",
    ActKind.DEDUCTION: "Trừ điểm",
    ActKind.DEDUCTION_UNDONE: "Bỏ trừ điểm",
    ActKind.CORRECTION: "Sửa phiếu đã chốt",
    ActKind.ENTRY_REOPENED: "Nhận lại thí sinh",
    ActKind.APPEARANCE_REOPENED: "Cho thí sinh vắng được thi",
    ActKind.ROUND_REOPENED: "Mở lại vòng thi",
    ActKind.LIST_REOPENED: "Mở lại danh sách thí sinh đã chốt",
    ActKind.PRIZE_WITHHELD: "Không trao giải",
    ActKind.PRIZE_RESTORED: "Trao lại giải đã quyết định không trao",
    HelpKind.EXTRA_TIME: "Thêm giờ làm bài",
    HelpKind.PAPER_REOPENED: "Mở lại bài đã nộp",
    HelpKind.PAPER_TYPED: "Nhập câu trả lời từ bài giấy",
}


def minutes_subject(result: Result) -> str:
    """Return what names the minutes of a version of the result among numbered papers."""
    return f"contest:{result.contest_id}:minutes:{result.version}"


def numbered_minutes(result: Result) -> NumberedPaper | None:
    """Return the minutes of a version of the result that got their number, or None."""
    return kept_paper(minutes_subject(result))


def minutes_draft(paper: Paper, whole: ContestWhole, result: Result, day: date) -> PaperDraft:
    """Return the minutes of a published result, ready to be numbered."""
    return PaperDraft(
        issuer_unit_id=whole.contest.unit_id,
        series=SERIES,
        subject=minutes_subject(result),
        dated_on=day,
        paper=paper,
        sign=body_sign(whole.contest.organising_body),
    )


def body_sign(body: str) -> str:
    """Return how numbers name a body: ``BTC`` for "Ban Tổ chức Hội thi", nothing for a unit."""
    words = body.upper().split()[:3]
    return "".join(word[0] for word in words) if words[0] == "BAN" else ""


def minutes(found: Standings, acts: list[ActRow], versions: list[ResultRow], at: datetime) -> Paper:
    """Return the minutes of the whole contest: who came, what happened, the result, its digest."""
    whole, is_open = found.whole, is_provisional(found, versions)
    panels = [(one, rows) for one in whole.rounds if (rows := seats(one.id))]
    sections = [
        ("Thành phần", _present_words(whole, panels), None),
        ("Diễn biến", _day_words(acts), None),
        *(
            (
                f"Kết quả – {one.category.name}",
                _category_words(found, one, is_open=is_open),
                short_table(found, one),
            )
            for one in held(found)
        ),
    ]
    blocks = [*texts([*_opening(whole), *([PROVISIONAL] if is_open else [])])]
    for number, (title, words, table) in enumerate(sections, start=1):
        blocks += [Heading(f"{_numeral(number)}. {title}"), *texts(words)]
        blocks += [table] if table else []
    blocks.append(Text(counting_words(whole.rules)))
    if versions:
        blocks += [Heading("Công bố"), *_publishing(versions[0].result)]
    if not is_open:
        blocks.append(Text("Biên bản được thông qua và lập thành 02 bản."))
    blocks += _signatures(panels)
    return paper_of(
        whole,
        at,
        "BIÊN BẢN",
        f"tổng hợp kết quả\n{whole.contest.name}",
        blocks=tuple(blocks),
        signing=_signing(panels),
        check=check_code(versions),
    )


Panels = list[tuple[Round, list[SeatRow]]]


def _numeral(number: int) -> str:
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * (number // 10) + ones[number % 10]


def _opening(whole: ContestWhole) -> list[str]:
    contest = whole.contest
    day = vietnamese_day(contest.held_on)
    return [
        f"{contest.name} ({contest.level_label}) được tổ chức {day} tại {contest.place}.",
        f"Thể lệ: {whole.rules.title}, bản số {whole.rules_version.number}.",
    ]


def _present_words(whole: ContestWhole, panels: Panels) -> list[str]:
    """Return who was there, and by which decision one person did the work of two."""
    playing, out = len(whole.playing), len(whole.entries) - len(whole.playing)
    lines = [f"Có {playing} thí sinh dự thi" + (f", {out} thí sinh không dự." if out else ".")]
    for one, rows in panels:
        title = whole.rules.round(one.code).title
        names = ", ".join(f"{row.name}{_office(row)}" for row in rows)
        lines.append(f"Ban Giám khảo vòng {title}: {names}.")
    if decision := whole.contest.small_office_decision:
        lines.append(f"Một người làm thay việc của hai người theo: {decision}.")
    return lines + approval_words(whole)


def _office(row: SeatRow) -> str:
    words = (["trưởng ban"] if row.seat.is_head else []) + (
        ["vắng"] if row.seat.absent_reason else []
    )
    return f" ({', '.join(words)})" if words else ""


def _signatures(panels: Panels) -> list[Block]:
    """Return the table in which the judges sign; the head signs below it."""
    head = _head(panels)
    judges = {row.seat.user_id: row for _one, rows in panels for row in rows}
    if head is not None:
        del judges[head.seat.user_id]
    rows = tuple((row.name, "vắng" if row.seat.absent_reason else "") for row in judges.values())
    columns = (Column("Giám khảo", 1), Column("Chữ ký", 1))
    return [Table(columns, rows, is_roomy=True, stays_whole=True)] if rows else []


def _head(panels: Panels) -> SeatRow | None:
    """Return the head of the panel who was there."""
    seated = (row for _one, rows in panels for row in rows)
    return next((r for r in seated if r.seat.is_head and not r.seat.absent_reason), None)


def _signing(panels: Panels) -> tuple[Signing, ...]:
    head = _head(panels)
    panel = (signed_by("TRƯỞNG BAN GIÁM KHẢO", head.name if head else ""),) if panels else ()
    return (signed_by("TỔ THƯ KÝ"), *panel, signed_by("TRƯỞNG BAN TỔ CHỨC"))


def _category_words(found: Standings, one: CategoryStandings, *, is_open: bool) -> list[str]:
    """Return what settled ties and, once nothing is open, prizes and who goes up."""
    rules = found.whole.rules
    titles = {
        step.key: f"câu dự đoán vòng {rules.title_of(step.code)} gần đúng hơn"
        if step.by == "prediction"
        else rules.title_of(step.code)
        for step in rules.ladder
        if step.by != "decision"
    } | {"decision": "quyết định của Ban Tổ chức"}
    lines = [
        f"Hạng {row.place.place} của {row.entry.full_name} được xác định nhờ: "
        f"{titles[row.place.decided_by]}."
        for row in one.rows
        if row.place and row.place.decided_by
    ]
    if is_open:
        return lines
    if prizes := [f"{row.prize}: {row.entry.full_name}" for row in one.rows if row.prize]:
        lines.append(f"{'; '.join(prizes)}.")
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


def _day_words(acts: list[ActRow]) -> list[str]:
    lines = [_act_words(row) for row in reversed(acts) if row.state is ActState.DONE]
    return lines or ["Hội thi diễn ra theo kế hoạch, không có việc phát sinh."]


def _act_words(row: ActRow) -> str:
    minutes = f" {row.minutes} phút" if row.minutes else ""
    reason = f" Lý do: {row.reason}." if row.reason else ""
    second = f" Người xác nhận: {row.answered_by}." if row.answered_by else ""
    return (
        f"{hour(row.asked_at)}: {ACT_WORDS[row.kind]}{minutes} – "
        f"{row.subject or 'tất cả thí sinh'}.{reason} Người ghi: {row.asked_by}.{second}"
    )
