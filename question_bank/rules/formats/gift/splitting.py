"""A GIFT file cut into its questions, with their categories and comments."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from question_bank.rules.formats.gift.texts import hide

_CATEGORY = re.compile(r"^\s*\$CATEGORY:\s*(.*)$", re.IGNORECASE)
_SPECIAL = re.compile(r"\[(id|tag):((?:[^\]\\]|\\.)*)\]")
_ROOTS = re.compile(r"^\$(?:course|module|system|cat\w*)\d*\$/?")


@dataclass
class Part:
    """The lines of one question, from which line on, and what its comments carried."""

    line: int
    topic: str
    lines: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    is_open: bool = False

    @property
    def text(self) -> str:
        """Return the question's lines as one text, escaped signs hidden."""
        return hide("\n".join(self.lines))


def topic_path(category: str) -> str:
    """Return a category without the platform's own roots: "$course$/top/A/B" gives "A/B"."""
    path = _ROOTS.sub("", category.strip()).replace("//", "\0")
    names = [name.strip().replace("\0", "/") for name in path.split("/")]
    kept = [name for place, name in enumerate(names) if name and (place or name != "top")]
    return "/".join(kept)


def split(text: str) -> list[Part]:
    """Return the questions of a GIFT file in their order."""
    return list(_Splitter(text.split("\n")).parts())


class _Splitter:
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.topic = ""
        self.part = Part(1, "")
        self.depth = 0
        self.had_braces = False

    def parts(self) -> Iterator[Part]:
        """Yield each question when its end is seen."""
        for place, line in enumerate(self.lines):
            stripped = line.strip()
            if stripped.startswith("//"):
                self._comment(stripped)
            elif found := _CATEGORY.match(line):
                yield from self._end()
                self.topic = topic_path(found.group(1))
            elif not stripped:
                if self.depth <= 0 or not self._closes_later(place):
                    yield from self._end()
                elif self.part.lines:
                    self.part.lines.append("")
            else:
                if self.had_braces and self._begins_anew(place):
                    yield from self._end()
                self._take(line, place + 1)
        yield from self._end()

    def _begins_anew(self, place: int) -> bool:
        """Return whether a line begins another question though no blank line stands before it.

        It does where it has a title, or where the braces before it ended their line and a line
        that begins like a sentence has braces of its own.
        """
        line = self.lines[place].strip()
        if self.depth > 0:
            return False
        if line.startswith("::"):
            return True
        first = line.lstrip("“\"'([<*")[:1]
        is_sentence = first.isupper() or first.isdigit()
        if not is_sentence or not self.part.lines[-1].rstrip(" \t.;,?!").endswith("}"):
            return False
        after = self.lines[place + 1].strip() if place + 1 < len(self.lines) else ""
        return "{" in hide(line) or after.startswith("{")

    def _take(self, line: str, number: int) -> None:
        if not self.part.lines:
            self.part.line, self.part.topic = number, self.topic
        self.part.lines.append(line)
        hidden = hide(line)
        self.depth += hidden.count("{") - hidden.count("}")
        self.had_braces = self.had_braces or "{" in hidden

    def _comment(self, line: str) -> None:
        for name, value in _SPECIAL.findall(line):
            words = re.sub(r"\\(.)", r"\1", value).strip()
            (self.part.ids if name == "id" else self.part.tags).append(words)

    def _closes_later(self, place: int) -> bool:
        """Return whether the open brace is closed before another question begins."""
        for line in self.lines[place + 1 : place + 60]:
            hidden = hide(line)
            opens, closes = hidden.find("{"), hidden.find("}")
            if line.strip().startswith("::") or _CATEGORY.match(line):
                return False
            if closes >= 0 and (opens < 0 or closes < opens):
                return True
            if opens >= 0:
                return False
        return False

    def _end(self) -> Iterator[Part]:
        if self.part.lines:
            self.part.is_open = self.depth > 0
            yield self.part
            self.part = Part(1, self.topic)
        elif self.part.ids or self.part.tags:
            return  # comments of the question that follows
        self.depth, self.had_braces = 0, False
