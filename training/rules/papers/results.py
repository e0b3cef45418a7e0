"""Marks, the decision of recognition with its list, and the certificate of a class."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from foundation.documents.paper import (
    Align,
    Attachment,
    Column,
    Paper,
    Signing,
    Style,
    Table,
    Text,
)
from foundation.documents.wording import addressed, vietnamese_days
from training.rules.papers.lists import HOW
from training.rules.papers.reading import mark_in_words
from training.rules.papers.words import (
    CourseWords,
    Letterhead,
    MarkedPaper,
    MarkRow,
    ResultRow,
)
from training.rules.shown import exact, mark

CENTER = Align.CENTER
NONE = "—"


def _final(value: Fraction | None, places: int) -> str:
    return NONE if value is None else mark(value, places)


def marks_paper(
    head: Letterhead,
    course: CourseWords,
    papers: Sequence[MarkedPaper],
    rows: Sequence[MarkRow],
    *,
    places: int = 1,
) -> Paper:
    """Return the sheet of marks (bảng điểm): each paper, the final mark in figures and words.

    Papers are printed as they were given; only the final mark is rounded, to ``places``.
    """
    columns = (
        Column("TT", 0.45, CENTER),
        Column("Họ và tên", 1.9),
        Column("Ngày sinh", 1.05, CENTER),
        *(Column(f"{one.title} (hệ số {one.weight})", 0.95, CENTER) for one in papers),
        Column("Điểm TK (số)", 0.7, CENTER),
        Column("Điểm TK (chữ)", 1.5),
        Column("Xếp loại", 0.95, CENTER),
        Column("Ghi chú", 1.1),
    )
    return Paper(
        **head.paper_parts() | {"signing": (*_markers(papers), *head.signing)},
        kind="BẢNG ĐIỂM",
        subject=f"lớp {course.line}",
        blocks=(Table(columns, tuple(_mark_row(row, places) for row in rows)),),
        last=f"Bảng điểm có {len(rows)} học viên.",
        is_landscape=True,
    )


def _markers(papers: Sequence[MarkedPaper]) -> tuple[Signing, ...]:
    """Return where those who marked sign: one, or two where two mark a paper."""
    if max((one.markers for one in papers), default=1) < 2:
        return (Signing("NGƯỜI CHẤM", how=HOW),)
    return tuple(Signing(f"NGƯỜI CHẤM {place}", how=HOW) for place in (1, 2))


def _mark_row(row: MarkRow, places: int) -> tuple[str, ...]:
    return (
        str(row.number),
        row.full_name,
        row.birth,
        *(NONE if one is None else exact(one) for one in row.marks),
        _final(row.final, places),
        NONE if row.final is None else mark_in_words(row.final, places),
        row.grade,
        row.note,
    )


def grade_counts(rows: Sequence[ResultRow], order: Sequence[str] = ()) -> str:
    """Return ``07 giỏi, 11 khá, 06 trung bình``: the grades of ``order``, then any others."""
    counted = Counter(row.grade for row in rows)
    grades = dict.fromkeys([one for one in order if one in counted] + list(counted))
    return ", ".join(f"{counted[grade]:02d} {grade.lower()}" for grade in grades)


@dataclass(frozen=True)
class DecisionWords:
    """What a decision rests on, and who takes it."""

    decider: str
    """Who decides, such as "GIÁM ĐỐC TRUNG TÂM CHÍNH TRỊ"."""
    bases: tuple[str, ...]
    carriers: str
    """Who carries it out."""
    is_further: bool = False
    """Whether an earlier decision recognised the others of the class."""
    grades: tuple[str, ...] = ()
    """The grades from the best on."""
    gives: str = "giấy chứng nhận"
    """What learners get by it; nothing where the programme gives no paper."""
    places: int = 1
    """Decimals of a final mark."""


def decision_paper(
    head: Letterhead, course: CourseWords, words: DecisionWords, rows: Sequence[ResultRow]
) -> Paper:
    """Return the decision that recognises results and gives certificates, with its list."""
    days = vietnamese_days(course.first_day, course.last_day)
    more = "bổ sung " if words.is_further else ""
    given = f" và cấp {words.gives}" if words.gives else ""
    subject = f"công nhận {more}kết quả{given} lớp {course.line}"
    giving = [Text(f"Điều 2. Cấp {words.gives} cho {len(rows):02d} học viên có tên tại Điều 1.")]
    blocks = (
        *head.bases(words.bases),
        Text(words.decider.upper(), Style.TITLE),
        Text("QUYẾT ĐỊNH:", Style.TITLE),
        Text(
            f"Điều 1. Công nhận {more}{len(rows):02d} học viên hoàn thành lớp {course.line}, "
            f"{days}, gồm {course.periods} tiết; xếp loại: {grade_counts(rows, words.grades)} "
            "(có danh sách kèm theo)."
        ),
        *(giving if words.gives else ()),
    )
    listed = Attachment(
        title="DANH SÁCH",
        subject=f"học viên được công nhận {more}kết quả\n(kèm theo Quyết định{head.number_words})",
        blocks=(results_table(rows, words.places),),
        signing=head.signing,
    )
    return Paper(
        **head.paper_parts(),
        kind="QUYẾT ĐỊNH",
        subject=f"về việc {subject}",
        blocks=blocks,
        last=f"Điều {3 if words.gives else 2}. {words.carriers} chịu trách nhiệm thi hành "
        "quyết định này.",
        attachments=(listed,),
    )


def results_table(rows: Sequence[ResultRow], places: int = 1) -> Table:
    """Return the list of those who passed."""
    columns = (
        Column("TT", 0.45, CENTER),
        Column("Họ và tên", 1.9),
        Column("Ngày sinh", 1.15, CENTER),
        Column("Nam/ nữ", 0.7, CENTER),
        Column("Đơn vị", 2.4),
        Column("Điểm", 0.65, CENTER),
        Column("Xếp loại", 1.2, CENTER),
    )
    return Table(
        columns,
        tuple(
            (
                str(row.number),
                row.full_name,
                row.birth,
                row.gender,
                row.unit,
                _final(row.final, places),
                row.grade,
            )
            for row in rows
        ),
    )


@dataclass(frozen=True)
class CertificateWords:
    """The face of a class's certificate."""

    full_name: str
    birth: str
    """Such as "Sinh ngày 14 tháng 3 năm 1978", or "Sinh năm 1978"."""
    unit: str
    grade: str
    is_party_member: bool
    issuer_title: str
    """Who certifies, such as "Giám đốc Trung tâm Chính trị xã Mù Cang Chải"."""


def certificate_face(
    head: Letterhead, course: CourseWords, words: CertificateWords
) -> dict[str, Any]:
    """Return the words of the certificate's template.

    A participant who is not a member of the Party is "ông/bà", never "đồng chí".
    """
    [signing] = head.signing
    cohort = f" {course.cohort}" if course.cohort else ""
    days = vietnamese_days(course.first_day, course.last_day)
    born = f"{words.birth}. " if words.birth else ""
    parts = head.paper_parts()
    return {
        "title": "Giấy chứng nhận",
        "profile": head.profile.value,
        "upper_body": head.upper_body,
        "issuing_body": head.issuing_body,
        "before": f"{words.issuer_title} chứng nhận "
        f"{addressed(is_party_member=words.is_party_member)}",
        "text": [
            f"{born}{words.unit}",
            [
                ["đã hoàn thành chương trình ", False],
                [course.programme, True],
                [f"{cohort}, gồm {course.periods} tiết,\n{days}.", False],
            ],
        ],
        "grade_label": "Xếp loại" if words.grade else "",
        "grade": words.grade,
        "place_date": f"{parts['place']}, {parts['day']}",
        "authority": signing.authority,
        "office": signing.office,
        "signer": signing.name,
    }
