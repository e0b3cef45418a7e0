"""Takes the lines of a question apart: stem, answers, the line that names one, source and so on."""

import re
from dataclasses import replace
from itertools import pairwise

from question_bank.rules.levels import difficulty_of
from question_bank.rules.paragraphs import Marked
from question_bank.rules.recognising import lines as words
from question_bank.rules.recognising.found import Fields, Gathered, Line
from question_bank.rules.recognising.options import (
    LETTERS,
    bare_options,
    boxed_options,
    counted_options,
    first_letter,
    grown,
    split_options,
    true_false_line,
    truth_lines,
    uses_small_letters,
)

_SPLIT = re.compile(r"[A-J]")


class Taker:
    """Goes through the lines of one question."""

    def __init__(self, gathered: Gathered) -> None:
        self.gathered = gathered
        self.fields = Fields()
        self.part = "stem"
        self.stem: list[Line] = []
        self.small = uses_small_letters(gathered.lines)

    def take(self) -> Fields:
        """Return the question taken apart."""
        lines = self.gathered.lines
        for line, after in pairwise([*lines, None]):
            if line is not None:
                self._line(line, after)
        self._close_stem()
        return self.fields

    def _line(self, line: Line, after: Line | None) -> None:
        text = line.text.strip()
        if self.part == "answer" and self._named_alone(text):
            return
        if line.is_note:
            self._add("explanation", text)
        elif not (self._named_part(text) or self._answer(text) or self._model(text)):
            self._plain(line, after)

    def _named_part(self, text: str) -> bool:
        for pattern, part in (
            (words.EXPLANATION, "explanation"),
            (words.SOURCE, "source"),
            (words.ARTICLE, "article"),
            (words.FATAL, "fatal"),
        ):
            if found := pattern.match(text):
                self.part = part
                rest = text[found.end() :].strip()
                if text.startswith("(") and rest.endswith(")"):
                    rest = rest[:-1]
                self._add(part, rest)
                return True
        if found := words.LEVEL.match(text):
            self.fields.difficulty = difficulty_of(text[found.end() :])
            return True
        if found := words.TOPIC.match(text):
            self.fields.topic = text[found.end() :].strip()
            return True
        return False

    def _answer(self, text: str) -> bool:
        if bracket := words.TAIL_BRACKET.fullmatch(text) or words.ARROW_ALONE.fullmatch(text):
            self.fields.named.append(_letters(bracket.group("letters")))
            return True
        found = words.ANSWER.match(f"{text} ")
        return found is not None and self._named(found, text[found.end() :])

    def _named(self, found: re.Match[str], rest: str) -> bool:
        if not rest and self.fields.options:
            self.part = "answer"
            return True
        truth = rest.strip(" .)]").casefold()
        if truth in ("đúng", "sai", "đ", "s"):
            self.fields.named.append(("Đúng" if truth[0] == "đ" else "Sai",))
            return True
        named = words.NAMED.match(rest) or words.NAMED_SMALL.match(rest)
        named = named or (words.NAMED_AGAIN.match(rest) if self.small else None)
        if named is not None:
            self.fields.named.append(_letters(named.group("letters").upper()))
            self._after_answer(rest[named.end() :])
            return True
        if self.fields.options and found.group("sign") in ":=" and rest.strip():
            self.fields.named_text = rest.strip()
            return True
        return False

    def _named_alone(self, text: str) -> bool:
        """Take in a letter that stands below “Đáp án:”; return whether it is one."""
        self.part = "options"
        named = words.NAMED.fullmatch(text.rstrip(".")) or words.NAMED_SMALL.match(text)
        if named is not None:
            self.fields.named.append(_letters(named.group("letters")))
        return named is not None

    def _after_answer(self, rest: str) -> None:
        """Take in what stands behind the letter: the answer's own words are known already."""
        if found := words.EXPLANATION.search(rest):
            self._add("explanation", rest[found.end() :].strip())
            self.part = "explanation"
        elif found := words.SOURCE.search(rest):
            self._add("source", rest[found.end() :].strip(" )"))

    def _model(self, text: str) -> bool:
        if self.fields.options or self.part == "model":
            return False
        found = words.MODEL.match(text)
        if found is None or (":" not in found.group() and found.end() < len(text)):
            return False
        self.part = "model"
        self._add("model", text[found.end() :].strip())
        return True

    def _plain(self, line: Line, after: Line | None) -> None:
        if self.part in ("stem", "options") and self._options(line, after):
            return
        if self.part == "stem":
            self.stem.append(line)
        elif self.part == "options":
            last = self.fields.options[-1]
            marks = line.marked.marks(0, len(line.text))
            self.fields.options[-1] = grown(last, line.text.strip(), marks)
        else:
            self._add(self.part, line.text.strip())

    def _options(self, line: Line, after: Line | None) -> bool:
        marked = self._without_tail(line)
        begun = len(self.fields.options)
        following = LETTERS[begun + 1] if begun + 1 < len(LETTERS) else ""
        goes_on = after is not None and (first_letter(after.text) or "").upper() == following
        lead, options = split_options(marked, begun, small=self.small, goes_on=goes_on)
        if not options and not begun:
            options = true_false_line(marked) if self.stem else []
            lead = marked.part(0, 0)
        if not options:
            if marked.text != line.text:  # the tail named the answer; the rest is plain
                self._plain(Line(marked, None, line.is_item), after)
                return True
            return False
        if lead.text and begun:
            marks = lead.marks(0, len(lead.text))
            self.fields.options[-1] = grown(self.fields.options[-1], lead.text, marks)
        elif lead.text:
            self.stem.append(Line(lead))
        self.fields.options += options
        self.part = "options"
        return True

    def _without_tail(self, line: Line) -> Marked:
        """Return the line without an answer named at its end: ``… (Đáp án: B)``, ``… [B]``."""
        found = words.TAIL_ANSWER.search(line.text) or words.TAIL_BRACKET.search(line.text)
        if found is None or not line.text[: found.start()].strip():
            return line.marked
        self.fields.named.append(_letters(found.group("letters")))
        return line.marked.part(0, found.start())

    def _add(self, part: str, text: str) -> None:
        if not text:
            return
        if part in ("model", "fatal"):
            getattr(self.fields, part).append(text)
        else:
            before = getattr(self.fields, part)
            setattr(self.fields, part, f"{before} {text}".strip())

    def _close_stem(self) -> None:
        fields = self.fields
        lines = [line for line in self.stem if line.text.strip()]
        if not fields.options:
            lines, fields.options = truth_lines(lines)
        if not fields.options and self.gathered.section is None:
            lines, fields.options = boxed_options(
                lines, is_marked=bool(fields.named or fields.named_text)
            )
        if not fields.options and self.gathered.section is None:
            lines, fields.options = counted_options(lines)
        if not fields.options and self.gathered.section is None:
            lines, fields.options = bare_options(lines)
            lines = self._without_truth(lines)
        fields.options = [replace(one, text=one.text.rstrip(" ;")) for one in fields.options]
        lines = self._without_points(self._without_model(lines))
        fields.stem = "\n".join(line.text.strip() for line in lines)
        if not fields.options and words.TRUE_OR_FALSE.search(fields.stem):
            fields.asks_true_or_false = True

    def _without_model(self, lines: list[Line]) -> list[Line]:
        """Return a question without the answer in words at its end: ``… (Đáp án: 1930)``."""
        told = words.TAIL_MODEL.search(lines[-1].text) if lines else None
        fields = self.fields
        if told is None or fields.options or fields.named or fields.model:
            return lines
        if not lines[-1].text[: told.start()].strip():
            return lines
        fields.model.append((told.group("inside") or told.group("behind")).strip())
        left = replace(lines[-1], marked=lines[-1].marked.part(0, told.start()))
        return [*lines[:-1], left]

    def _without_points(self, lines: list[Line]) -> list[Line]:
        """Return a question without the ``(1 điểm)`` at its end, which a note names."""
        told = words.POINTS_LAST.search(lines[-1].text) if lines else None
        if told is None or self.gathered.points or not lines[-1].text[: told.start()].strip():
            return lines
        self.gathered.points = told.group().strip(" .:")
        left = replace(lines[-1], marked=lines[-1].marked.part(0, told.start()))
        return [*lines[:-1], left]

    def _without_truth(self, lines: list[Line]) -> list[Line]:
        """Return a statement without the ``(Đ)`` or ``(S)`` at its end, which is its answer."""
        told = words.TAIL_TRUTH.search(lines[-1].text) if lines else None
        if told is None or self.fields.options or self.fields.named:
            return lines
        is_true = told.group("truth").casefold().startswith("đ")
        self.fields.named.append(("Đúng" if is_true else "Sai",))
        left = replace(lines[-1], marked=lines[-1].marked.part(0, told.start()))
        return [*lines[:-1], left]


def _letters(named: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_SPLIT.findall(named.upper())))
