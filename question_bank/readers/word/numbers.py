"""Word's automatic numbers: the labels nobody typed, counted as Word counts them."""

import re
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from question_bank.readers.word.looks import Look, look_of
from question_bank.readers.word.names import W, value

BULLET = "bullet"
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(frozen=True)
class Level:
    """How one level of a list is numbered."""

    style: str = "decimal"
    text: str = ""
    start: int = 1
    look: Look = field(default_factory=Look)


@dataclass(frozen=True)
class Label:
    """The number of a paragraph as Word shows it."""

    text: str
    look: Look
    is_bullet: bool = False
    key: str = ""
    """The list and the level: paragraphs of one kind share it."""


class Numbering:
    """The lists of a file; asked in the order of its paragraphs."""

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        if root is None:
            return
        for one in root.iter(W + "abstractNum"):
            self._levels[one.get(W + "abstractNumId") or ""] = _levels(one)
        for one in root.iter(W + "num"):
            self._lists[one.get(W + "numId") or ""] = _list(one)

    def label(self, list_id: str | None, level_text: str | None) -> Label | None:
        """Return the label of the next paragraph of a list, or None if it has none."""
        if list_id not in self._lists:
            return None
        level = int(level_text) if (level_text or "0").isdecimal() and level_text else 0
        abstract, own, starts = self._lists[list_id]
        levels = {**self._levels.get(abstract, {}), **own}
        if level not in levels:
            return None
        counts = self._counts.setdefault(abstract, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            for restarted in starts:
                counts.pop(restarted, None)
        begin = starts.get(level, levels[level].start)
        counts[level] = counts[level] + 1 if level in counts else begin
        for deeper in [known for known in counts if known > level]:
            del counts[deeper]
        return replace(_shown(levels, level, counts), key=f"{abstract}:{level}")


def _shown(levels: dict[int, Level], level: int, counts: dict[int, int]) -> Label:
    mine = levels[level]
    if mine.style == BULLET:
        return Label("", mine.look, is_bullet=True)

    def place(found: re.Match[str]) -> str:
        at = int(found.group(1)) - 1
        there = levels.get(at, Level())
        return written(counts.get(at, there.start), there.style)

    return Label(_PLACE.sub(place, mine.text).strip(), mine.look)


def _levels(parent: Element) -> dict[int, Level]:
    return {
        int(one.get(W + "ilvl") or 0): _level(one)
        for one in parent.iter(W + "lvl")
        if (one.get(W + "ilvl") or "0").isdecimal()
    }


def _level(element: Element) -> Level:
    start = value(element, "start") or "1"
    return Level(
        style=value(element, "numFmt") or "decimal",
        text=value(element, "lvlText") or "",
        start=int(start) if start.isdecimal() else 1,
        look=look_of(element.find(W + "rPr")),
    )


def _list(element: Element) -> tuple[str, dict[int, Level], dict[int, int]]:
    starts = {}
    for one in element.iter(W + "lvlOverride"):
        start, level = value(one, "startOverride"), one.get(W + "ilvl") or "0"
        if start is not None and start.isdecimal() and level.isdecimal():
            starts[int(level)] = int(start)
    return value(element, "abstractNumId") or "", _levels(element), starts


def written(number: int, style: str) -> str:
    """Return a number in one of Word's ways of writing it."""
    if style in ("none", BULLET):
        return ""
    if style.endswith("Letter") and number > 0:
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if style == "upperLetter" else letter.lower()
    if style.endswith("Roman") and 0 < number < 4000:
        roman = _roman(number)
        return roman if style == "upperRoman" else roman.lower()
    return f"{number:02d}" if style == "decimalZero" else str(number)


def _roman(number: int) -> str:
    found = ""
    for worth, sign in _ROMAN:
        while number >= worth:
            found += sign
            number -= worth
    return found
