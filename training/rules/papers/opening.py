"""The decision that opens a class, with the list of its learners."""

from collections.abc import Sequence

from foundation.documents.paper import Attachment, Paper, Style, Text
from foundation.documents.wording import vietnamese_days
from training.rules.papers.lists import learners_table
from training.rules.papers.results import DecisionWords
from training.rules.papers.words import CourseWords, LearnerRow, Letterhead


def opening_paper(
    head: Letterhead, course: CourseWords, words: DecisionWords, rows: Sequence[LearnerRow]
) -> Paper:
    """Return the decision (quyết định mở lớp): what, when, where, for how many, who takes part."""
    days = vietnamese_days(course.first_day, course.last_day)
    where = f" Địa điểm: {course.place}." if course.place else ""
    partners = f" Đơn vị phối hợp: {course.partners}." if course.partners else ""
    blocks = (
        *head.bases(words.bases),
        Text(words.decider.upper(), Style.TITLE),
        Text("QUYẾT ĐỊNH:", Style.TITLE),
        Text(
            f"Điều 1. Mở lớp {course.line}, chương trình {course.programme}, gồm "
            f"{course.periods} tiết, cho {len(rows):02d} học viên (có danh sách kèm theo)."
        ),
        Text(f"Điều 2. Thời gian: {days}.{where}{partners}"),
    )
    listed = Attachment(
        title="DANH SÁCH",
        subject=f"học viên lớp {course.line}\n(kèm theo Quyết định{head.number_words})",
        blocks=(learners_table(rows),),
        is_landscape=True,
        signing=head.signing,
    )
    return Paper(
        **head.paper_parts(),
        kind="QUYẾT ĐỊNH",
        subject=f"về việc mở lớp {course.line}",
        blocks=blocks,
        last=f"Điều 3. {words.carriers} chịu trách nhiệm thi hành quyết định này.",
        attachments=(listed,),
    )
