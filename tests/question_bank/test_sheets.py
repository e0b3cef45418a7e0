"""Sheets and CSV files: in with the columns of many offices, out and back without loss."""

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings

from foundation.encodings import Encoding
from question_bank.readers.sheets import csv_file, read_csv_file, workbook
from question_bank.readers.word import read_word
from question_bank.rules import signs
from question_bank.rules.bodies import Essay, Matching, Numeric, Ordering, Short, Situation
from question_bank.rules.columns import Columns, Role
from question_bank.rules.drafting import QuestionDraft
from question_bank.rules.kinds import Kind
from question_bank.rules.normal import normalised
from question_bank.rules.reading import ReadFile, ReadItem
from question_bank.services.importing import read_file
from question_bank.services.writers import template, write_csv, write_docx, write_xlsx
from tests.factories.drafts import a_draft_of, drafts
from tests.factories.sheets import a_sheet
from tests.foundation.test_encodings import as_tcvn3, as_vni

TOPICS = {"charter": "Điều lệ Đảng"}
HEAD = ("STT", "Nội dung câu hỏi", "Phương án A", "Phương án B", "Phương án C", "Đáp án đúng")
ROW = (1, "Chi bộ họp mấy tháng một lần?", "Ba tháng", "Một tháng", "Sáu tháng", "B")


def key_of(item: ReadItem) -> str:
    options = item.draft.options if item.draft else ()
    pairs = zip(item.labels, options, strict=True)
    return ",".join(label for label, option in pairs if option.is_right)


def csv_of(*rows: str, encoding: str = "utf-8") -> ReadFile:
    return csv_file("\n".join(rows).encode(encoding))


@pytest.mark.parametrize(
    ("key", "right"),
    [
        ("B", "B"), ("b", "B"), ("2", "B"), (2, "B"), ("Một tháng", "B"), ("B. Một tháng", "B"),
        ("Phương án B", "B"), ("A,C", "A,C"), ("A;C", "A,C"), ("AC", "A,C"), ("A và C", "A,C"),
        ("1;3", "A,C"),
    ],
)  # fmt: skip
def test_the_column_of_answers_names_them_in_many_ways(key: object, right: str) -> None:
    [item] = workbook(a_sheet(HEAD, (*ROW[:5], key))).items
    assert (key_of(item), item.mark, item.problems) == (right, signs.COLUMN, ())


@pytest.mark.parametrize(
    "head",
    [
        ("TT", "Câu hỏi", "A", "B", "C", "Đáp án"),
        ("No.", "Question", "Option 1", "Option 2", "Option 3", "Correct answer"),
        ("STT", "NỘI DUNG", "Đáp án A", "Đáp án B", "Đáp án C", "Key"),
        ("Số TT", "Đề bài", "Lựa chọn A", "Lựa chọn B", "Lựa chọn C", "Phương án đúng"),
    ],
)
def test_columns_are_known_by_many_names(head: tuple[str, ...]) -> None:
    [item] = workbook(a_sheet(("Ngân hàng câu hỏi của xã",), (), head, ROW)).items
    assert (key_of(item), item.where) == ("B", "Câu hỏi!4")


def test_a_topic_merged_over_rows_holds_for_each_of_them() -> None:
    head = ("Chủ đề", "Câu hỏi", "A", "B", "Đáp án")
    rows = [("", f"Hỏi {n}?", "Một", "Hai", "A") for n in (1, 2)]
    found = workbook(a_sheet(head, *rows, merged=[("A2:A3", "Điều lệ")]))
    assert [item.topic for item in found.items] == ["Điều lệ", "Điều lệ"]


