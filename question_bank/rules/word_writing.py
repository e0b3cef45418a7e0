"""Questions as the lines of a Word paper, in the layout our own reader knows."""

from dataclasses import dataclass, replace

from question_bank.rules.bodies import Essay, RubricPoint, Situation
from question_bank.rules.citing import parted, with_source_apart
from question_bank.rules.columns import LETTERS
from question_bank.rules.drafting import OptionDraft, QuestionDraft, SourceDraft
from question_bank.rules.formats.markdown import without_pictures
from question_bank.rules.kinds import CHOSEN, Difficulty, Kind
from question_bank.rules.paragraphs import Paragraph, Run
from question_bank.rules.plain_words import words
from question_bank.rules.recognising import read_questions
from question_bank.rules.sheet_writing import LEVELS


@dataclass(frozen=True)
class PaperLine:
    """A line of a paper."""

    text: str
    is_marked: bool = False
    is_answer: bool = False
    """Whether it is left out where the answers are."""
    keeps_next: bool = True


_OTHER = QuestionDraft(
    kind=Kind.ONE,
    difficulty=Difficulty.RECALL,
    topic_code="",
    stem="Chi bộ họp thường kỳ mấy tháng một lần?",
    options=(OptionDraft("Một tháng", is_right=True), OptionDraft("Ba tháng")),
)
"""What stands before and behind a question when it is read back."""


def paper_lines(draft: QuestionDraft, number: int) -> list[PaperLine]:
    """Return the lines of one question."""
    word = "Tình huống" if draft.kind is Kind.SITUATION else "Câu"
    first, *more = _plain(draft.stem).split("\n")
    lines = [PaperLine(f"{word} {number}. {first}"), *map(PaperLine, more)]
    for at, option in enumerate(draft.options):
        text = " ".join(_plain(option.text).split())
        lines.append(PaperLine(f"{LETTERS[at]}. {text}", option.is_right))
    key = [LETTERS[at] for at, option in enumerate(draft.options) if option.is_right]
    if key:
        lines.append(PaperLine(f"Đáp án: {', '.join(key)}", is_answer=True))
    lines += [PaperLine(text, is_answer=True) for text in _told(draft)]
    lines[-1] = replace(lines[-1], keeps_next=False)
    return lines


def _told(draft: QuestionDraft) -> list[str]:
    told: list[str] = []
    body = draft.body
    if isinstance(body, Essay | Situation):
        told += ["Gợi ý trả lời:", *words(body.model).split("\n")] if body.model else []
        told += [
            f"- {' '.join(words(one.text).split())} ({_points(one)} điểm)" for one in body.rubric
        ]
    if isinstance(body, Situation):
        told += [f"Lỗi nghiêm trọng: {_line(one)}" for one in body.fatal_mistakes]
    told += _source(draft.source)
    if draft.explanation:
        told.append(f"Giải thích: {' '.join(_plain(draft.explanation).split())}")
    return [*told, f"Mức độ: {LEVELS[draft.difficulty]}"]


def _source(source: SourceDraft | None) -> list[str]:
    """Return the source on one line where the article can be told from it, else on two."""
    if source is None:
        return []
    line = ", ".join(part for part in (source.article, source.document) if part)
    if parted(SourceDraft(line)) == source:
        return [f"Căn cứ: {line}"]
    return [f"Căn cứ: {source.document}", f"Điều, khoản: {source.article}"]


def _points(point: RubricPoint) -> str:
    return f"{float(point.points):g}".replace(".", ",")


def _line(text: str) -> str:
    return " ".join(words(text).split())


def _plain(text: str) -> str:
    return words(without_pictures(text))


def read_back(draft: QuestionDraft, number: int) -> QuestionDraft | None:
    """Return the question as it would come back from a paper, or None if it would not.

    It is read between two others: one whose words look like a heading or like the answers of a
    paper would spoil those as well.
    """
    if draft.kind not in CHOSEN and not isinstance(draft.body, Essay | Situation):
        return None
    lines = [
        *paper_lines(_OTHER, number + 1),
        *paper_lines(draft, number),
        *paper_lines(_OTHER, number + 2),
    ]
    paragraphs = [
        Paragraph(at, (Run(line.text, frozenset({"bold"} if line.is_marked else ())),))
        for at, line in enumerate(lines, start=1)
    ]
    read = read_questions(paragraphs)
    if len(read.items) != 3 or read.remarks or any(one.problems for one in read.items):
        return None
    before, own, after = read.items
    is_spoilt = own.topic or after.topic or before.draft != after.draft or after.draft != _OTHER
    return None if is_spoilt else with_source_apart(own).draft
