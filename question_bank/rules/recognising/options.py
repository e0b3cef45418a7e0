"""Answers to choose from: on lines of their own, several on one line, boxes and bullets."""

import re
from dataclasses import replace

from question_bank.rules.open_words import OPEN_WORDS
from question_bank.rules.paragraphs import Marked
from question_bank.rules.recognising.found import FoundOption, Line
from question_bank.rules.recognising.lines import (
    BOX,
    OPTION,
    RIGHT_AFTER,
    TICKED,
    UNTICKED,
)
from question_bank.rules.signs import CIRCLE, STAR, TICK

_TRUE_FALSE_LINE = re.compile(
    r"\s*(?P<b1>[☑☒☐□■✓√●○]|\[[xX ]?\])?\s*(?P<t>đúng)\s*(?P<a1>\*|[✓√])?[\s/|,;]*"
    r"(?P<b2>[☑☒☐□■✓√●○]|\[[xX ]?\])?\s*(?P<f>sai)\s*(?P<a2>\*|[✓√])?\s*[.?]?\s*$",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\s*(?P<count>\d{1,2})\s*[.)/]\s+")
_BARE = re.compile(r"\s*(?P<letter>[A-Ja-j])\s+(?=\S)")
_WIDE_GAP = re.compile(r"(?:\t| {2,}|\u00a0{2,})\s*$")
LETTERS = "ABCDEFGHIJ"


def uses_small_letters(lines: list[Line]) -> bool:
    """Return whether a question's answers are lettered a, b, c: only where no A. is there."""
    first = [letter for line in lines if (letter := first_letter(line.text))]
    return "A" not in first and "a" in first


def first_letter(text: str) -> str | None:
    """Return the letter with which a line begins as an answer does, or None."""
    found = OPTION.match(text.lstrip())
    return _letter(found) if found else None


def _letter(found: re.Match[str]) -> str:
    circled = found.group("circled")
    return LETTERS[ord(circled) - ord("Ⓐ")] if circled else found.group("letter")


def split_options(
    marked: Marked, begun: int, *, small: bool, goes_on: bool
) -> tuple[Marked, list[FoundOption]]:
    """Return what stands before the first answer of a line, and the answers in it.

    Args:
        begun: how many answers the question has already.
        goes_on: whether the next line begins with the answer that would follow.
    """
    found = _places(marked.text, begun, small=small, goes_on=goes_on)
    if not found:
        return marked.trimmed(), []
    ends = [match.start() for match in found[1:]] + [len(marked.text)]
    options = [_option(marked, match, end) for match, end in zip(found, ends, strict=True)]
    return marked.part(0, found[0].start()).trimmed(), options


def _places(text: str, begun: int, *, small: bool, goes_on: bool) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    at = 0
    while match := OPTION.search(text, at):
        at = match.start() + 1
        letter = _letter(match)
        if letter.islower() != small or not _may_begin(text, match, begun + len(found), letter):
            continue
        found.append(match)
        at = match.end()
    is_alone = len(found) == 1 and begun == 0 and text[: found[0].start()].strip() != ""
    if is_alone and not goes_on and not _WIDE_GAP.search(text[: found[0].start()]):
        return []
    return found


def _may_begin(text: str, match: re.Match[str], expected: int, letter: str) -> bool:
    """Return whether an answer can begin here: the next letter, or a line that starts anew."""
    start = match.start()
    before = text[:start]
    index = LETTERS.index(letter.upper())
    if not before.strip():
        return index == expected or expected > 0
    return index == expected and before[-1].isspace()


def _option(marked: Marked, match: re.Match[str], end: int) -> FoundOption:
    extra: set[str] = set()
    star = (match.group("star") or "").strip()
    if star == "*" or match.group("after") or (match.group("star2") or "").strip() == "*":
        extra.add(STAR)
    elif star in TICKED or (match.group("star2") or "").strip():
        extra.add(TICK)
    if match.group("circled"):
        extra.add(CIRCLE)
    text = marked.text[match.end() : end].strip()
    if tail := RIGHT_AFTER.search(text):
        extra.add(STAR if "*" in tail.group() else TICK)
        text = text[: tail.start()].strip()
    place = "letter" if match.group("letter") else "circled"
    label = marked.marks(match.start(place), match.end(place))
    words = marked.marks(match.end(), end)
    return FoundOption(_letter(match).upper(), text, label, words | frozenset(extra))


