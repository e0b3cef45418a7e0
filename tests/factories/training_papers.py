"""Sample words of a class of 26 learners, of whom 24 pass (worked case 1)."""

from datetime import date, timedelta
from fractions import Fraction

from foundation.documents.numbering import Numbering
from foundation.documents.paper import Signing
from training.rules.papers.results import CertificateWords, DecisionWords
from training.rules.papers.words import (
    CourseFigures,
    CourseWords,
    GradeCount,
    LearnerRow,
    LessonRow,
    Letterhead,
    MarkedPaper,
    MarkRow,
    ResultRow,
    RollLine,
)

NAMES = (
    "Giàng A Páo", "Lò Thị Mai", "Vàng A Lâu", "Hảng A Su", "Chang A Lử", "Vàng Thị Dở",
    "Sùng A Vàng", "Nguyễn Thị Hương Ỷ", "Lý A Chờ", "Thào A Chư", "Lù Thị Tâm", "Hờ A Lầu",
    "Mùa A Dê",
)  # fmt: skip
UNITS = (
    "Chi bộ bản Háng Sung, Đảng bộ xã Mồ Dề",
    "Chi bộ Trường Tiểu học Kim Nọi",
    "Chi bộ Trạm Y tế xã",
)
GRADES = ("Giỏi", "Khá", "Trung bình")
MARKS = (Fraction(8), Fraction(15, 2), Fraction(5))
COURSE = CourseWords(
    title="Bồi dưỡng lý luận chính trị cho đảng viên mới",
    programme="Bồi dưỡng lý luận chính trị cho đảng viên mới",
    cohort="khóa II",
    first_day=date(2026, 11, 18),
    last_day=date(2026, 12, 4),
    periods=50,
    place="Hội trường Trung tâm Chính trị xã Mù Cang Chải",
    opening="Quyết định số 12-QĐ/TTCT ngày 10/11/2026",
)
SIGNER = Signing("PHÓ GIÁM ĐỐC", "Lò Thị Mai", "K/T GIÁM ĐỐC")


def a_letterhead(profile: Numbering = Numbering.PARTY, number: str = "Số 48-BC/TTCT") -> Letterhead:
    """Return the head of a centre's paper."""
    return Letterhead(
        upper_body="Đảng ủy xã Mù Cang Chải",
        issuing_body="Trung tâm Chính trị",
        place="Mù Cang Chải",
        day=date(2026, 1, 5),
        profile=profile,
        number=number,
        signing=(SIGNER,),
        recipients=("Ban Thường vụ Đảng ủy xã", "Các chi bộ có học viên", "Lưu TTCT"),
    )


def learners(count: int = 26) -> list[LearnerRow]:
    """Return learners; some are no members of the Party."""
    return [
        LearnerRow(
            number=number,
            full_name=NAMES[number % len(NAMES)],
            birth=f"{number % 28 + 1:02d}/03/1988",
            gender="Nữ" if "Thị" in NAMES[number % len(NAMES)] else "Nam",
            post="Bí thư chi bộ" if number % 5 == 0 else "",
            unit=UNITS[number % 3],
            joined_on="" if number % 4 == 0 else "03/02/2026",
        )
        for number in range(1, count + 1)
    ]


def lessons(count: int = 10) -> list[LessonRow]:
    """Return lessons of five tiết."""
    return [
        LessonRow(
            number=number,
            day=date(2026, 11, 18) + timedelta(days=number // 2),
            half_day=("Sáng", "Chiều")[number % 2],
            title=f"Bài {number}. Khái quát lịch sử và truyền thống vẻ vang của Đảng",
            periods=5,
            teacher="Nguyễn Thị Hạnh",
        )
        for number in range(1, count + 1)
    ]


def roll_lines(count: int = 26, sittings: int = 10) -> list[RollLine]:
    """Return the roll with every sign."""
    signs = ("x", "x", "x", "M2", "P", "K", "B")
    return [
        RollLine(
            number=row.number,
            full_name=row.full_name,
            unit=row.unit,
            signs=tuple(signs[(row.number * place) % 7] for place in range(sittings)),
            attended="45",
        )
        for row in learners(count)
    ]


def mark_rows(count: int = 26) -> list[MarkRow]:
    """Return marks; the last has none."""
    return [
        MarkRow(
            number=row.number,
            full_name=row.full_name,
            birth=row.birth,
            marks=(MARKS[row.number % 3], MARKS[row.number % 3]),
            final=None if row.number == count else MARKS[row.number % 3],
            grade="Không đạt" if row.number == count else GRADES[row.number % 3],
        )
        for row in learners(count)
    ]


def result_rows(count: int = 24) -> list[ResultRow]:
    """Return those who passed."""
    return [
        ResultRow(
            row.number, row.full_name, row.birth, row.gender, row.unit,
            GRADES[row.number % 3], MARKS[row.number % 3],
        )
        for row in learners(count)
    ]  # fmt: skip


PAPERS = (MarkedPaper("Bài thu hoạch", "1"), MarkedPaper("Bài kiểm tra", "2"))
DECISION = DecisionWords(
    decider="Giám đốc Trung tâm Chính trị xã Mù Cang Chải",
    bases=(
        "Căn cứ Quy định số 360-QĐ/TW ngày 29/08/2025 của Ban Bí thư",
        "Căn cứ kết quả học tập của học viên",
    ),
    carriers="Bộ phận giáo vụ và các học viên có tên tại Điều 1",
)
FIGURES = CourseFigures(
    enrolled=26, attended=26, eligible=25, passed=24, women=9, minority=22,
    grades=(GradeCount("Giỏi", 7), GradeCount("Khá", 11), GradeCount("Trung bình", 6)),
    refused=(
        ("Hảng A Su", "dự 35 trên 50 tiết (70,0%), cần 40 (80%)"),
        ("Lý A Chờ", "điểm 4,9, cần 5,0"),
    ),
    attendance_percent="93,4%",
    remarks=("Một số học viên đi lại khó khăn trong ngày mưa lũ.",),
)  # fmt: skip
CERTIFICATE = CertificateWords(
    full_name="Giàng A Páo",
    birth="Sinh ngày 14 tháng 3 năm 1978",
    unit="Chi bộ bản Háng Sung, Đảng bộ xã Mù Cang Chải",
    grade="Khá",
    is_party_member=True,
    issuer_title="Giám đốc Trung tâm Chính trị xã Mù Cang Chải",
)
