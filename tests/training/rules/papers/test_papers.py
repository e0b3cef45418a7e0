"""Papers of a class and a year: what they say, with the numbers of the worked cases."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from foundation.documents.numbering import Numbering
from foundation.documents.paper import Paper, Table, Text
from tests.factories import training_papers as sample
from training.rules.papers import lists, opening, reports, results
from training.rules.papers.words import GradeCount, basis_lines

HEAD = sample.a_letterhead()


def _tables(paper: Paper) -> list[Table]:
    return [block for block in paper.blocks if isinstance(block, Table)]


def _texts(paper: Paper) -> list[str]:
    return [block.words for block in paper.blocks if isinstance(block, Text)]


def test_every_row_has_a_cell_for_every_column() -> None:
    papers = (
        lists.learners_paper(HEAD, sample.COURSE, sample.learners()),
        lists.schedule_paper(HEAD, sample.COURSE, sample.lessons()),
        lists.roll_paper(HEAD, sample.COURSE, sample.lessons(30), sample.roll_lines(26, 30)),
        results.marks_paper(HEAD, sample.COURSE, sample.PAPERS, sample.mark_rows()),
        results.decision_paper(HEAD, sample.COURSE, sample.DECISION, sample.result_rows()),
        opening.opening_paper(HEAD, sample.COURSE, sample.DECISION, sample.learners()),
        reports.course_report(HEAD, sample.COURSE, sample.FIGURES),
    )
    for paper in papers:
        tables = [*_tables(paper), *(b for a in paper.attachments for b in a.blocks)]
        assert tables
        for table in tables:
            assert isinstance(table, Table)
            whole = [*table.rows, *([table.total] if table.total else [])]
            assert {len(row) for row in whole} == {len(table.columns)}


def test_what_was_not_collected_is_no_column() -> None:
    [table] = _tables(lists.learners_paper(HEAD, sample.COURSE, sample.learners()))
    titles = [column.title for column in table.columns]
    assert "Dân tộc" not in titles
    assert "Điện thoại" not in titles
    assert "Ngày vào Đảng" in titles
    place = titles.index("Ngày vào Đảng")
    assert table.rows[3][place] == ""  # no member of the Party


def test_a_roll_of_many_lessons_goes_on_in_a_further_table() -> None:
    paper = lists.roll_paper(HEAD, sample.COURSE, sample.lessons(30), sample.roll_lines(26, 30))
    first, second, third = _tables(paper)
    assert [len(table.columns) for table in (first, second, third)] == [15, 15, 10]
    assert third.columns[-1].title == "Số tiết dự"
    assert second.rows[0][3] == sample.roll_lines(1, 30)[0].signs[12]


def test_a_blank_roll_holds_names_and_no_signs() -> None:
    paper = lists.roll_paper(
        HEAD, sample.COURSE, sample.lessons(), sample.roll_lines(), is_blank=True
    )
    [table] = _tables(paper)
    assert table.is_roomy
    assert {cell for row in table.rows for cell in row[3:]} == {""}


def test_marks_stand_in_figures_and_in_words() -> None:
    [table] = _tables(results.marks_paper(HEAD, sample.COURSE, sample.PAPERS, sample.mark_rows()))
    assert table.rows[0][-4:-2] == ("7,5", "Bảy phẩy năm")
    assert table.rows[-1][-4:-2] == ("—", "—")


def test_papers_are_printed_as_given_and_the_final_mark_to_its_places() -> None:
    row = replace(
        sample.mark_rows()[0], marks=(Fraction("6.25"), Fraction("4.995")), final=Fraction("5.62")
    )
    papers = sample.PAPERS[:1] * 2
    [table] = _tables(results.marks_paper(HEAD, sample.COURSE, papers, [row], places=2))
    assert table.rows[0][3:7] == ("6,25", "4,995", "5,62", "Năm phẩy sáu hai")


def test_the_decision_counts_grades_and_carries_the_list() -> None:
    head = sample.a_letterhead(number="Số 49-QĐ/TTCT")
    rows = sample.result_rows()
    paper = results.decision_paper(head, sample.COURSE, sample.DECISION, rows)
    article = next(text for text in _texts(paper) if text.startswith("Điều 1"))
    assert "Công nhận 24 học viên" in article
    assert "08 khá, 08 trung bình, 08 giỏi" in article
    [listed] = paper.attachments
    assert "(kèm theo Quyết định số 49-QĐ/TTCT)" in listed.subject
    [table] = listed.blocks
    assert isinstance(table, Table)
    assert len(table.rows) == 24


def test_worked_case_1_the_report_of_a_class() -> None:
    counts, grades = _tables(reports.course_report(HEAD, sample.COURSE, sample.FIGURES))
    assert counts.rows[3] == ("Được công nhận", "24", "92,3%")
    assert [row[2] for row in grades.rows] == ["29,2%", "45,8%", "25,0%"]
    assert grades.total == ("Cộng", "24", "100,0%")


def test_worked_case_3_percents_add_up() -> None:
    table = reports.grades_table(
        [GradeCount("Giỏi", 19), GradeCount("Khá", 76), GradeCount("Trung bình", 2)], 97
    )
    assert [row[2] for row in table.rows] == ["19,6%", "78,3%", "2,1%"]


def test_who_ticked_and_who_marked_sign() -> None:
    roll = lists.roll_paper(HEAD, sample.COURSE, sample.lessons(), sample.roll_lines(26, 10))
    assert [one.office for one in roll.signing][:2] == ["LỚP TRƯỞNG", "NGƯỜI ĐIỂM DANH"]
    two = [replace(sample.PAPERS[0], markers=2)]
    marks = results.marks_paper(HEAD, sample.COURSE, two, sample.mark_rows()[:0])
    assert [one.office for one in marks.signing][:2] == ["NGƯỜI CHẤM 1", "NGƯỜI CHẤM 2"]


def test_bases_have_a_dash_in_party_papers_only() -> None:
    assert [one.words for one in HEAD.bases(["Căn cứ A"])] == ["- Căn cứ A;"]
    state = replace(HEAD, profile=Numbering.STATE)
    assert [one.words for one in state.bases(["Căn cứ A"])] == ["Căn cứ A;"]


def test_an_empty_class_divides_by_nothing() -> None:
    nobody = replace(
        sample.FIGURES, enrolled=0, attended=0, eligible=0, passed=0, women=0, minority=0,
        grades=(GradeCount("Giỏi", 0),), refused=(),
    )  # fmt: skip
    counts, grades = _tables(reports.course_report(HEAD, sample.COURSE, nobody))
    assert counts.rows[3][2] == "—"
    assert grades.rows[0][2] == "—"


def test_worked_case_16_who_is_no_member_is_no_comrade() -> None:
    words = replace(sample.CERTIFICATE, is_party_member=False)
    face = results.certificate_face(HEAD, sample.COURSE, words)
    assert face["before"].endswith("chứng nhận ông/bà")
    assert "đồng chí" not in str(face)
    member = results.certificate_face(HEAD, sample.COURSE, sample.CERTIFICATE)
    assert member["before"].endswith("chứng nhận đồng chí")
    assert (member["authority"], member["office"]) == ("K/T GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")


def test_a_class_of_one_day_names_it_once() -> None:
    course = replace(sample.COURSE, last_day=date(2026, 11, 18))
    paper = lists.learners_paper(HEAD, course, sample.learners(1))
    assert "Thời gian: ngày 18 tháng 11 năm 2026." in _texts(paper)


def test_state_papers_carry_their_number_with_a_colon() -> None:
    head = sample.a_letterhead(Numbering.STATE, "Số: 01/BC-TTCT")
    assert reports.course_report(head, sample.COURSE, sample.FIGURES).number == "Số: 01/BC-TTCT"


def test_a_title_that_begins_with_the_word_class_does_not_say_it_twice() -> None:
    course = replace(sample.COURSE, title="Lớp nghiệp vụ công tác đảng", cohort="")
    paper = results.decision_paper(HEAD, course, sample.DECISION, sample.result_rows())
    assert paper.subject.endswith("giấy chứng nhận lớp nghiệp vụ công tác đảng")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "Hướng dẫn 61-HD/BTGTW ngày 16/06/2022.",
            ("Căn cứ Hướng dẫn 61-HD/BTGTW ngày 16/06/2022",),
        ),
        (
            "- Căn cứ Quy định 208;\n\n  – căn cứ Điều lệ,",
            ("Căn cứ Quy định 208", "căn cứ Điều lệ"),
        ),
        (" \n ", ()),
    ],
)
def test_a_decision_says_on_what_it_rests_line_by_line(typed: str, said: tuple[str, ...]) -> None:
    assert basis_lines(typed) == said