def test_a_wrong_letter_and_a_missing_one_are_listed_with_their_row() -> None:
    found = workbook(a_sheet(HEAD, (*ROW[:5], "E"), (*ROW[:5], ""), ROW))
    problems = [(item.where, [p.message for p in item.problems]) for item in found.items]
    assert problems == [
        ("Câu hỏi!2", [signs.UNKNOWN_LETTER]),
        ("Câu hỏi!3", [signs.NO_ANSWER_IN_ROW]),
        ("Câu hỏi!4", []),
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_cells_may_be_parted_by_any_of_three_signs(separator: str) -> None:
    rows = (HEAD, ("1", '"Hỏi ""gì"" vậy?"', "Một", "Hai", "Ba", "C"))
    [item] = csv_of(*(separator.join(row) for row in rows)).items
    assert item.draft is not None
    assert (item.draft.stem, key_of(item), item.where) == ('Hỏi "gì" vậy?', "C", "2")


def test_a_line_break_in_a_cell_does_not_shift_the_lines() -> None:
    found = csv_of("Câu hỏi,A,B,Đáp án", '"Hỏi', 'gì?",Một,Hai,A', "Nữa?,Một,Hai,B")
    assert [item.where for item in found.items] == ["2", "4"]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("utf-8-sig", None),
        ("utf-16", None),
        ("tcvn3", Encoding.TCVN3),
        ("vni", Encoding.VNI),
    ],
)
def test_old_encodings_are_turned_into_unicode_and_said(
    content: str, encoding: Encoding | None
) -> None:
    text = "Câu hỏi,A,B,Đáp án\nChi bộ họp thường kỳ mấy tháng một lần?,Một tháng,Ba tháng,A\n"
    text += "Đảng viên dự bị có quyền biểu quyết không?,Có,Không,B\n"
    bytes_of = {
        "tcvn3": lambda: as_tcvn3(text).encode("cp1252"),
        "vni": lambda: as_vni(text).encode("cp1252"),
    }
    made = bytes_of[content]() if content in bytes_of else text.encode(content)
    found = read_csv_file(made, {})
    assert [item.draft.stem.casefold()[:6] for item in found.items if item.draft] == [
        "chi bộ",
        "đảng v",
    ]
    facts = [remark.facts.get("encoding") for _, remark in found.remarks]
    assert facts == ([encoding.value] if encoding else [])


def test_a_person_may_say_what_the_columns_hold() -> None:
    content = "x;y;z;w\nHỏi gì?;Một;Hai;2\n".encode()
    columns = Columns({Role.STEM: 0, Role.KEY: 3}, (1, 2))
    [_names, item] = read_csv_file(content, {"columns": columns.as_json()}).items
    assert key_of(item) == "B"


def test_the_template_reads_back_as_its_examples() -> None:
    found = read_file(template())
    kinds = [item.draft.kind for item in found.items if item.draft]
    assert kinds == [Kind.ONE, Kind.SEVERAL, Kind.TRUE_FALSE, Kind.MATCHING, Kind.ESSAY]
    assert [item.problems for item in found.items] == [()] * 5


def as_written(draft: QuestionDraft) -> QuestionDraft:
    return replace(normalised(draft), topic_code="", pictures=())


@pytest.mark.parametrize("kind", Kind)
def test_a_question_edited_by_hand_in_its_cells_is_read_from_them(kind: Kind) -> None:
    whole = write_csv([a_draft_of(kind)], TOPICS).content.decode("utf-8-sig")
    edited = whole.replace("Câu hỏi loại", "Câu hỏi đã sửa")
    [item] = csv_file(edited.encode()).items
    assert item.draft is not None
    assert item.draft.stem == f"Câu hỏi đã sửa {kind.code}"
    assert item.draft.kind is kind
    expected = a_draft_of(kind).body  # limits of words and feedback have no cell
    if not isinstance(expected, Essay | Situation | Short):
        assert item.draft.body == expected


@settings(max_examples=60)
@given(drafts())
def test_any_question_comes_back_from_a_csv_file(draft: QuestionDraft) -> None:
    bare = as_written(replace(draft, stem=draft.stem.replace("![hình](picture:a.png)", "hình")))
    [item] = csv_file(write_csv([replace(bare, topic_code="charter")], TOPICS).content).items
    assert item.draft == bare
    assert item.topic == "Điều lệ Đảng"


@settings(max_examples=15)
@given(drafts())
def test_any_question_comes_back_from_a_workbook(draft: QuestionDraft) -> None:
    bare = as_written(replace(draft, stem=draft.stem.replace("![hình](picture:a.png)", "hình")))
    [item] = workbook(write_xlsx([bare], TOPICS).content).items
    assert item.draft == bare


