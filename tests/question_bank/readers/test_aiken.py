"""Aiken files, tidy and untidy."""

from question_bank.readers import aiken
from question_bank.rules.formats import remarks
from tests.question_bank.readers.samples import draft_of, kinds, reasons, sample


def test_questions_are_read_with_their_answer() -> None:
    found = aiken.read(sample("aiken/plain.txt"))
    drafts = [draft_of(item) for item in found.items]
    assert [draft.stem for draft in drafts] == [
        "Đảng Cộng sản Việt Nam thành lập năm nào?",
        "Cơ quan lãnh đạo cao nhất của Đảng là gì?",
    ]
    assert [option.is_right for option in drafts[0].options] == [False, True, False]


def test_windows_lines_vietnamese_words_and_missing_blank_lines_do_no_harm() -> None:
    drafts = [draft_of(item) for item in aiken.read(sample("aiken/windows.txt")).items]
    assert [draft.stem for draft in drafts] == ["Dòng một\ndòng hai?", "Không có dòng trống?"]
    assert [draft.options[1].is_right for draft in drafts] == [True, False]


def test_the_answer_may_be_told_in_many_words() -> None:
    told = ("Đáp án: A", "Đáp án đúng là: A", "Đáp án là: A", "ANSWER: A")
    text = "\n".join(f"Hỏi điều {n}?\nA. Một\nB. Hai\n{line}" for n, line in enumerate(told))
    drafts = [draft_of(item) for item in aiken.read(text).items]
    assert [draft.options[0].is_right for draft in drafts] == [True] * 4


def test_faults_are_listed_with_their_line() -> None:
    found = aiken.read(sample("aiken/faults.txt"))
    assert kinds(found) == ["-", "-", "-", "-", "one"]
    assert reasons(found) == [
        ("1", remarks.NO_ANSWER_LINE),
        ("5", remarks.UNKNOWN_LABEL),
        ("10", remarks.LABEL_TWICE),
        ("15", remarks.NO_OPTIONS),
    ]
