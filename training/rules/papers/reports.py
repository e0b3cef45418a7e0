"""The report of a class."""

from collections.abc import Sequence
from fractions import Fraction

from foundation.documents.paper import Align, Block, Column, Heading, Paper, Style, Table, Text
from foundation.documents.wording import vietnamese_days
from training.rules.papers.words import (
    CourseFigures,
    CourseWords,
    GradeCount,
    Letterhead,
)
from training.rules.percent import percent_row
from training.rules.shown import mark

CENTER = Align.CENTER
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
        grades_table(found.grades, found.enrolled, "ghi danh")
        if found.percent_of_all
        else grades_table(found.grades, found.passed),
    ]
    if found.decisions:
        named = "; ".join(f"{words}: {count:02d} học viên" for words, count in found.decisions)
        blocks.append(Text(f"Kết quả được công nhận theo {named}."))
    if found.attendance_percent:
        blocks.append(Text(f"Tỷ lệ chuyên cần của lớp: {found.attendance_percent}."))
    if found.refused:
        blocks.append(Heading("IV. Học viên chưa được công nhận"))
        blocks += [Text(f"- {name}: {why}.", Style.PLAIN) for name, why in found.refused]
    if found.remarks:
        blocks.append(Heading(f"{'V' if found.refused else 'IV'}. Đánh giá, tồn tại, kiến nghị"))
        blocks += [Text(line) for line in found.remarks]
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
        ("Đủ điều kiện về số tiết", str(found.eligible), share(found.eligible, found.enrolled)),
        ("Được công nhận", str(found.passed), share(found.passed, found.enrolled)),
    ]
    groups = (("Nữ", found.women), ("Dân tộc thiểu số", found.minority), *found.ages)
    for label, count in groups:
        if count is not None:
            rows.append((label, str(count), share(count, found.enrolled)))
    columns = (
        Column("Nội dung", 3),
        Column("Số người", 1, CENTER),
        Column(f"Tỷ lệ trên {found.enrolled} người ghi danh", 2, CENTER),
    )
    return Table(columns, tuple(rows))


def grades_table(grades: Sequence[GradeCount], whole: int, who: str = "được công nhận") -> Table:
    """Return grades with percents that add up to 100, by largest remainder."""
    shares = percent_row([one.count for one in grades]) if whole else ()
    columns = (
        Column("Xếp loại", 3),
        Column("Số người", 1, CENTER),
        Column(f"Tỷ lệ trên {whole} người {who}", 2, CENTER),
    )
    rows = tuple(
        (one.label, str(one.count), f"{percent:f}%".replace(".", ",") if whole else NOT_RECORDED)
        for one, percent in zip(grades, shares or [None] * len(grades), strict=True)
    )
    return Table(columns, rows, total=("Cộng", str(whole), "100,0%" if whole else NOT_RECORDED))
