"""The list of learners, the schedule and the roll of a class."""

from collections.abc import Sequence

from foundation.documents.paper import (
    Align,
    Attachment,
    Block,
    Column,
    Paper,
    Signing,
    Style,
    Table,
    Text,
)
from foundation.documents.wording import vietnamese_days
from training.rules.papers.words import CourseWords, LearnerRow, LessonRow, Letterhead, RollLine

CENTER = Align.CENTER
LESSONS_A_SHEET = 12
"""More columns of lessons do not fit across a page; the next go on another table."""
HOW = "(ký, ghi rõ họ tên)"
ROLL_SIGNERS = (Signing("LỚP TRƯỞNG", how=HOW), Signing("NGƯỜI ĐIỂM DANH", how=HOW))
SIGNS = (
    "Ký hiệu: x có mặt; M muộn hoặc về sớm (số tiết vắng); P vắng có phép; K vắng không phép; "
    "B học bù."
)

_OPTIONAL = (
    ("gender", Column("Nam/ nữ", 0.7, CENTER)),
    ("ethnicity", Column("Dân tộc", 0.9)),
    ("education", Column("Trình độ", 1.1)),
    ("post", Column("Chức vụ", 1.3)),
    ("unit", Column("Chi bộ, đảng bộ", 2.4)),
    ("joined_on", Column("Ngày vào Đảng", 1.1, CENTER)),
    ("phone", Column("Điện thoại", 1.1, CENTER)),
)


def learners_table(rows: Sequence[LearnerRow]) -> Table:
    """Return the list; a column nobody has anything in is left out (it was not collected)."""
    kept = [(name, column) for name, column in _OPTIONAL if any(getattr(r, name) for r in rows)]
    columns = (
        Column("TT", 0.45, CENTER),
        Column("Họ và tên", 1.9),
        Column("Ngày sinh", 1.2, CENTER),
        *(column for _, column in kept),
        Column("Ghi chú", 0.9),
    )
    return Table(
        columns,
        tuple(
            (
                str(row.number),
                row.full_name,
                row.birth,
                *(getattr(row, name) for name, _ in kept),
                row.note,
            )
            for row in rows
        ),
    )


def learners_paper(head: Letterhead, course: CourseWords, rows: Sequence[LearnerRow]) -> Paper:
    """Return the list of learners (danh sách học viên)."""
    return Paper(
        **head.paper_parts(),
        kind="DANH SÁCH",
        subject=f"học viên lớp {course.line}",
        blocks=(*_about(course), learners_table(rows)),
        last=f"Danh sách này có {len(rows)} học viên.",
        is_landscape=True,
    )


def _about(course: CourseWords) -> tuple[Text, ...]:
    days = vietnamese_days(course.first_day, course.last_day)
    lines = [f"Thời gian: {days}."]
    if course.place:
        lines.append(f"Địa điểm: {course.place}.")
    if course.opening:
        lines.append(f"Mở theo {course.opening}.")
    return tuple(Text(line, Style.PLAIN) for line in lines)


def schedule_paper(head: Letterhead, course: CourseWords, lessons: Sequence[LessonRow]) -> Paper:
    """Return the schedule (lịch học)."""
    has_sites = any(lesson.site for lesson in lessons)
    columns = (
        Column("Buổi", 0.65, CENTER),
        Column("Ngày", 1.3, CENTER),
        Column("Sáng/ chiều/ tối", 0.8, CENTER),
        Column("Bài", 3.2),
        Column("Số tiết", 0.5, CENTER),
        Column("Giảng viên", 1.5),
        *((Column("Điểm học", 1.3),) if has_sites else ()),
    )
    rows = tuple(
        (
            str(lesson.number),
            f"{lesson.day:%d/%m/%Y}",
            lesson.half_day,
            lesson.title,
            str(lesson.periods),
            lesson.teacher,
            *((lesson.site,) if has_sites else ()),
        )
        for lesson in lessons
    )
    whole = sum(lesson.periods for lesson in lessons)
    total = ("", "", "", "Cộng", str(whole), "", *(("",) if has_sites else ()))
    return Paper(
        **head.paper_parts(),
        kind="LỊCH HỌC",
        subject=f"lớp {course.line}",
        blocks=(*_about(course), Table(columns, rows, total=total)),
    )


def roll_paper(
    head: Letterhead,
    course: CourseWords,
    lessons: Sequence[LessonRow],
    lines: Sequence[RollLine],
    *,
    site: str = "",
    is_blank: bool = False,
) -> Paper:
    """Return the roll (sổ điểm danh): filled, or blank to be ticked by hand."""
    where = f"\nĐiểm học: {site}" if site else ""
    starts = range(0, max(len(lessons), 1), LESSONS_A_SHEET)
    blocks: list[Block] = [Text(SIGNS, Style.PLAIN)]
    for start in starts:
        part = lessons[start : start + LESSONS_A_SHEET]
        is_last = start == starts[-1]
        blocks.append(_roll_table(part, lines, start, is_blank=is_blank, is_last=is_last))
    return Paper(
        **head.paper_parts() | {"signing": (*ROLL_SIGNERS, *head.signing)},
        kind="SỔ ĐIỂM DANH",
        subject=f"lớp {course.line}{where}",
        blocks=tuple(blocks),
        is_landscape=True,
    )


def _roll_table(
    lessons: Sequence[LessonRow],
    lines: Sequence[RollLine],
    start: int,
    *,
    is_blank: bool,
    is_last: bool,
) -> Table:
    columns = (
        Column("TT", 0.5, CENTER),
        Column("Họ và tên", 2.3),
        Column("Đơn vị", 2.4),
        *(
            Column(f"Buổi {one.number} {one.day:%d/%m} ({one.periods})", 0.75, CENTER)
            for one in lessons
        ),
        *((Column("Số tiết dự", 0.75, CENTER),) if is_last else ()),
    )
    rows = tuple(
        (
            str(line.number),
            line.full_name,
            line.unit,
            *_signs(line, start, len(lessons), is_blank=is_blank),
            *(("" if is_blank else line.attended,) if is_last else ()),
        )
        for line in lines
    )
    return Table(columns, rows, is_roomy=is_blank)


def _signs(line: RollLine, start: int, count: int, *, is_blank: bool) -> tuple[str, ...]:
    signs = () if is_blank else line.signs[start : start + count]
    return (*signs, *("" for _ in range(count - len(signs))))


def list_attachment(title: str, subject: str, table: Table) -> Attachment:
    """Return a list that goes with another paper."""
    return Attachment(title=title, subject=subject, blocks=(table,), is_landscape=False)
