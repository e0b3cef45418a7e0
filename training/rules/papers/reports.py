"""The report of a class and the table of a year."""

from collections.abc import Sequence
from fractions import Fraction

from foundation.documents.paper import Align, Block, Column, Heading, Paper, Style, Table, Text
from foundation.documents.wording import vietnamese_days
from training.rules.papers.words import (
    CourseFigures,
    CourseWords,
    GradeCount,
    Letterhead,
    YearRow,
    YearWords,
)
from training.rules.percent import percent_row
from training.rules.shown import mark

RIGHT, CENTER = Align.RIGHT, Align.CENTER
NOT_RECORDED = "—"


def course_report(head: Letterhead, course: CourseWords, found: CourseFigures) -> Paper:
    """Return the report of a class (báo cáo kết quả lớp)."""
    days = vietnamese_days(course.first_day, course.last_day)
    partners = f" Đơn vị phối hợp: {course.partners}." if course.partners else ""
    held = f"Lớp {course.line} mở {days}, gồm {course.periods} tiết"
    place = f", tại {course.place}" if course.place else ""
    opening = f", theo {course.opening}" if course.opening else ""
    blocks: list[Block] = [
        Heading("I. Tổ chức lớp học"),
        Text(f"{held}{place}{opening}.{partners}"),
        Heading("II. Học viên"),
        _counts_table(found),
        Heading("III. Kết quả"),
        Text(
            f"Tỷ lệ hoàn thành: {share(found.passed, found.enrolled)} "
            f"({found.passed}/{found.enrolled})."
        ),
        grades_table(found.grades, found.passed),
    ]
    if found.decisions:
        named = "; ".join(f"{words}: {count:02d} học viên" for words, count in found.decisions)
        blocks.append(Text(f"Kết quả được công nhận theo {named}."))
    if found.attendance_percent:
        blocks.append(Text(f"Tỷ lệ chuyên cần của lớp: {found.attendance_percent}."))
    if found.refused:
        blocks.append(Heading("IV. Học viên chưa được công nhận"))
        blocks += [Text(f"- {name}: {why}.", Style.PLAIN) for name, why in found.refused]
    remarks = found.remarks or ("",)
    blocks.append(Heading(f"{'V' if found.refused else 'IV'}. Đánh giá, tồn tại, kiến nghị"))
    blocks += [Text(line or "…") for line in remarks]
    return Paper(
        **head.paper_parts(),
        kind="BÁO CÁO",
        subject=f"kết quả lớp {course.line}",
        blocks=tuple(blocks),
    )


def share(part: int, whole: int) -> str:
    """Return a share with one place and comma, or a dash of nothing: 24 of 26 is ``92,3%``."""
    return f"{mark(Fraction(100 * part, whole))}%" if whole else NOT_RECORDED


def _counts_table(found: CourseFigures) -> Table:
    rows = [
        ("Ghi danh", str(found.enrolled), ""),
        ("Có mặt", str(found.attended), share(found.attended, found.enrolled)),
        ("Đủ điều kiện", str(found.eligible), share(found.eligible, found.enrolled)),
        ("Được công nhận", str(found.passed), share(found.passed, found.enrolled)),
    ]
    for label, count in (("Nữ", found.women), ("Dân tộc thiểu số", found.minority)):
        if count is not None:
            rows.append((label, str(count), share(count, found.enrolled)))
    columns = (
        Column("Nội dung", 3),
        Column("Số người", 1, CENTER),
        Column(f"Tỷ lệ trên {found.enrolled} người ghi danh", 2, CENTER),
    )
    return Table(columns, tuple(rows))


def grades_table(grades: Sequence[GradeCount], whole: int) -> Table:
    """Return grades with percents that add up to 100, by largest remainder."""
    shares = percent_row([one.count for one in grades]) if whole else ()
    columns = (
        Column("Xếp loại", 3),
        Column("Số người", 1, CENTER),
        Column(f"Tỷ lệ trên {whole} người được công nhận", 2, CENTER),
    )
    rows = tuple(
        (one.label, str(one.count), f"{percent:f}%".replace(".", ",") if whole else NOT_RECORDED)
        for one, percent in zip(grades, shares or [None] * len(grades), strict=True)
    )
    return Table(columns, rows, total=("Cộng", str(whole), "100,0%" if whole else NOT_RECORDED))


def year_paper(head: Letterhead, words: YearWords) -> Paper:
    """Return the table of a year (thống kê năm): plan and held, lượt and người."""
    columns = (
        Column("TT", 0.4, CENTER),
        Column("Chương trình", 2.6),
        Column("Số lớp KH", 0.65, RIGHT),
        Column("Số lớp TH", 0.65, RIGHT),
        Column("%", 0.75, RIGHT),
        Column("Lượt KH", 0.7, RIGHT),
        Column("Lượt TH", 0.7, RIGHT),
        Column("%", 0.75, RIGHT),
        Column("Số người", 0.7, RIGHT),
        Column("Nữ", 0.6, RIGHT),
        Column("DTTS", 0.65, RIGHT),
        Column("Hoàn thành", 0.8, RIGHT),
        Column("GCN cấp", 0.65, RIGHT),
        Column("GCN cấp lại", 0.7, RIGHT),
    )
    rows = tuple(_year_row(number, row) for number, row in enumerate(words.rows, start=1))
    blocks: list[Block] = [Table(columns, rows, total=_year_total(words))]
    if words.grades:
        blocks.append(grades_table(words.grades, sum(one.count for one in words.grades)))
    return Paper(
        **head.paper_parts(),
        kind="THỐNG KÊ",
        subject=f"kết quả đào tạo, bồi dưỡng lý luận chính trị {words.period}\n{words.unit}",
        blocks=tuple(blocks),
        last="Lượt học viên: số lần hoàn thành lớp. Số người: mỗi người tính một lần, không cộng "
        "dồn giữa các chương trình.",
        is_landscape=True,
    )


def _year_row(number: int, row: YearRow) -> tuple[str, ...]:
    return (
        str(number),
        row.programme,
        _known(row.courses_planned),
        str(row.courses_held),
        share(row.courses_held, row.courses_planned or 0),
        _known(row.turns_planned),
        str(row.turns),
        share(row.turns, row.turns_planned or 0),
        str(row.persons),
        _known(row.women),
        _known(row.minority),
        str(row.completed),
        str(row.issued),
        str(row.reissued),
    )


def _year_total(words: YearWords) -> tuple[str, ...]:
    rows = words.rows
    whole = YearRow(
        programme="Cộng",
        courses_planned=_sum([row.courses_planned for row in rows]),
        courses_held=sum(row.courses_held for row in rows),
        turns_planned=_sum([row.turns_planned for row in rows]),
        turns=sum(row.turns for row in rows),
        persons=words.persons,
        women=_sum([row.women for row in rows]),
        minority=_sum([row.minority for row in rows]),
        completed=sum(row.completed for row in rows),
        issued=sum(row.issued for row in rows),
        reissued=sum(row.reissued for row in rows),
    )
    return ("", *_year_row(0, whole)[1:])


def _known(count: int | None) -> str:
    return NOT_RECORDED if count is None else str(count)


def _sum(counts: Sequence[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None
