"""Lists without letters: questions at one level of Word's lists, their answers at another.

Word numbers such paragraphs by itself, ``1. 2. 3.`` or with bullets, so nobody typed an ``A.``.
Here the answers are given the letters a reader would count by.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from question_bank.rules.open_words import OPEN_WORDS
from question_bank.rules.paragraphs import Block, Paragraph, Run
from question_bank.rules.recognising import lines as words
from question_bank.rules.recognising.options import LETTERS, first_letter

_NUMBER = re.compile(r"\s*(\d{1,5})\s*[.):]?\s*$")
_ASKS = re.compile(r"(?:[?:…]|\.{3,}|_{3,})[\s)”\"]*$")
_OPEN = re.compile(r"tự\s+luận|tình\s+huống|thi\s+viết", re.IGNORECASE)
_NO_ANSWER = (
    words.EXPLANATION, words.SOURCE, words.ARTICLE, words.ANSWER, words.LEVEL, words.TOPIC,
    words.ANSWERS, words.MODEL, words.FATAL, words.QUESTION,
)  # fmt: skip
_MOST = len(LETTERS)


@dataclass(frozen=True)
class _Asked:
    """A question and its answers: places of their lines among the blocks."""

    question: int
    answers: tuple[int, ...]


def in_letters(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the blocks with letters before answers that have only their place in a list."""
    lines = [
        (at, block)
        for at, block in enumerate(blocks)
        if isinstance(block, Paragraph) and block.text.strip() and not block.is_note
    ]
    lettered = [first_letter(line.text) for _, line in lines]
    is_typed = any(pair in (("A", "B"), ("a", "b")) for pair in pairwise(lettered))
    if is_typed or not any(line.list_key for _, line in lines):
        return blocks
    found = _with_others(_listed(lines) or _plain(lines) or _flat(lines), lines)
    changed = list(blocks)
    for count, asked in enumerate(found, start=1):
        changed[asked.question] = _question(changed[asked.question], count)
        for letter, at in zip(LETTERS, asked.answers, strict=False):
            changed[at] = _answer(changed[at], letter)
    return changed


def _with_others(found: list[_Asked], lines: "Lines") -> list[_Asked]:
    """Return also the questions of the same list that have no answers to choose."""
    asked = {one.question for one in found}
    taken = asked.union(*(one.answers for one in found))
    keys = {line.list_key for at, line in lines if at in asked} - {""}
    others = [
        _Asked(at, ())
        for at, line in lines
        if line.list_key in keys and at not in taken and not _is_field(line)
    ]
    return sorted([*found, *others], key=lambda one: one.question)


Lines = Sequence[tuple[int, Paragraph]]


def _listed(lines: Lines) -> list[_Asked]:
    """Return the questions whose answers are a list of their own kind right behind them."""
    found: dict[tuple[str, str], list[_Asked]] = {}
    is_open = False
    for (place, before), run in _runs(lines):
        is_open = bool(_OPEN.search(before.text)) if before.is_heading else is_open
        first = run[0][1]
        fits = before.list_key != first.list_key and 2 <= len(run) <= _MOST
        if fits and not is_open and _may_ask(before) and not any(_is_field(p) for _, p in run):
            asked = _Asked(place, tuple(at for at, _ in run))
            found.setdefault((before.list_key, first.list_key), []).append(asked)
    counts = Counter({pair: len(asked) for pair, asked in found.items()})
    return found[counts.most_common(1)[0][0]] if counts else []


def _runs(lines: Lines) -> Iterator[tuple[tuple[int, Paragraph], Lines]]:
    """Yield each stretch of one kind of list, with the line before it."""
    start = 0
    for at in range(1, len(lines) + 1):
        key = lines[start][1].list_key
        if at < len(lines) and lines[at][1].list_key == key:
            continue
        if start and key:
            yield lines[start - 1], lines[start:at]
        start = at


def _plain(lines: Lines) -> list[_Asked]:
    """Return the questions of a list whose answers are plain lines, one of which has a sign."""
    return _between(lines, [at for at, (_, line) in enumerate(lines) if line.list_key])


def _flat(lines: Lines) -> list[_Asked]:
    """Return the questions of one list that counts their answers on; how a line ends tells them."""
    return _between(
        lines,
        [at for at, (_, line) in enumerate(lines) if line.list_key and _ASKS.search(line.text)],
    )


def _between(lines: Lines, starts: Sequence[int]) -> list[_Asked]:
    """Return the questions at these places, if behind most of them one of the lines has a sign."""
    keys = {lines[at][1].list_key for at in starts}
    found, signed = [], 0
    for start, end in pairwise([*starts, len(lines)]):
        answers = []
        for at, line in lines[start + 1 : end]:
            if _is_field(line) or line.is_heading:
                break
            answers.append((at, line))
        if not (2 <= len(answers) <= _MOST and _may_ask(lines[start][1])):
            return []
        signed += len({line.marked.marks(0, len(line.text)) for _, line in answers}) > 1
        found.append(_Asked(lines[start][0], tuple(at for at, _ in answers)))
    return found if len(keys) == 1 and 2 * signed > len(found) else []


def _may_ask(line: Paragraph) -> bool:
    """Return whether a line can be a question with answers to choose, not one for an essay."""
    found = words.QUESTION.match(line.text)
    if found and found.group("word").casefold().startswith("tình"):
        return False
    start = found.end() if found else line.label
    is_field = found is None and _is_field(line)
    return not (is_field or OPEN_WORDS.match(line.text[start:]))


def _is_field(line: Paragraph) -> bool:
    return any(pattern.match(line.text) for pattern in _NO_ANSWER)


def _question(block: Block, count: int) -> Block:
    if not isinstance(block, Paragraph):
        return block
    bare = replace(block, is_heading=False, is_item=False)
    if words.QUESTION.match(block.text) or (not block.label and words.NUMBERED.match(block.text)):
        return bare
    number = _NUMBER.match(block.text[: block.label])
    shown = number.group(1) if number else str(count)
    return replace(bare, runs=(Run(f"Câu {shown}. "), *_unlabelled(block)))


def _answer(block: Block, letter: str) -> Block:
    if not isinstance(block, Paragraph):
        return block
    runs = (Run(f"{letter}. "), *_unlabelled(block))
    return replace(block, runs=runs, is_item=False, is_heading=False)


def _unlabelled(line: Paragraph) -> Iterator[Run]:
    """Yield the runs behind the number that Word wrote."""
    left = line.label
    for run in line.runs:
        yield replace(run, text=run.text[left:])
        left = max(0, left - len(run.text))
