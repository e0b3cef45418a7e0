"""Aiken: a question, options A, B, C, a line with the answer. https://docs.moodle.org/en/Aiken_format.

Read with patience: ``A.`` or ``A)``, ``ANSWER`` or ``Đáp án``, questions of several lines, blank
lines missing or too many.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from question_bank.rules.drafting import OptionDraft, QuestionDraft, SourceDraft
from question_bank.rules.formats import remarks
from question_bank.rules.formats.choices import FALSE, TRUE
from question_bank.rules.formats.markdown import escape, to_plain, without_pictures
from question_bank.rules.formats.remarks import unique
from question_bank.rules.formats.writing import Loss, Written, losses
from question_bank.rules.kinds import Difficulty, Kind
from question_bank.rules.reading import ReadFile, ReadItem, Remark

FORMAT = "aiken"
_OPTION = re.compile(r"^\s*([A-Za-zĐđ])\s*[.)]\s*(.*)$")
_ANSWER = re.compile(
    r"^\s*(?:ANSWERS?|KEY|CORRECT(?: ANSWERS?)?|Đáp\s*án(?:\s*đúng)?|DAP AN)(?:\s*là)?"
    r"\s*[:：.=]\s*(.*)$",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"^\s*((?:FEEDBACK|EXPLANATION|Giải\s*thích)|(?:Căn\s*cứ|Nguồn|Source))\s*[:：]\s*(\S.*)$",
    re.IGNORECASE,
)
"""What files of other programs say after the answer; the format itself has no place for it."""
_LETTERS = re.compile(r"[A-Za-zĐđ](?:\s*(?:[,;&+/]|và|and|\s)\s*[A-Za-zĐđ])*[.)]?")
_NUMBER = re.compile(r"^\s*(?:Câu(?:\s*hỏi)?|Question)?\s*\d{1,4}\s*[.:)]\s+", re.IGNORECASE)


@dataclass
class _Part:
    line: int = 0
    stem: list[str] = field(default_factory=list)
    options: list[tuple[str, str]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.lines


def read_aiken(text: str) -> ReadFile:
    """Return every question of an Aiken file, stored or listed."""
    items: list[ReadItem] = []
    part, was_blank = _Part(), False
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            was_blank = True
            continue
        if part.is_empty and items and (told := _TOLD.match(line)):
            items[-1] = _explained(items[-1], told)
        elif found := _ANSWER.match(line):
            _note_line(part, line, number)
            items.append(_item(part, found.group(1).strip()))
            part = _Part()
        else:
            if _is_next(part, line, was_blank=was_blank):
                items.append(_item(part, None))
                part = _Part()
            _take(part, line, number)
        was_blank = False
    if not part.is_empty:
        items.append(_item(part, None))
    return ReadFile(FORMAT, tuple(items))


def _explained(item: ReadItem, told: re.Match[str]) -> ReadItem:
    """Return a question with what a line after its answer says."""
    if item.draft is None:
        return item
    name, words = told.group(1).lower(), told.group(2).strip()
    if name.startswith(("căn", "nguồn", "source")):
        draft = replace(item.draft, source=SourceDraft(words))
    else:
        said = [item.draft.explanation, escape(words)]
        draft = replace(item.draft, explanation="\n".join(one for one in said if one))
    return replace(item, draft=draft)


def _is_next(part: _Part, line: str, *, was_blank: bool) -> bool:
    """Return whether a line begins another question though the one before has no answer yet."""
    found = _OPTION.match(line)
    if found and found.group(1).upper() == "A" and part.options:
        return False
    return bool(part.options) and was_blank and not found


def _note_line(part: _Part, line: str, number: int) -> None:
    if part.is_empty:
        part.line = number
    part.lines.append(line)


def _take(part: _Part, line: str, number: int) -> None:
    _note_line(part, line, number)
    found = _OPTION.match(line)
    if found and _follows(part, found.group(1).upper()):
        part.options.append((found.group(1).upper(), found.group(2).strip()))
    elif part.options:
        label, text = part.options[-1]
        part.options[-1] = (label, f"{text} {line.strip()}".strip())
    else:
        part.stem.append(line.strip())


def _follows(part: _Part, label: str) -> bool:
    """Return whether a letter begins an option: A after a text, then any that is not far off."""
    if not part.options:
        return label == "A" and bool(part.stem)
    return ord("A") <= ord(label) <= ord(part.options[-1][0]) + 3


def _item(part: _Part, answer: str | None) -> ReadItem:
    labels = [label for label, _text in part.options]
    key = _key(answer) if answer is not None else ()
    problems = _problems(part, answer, key)
    return ReadItem(
        where=str(part.line),
        draft=None if problems else _draft(part, key),
        mark=None if problems else "answer_line",
        labels=tuple(labels),
        problems=unique(problems),
        excerpt="\n".join(part.lines)[:2_000],
    )


def _key(answer: str) -> tuple[str, ...]:
    if not _LETTERS.fullmatch(answer):
        return ()
    return tuple(dict.fromkeys(re.findall(r"\b[A-ZĐ]\b", answer.upper())))


def _problems(part: _Part, answer: str | None, key: tuple[str, ...]) -> list[Remark]:
    labels = [label for label, _text in part.options]
    found = [Remark(remarks.LABEL_TWICE, {"label": one}) for one in labels if labels.count(one) > 1]
    if not part.stem:
        found.append(Remark(remarks.NO_STEM))
    if not labels:
        found.append(Remark(remarks.NO_OPTIONS))
    if answer is None:
        found.append(Remark(remarks.NO_ANSWER_LINE))
    elif labels:
        unknown = [one for one in key if one not in labels] or ([] if key else [answer[:20]])
        found += [Remark(remarks.UNKNOWN_LABEL, {"label": one}) for one in unknown]
    return found


def _draft(part: _Part, key: tuple[str, ...]) -> QuestionDraft:
    options = tuple(OptionDraft(escape(text), label in key) for label, text in part.options)
    texts = tuple(text for _label, text in part.options)
    kind = Kind.SEVERAL if len(key) > 1 else Kind.ONE
    if texts == (TRUE, FALSE):
        kind = Kind.TRUE_FALSE
    first = _NUMBER.sub("", part.stem[0]) or part.stem[0]
    return QuestionDraft(
        kind=kind,
        difficulty=Difficulty.UNDERSTANDING,
        topic_code="",
        stem=escape("\n".join([first, *part.stem[1:]])),
        options=options,
    )


def write_aiken(drafts: Sequence[QuestionDraft], _topics: Mapping[str, str]) -> Written:
    """Return an Aiken file: questions with one right answer, in plain words."""
    parts: list[str] = []
    lost: list[Loss] = []
    for number, draft in enumerate(drafts, start=1):
        text = _written(draft)
        read = read_aiken(text).items if text else ()
        after = read[0].draft if len(read) == 1 else None
        lost += losses(number, draft, after)
        if after is not None:
            parts.append(text)
    return Written("\n".join(parts).encode(), tuple(lost))


def _written(draft: QuestionDraft) -> str:
    if draft.kind not in (Kind.ONE, Kind.TRUE_FALSE):
        return ""
    stem = "\n".join(line for line in _plain(draft.stem).split("\n") if line.strip())
    labels = [chr(ord("A") + place) for place in range(len(draft.options))]
    rows = [
        f"{label}. {' '.join(_plain(option.text).split())}"
        for label, option in zip(labels, draft.options, strict=True)
    ]
    key = [label for label, one in zip(labels, draft.options, strict=True) if one.is_right]
    return "\n".join([stem, *rows, f"ANSWER: {key[0]}", ""]) if len(key) == 1 else ""


def _plain(text: str) -> str:
    return to_plain(without_pictures(text))