def test_a_word_paper_comes_back_with_what_it_says_it_holds(tmp_path: Path) -> None:
    whole = [a_draft_of(kind) for kind in Kind]
    made = write_docx(whole, TOPICS)
    found = read_word(made.content)
    assert len(found.items) == len(whole) - made.left_out
    marks = docx.Document(io.BytesIO(made.content)).core_properties
    assert (marks.title, marks.author, marks.comments) == ("Câu hỏi", "", "")
    kept = {Kind.ONE, Kind.SEVERAL, Kind.TRUE_FALSE, Kind.ESSAY, Kind.SITUATION}
    assert {item.draft.kind for item in found.items if item.draft} == kept
    assert all(item.topic == "Điều lệ Đảng" and not item.problems for item in found.items)


def test_kinds_in_cells_are_read_without_the_last_column() -> None:
    head = ("Loại", "Câu hỏi", "A", "B", "C", "Đáp án")
    rows = [
        ("Ghép đôi", "Ghép", "Một => 1", "Hai => 2", "=> 3", ""),
        ("Sắp xếp", "Xếp", "Trước", "Giữa", "Sau", ""),
        ("Trả lời ngắn", "Điền", "chi bộ", "", "", ""),
        ("Điền số", "Bao nhiêu?", "12,5 ± 0,5", "", "", "tháng"),
    ]
    bodies = [item.draft.body for item in workbook(a_sheet(head, *rows)).items if item.draft]
    assert bodies[0] == Matching((("Một", "1"), ("Hai", "2")), ("3",))
    assert bodies[1] == Ordering(("Trước", "Giữa", "Sau"))
    assert isinstance(bodies[2], Short)
    assert isinstance(bodies[3], Numeric)


@pytest.mark.parametrize(
    ("head", "row", "right"),
    [
        (("Câu hỏi", "Các phương án", "Đáp án"), ("Hỏi?", "A. một\nB. hai", "B"), "hai"),
        (("Câu hỏi", "Đáp án"), ("Hỏi?\nA) một\nB) hai\nC) ba", "C"), "ba"),
        (("Câu hỏi", "Lựa chọn", "Đáp án"), ("Hỏi?", "A. một; B. hai", "A"), "một"),
        (
            (
                "Question - max 120 characters",
                "Answer 1 - max 75 characters",
                "Answer 2 - max 75 characters",
                "Time limit (sec)",
                "Correct answer(s)",
            ),
            ("Hỏi?", "một", "hai", 20, 2),
            "hai",
        ),
    ],
)
def test_options_in_one_cell_and_columns_of_games_are_read(
    head: tuple[str, ...], row: tuple[object, ...], right: str
) -> None:
    [item] = read_file(a_sheet(head, row)).items
    assert item.problems == ()
    assert item.draft is not None
    assert item.draft.stem == "Hỏi?"
    assert [one.text for one in item.draft.options if one.is_right] == [right]


WHOLE = (
    "Chi bộ họp mấy tháng một lần?\nA. Ba tháng\nB. Một tháng\nC. Hai tháng",
    "Đảng do ai sáng lập?\r\na) Một người\r\nb) Hồ Chí Minh\r\nc) Nhiều người",
)


@pytest.mark.parametrize("head", [(), ("Câu hỏi", "Đáp án"), ("Nội dung", "Key")])
def test_a_whole_question_in_one_cell_is_read_with_the_key_beside_it(head: tuple[str, ...]) -> None:
    rows = [*([head] if head else []), *((cell, "B") for cell in WHOLE)]
    found = read_file(a_sheet(*rows))
    assert [key_of(item) for item in found.items] == ["B", "B"]
    assert [len(item.draft.options) for item in found.items if item.draft] == [3, 3]


def test_a_key_in_the_cell_itself_counts_and_none_is_listed_with_its_reason() -> None:
    cells = [f"{WHOLE[0]}\nĐáp án: B", WHOLE[1].replace("b)", "*b)"), WHOLE[0].replace("mấy", "3")]
    found = read_file(a_sheet(("Câu hỏi", "Đáp án"), *((cell, "") for cell in cells)))
    assert [key_of(item) for item in found.items[:2]] == ["B", "B"]
    assert [problem.message for problem in found.items[2].problems] == [signs.NO_ANSWER_IN_ROW]
