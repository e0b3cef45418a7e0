"""Sheets with titles between their questions, names in two rows, and options one below another."""

import itertools

import pytest

from question_bank.readers.sheets import workbook
from question_bank.rules.reading import ReadItem
from tests.factories.sheets import a_sheet
from tests.question_bank.readers.samples import draft_of

HEAD = ("STT", "Câu hỏi", "Phương án", "Đáp án")
KEPT = ["Một tháng", "Ba tháng", "Sáu tháng"]


def _options(item: ReadItem) -> list[tuple[str, bool]]:
    return [(one.text, one.is_right) for one in draft_of(item).options]


def test_a_title_between_questions_is_the_topic_of_those_below_it() -> None:
    head = ("STT", "Câu hỏi", "A", "B", "Đáp án")
    rows = (
        ("I. Điều lệ Đảng",),
        (1, "Hỏi một?", "Có", "Không", "A"),
        (),
        ("Chuyên đề 2: Lịch sử",),
    )
    found = workbook(a_sheet(head, *rows, (2, "Hỏi hai?", "Có", "Không", "B")))
    assert [item.topic for item in found.items] == ["Điều lệ Đảng", "Lịch sử"]


def test_of_two_rows_of_names_the_one_that_names_the_options_counts() -> None:
    first = ("STT", "Câu hỏi", "Phương án trả lời", "", "Đáp án đúng")
    below = ("STT", "Câu hỏi", "A", "B", "Đáp án đúng")
    [item] = workbook(a_sheet(first, below, (1, "Hỏi gì?", "Có", "Không", "B"))).items
    assert _options(item) == [("Có", False), ("Không", True)]


@pytest.mark.parametrize(
    ("options", "keys"),
    [
        (KEPT, ("A", "", "")),
        ([f"{'ABC'[i]}. {text}" for i, text in enumerate(KEPT)], ("A", "A", "A")),
        (KEPT, ("x", "", "")),
        (KEPT, ("Một tháng", "", "")),
    ],
)
def test_options_one_below_another_belong_to_the_question_above(
    options: list[str], keys: tuple[str, ...]
) -> None:
    rows = [("", "", text, key) for text, key in zip(options, keys, strict=True)]
    rows[0] = (1, "Chi bộ họp bao lâu?", *rows[0][2:])
    others = [(2, "Ai chủ trì?", "Bí thư", "A"), ("", "", "Đảng viên", "")]
    first, second = workbook(a_sheet(HEAD, *rows, *others)).items
    assert _options(first) == [(text, text == KEPT[0]) for text in KEPT]
    assert _options(second) == [("Bí thư", True), ("Đảng viên", False)]
    assert [first.where, second.where] == ["Câu hỏi!2", "Câu hỏi!5"]


def test_short_answers_one_below_another_stay_questions_of_their_own() -> None:
    head = ("STT", "Câu hỏi", "Loại", "Đáp án")
    rows = [(n, "Viết về chi bộ", "Tự luận", "") for n in (1, 2)]
    assert len(workbook(a_sheet(head, *rows)).items) == 2


LETTERED = (
    (1, "Chi bộ họp bao lâu?", ""), ("A", "Một tháng", "x"), ("B.", "Ba tháng", ""),
    (2, "Ai chủ trì?", ""), ("a)", "Khách mời", ""), ("b)", "Bí thư", "X"),
)  # fmt: skip
OTHERS = (
    ((1, "Chi bộ họp bao lâu?", "A"), ("A", "Một tháng", ""), ("B", "Ba tháng", ""),
     (2, "Ai chủ trì?", "B"), ("A", "Khách mời", ""), ("B", "Bí thư", "")),
    (("Câu 1", "Chi bộ họp bao lâu?", ""), ("", "A. Một tháng", "x"), ("", "B. Ba tháng", ""),
     ("Câu 2", "Ai chủ trì?", ""), ("", "A. Khách mời", ""), ("", "B. Bí thư", "x")),
)  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "key"),
    [*itertools.product((LETTERED, *OTHERS), ("Đáp án", "Đúng")), (LETTERED, "")],
)
def test_an_option_may_stand_in_a_row_behind_its_letter(
    rows: tuple[tuple[object, ...], ...], key: str
) -> None:
    first, second = workbook(a_sheet(("STT", "Nội dung", key), *rows)).items
    assert _options(first) == [("Một tháng", True), ("Ba tháng", False)]
    assert _options(second) == [("Khách mời", False), ("Bí thư", True)]


def test_options_may_begin_in_the_row_below_their_question() -> None:
    rows = [(1, "Chi bộ họp bao lâu?", "", ""), ("", "", "Một tháng", "x"), ("", "", "Ba tháng")]
    [item] = workbook(a_sheet(HEAD, *rows)).items
    assert _options(item) == [("Một tháng", True), ("Ba tháng", False)]


def test_a_row_with_one_thing_beside_a_question_is_no_option() -> None:
    rows = [(1, "Chi bộ họp bao lâu?", "", "Một tháng"), ("", "", "xem lại", "")]
    found = workbook(a_sheet(("STT", "Câu hỏi", "Ý kiến", "Đáp án"), *rows)).items
    assert [item.excerpt for item in found] == ["1 | Chi bộ họp bao lâu? | Một tháng"]
