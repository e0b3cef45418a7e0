"""Word lists without letters: questions at one level, answers at another, numbered by the style."""

import io
from collections.abc import Sequence

import docx
import pytest

from question_bank.rules.kinds import Kind
from question_bank.rules.reading import ReadFile
from question_bank.services.importing import read_file

QUESTIONS = (
    ("Đảng do ai sáng lập?", ("Một người", "Hồ Chí Minh", "Nhiều người"), 1),
    ("Chi bộ họp mấy tháng một lần?", ("Ba tháng", "Một tháng", "Hai tháng"), 1),
    ("Thời gian dự bị là bao lâu?", ("12 tháng", "6 tháng"), 0),
)
Line = tuple[str, str, bool]
"""Style, text, whether it is bold."""


def read(lines: Sequence[Line]) -> ReadFile:
    document = docx.Document()
    for style, text, is_bold in lines:
        document.add_paragraph(style=style).add_run(text).bold = is_bold or None
    packed = io.BytesIO()
    document.save(packed)
    return read_file(packed.getvalue(), "docx")


def in_styles(asked: str, answered: str, *, bold: bool = True, before: str = "") -> list[Line]:
    lines: list[Line] = []
    for number, (stem, answers, right) in enumerate(QUESTIONS, start=1):
        lines.append((asked, before.replace("n", str(number)) + stem, False))
        lines += [(answered, text, bold and at == right) for at, text in enumerate(answers)]
    return lines


def assert_all_are_read(found: ReadFile, mark: str) -> None:
    drafts = [one.draft for one in found.items if one.draft and not one.problems]
    assert [
        (
            one.stem,
            tuple(o.text for o in one.options),
            [o.is_right for o in one.options].index(True),
        )
        for one in drafts
    ] == list(QUESTIONS)
    assert {one.mark for one in found.items} == {mark}
    assert found.remarks == ()


@pytest.mark.parametrize(
    ("asked", "answered", "before"),
    [
        ("List Number", "List Bullet", ""),
        ("List Number", "List Number 2", ""),
        ("List Bullet", "List Number", ""),
        ("Normal", "List Number", ""),
        ("Heading 2", "List Bullet", ""),
        ("List Number", "Normal", ""),
        ("Normal", "List Number", "Câu n. "),
        ("Normal", "List Bullet", "n) "),
        ("List Number", "List Number", ""),
    ],
)
def test_lists_numbered_by_their_style_are_read(asked: str, answered: str, before: str) -> None:
    assert_all_are_read(read(in_styles(asked, answered, before=before)), "bold")


def test_an_answer_named_in_a_line_or_behind_all_questions_is_found() -> None:
    bare = in_styles("List Number", "List Number 2", bold=False)
    behind: list[Line] = [("Heading 1", "ĐÁP ÁN", False), ("Normal", "1-B, 2-B, 3-A", False)]
    assert_all_are_read(read([*bare, *behind]), "table")
    named: list[Line] = []
    for number, line in enumerate([*bare, ("List Number", "", False)]):
        if line[0] == "List Number" and number:
            named.append(
                ("Normal", f"Đáp án: {'BBA'[sum(x[0] == 'Normal' for x in named)]}", False)
            )
        named.append(line)
    assert_all_are_read(read(named[:-1]), "line")


def test_questions_for_essays_in_the_same_list_keep_their_bullets_as_words() -> None:
    lines: list[Line] = [
        *in_styles("List Number", "List Bullet"),
        ("Heading 1", "II. Tự luận", False),
        ("List Number", "Trình bày nhiệm vụ của chi bộ:", False),
        ("List Bullet", "ý một", False),
        ("List Bullet", "ý hai", False),
    ]
    found = read(lines)
    assert [one.draft.kind for one in found.items if one.draft] == [Kind.ONE] * 3 + [Kind.ESSAY]
    assert found.items[-1].where == "Câu 4, ¶ 13"


def test_a_list_without_any_sign_lists_each_question_for_a_person_to_choose() -> None:
    found = read(in_styles("List Number", "List Bullet", bold=False))
    assert len(found.items) == len(QUESTIONS)
    assert all(one.problems for one in found.items)


def test_a_question_without_a_sign_in_a_list_that_counts_on_is_listed() -> None:
    lines = in_styles("List Number", "List Number")
    unmarked = [(style, text, is_bold and text != "12 tháng") for style, text, is_bold in lines]
    found = read(unmarked)
    assert [bool(one.problems) for one in found.items] == [False, False, True]
