"""Questions as rows of a sheet: columns a person reads and edits, and one that holds the rest.

The last column holds the whole question for the program. It counts only as long as the columns
before it say what it says: whoever edits a cell is right.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from question_bank.rules import draft_json
from question_bank.rules.columns import LETTERS
from question_bank.rules.drafting import QuestionDraft
from question_bank.rules.formats.markdown import without_pictures
from question_bank.rules.kinds import Credit, Difficulty
from question_bank.rules.sheet_words import KIND_WORDS, cells_of

LEVELS = {
    Difficulty.RECALL: "Nhận biết",
    Difficulty.UNDERSTANDING: "Thông hiểu",
    Difficulty.APPLICATION: "Vận dụng",
}
CREDITS = {Credit.ALL_OR_NOTHING: "Trọn câu", Credit.PER_OPTION: "Theo phương án"}
BEFORE = ("Loại", "Chủ đề", "Mức độ", "Câu hỏi (Markdown)")
AFTER = (
    "Đáp án đúng",
    "Cách tính điểm",
    "Giải thích",
    "Căn cứ",
    "Điều khoản",
    "Hiệu lực từ",
    "Hiệu lực đến",
    "Nhãn",
    "Tên ngắn",
    "Nhóm loại trừ",
)
DETAILS = "Chi tiết cho máy"
FEWEST_OPTIONS = 4
LONGEST_CELL = 32_000
"""A cell of Excel holds no more letters."""


def header(width: int) -> list[str]:
    """Return the names of the columns with ``width`` columns of answers."""
    return [*BEFORE, *(f"Phương án {letter}" for letter in LETTERS[:width]), *AFTER, DETAILS]


def width_of(drafts: Sequence[QuestionDraft]) -> int:
    """Return how many columns of answers these questions need."""
    return max([FEWEST_OPTIONS, *(len(_answers(draft)[0]) for draft in drafts)])


def rows_of(
    drafts: Sequence[QuestionDraft], topics: Mapping[str, str]
) -> tuple[list[str], list[list[str]]]:
    """Return the names of the columns and a row for each question, pictures left out."""
    width = width_of(drafts)
    rows = [row_of(bare(draft), topics.get(draft.topic_code, ""), width) for draft in drafts]
    return header(width), rows


def bare(draft: QuestionDraft) -> QuestionDraft:
    """Return a question without its pictures: a sheet cannot hold them."""
    if not draft.pictures:
        return draft
    options = tuple(replace(one, text=without_pictures(one.text)) for one in draft.options)
    return replace(
        draft, stem=without_pictures(draft.stem), options=options, pictures=(),
        explanation=without_pictures(draft.explanation),
    )  # fmt: skip


def row_of(draft: QuestionDraft, topic: str, width: int) -> list[str]:
    """Return the cells of one question."""
    answers, key = _answers(draft)
    source = draft.source
    details = json.dumps(draft_json.as_json(draft), ensure_ascii=False, separators=(",", ":"))
    return [
        KIND_WORDS[draft.kind],
        topic,
        LEVELS[draft.difficulty],
        draft.stem,
        *answers,
        *[""] * (width - len(answers)),
        key,
        _credit(draft),
        draft.explanation,
        source.document if source else "",
        source.article if source else "",
        _day(draft.valid_from),
        _day(draft.valid_to),
        "; ".join(draft.tags),
        draft.name,
        draft.group,
        details if len(details) <= LONGEST_CELL else "",
    ]


def _answers(draft: QuestionDraft) -> tuple[list[str], str]:
    if draft.body is not None:
        return cells_of(draft.body)
    key = [LETTERS[at] for at, one in enumerate(draft.options) if one.is_right]
    return [one.text for one in draft.options], ", ".join(key)


def _credit(draft: QuestionDraft) -> str:
    if draft.credit is not Credit.SHARES:
        return CREDITS[draft.credit] if len(draft.options) > 1 else ""
    shares = (f"{LETTERS[at]}={one.share or 0}" for at, one in enumerate(draft.options))
    return "; ".join(shares)


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def whole_draft(details: str, cells: Sequence[str], topic: str) -> QuestionDraft | None:
    """Return the question kept in the last column, if the cells before it still say the same."""
    try:
        draft = draft_json.from_json(json.loads(details), "")
        again = row_of(draft, topic, len(cells) - len(BEFORE) - len(AFTER) - 1)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return draft if [*map(_same, again)] == [*map(_same, cells)] else None


def _same(cell: str) -> str:
    return " ".join(cell.split())
