"""Walks the lines of a file and gathers questions; decides nothing about their answers."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from question_bank.rules.kinds import Kind
from question_bank.rules.paragraphs import Block, Marked, Paragraph, Table
from question_bank.rules.reading import ReadItem, Remark
from question_bank.rules.recognising import lines as words
from question_bank.rules.recognising.answers import Answers, names_a_paper, titled_pairs
from question_bank.rules.recognising.found import Gathered, Line
from question_bank.rules.recognising.options import first_letter
from question_bank.rules.recognising.starting import start_of
from question_bank.rules.recognising.tables import (
    Shape,
    lettered_lines,
    lines_of,
    rubric_of,
    shape_of,
)
from question_bank.rules.signs import LOST_TEXT, PAPER_ANSWERS

_UNNUMBERED = re.compile(r"\s*câu\s+hỏi\s*[:.]\s*(?=\S)", re.IGNORECASE)
_KIND_ONLY = re.compile(
    r"(?:phần\s+|câu\s+hỏi\s+|bài\s+|thi\s+|nội\s+dung\s+)*(?:trắc\s+nghiệm|tự\s+luận|(?:xử\s+lý\s+)?tình\s+huống|đúng[\s/,–-]*sai)"
    r"(?:\s+(?:khách\s+quan|nhiều\s+lựa\s+chọn))?\s*(?:[(\[].*[)\]])?\s*[.:]?",
    re.IGNORECASE,
)
_SECTIONS = (
    (re.compile(r"tình\s+huống", re.IGNORECASE), Kind.SITUATION),
    (re.compile(r"tự\s+luận|thi\s+viết", re.IGNORECASE), Kind.ESSAY),
)
_CHOSEN = re.compile(r"trắc\s+nghiệm|đúng\s*[/,–-]?\s*sai", re.IGNORECASE)
_FIELD = (words.EXPLANATION, words.SOURCE, words.ANSWER, words.LEVEL, words.TOPIC)
SHOWN = 80


@dataclass
class Walked:
    """Questions whose lines are gathered or that came ready from a table, and the rest."""

    found: list[Gathered | ReadItem] = field(default_factory=list)
    answers: Answers = field(default_factory=Answers)
    remarks: list[tuple[str, Remark]] = field(default_factory=list)


def walk(blocks: Sequence[Block]) -> Walked:
    """Return all that was gathered from a file."""
    walker = _Walker(start_of(blocks))
    for at, block in enumerate(blocks):
        if isinstance(block, Table):
            walker.table(block)
        else:
            walker.line(block, blocks[at + 1 : at + 4])
    return walker.done()


class _Walker:
    def __init__(self, start: re.Pattern[str] | None) -> None:
        self.start = start
        self.walked = Walked()
        self.topic, self.guess = "", ""
        self.section: Kind | None = None
        self.in_answers = False
        self.open: Gathered | None = None
        self.modelled: Gathered | None = None
        self.last = 0
        self.seen: Counter[int] = Counter()

    def done(self) -> Walked:
        """Return what was gathered."""
        self.walked.answers.close()
        return self.walked

    def table(self, table: Table) -> None:
        """Take in a table: of questions, of answers, of points, or lines in a grid."""
        shape = shape_of(table, is_behind=self.in_answers)
        if shape is Shape.ANSWERS:
            self.open = None
            self.in_answers = True
            self.walked.answers.add_grid([[_joined(cell) for cell in row] for row in table.rows])
        elif shape is Shape.QUESTIONS and (lines := lettered_lines(table, self._word())):
            self._each(lines)
        elif shape is Shape.QUESTIONS:
            self.open = None
            self.walked.found += self._rows(table)
        elif (point := rubric_of(table)) and (owner := self.open or self.modelled):
            owner.rubric += point
        else:
            self._each(list(lines_of(table, self._word())))

    def _word(self) -> str:
        """Return what stands before the numbers of this file's questions."""
        return "Câu " if self.start is words.QUESTION else ""

    def _each(self, lines: Sequence[Paragraph]) -> None:
        for at, line in enumerate(lines):
            self.line(line, lines[at + 1 : at + 4])

    def _rows(self, table: Table) -> list[ReadItem]:
        return Shape.items(table)

    def line(self, paragraph: Paragraph, after: Sequence[Block]) -> None:
        """Take in one line."""
        text = paragraph.text
        if not text.strip() or words.END.match(text):
            return
        if paragraph.is_note:
            self._append(paragraph)
        elif self._is_free() and names_a_paper(text):
            self.open = None
            self._left(paragraph, PAPER_ANSWERS)
        elif self._is_free() and (named := titled_pairs(text)) and named == named.upper():
            self.open, self.modelled, self.in_answers = None, None, True
            self.walked.answers.add_line(named)
        elif self._opens_answers(text, after):
            self.open, self.modelled = None, None
            self.in_answers = True
        elif not (self.in_answers and self._answer(text)):
            self._question(paragraph)

    def _opens_answers(self, text: str, after: Sequence[Block]) -> bool:
        if not words.ANSWERS.match(text):
            return False
        if self._is_free():
            following = next((b for b in after if isinstance(b, Table) or b.text.strip()), None)
            return not (self._is_short(text) and self._is_own_answer(following, after))
        return not self._is_short(text)

    def _is_free(self) -> bool:
        """Return whether no question is open that still waits for its options."""
        return self.open is None or self.open.has_options

    @staticmethod
    def _is_short(text: str) -> bool:
        """Return whether the line says “Đáp án” and no more: it may belong to its question."""
        return len(text.split()) <= 2 and not text.strip(" :.").isupper()

    def _is_own_answer(self, following: Block | None, after: Sequence[Block]) -> bool:
        """Return whether a letter of its own follows, and then the next question."""
        if not isinstance(following, Paragraph) or len(following.text.strip(" .")) != 1:
            return False
        later = [b for b in after if isinstance(b, Paragraph) and not words.END.match(b.text)][1:]
        return not later or self._matched(later[0]) is not None

    def _answer(self, text: str) -> bool:
        """Take in a line behind “ĐÁP ÁN”; return whether it belongs there."""
        if self.walked.answers.add_line(text):
            self.modelled = None
            return True
        start = (self.start or words.QUESTION).match(text)
        if start is None:
            if self.modelled is not None and not self._is_heading_text(text):
                self.modelled.model.append(text.strip())
                return True
            return False
        number = int(start.group("number"))
        self.modelled = self._without_options(number)
        if self.modelled is not None:
            if rest := text[start.end() :].strip():
                self.modelled.model.append(rest)
            return True
        self.in_answers = False
        self.walked.answers.close()
        return False

    def _without_options(self, number: int) -> Gathered | None:
        """Return the question of this number that is answered in words, if there is one."""
        return next(
            (
                one
                for one in self.walked.found
                if isinstance(one, Gathered)
                and one.number == number
                and not one.has_options
                and not one.model
            ),
            None,
        )

    def _question(self, paragraph: Paragraph) -> None:
        if words.SIGNED.match(paragraph.text):
            self.open = None
        own = words.OWN_TOPIC.fullmatch(paragraph.text.strip()) if paragraph.is_heading else None
        found = self._matched(paragraph)
        if own is not None:
            self.open, self.section, self.topic = None, None, own["topic"]
        elif found is not None:
            self._begin(paragraph, found)
        elif self._is_heading(paragraph):
            self._heading(paragraph.text)
        elif self.open is not None:
            self._append(paragraph)
        elif self.walked.found or self.in_answers:
            self._left(paragraph, LOST_TEXT)

    def _left(self, paragraph: Paragraph, why: str) -> None:
        remark = Remark(why, {"text": paragraph.text.strip()[:SHOWN]})
        self.walked.remarks.append((f"¶ {paragraph.number}", remark))

    def _matched(self, paragraph: Paragraph) -> re.Match[str] | None:
        text = paragraph.text
        if self.start is None:
            return self._bare(text)
        found = self.start.match(text)
        if found is None:
            return _UNNUMBERED.match(text) if self.start is words.QUESTION else None
        if self.start is words.QUESTION:
            return found
        number = int(found.group("number"))
        begins_anew = self.open is None or self.open.has_options or self.open.section is not None
        follows = number == self.last + 1
        return found if follows or (begins_anew and (number > self.last or number == 1)) else None

    def _bare(self, text: str) -> re.Match[str] | None:
        """Return where a question without any number begins: any line that is nothing else."""
        is_other = first_letter(text) is not None or any(p.match(text) for p in _FIELD)
        goes_on = self.open is not None and not self.open.has_options
        if is_other or goes_on or self._is_heading_text(text):
            return None
        return re.match(r"(?P<number>)(?P<word>)(?P<points>)\s*", text)

    def _begin(self, paragraph: Paragraph, found: re.Match[str]) -> None:
        groups = found.groupdict()
        number = int(groups.get("number") or self.last + 1)
        word = (groups.get("word") or "").casefold()
        self.in_answers = False
        self.open = Gathered(
            number=number,
            label=" ".join(found.group().replace(groups.get("points") or "\0", "").split()).strip(
                ".:)/-– "
            ),
            paragraph=paragraph.number,
            topic=self.topic,
            section=Kind.SITUATION if word.startswith("tình") else self.section,
            points=groups.get("points") or "",
            occurrence=self.seen[number],
        )
        self.seen[number] += 1
        self.last = number
        self.walked.found.append(self.open)
        rest = paragraph.marked.part(found.end())
        if points := words.POINTS_FIRST.match(rest.text):
            self.open.points = points.group()
            rest = rest.part(points.end())
        if rest.text.strip() or paragraph.before is not None:
            self._grow(rest, paragraph)

    def _append(self, paragraph: Paragraph) -> None:
        if self.open is not None:
            self._grow(paragraph.marked, paragraph)

    def _grow(self, marked: Marked, paragraph: Paragraph) -> None:
        if self.open is None:
            return
        line = Line(marked, paragraph.before, paragraph.is_item, paragraph.is_note)
        self.open.lines.append(line)
        if first_letter(marked.text) is not None or " A. " in marked.text:
            self.open.has_options = True

    def _is_heading(self, paragraph: Paragraph) -> bool:
        if paragraph.is_heading:
            return True
        return self._is_heading_text(paragraph.text)

    def _is_heading_text(self, text: str) -> bool:
        if words.HEADING.match(text) or (self.open is None and words.TOPIC.match(text)):
            return True
        is_free = self._is_free()
        if _KIND_ONLY.fullmatch(text.strip()):
            return True
        if words.LETTER_HEADING.match(text):
            return is_free and words.is_capitals(words.LETTER_HEADING.sub("", text, count=1))
        return is_free and bool(self.walked.found) and words.is_capitals(text)

    def _heading(self, text: str) -> None:
        self.open = None
        bare = words.LETTER_HEADING.sub("", words.heading_words(text), count=1).strip()
        sections = [kind for pattern, kind in _SECTIONS if pattern.search(text)]
        if sections:
            self.section = sections[0]
        elif _CHOSEN.search(text) or bare:
            self.section = None
        if not _KIND_ONLY.fullmatch(bare):
            self.topic = bare or text.strip()


def _joined(cell: Sequence[Paragraph]) -> str:
    return " ".join(line.text.strip() for line in cell if line.text.strip())
