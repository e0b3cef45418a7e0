"""Questions in organisers' files: what marks an answer, and what is never guessed."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.rules import signs as r
from question_bank.rules.bodies import Accepted, AcceptedNumber, Numeric, Short
from question_bank.rules.kinds import Kind
from question_bank.rules.paragraphs import Paragraph, Run
from question_bank.rules.reading import ReadFile, ReadItem
from question_bank.rules.recognising import read_questions


def paragraphs(*lines: str | list[Run]) -> list[Paragraph]:
    return [
        Paragraph(number, tuple([Run(line)] if isinstance(line, str) else line))
        for number, line in enumerate(lines, start=1)
    ]


def recognise(*lines: str | list[Run]) -> ReadFile:
    return read_questions(paragraphs(*lines))


@dataclass(frozen=True)
class Found:
    """An item as these tests ask for it."""

    item: ReadItem

    @property
    def key(self) -> tuple[str, ...]:
        options = self.item.draft.options if self.item.draft else ()
        pairs = zip(self.item.labels, options, strict=True)
        return tuple(label for label, option in pairs if option.is_right)

    @property
    def problems(self) -> tuple[str, ...]:
        return tuple(problem.message for problem in self.item.problems)

    def __getattr__(self, name: str) -> object:
        return getattr(self.item.draft, name)


def found_in(*lines: str | list[Run]) -> list[Found]:
    return [Found(item) for item in recognise(*lines).items]


def only(*lines: str | list[Run]) -> Found:
    [question] = found_in(*lines)
    return question


def option(label: str, *marks: str) -> list[Run]:
    return [Run(f"{label}. Phương án {label}", frozenset(marks))]


@pytest.mark.parametrize("mark", [r.BOLD, r.UNDERLINE, r.COLOUR, r.HIGHLIGHT])
def test_each_sign_on_one_answer_marks_it(mark: str) -> None:
    found = only("Câu 1. Hỏi?", option("A"), option("B", mark), option("C"), option("D"))
    assert (found.key, found.item.mark, found.problems) == (("B",), mark, ())


def test_the_sign_on_the_letter_alone_is_enough() -> None:
    letter = [Run("B.", frozenset({r.BOLD})), Run(" Phương án")]
    assert only("Câu 1. Hỏi?", "A. Một", letter, "C. Ba").key == ("B",)


def test_a_star_before_the_letter_marks_it() -> None:
    assert only("Câu 1: Hỏi?", "A. Một", "*B. Hai", "C. Ba").key == ("B",)


def test_a_line_names_the_answer() -> None:
    found = only("Câu 1. Hỏi?", "A. Một", "B. Hai", "Đáp án: B")
    assert (found.key, found.item.mark) == (("B",), r.LINE)


@pytest.mark.parametrize("table", [["1-B 2-A"], ["1.B", "2.A"], ["1", "2", "B", "A"]])
def test_a_table_at_the_end_names_the_answers(table: list[str]) -> None:
    lines = ["Câu 1. Hỏi?", "A. Một", "B. Hai", "Câu 2. Hỏi nữa?", "A. Một", "B. Hai"]
    found = found_in(*lines, "BẢNG ĐÁP ÁN", *table)
    assert [question.key for question in found] == [("B",), ("A",)]
    assert {question.item.mark for question in found} == {r.TABLE}


def test_bold_everywhere_says_nothing() -> None:
    found = only("Câu 1. Hỏi?", option("A", r.BOLD), option("B", r.BOLD))
    assert found.problems[0] == r.NO_ANSWER


def test_bold_on_the_number_does_not_count() -> None:
    number = [Run("Câu 1.", frozenset({r.BOLD})), Run(" Hỏi?")]
    found = only(number, option("A"), option("B", r.UNDERLINE))
    assert (found.stem, found.key, found.item.mark) == ("Hỏi?", ("B",), r.UNDERLINE)


def test_two_signs_that_disagree_choose_nothing() -> None:
    found = only("Câu 1. Hỏi?", option("A", r.BOLD), option("B", r.COLOUR), option("C"))
    assert (found.key, found.problems[0]) == ((), r.DISAGREE)


def test_two_signs_that_agree_choose_one() -> None:
    found = only("Câu 1. Hỏi?", option("A"), option("B", r.BOLD, r.COLOUR), "Đáp án: B")
    assert (found.key, found.problems) == (("B",), ())


def test_two_marked_answers_are_reported_not_guessed() -> None:
    found = only("Câu 1. Hỏi?", option("A", r.BOLD), option("B", r.BOLD), option("C"))
    assert (found.key, found.problems[0]) == ((), r.TWO_MARKED)


def test_two_marked_answers_are_the_key_when_the_question_asks_for_several() -> None:
    found = only(
        "Câu 1. Hỏi? (chọn nhiều đáp án)", option("A", r.BOLD), option("B", r.BOLD), option("C")
    )
    assert (found.kind, found.key) == (Kind.SEVERAL, ("A", "B"))


def test_several_answers_on_one_line_are_told_apart() -> None:
    found = only("Câu 1. Hỏi?", "A. Một\tB. Hai\tC. Ba\tD. Bốn", "Đáp án: D")
    assert [one.text for one in found.options] == ["Một", "Hai", "Ba", "Bốn"]
    assert found.key == ("D",)


def test_true_and_false_are_a_kind_of_their_own() -> None:
    assert only("Câu 1. Đúng không?", "A. Đúng", "B. Sai", "Đáp án: A").kind is Kind.TRUE_FALSE


def test_source_and_explanation_lines_belong_to_the_question() -> None:
    found = only(
        "Câu 1. Hỏi?", "A. Một", "B. Hai", "Đáp án: A", "Căn cứ: Điều 1", "Giải thích: Vì vậy."
    )
    assert (found.source.document, found.explanation) == ("Điều 1", "Vì vậy.")


@pytest.mark.parametrize(
    ("lines", "stem", "number"),
    [
        (("(điền số) Mấy lần?", "Đáp án: 1"), "(điền số) Mấy lần?", "1"),
        (("Năm nào?", "Đáp án: 1930."), "Năm nào?", "1930"),
        (("Mấy năm? (điền số) Đáp án: 2,5",), "Mấy năm? (điền số)", "2.5"),
        (("Thành lập năm ...... (Đáp án: -5)",), "Thành lập năm ......", "-5"),
    ],
)
def test_a_number_behind_the_word_answer_is_typed_as_a_number(
    lines: tuple[str, ...], stem: str, number: str
) -> None:
    found = only(f"Câu 1. {lines[0]}", *lines[1:])
    assert (found.problems, found.kind, found.stem) == ((), Kind.NUMERIC, stem)
    assert found.body == Numeric((AcceptedNumber(Decimal(number)),))


def test_words_fill_a_gap_and_answer_other_questions_as_essays() -> None:
    gap = only("Câu 1. Chi bộ họp mỗi …… một lần (Đáp án: tháng)")
    assert (gap.kind, gap.stem) == (Kind.SHORT, "Chi bộ họp mỗi …… một lần")
    assert gap.body == Short((Accepted("tháng"),))
    for lines in (("Ai?", "Đáp án: Trần Phú"), ("Bao nhiêu?", "Đáp án: 1.000")):
        assert only(f"Câu 1. {lines[0]}", *lines[1:]).kind is Kind.ESSAY
    assert only("Phần II. Tự luận", "Câu 1. Điền …", "Đáp án: 5").kind is Kind.ESSAY


@pytest.mark.parametrize("line", ["Đề số 1: 1A 2B", "Mã đề 101. 1A", "Đáp án đề số 2: 1-A; 2-B"])
def test_answers_of_one_paper_are_listed_and_never_grow_onto_an_option(line: str) -> None:
    read = recognise("Câu 1. Hỏi?", option("A", r.BOLD), "B. Hai", line)
    [item] = read.items
    assert item.draft is not None
    assert [one.text for one in item.draft.options] == ["Phương án A", "Hai"]
    [(where, remark)] = read.remarks
    assert (where, remark.message, remark.facts) == ("¶ 4", r.PAPER_ANSWERS, {"text": line})


def test_an_answer_that_is_struck_out_marks_nothing() -> None:
    found = only("Câu 1. Hỏi?", option("A", "strike"), option("B"), option("C", "strike"))
    assert (found.key, found.problems) == ((), (r.NO_ANSWER,))


def test_a_heading_becomes_the_topic_of_what_follows() -> None:
    found = only("I. Điều lệ Đảng", "Câu 1. Hỏi?", "A. Một", "B. Hai", "Đáp án: A")
    assert found.item.topic == "Điều lệ Đảng"


def test_text_after_the_questions_is_not_lost_silently() -> None:
    lines = ["Câu 1. Hỏi?", "A. Một", "B. Hai", "Đáp án: A", "Phần II. Khác", "Ai đó viết gì"]
    [(where, remark)] = recognise(*lines).remarks
    assert (where, remark.message) == ("¶ 6", r.LOST_TEXT)


def test_a_number_that_stands_twice_is_fine_where_each_question_marks_its_own_answer() -> None:
    lines = ["Câu 1. Hỏi?", "A. Một", "B. Hai", "Đáp án: A"] * 2
    assert [question.key for question in found_in(*lines)] == [("A",), ("A",)]


def test_a_number_that_stands_twice_takes_its_answers_in_their_order() -> None:
    lines = ["Phần I. Điều lệ", "Câu 1. Hỏi?", "A. Một", "B. Hai"]
    lines += ["Phần II. Nghị quyết", "Câu 1. Hỏi gì?", "A. Ba", "B. Bốn"]
    found = found_in(*lines, "ĐÁP ÁN", "1-A", "1-B")
    assert [question.key for question in found] == [("A",), ("B",)]


@given(st.lists(st.text(max_size=40), max_size=30))
def test_no_text_at_all_breaks_the_reader(lines: list[str]) -> None:
    assert all(question.key == () or question.item.mark for question in found_in(*lines))


@settings(deadline=None)
@given(st.lists(st.integers(0, 3), min_size=1, max_size=40))
def test_as_many_questions_are_found_as_stand_in_the_file(keys: list[int]) -> None:
    lines: list[str | list[Run]] = []
    for number, key in enumerate(keys, start=1):
        lines.append(f"Câu {number}. Nội dung câu hỏi số {number} là gì?")
        lines += [option("ABCD"[i], *([r.BOLD] if i == key else [])) for i in range(4)]
    found = found_in(*lines)
    assert [question.key for question in found] == [("ABCD"[key],) for key in keys]