def boxed_options(lines: list[Line], *, is_marked: bool) -> tuple[list[Line], list[FoundOption]]:
    """Return the lines before a list of boxes or bullets, and the list as answers.

    A list with plain dashes is one of answers only if something marks one of them.
    """
    first = next((at for at, line in enumerate(lines) if at and _begins_item(line)), None)
    if first is None or not all(_begins_item(line) for line in lines[first:]):
        return lines, []
    options = [_boxed(line, LETTERS[i]) for i, line in enumerate(lines[first:][:10])]
    looks = {frozenset(option.on_text) for option in options}
    if len(options) < 2 or not (is_marked or len(looks) > 1):
        return lines, []
    return lines[:first], options


def counted_options(lines: list[Line]) -> tuple[list[Line], list[FoundOption]]:
    """Return the lines before answers that are counted ``1. 2. 3.``, one of which has a sign."""
    counted = [found and int(found.group("count")) for found in map(_count, lines)]
    first = next((at for at, number in enumerate(counted) if at and number == 1), len(lines))
    options = [_boxed(line, LETTERS[i], _COUNT) for i, line in enumerate(lines[first:][:10])]
    is_counted = len(options) > 1 and counted[first:] == [*range(1, len(options) + 1)]
    has_sign = len({frozenset(option.on_text) for option in options}) > 1
    is_open = bool(lines) and OPEN_WORDS.match(lines[0].text) is not None
    return (lines[:first], options) if is_counted and has_sign and not is_open else (lines, [])


def bare_options(lines: list[Line]) -> tuple[list[Line], list[FoundOption]]:
    """Return the lines before answers with a letter alone before each: ``a 1930``, ``b 1945``."""
    found = [_BARE.match(line.text) for line in lines]
    letters = [one.group("letter").upper() if one else "" for one in found]
    first = letters.index("A", 1) if "A" in letters[1:] else len(lines)
    is_listed = len(letters) > first + 1 and letters[first:] == [*LETTERS[: len(letters) - first]]
    options = [_boxed(line, LETTERS[i], _BARE) for i, line in enumerate(lines[first:][:10])]
    return (lines[:first], options) if is_listed else (lines, [])


def _count(line: Line) -> re.Match[str] | None:
    return _COUNT.match(line.text)


def _begins_item(line: Line) -> bool:
    return line.is_item or BOX.match(line.text) is not None


def _boxed(line: Line, label: str, lead: re.Pattern[str] = BOX) -> FoundOption:
    found = lead.match(line.text)
    start = found.end() if found else 0
    box = (found.groupdict().get("box") or "").strip() if found else ""
    signs = set(line.marked.marks(start, len(line.text)))
    text = line.text[start:].strip()
    if box in TICKED - {"●"}:
        signs.add(TICK)
    if tail := RIGHT_AFTER.search(text):
        signs.add(STAR if "*" in tail.group() else TICK)
        text = text[: tail.start()].strip()
    return FoundOption(label, text, frozenset(), frozenset(signs))


def true_false_line(marked: Marked) -> list[FoundOption]:
    """Return the two answers of a line like ``☐ Đúng  ☑ Sai``, or none."""
    found = _TRUE_FALSE_LINE.match(marked.text)
    if found is None:
        return []
    options = []
    for label, text, word, box, after in (
        ("A", "Đúng", "t", "b1", "a1"),
        ("B", "Sai", "f", "b2", "a2"),
    ):
        signs = set(marked.marks(*found.span(word)))
        beside = {found.group(box), found.group(after)} - {None}
        if beside & (TICKED | {"*"}) and not beside & UNTICKED:
            signs.add(TICK)
        options.append(FoundOption(label, text, frozenset(), frozenset(signs)))
    return options


def truth_lines(lines: list[Line]) -> tuple[list[Line], list[FoundOption]]:
    """Return the lines before ``Đúng`` and ``Sai`` on lines of their own, and these as answers."""
    texts = [line.text.strip(" .-–•").casefold() for line in lines[-2:]]
    if len(lines) < 3 or texts != ["đúng", "sai"]:
        return lines, []
    options = [
        FoundOption(label, word, frozenset(), line.marked.marks(0, len(line.text)))
        for label, word, line in zip("AB", ("Đúng", "Sai"), lines[-2:], strict=True)
    ]
    return lines[:-2], options


def grown(option: FoundOption, text: str, marks: frozenset[str]) -> FoundOption:
    """Return an answer with one more line: signs must be on all of it."""
    kept = option.on_text & marks if text else option.on_text
    own = {sign for sign in option.on_text if sign in (STAR, TICK, CIRCLE)}
    return replace(option, text=f"{option.text} {text}".strip(), on_text=kept | frozenset(own))
