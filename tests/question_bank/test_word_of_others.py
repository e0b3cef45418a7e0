"""Word files of other offices and word processors whose shape once went unread."""

import io
import unicodedata
import zipfile
from collections.abc import Sequence

import docx
import pytest
from docx.document import Document

from question_bank.readers.word import read_word
from question_bank.rules.kinds import Kind
from question_bank.rules.reading import ReadItem
from question_bank.rules.signs import UNKNOWN_LETTER
from tests.factories.word_layouts import add, four
from tests.question_bank.test_word_layouts import key_of, read


def _table(document: Document, rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            first, *others = text.split("\n")
            cell = table.cell(at, column)
            cell.text = first
            for line in others:
                cell.add_paragraph(line)


def _keys(items: Sequence[ReadItem]) -> list[str]:
    assert [item.problems for item in items] == [()] * len(items)
    return [key_of(item) for item in items]


@pytest.mark.parametrize(
    "line", ["ĐÁP ÁN: 1.B; 2.A", "Đáp án trắc nghiệm: 1B 2A", "Bảng đáp án: 1-B, 2-A"]
)
def test_the_answers_may_follow_their_heading_on_one_line(line: str) -> None:
    def paper(document: Document) -> None:
        for number in (1, 2):
            add(document, f"Câu {number}. Hỏi điều thứ {number}?")
            four(document, "", "bold")
        add(document, line)

    assert _keys(read(paper).items) == ["B", "A"]


def test_options_that_stand_together_in_one_cell_are_told_apart() -> None:
    head = ("TT", "Câu hỏi", "Phương án trả lời", "Đáp án", "Căn cứ")
    rows = [
        ("1", "Chi bộ họp khi nào?", "A. Hằng tuần\nB. Hằng tháng", "B", "Điều lệ Đảng"),
        ("2", "Đảng thành lập năm nào?", "A. 1930\nB. 1945\nC. 1954", "A", "Lịch sử Đảng"),
    ]
    items = read(lambda document: _table(document, [head, *rows])).items
    assert _keys(items) == ["B", "A"]
    assert items[0].draft is not None
    assert items[0].draft.stem == "Chi bộ họp khi nào?"
    assert items[0].draft.source is not None
    assert items[0].draft.source.document == "Điều lệ Đảng"


def test_a_question_in_a_table_of_its_own_is_no_table_of_answers() -> None:
    def paper(document: Document) -> None:
        for number in (1, 2):
            _table(
                document,
                [
                    (f"Câu {number}", f"Đại hội thứ {number} họp năm nào?"),
                    ("A", "1930"), ("B", "1945"), ("C", "1954"), ("Đáp án", "C"),
                ],
            )  # fmt: skip
            document.add_paragraph()

    assert _keys(read(paper).items) == ["C", "C"]


def test_true_and_false_may_stand_below_each_other_without_letters() -> None:
    def paper(document: Document) -> None:
        add(document, "Câu 1. Đảng viên dự bị có quyền biểu quyết.")
        add(document, "Đúng")
        add(document, ("Sai", "bold"))
        add(document, "Câu 2. Thời gian dự bị là mười hai tháng.")
        add(document, ("Đúng", "bold"))
        add(document, "Sai")

    items = read(paper).items
    assert _keys(items) == ["B", "A"]
    assert {item.draft.kind for item in items if item.draft} == {Kind.TRUE_FALSE}


def test_the_strict_form_of_word_is_read() -> None:
    document = docx.Document()
    add(document, "Câu 1. Chi bộ họp mấy tháng một lần?")
    four(document, "C", "bold")
    usual, strict = io.BytesIO(), io.BytesIO()
    document.save(usual)
    with zipfile.ZipFile(usual) as source, zipfile.ZipFile(strict, "w") as goal:
        for name in source.namelist():
            content = source.read(name)
            for kind in ("wordprocessingml", "drawingml", "officeDocument"):
                content = content.replace(
                    f"http://schemas.openxmlformats.org/{kind}/2006/".encode(),
                    f"http://purl.oclc.org/ooxml/{kind}/".encode(),
                )
            goal.writestr(name, content)
    assert _keys(read_word(strict.getvalue()).items) == ["C"]


def test_accents_written_apart_from_their_letters_are_joined() -> None:
    def paper(document: Document) -> None:
        for number in (1, 2):
            for line in (f"Câu {number}. Hỏi điều thứ {number}?", "A. Một", "B. Hai", "Đáp án: B"):
                add(document, unicodedata.normalize("NFD", line))

    items = read(paper).items
    assert _keys(items) == ["B", "B"]
    assert items[0].draft is not None
    assert items[0].draft.stem == "Hỏi điều thứ 1?"


@pytest.mark.parametrize("line", ["→ Chọn B", "=> Đáp án: B", "⇒ Đáp án B."])
def test_an_arrow_may_stand_before_the_line_that_names_the_answer(line: str) -> None:
    def paper(document: Document) -> None:
        add(document, "Câu 1. Chi bộ họp mấy tháng một lần?")
        four(document)
        add(document, line)

    items = read(paper).items
    assert _keys(items) == ["B"]
    assert items[0].draft is not None
    assert items[0].draft.options[-1].text == "Sáu tháng"


def test_answers_may_be_counted_where_one_has_a_sign_and_nothing_asks_for_words() -> None:
    def paper(document: Document) -> None:
        add(document, "Câu 1. Chi bộ họp khi nào?")
        for number, text in enumerate(("Hằng tuần", "Hằng tháng", "Hằng năm"), start=1):
            add(document, (f"{number}. {text}", "bold" if number == 2 else ""))
        add(document, "Câu 2. Trình bày hai nội dung sau:")
        add(document, ("1. Khái niệm", "bold"))
        add(document, "2. Ý nghĩa")

    choice, essay = read(paper).items
    assert _keys([choice]) == ["B"]
    assert essay.draft is not None
    assert essay.draft.kind is Kind.ESSAY
    assert essay.draft.stem.count("\n") == 2


def test_what_is_typed_on_a_phone_without_marks_is_read() -> None:
    lines = (
        "cau 1 dang thanh lap nam nao", "a 1930", "b 1945", "c 1954", "dap an a",
        "cau 2 chi bo hop thang may lan", "a.2 lan", "b.1 lan", "=> b",
    )  # fmt: skip
    first, second = read(lambda document: [add(document, line) for line in lines]).items
    assert _keys([first, second]) == ["A", "B"]
    assert first.draft is not None
    assert [option.text for option in first.draft.options] == ["1930", "1945", "1954"]
    assert first.draft.stem == "dang thanh lap nam nao"


def test_a_statement_may_have_its_answer_in_brackets_behind_it() -> None:
    lines = ("Câu 1. Chi bộ họp mỗi tháng. (Đ)", "Câu 2. Ai cũng được biểu quyết (Sai).")
    items = read(lambda document: [add(document, line) for line in lines]).items
    assert _keys(items) == ["A", "B"]
    drafts = [item.draft for item in items if item.draft]
    assert {draft.kind for draft in drafts} == {Kind.TRUE_FALSE}
    assert [draft.stem for draft in drafts] == ["Chi bộ họp mỗi tháng", "Ai cũng được biểu quyết"]


@pytest.mark.parametrize(
    "word", ["Hướng dẫn xử lý:", "Gợi ý giải quyết:", "Cách giải quyết", "Hướng xử lí:"]
)
def test_how_a_case_is_solved_is_its_model_and_no_part_of_what_is_asked(word: str) -> None:
    lines = ("PHẦN XỬ LÝ TÌNH HUỐNG", "Tình huống 1: Đảng viên bỏ sinh hoạt. Xử lý thế nào?")
    steps = (word, "Bước 1. Gặp gỡ.", "Bước 2. Chi bộ xem xét.")
    [item] = read(lambda document: [add(document, line) for line in (*lines, *steps)]).items
    assert item.draft is not None
    assert item.draft.kind is Kind.SITUATION
    assert item.draft.stem == "Đảng viên bỏ sinh hoạt. Xử lý thế nào?"
    assert getattr(item.draft.body, "model", "") == "Bước 1. Gặp gỡ.\nBước 2. Chi bộ xem xét."


@pytest.mark.parametrize("foot", ["Nơi nhận:", "T/M BAN THƯỜNG VỤ"])
def test_the_foot_of_an_official_paper_is_no_part_of_the_last_answer(foot: str) -> None:
    def paper(document: Document) -> None:
        add(document, "Câu 1. Chi bộ họp khi nào? (1 điểm)")
        four(document, "", "bold")
        add(document, foot)
        add(document, "- Các chi bộ;")

    found = read(paper)
    [draft] = [item.draft for item in found.items if item.draft]
    assert "chi bộ;" not in draft.options[-1].text
    assert foot not in draft.options[-1].text
    assert [where for where, _ in found.remarks][-1] == "¶ 7"
    assert draft.stem == "Chi bộ họp khi nào?"
    assert [note.facts["points"] for note in found.items[0].notes] == ["1 điểm"]


def test_options_between_semicolons_and_a_key_with_its_words() -> None:
    lines = ("Câu 1. Họp khi nào?", "a) Mỗi quý; b) Mỗi tháng; c) Mỗi năm", "Đáp án: b) Mỗi tháng")
    [item] = read(lambda document: [add(document, line) for line in lines]).items
    assert _keys([item]) == ["B"]
    assert item.draft is not None
    assert [one.text for one in item.draft.options] == ["Mỗi quý", "Mỗi tháng", "Mỗi năm"]


def test_an_order_of_letters_is_not_taken_for_its_first() -> None:
    lines = ("Câu 1. Thứ tự các bước?", "A. Gặp", "B. Họp", "C. Kết luận", "Đáp án: B-A-C")
    [item] = read(lambda document: [add(document, line) for line in lines]).items
    assert [problem.message for problem in item.problems] == [UNKNOWN_LETTER]
