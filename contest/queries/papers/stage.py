"""Papers of a stage: the record of a draw, a judge's score sheet."""

from datetime import datetime

from contest.models import Round
from contest.queries.judge import SheetPage
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
from contest.queries.stage import DrawRow
from foundation import clock
from foundation.documents.paper import Align, Column, Heading, Paper, Table
from foundation.documents.wording import vietnamese_day

CENTER, RIGHT = Align.CENTER, Align.RIGHT
RECIPE = (
    "Cách tính lại: xếp các số báo danh tăng dần; cắt SHA-256 của “hạt giống:số đếm từ 0” (UTF-8) "
    "thành số 8 byte, byte lớn trước; với i từ cuối về 2, lấy số kế tiếp, bỏ số từ bội lớn nhất "
    "của i trở lên, đổi chỗ vị trí i với vị trí (số chia i lấy dư) + 1. Lệnh: bin/flask contest "
    "verify-draw."
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
    home = home_name(whole)
    rows = tuple(
        (str(place), str(e.number), e.full_name, cell_name(e.unit_name, home))
        for place, e in row.order
    )
    columns = (
        Column("Thứ tự", 0.6, CENTER),
        Column("Số báo danh", 0.8, CENTER),
        Column("Họ và tên", 1.8),
        Column("Đơn vị", 2.6),
    )
    return paper_of(
        whole,
        at,
        "BIÊN BẢN",
        f"bốc thăm thứ tự thi, vòng {title}\n{whole.contest.name}",
        blocks=(
            *texts(_draw_words(whole, title, row)),
            Heading("Kết quả bốc thăm"),
            Table(columns, rows),
        ),
        signing=(signed_by("NGƯỜI CHỨNG KIẾN"), signed_by("TỔ THƯ KÝ", row.drawn_by)),
    )


def score_sheet(whole: ContestWhole, page: SheetPage, at: datetime) -> Paper:
    """Return one judge's signed sheet, to be signed on paper too."""
    entry, sheet = page.entry, page.sheet
    turn = page.round_entry.order or NONE
    intro = [
        f"Thí sinh: {entry.full_name}. Số báo danh: {entry.number}. Thứ tự thi: {turn}.",
        f"Đơn vị: {entry.unit_name}.",
        f"Phần thi: {page.part.title} ({page.round_title}).",
        f"Giám khảo: {page.judge_name}.",
    ]
    if sheet is not None and sheet.reason:
        intro.append(f"Phiếu sửa lần {sheet.number - 1}. Lý do: {sheet.reason}.")
    rows = tuple(
        (str(place), row.criterion.title, shown(row.criterion.max_points), shown(row.mark))
        for place, row in enumerate(page.rows, start=1)
    )
    columns = (
        Column("TT", 0.4, CENTER),
        Column("Tiêu chí", 3.2),
        Column("Điểm tối đa", 0.8, RIGHT),
        Column("Điểm chấm", 0.8, RIGHT),
    )
    faults = [
        f"Điểm trừ do Tổ Thư ký ghi, tính vào điểm của phần thi: {row.fault.title} "
        f"(× {row.note.times}) – {row.note.reason}."
        for row in page.faults
        if row.is_counted
    ]
    total = ("", "Tổng điểm", shown(page.part.max_points), shown(page.total))
    return paper_of(
        whole,
        at,
        "PHIẾU CHẤM ĐIỂM",
        f"{page.part.title}\n{whole.contest.name}",
        blocks=(*texts(intro), Table(columns, rows, total=total), *texts(faults)),
        signing=(signed_by("GIÁM KHẢO", page.judge_name),),
        check=sheet.public_id.upper() if sheet else "",
    )
