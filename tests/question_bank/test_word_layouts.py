"""Word papers of many offices: every layout is read with the keys a careful reader finds."""

import io
from collections.abc import Callable
from fractions import Fraction

import docx
import pytest
from docx.document import Document
from PIL import Image

from question_bank.readers.word import read_word
from question_bank.rules import signs
from question_bank.rules.bodies import Essay, RubricPoint, Situation
from question_bank.rules.kinds import Kind
from question_bank.rules.reading import ReadFile, ReadItem
from tests.factories import word_offices, word_tables
from tests.factories.word_layouts import LAYOUTS, add, built, four

assert word_offices
assert word_tables  # their layouts register themselves


def key_of(item: ReadItem) -> str:
    options = item.draft.options if item.draft else ()
    pairs = zip(item.labels, options, strict=True)
    return ",".join(label for label, option in pairs if option.is_right)


def read(build: Callable[[Document], object]) -> ReadFile:
    document = docx.Document()
    build(document)
    packed = io.BytesIO()
    document.save(packed)
    return read_word(packed.getvalue())


@pytest.mark.parametrize("name", LAYOUTS)
def test_each_layout_is_read_with_its_keys(name: str) -> None:
    content, keys = built(LAYOUTS[name])
    found = read_word(content)
    assert [key_of(item) for item in found.items] == keys
    assert [item.problems for item in found.items] == [()] * len(keys)
    assert found.remarks == ()


def test_fonts_of_old_are_turned_into_unicode_and_the_file_is_kept_beside() -> None:
    content, _keys = built(LAYOUTS["word_fonts_of_old"])
    first, second = read_word(content).items
    assert first.draft is not None
    assert second.draft is not None
    assert first.draft.stem == "Chi bộ họp mấy tháng một lần?"
    assert second.draft.stem == "Đảng viên dự bị có quyền gì?"
    assert "C©u 1." in first.excerpt
    assert signs.CONVERTED in {note.message for note in first.notes}


def test_questions_answered_in_words_bring_rubric_model_and_fatal_mistakes() -> None:
    def paper(document: Document) -> None:
        document.add_heading("CÂU HỎI TỰ LUẬN", 1)
        add(document, "Câu 1. Đồng chí hãy trình bày nội dung sinh hoạt chi bộ?")
        add(document, "Gợi ý trả lời:")
        add(document, "- Nêu được bốn nội dung (1 điểm)")
        add(document, "- Liên hệ thực tế (0,5 điểm)")
        add(document, "Câu 2. Phân tích vai trò của bí thư chi bộ.")
        add(document, "Đáp án: Bí thư là người chủ trì.")
        document.add_heading("XỬ LÝ TÌNH HUỐNG", 1)
        add(document, "Tình huống 1: Một đảng viên bỏ về giữa cuộc họp.")
        add(document, "Gợi ý xử lý: Gặp gỡ, nhắc nhở")
        add(document, "Lỗi nghiêm trọng: Quát mắng trước chi bộ")

    drafts = [item.draft for item in read(paper).items]
    assert [draft.kind for draft in drafts if draft] == [Kind.ESSAY, Kind.ESSAY, Kind.SITUATION]
    points = (
        RubricPoint("Nêu được bốn nội dung", Fraction(1)),
        RubricPoint("Liên hệ thực tế", Fraction(1, 2)),
    )
    assert [draft.body for draft in drafts if draft] == [
        Essay(points),
        Essay((), "Bí thư là người chủ trì."),
        Situation((), ("Quát mắng trước chi bộ",), "Gặp gỡ, nhắc nhở"),
    ]


def test_a_table_of_points_is_the_rubric_of_the_question_above() -> None:
    def paper(document: Document) -> None:
        add(document, "PHẦN TỰ LUẬN")
        add(document, "Câu 1. Phân tích vai trò của bí thư chi bộ.")
        table = document.add_table(rows=3, cols=3)
        rows = [("STT", "Nội dung", "Điểm"), ("1", "Chủ trì", "2"), ("2", "Trách nhiệm", "1,5")]
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                table.cell(at, column).text = text

    [item] = read(paper).items
    assert item.draft is not None
    points = (RubricPoint("Chủ trì", Fraction(2)), RubricPoint("Trách nhiệm", Fraction(3, 2)))
    assert item.draft.body == Essay(points)


def test_pictures_stay_in_stem_and_answers() -> None:
    picture = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(picture, "PNG")

    def paper(document: Document) -> None:
        document.add_paragraph("Câu 1. Hình nào? ").add_run().add_picture(picture)
        document.add_paragraph("A. ").add_run().add_picture(picture)
        add(document, ("B. Không hình nào", "bold"))

    [item] = read(paper).items
    assert item.draft is not None
    assert item.draft.stem == "Hình nào? ![](picture:image1.png)"
    assert item.draft.options[0].text == "![](picture:image1.png)"
    assert [one.media_type for one in item.draft.pictures] == ["image/png"]


def test_lines_of_source_explanation_and_difficulty_go_with_their_question() -> None:
    def paper(document: Document) -> None:
        document.add_heading("Chủ đề 1: Điều lệ Đảng", 1)
        add(document, "Câu 1. (0,5 điểm) Chi bộ họp mấy tháng một lần?")
        four(document, "B", "bold")
        add(document, "Căn cứ: Điều 25 Điều lệ Đảng")
        add(document, "Giải thích: Điều lệ quy định như vậy.")
        add(document, "Mức độ: Nhận biết")

    [item] = read(paper).items
    assert item.draft is not None
    assert item.topic == "Điều lệ Đảng"
    assert item.draft.source is not None
    assert item.draft.source.document == "Điều 25 Điều lệ Đảng"
    assert item.draft.explanation == "Điều lệ quy định như vậy."
    assert item.draft.difficulty.code == "recall"
    assert [note.message for note in item.notes] == [signs.LEFT_OUT_POINTS]


def test_signs_that_disagree_are_reported_and_choose_nothing() -> None:
    def paper(document: Document) -> None:
        add(document, "Câu 1. Chi bộ họp mấy tháng một lần?")
        four(document, "B", "bold")
        add(document, "Đáp án: C")
        add(document, "Câu 2. Ai chủ trì?")
        add(document, ("A. Bí thư", "bold"))
        add(document, ("B. Khách", "red"))

    found = [(key_of(i), [p.message for p in i.problems]) for i in read(paper).items]
    assert found == [("", [signs.DISAGREE]), ("", [signs.DISAGREE])]


def test_statements_with_numbers_of_their_own_stay_in_the_stem() -> None:
    def paper(document: Document) -> None:
        add(document, "Câu 1. Xét các phát biểu:")
        add(document, "1. Đảng là đội tiên phong.")
        add(document, "2. Chi bộ là nền tảng.")
        add(document, "Số phát biểu đúng là:")
        add(document, "A. 0")
        add(document, ("B. 2", "bold"))

    [item] = read(paper).items
    assert key_of(item) == "B"
