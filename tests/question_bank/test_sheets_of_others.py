"""Workbooks of organisers whose shape once went unread."""

import io

import openpyxl
import pytest
from openpyxl.styles import Font

from question_bank.readers.sheets import HIDDEN_SHEET
from question_bank.rules.kinds import Kind
from question_bank.rules.sheets import TOO_WIDE
from question_bank.rules.signs import NO_ANSWER_IN_ROW
from question_bank.services.importing import read_file
from tests.factories.sheets import a_sheet
from tests.question_bank.test_sheets import key_of

HEAD = ("STT", "Câu hỏi", "A", "B", "Đáp án")
FIRST = (1, "Chi bộ họp mấy tháng một lần?", "Ba tháng", "Một tháng", "B")
SECOND = (2, "Ai chủ trì cuộc họp chi bộ?", "Bí thư", "Khách mời", "A")


@pytest.mark.parametrize(
    "titles",
    [
        (("I", "Điều lệ Đảng"), ("II", "Đảng phí")),
        (("", "Phần I. Điều lệ Đảng"), ("", "Phần II. Đảng phí")),
        (("", "ĐIỀU LỆ ĐẢNG"), ("", "CHẾ ĐỘ ĐẢNG PHÍ")),
    ],
)
def test_a_title_in_the_column_of_questions_is_the_topic_below(
    titles: tuple[tuple[str, str], tuple[str, str]],
) -> None:
    items = read_file(a_sheet(HEAD, titles[0], FIRST, titles[1], SECOND)).items
    assert [key_of(item) for item in items] == ["B", "A"]
    assert [item.topic.casefold() for item in items] in (
        ["điều lệ đảng", "đảng phí"],
        ["điều lệ đảng", "chế độ đảng phí"],
    )


def test_the_names_of_the_columns_once_more_are_no_question() -> None:
    items = read_file(a_sheet(HEAD, FIRST, HEAD, SECOND)).items
    assert [(item.where, key_of(item)) for item in items] == [
        ("Câu hỏi!2", "B"),
        ("Câu hỏi!4", "A"),
    ]


@pytest.mark.parametrize("wrong", [("Đáp án sai 1", "Đáp án sai 2"), ("PA sai", "PA nhiễu")])
def test_the_right_answer_may_stand_beside_the_wrong_ones(wrong: tuple[str, str]) -> None:
    head = ("STT", "Câu hỏi", "Đáp án đúng", *wrong)
    [item] = read_file(a_sheet(head, (1, FIRST[1], "Một tháng", "Ba tháng", "Hai tháng"))).items
    assert item.draft is not None
    assert not item.problems
    assert [(one.text, one.is_right) for one in item.draft.options] == [
        ("Một tháng", True), ("Ba tháng", False), ("Hai tháng", False),
    ]  # fmt: skip


def test_a_question_that_asks_for_words_is_an_essay_with_its_model() -> None:
    rows = [(1, "Trình bày vai trò của chi bộ?", "Là nền tảng của Đảng."), (2, "Chi bộ là gì?", "")]
    essay, other = read_file(a_sheet(("STT", "Câu hỏi", "Đáp án"), *rows)).items
    assert essay.draft is not None
    assert essay.draft.kind is Kind.ESSAY
    assert getattr(essay.draft.body, "model", "") == "Là nền tảng của Đảng."
    assert other.problems


def _paper(*lines: str, bold: str = "") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row, line in enumerate(lines, start=1):
        cell = sheet.cell(row, 1, line)
        cell.font = Font(bold=line == bold)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def test_a_sheet_written_like_a_paper_is_read_line_by_line() -> None:
    lines = ("Câu 1: Chi bộ họp khi nào?", "A. Hằng tháng", "B. Hằng năm")
    for content in (_paper(*lines, "Đáp án: A"), _paper(*lines, bold="A. Hằng tháng")):
        [item] = read_file(content).items
        assert (key_of(item), item.where) == ("A", "Câu 1, Sheet!1")


def test_a_hidden_sheet_is_named_and_not_read() -> None:
    book = openpyxl.load_workbook(io.BytesIO(a_sheet(HEAD, FIRST)))
    book.create_sheet("nháp").append(["Câu hỏi", "Đáp án"])
    book["nháp"].sheet_state = "hidden"
    packed = io.BytesIO()
    book.save(packed)
    found = read_file(packed.getvalue())
    assert len(found.items) == 1
    assert [(where, remark.message) for where, remark in found.remarks] == [("nháp", HIDDEN_SHEET)]


def test_percents_are_read_as_they_are_shown() -> None:
    rows = (1, "Tỷ lệ tán thành ít nhất là bao nhiêu?", 0.5, 2 / 3, "B"), (2, "Mấy?", 0.5, 1, "A")
    book = openpyxl.load_workbook(io.BytesIO(a_sheet(HEAD, *rows)))
    for name, shape in (("C2", "0%"), ("D2", "0.00%")):
        book.worksheets[0][name].number_format = shape
    packed = io.BytesIO()
    book.save(packed)
    found = [item.draft for item in read_file(packed.getvalue()).items if item.draft]
    assert [[one.text for one in draft.options] for draft in found] == [
        ["50%", "66,67%"],
        ["0,5", "1"],
    ]


def test_a_line_with_more_cells_than_names_is_in_doubt() -> None:
    text = "STT;Câu hỏi;A;B;Đáp án\n1;Hỏi một?;Có;Không;B\n2;Hỏi hai; thế nào?;Có;Không;B\n"
    good, wide = read_file(text.encode(), file_name="đề.csv").items
    assert not good.problems
    assert [problem.message for problem in wide.problems] == [TOO_WIDE]


def test_letters_marked_inside_a_cell_are_said_not_to_count() -> None:
    head = ("STT", "Câu hỏi", "Các phương án", "Ghi chú")
    rows = [(n, f"Hỏi {n}?", "A. Có\nB. Không", "") for n in (1, 2)]
    items = read_file(a_sheet(head, *rows)).items
    assert {problem.message for item in items for problem in item.problems} == {NO_ANSWER_IN_ROW}
