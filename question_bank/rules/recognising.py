"""Finds questions in the paragraphs of an organiser's file, and says what marked each answer.

The layouts are those offices use: ``Câu 1.`` or ``1.``, options ``A.`` to ``H.`` on lines of
their own or several on one line; the right answer bold, underlined, red, highlighted, starred,
named in a line ``Đáp án: B`` or in a table at the end. Two signs that disagree choose nothing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from foundation.errors import N_
from question_bank.rules.answer_table import read_answers
from question_bank.rules.kinds import Kind
from question_bank.rules.paragraphs import Marked, Paragraph

BOLD, UNDERLINE, COLOUR, HIGHLIGHT, STAR = "bold", "underline", "colour", "highlight", "star"
LINE, TABLE = "line", "table"
SIGN_WORDS = {
    BOLD: N_("bold letters"),
    UNDERLINE: N_("underlined letters"),
    COLOUR: N_("coloured letters"),
    HIGHLIGHT: N_("a highlight"),
    STAR: N_("a star"),
    LINE: N_("the line “Đáp án”"),
    TABLE: N_("the table of answers at the end"),
}

NO_ANSWER = N_("Nothing marks the right answer.")
DISAGREE = N_("Two signs mark different answers; choose one.")
TWO_MARKED = N_("Two answers are marked, but the question asks for one.")
UNKNOWN_LETTER = N_("The answer named is not among the answers to choose from.")
FEW_OPTIONS = N_("Fewer than two answers to choose from were found.")
LETTERS_SKIP = N_("The letters of the answers do not follow one another.")
SAME_NUMBER = N_("This number stands twice in the file.")
LOST_TEXT = N_("This paragraph belongs to no question.")

_QUESTION = re.compile(
    r"\s*(?:câu|bài|question)\s*(?:hỏi)?\s*(\d{1,4})\s*[.:)\-–/]?\s*", re.IGNORECASE
)
_NUMBERED = re.compile(r"\s*(\d{1,4})\s*[.)/]\s+")
_OPTION = re.compile(r"(?:^|(?<=\s))(\*?)\s*([A-H])\s*[.)/:]\s*(?=\S)")
_ANSWER = re.compile(
    r"\s*(?:đáp án(?:\s+đúng)?|trả lời|answer)\s*[:\-–]?\s*(?=[A-H]\b)", re.IGNORECASE
)
_EXPLANATION = re.compile(
    r"\s*(?:giải thích(?:\s+chi tiết)?|lời giải|hướng dẫn(?:\s+chi tiết)?)\s*:\s*", re.IGNORECASE
)
_SOURCE = re.compile(r"\s*(?:căn cứ|nguồn|trích)\s*:\s*", re.IGNORECASE)
_TABLE = re.compile(r"\s*(?:bảng\s+)?đáp\s+án(?:\s+(?:các\s+)?câu\s+hỏi)?\s*:?\s*$", re.IGNORECASE)
_HEADING = re.compile(
    r"\s*(?:(?:phần|chương|mục)\s+[\dIVX]+|[IVX]{1,5})\s*[.:\-–]\s*(?=\S)", re.IGNORECASE
)
_END = re.compile(r"[\s\-–—.*]*hết[\s\-–—.*]*$", re.IGNORECASE)
_SEVERAL = re.compile(
    r"nhiều (?:phương án|đáp án|câu trả lời)|các (?:phương án|đáp án) đúng|có thể chọn nhiều|"
    r"chọn (?:hai|ba|2|3) (?:phương án|đáp án)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class FoundOption:
    """An answer to choose as it stands in the file, with the signs on it."""

    label: str
    text: str
    signs: frozenset[str]


@dataclass(frozen=True)
class Problem:
    """Something a person must look at; ``message`` is a msgid."""

    paragraph: int
    message: str
    text: str = ""


@dataclass(frozen=True)
class FoundQuestion:
    """A question as it was recognised; without a key if its signs are in doubt."""

    number: int
    paragraph: int
    stem: str
    options: tuple[FoundOption, ...]
    topic: str = ""
    source: str = ""
    explanation: str = ""
    kind: Kind = Kind.ONE
    key: tuple[str, ...] = ()
    sign: str | None = None
    problems: tuple[Problem, ...] = ()
    named: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Recognition:
    """All that was found in a file, and what belongs to no question."""

    questions: tuple[FoundQuestion, ...]
    problems: tuple[Problem, ...]


def recognise(paragraphs: Sequence[Paragraph]) -> Recognition:
    """Return the questions of a file in their order.

    Every paragraph is part of a question, a heading, an answer, or a named problem.
    """
    reader = _Reader(has_words=any(_QUESTION.match(p.text) for p in paragraphs))
    for paragraph in paragraphs:
        reader.read(paragraph)
    reader.close()
    table = read_answers(reader.table)
    seen: set[int] = set()
    questions = []
    for question in reader.questions:
        doubles = (Problem(question.paragraph, SAME_NUMBER),) if question.number in seen else ()
        seen.add(question.number)
        decided = _decide(question, table.get(question.number, ()))
        questions.append(replace(decided, problems=doubles + decided.problems))
    return Recognition(tuple(questions), tuple(reader.problems))


class _Reader:
    """Walks the paragraphs and gathers questions; decides nothing."""

    def __init__(self, *, has_words: bool) -> None:
        self.start = _QUESTION if has_words else _NUMBERED
        self.questions: list[FoundQuestion] = []
        self.problems: list[Problem] = []
        self.table: list[str] = []
        self.topic = ""
        self._open: FoundQuestion | None = None
        self._in_table = False
        self._part = ""

    def read(self, paragraph: Paragraph) -> None:
        text = paragraph.text
        if not text.strip() or _END.match(text):
            return
        if _TABLE.match(text):
            self.close()
            self._in_table = True
        elif self._in_table:
            self.table.append(text)
        elif start := self.start.match(text):
            self._begin(paragraph, start)
        elif paragraph.is_heading or _HEADING.match(text):
            self.close()
            self.topic = _HEADING.sub("", text, count=1).strip()
        elif self._open is None:
            if self.questions:
                self.problems.append(Problem(paragraph.number, LOST_TEXT, text.strip()[:80]))
        else:
            self._open = self._grow(self._open, paragraph)

    def _begin(self, paragraph: Paragraph, start: re.Match[str]) -> None:
        self.close()
        rest = paragraph.marked.after(start.end())
        stem, options = _split_options(rest)
        self._part = "options" if options else "stem"
        self._open = FoundQuestion(
            int(start.group(1)), paragraph.number, stem, tuple(options), topic=self.topic
        )

    def _grow(self, question: FoundQuestion, paragraph: Paragraph) -> FoundQuestion:
        text = paragraph.text
        if found := _EXPLANATION.match(text):
            self._part = "explanation"
            return replace(question, explanation=text[found.end() :].strip())
        if found := _SOURCE.match(text):
            self._part = "source"
            return replace(question, source=text[found.end() :].strip())
        if found := _ANSWER.match(text):
            named = tuple(re.findall(r"\b[A-H]\b", text[found.end() :]))
            return replace(question, named=question.named + named)
        lead, options = _split_options(paragraph.marked)
        if options and self._part in ("stem", "options"):
            self._part = "options"
            return replace(_continued(question, lead), options=question.options + tuple(options))
        return self._continue(question, text.strip())

    def _continue(self, question: FoundQuestion, text: str) -> FoundQuestion:
        """Return the question with one more line of whatever part was being read."""
        if self._part == "explanation":
            return replace(question, explanation=f"{question.explanation} {text}".strip())
        if self._part == "source":
            return replace(question, source=f"{question.source} {text}".strip())
        return _continued(question, text)

    def close(self) -> None:
        if self._open is not None:
            self.questions.append(self._open)
        self._open, self._part = None, ""


def _continued(question: FoundQuestion, text: str) -> FoundQuestion:
    """Return the question with more text: of its last answer, or of its stem."""
    if not text:
        return question
    if not question.options:
        return replace(question, stem=f"{question.stem}\n{text}".strip())
    last = question.options[-1]
    grown = replace(last, text=f"{last.text} {text}".strip())
    return replace(question, options=(*question.options[:-1], grown))


def _split_options(marked: Marked) -> tuple[str, list[FoundOption]]:
    """Return what stands before the first answer, and the answers of one paragraph."""
    found = list(_OPTION.finditer(marked.text))
    if not found or not _is_run(found):
        return marked.text.strip(), []
    ends = [match.start() for match in found[1:]] + [len(marked.text)]
    options = []
    for match, end in zip(found, ends, strict=True):
        signs = set(marked.marks(match.start(2), match.end(2)) | marked.marks(match.end(), end))
        if match.group(1):
            signs.add(STAR)
        text = marked.text[match.end() : end].strip()
        options.append(FoundOption(match.group(2), text, frozenset(signs)))
    return marked.text[: found[0].start()].strip(), options


def _is_run(found: Sequence[re.Match[str]]) -> bool:
    """Return whether letters inside one line follow one another, as answers do and words do not."""
    letters = [ord(match.group(2)) for match in found]
    return all(after == before + 1 for before, after in pairwise(letters))


def _decide(question: FoundQuestion, in_table: tuple[str, ...]) -> FoundQuestion:
    """Return the question with its key, or with the reason why it has none."""
    labels = [option.label for option in question.options]
    kind = _kind(question)
    if len(labels) < 2:
        return replace(question, kind=kind, problems=_one(question, FEW_OPTIONS))
    if labels != [chr(ord("A") + i) for i in range(len(labels))]:
        return replace(question, kind=kind, problems=_one(question, LETTERS_SKIP))
    signs = _signs(question, in_table)
    choices = {frozenset(chosen) for chosen in signs.values()}
    if not choices:
        return replace(question, kind=kind, problems=_one(question, NO_ANSWER))
    if len(choices) > 1:
        return replace(question, kind=kind, problems=_one(question, DISAGREE))
    return _with_key(question, kind, tuple(sorted(choices.pop())), next(iter(signs)))


def _with_key(
    question: FoundQuestion, kind: Kind, key: tuple[str, ...], sign: str
) -> FoundQuestion:
    if not set(key) <= {option.label for option in question.options}:
        return replace(question, kind=kind, problems=_one(question, UNKNOWN_LETTER))
    if len(key) > 1 and kind is not Kind.SEVERAL:
        if sign not in (LINE, TABLE):
            return replace(question, kind=kind, problems=_one(question, TWO_MARKED))
        kind = Kind.SEVERAL
    if len(key) == 1 and kind is Kind.SEVERAL:
        kind = Kind.ONE
    return replace(question, kind=kind, key=key, sign=sign)


def _kind(question: FoundQuestion) -> Kind:
    texts = {option.text.strip(" .").casefold() for option in question.options}
    if texts == {"đúng", "sai"}:
        return Kind.TRUE_FALSE
    return Kind.SEVERAL if _SEVERAL.search(question.stem) else Kind.ONE


def _signs(question: FoundQuestion, in_table: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return each sign that marks some answers but not all: a sign on all of them says nothing."""
    found: dict[str, tuple[str, ...]] = {}
    for sign in (STAR, HIGHLIGHT, COLOUR, UNDERLINE, BOLD):
        marked = tuple(option.label for option in question.options if sign in option.signs)
        if 0 < len(marked) < len(question.options):
            found[sign] = marked
    for sign, named in ((LINE, question.named), (TABLE, in_table)):
        if named:
            found[sign] = tuple(dict.fromkeys(named))
    return found


def _one(question: FoundQuestion, message: str) -> tuple[Problem, ...]:
    return (Problem(question.paragraph, message),)


def all_problems(recognition: Recognition) -> Iterable[Problem]:
    """Return every problem of a file in the order of its paragraphs."""
    inside = (problem for question in recognition.questions for problem in question.problems)
    return sorted([*recognition.problems, *inside], key=lambda problem: problem.paragraph)
