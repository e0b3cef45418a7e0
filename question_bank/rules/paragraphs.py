"""A file's paragraphs as rules see them: text, and which letters carry which sign."""

from collections.abc import Iterable
from dataclasses import dataclass

MOSTLY = 0.8
"""A sign counts for a stretch of text when at least so many of its letters carry it."""


@dataclass(frozen=True)
class Run:
    """Letters that look alike; marks are ``bold``, ``underline``, ``colour``, ``highlight``."""

    text: str
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Marked:
    """Text with the signs of each letter."""

    text: str
    signs: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, runs: Iterable[Run]) -> "Marked":
        """Join runs, keeping the signs of each letter."""
        text, signs = "", []
        for run in runs:
            text += run.text
            signs += [run.marks] * len(run.text)
        return cls(text, tuple(signs))

    def after(self, start: int) -> "Marked":
        """Return what stands behind ``start``."""
        return Marked(self.text[start:], self.signs[start:])

    def marks(self, start: int, end: int) -> frozenset[str]:
        """Return the signs that most letters from ``start`` up to ``end`` carry."""
        letters = [i for i in range(start, end) if self.text[i].isalnum()]
        if not letters:
            return frozenset()
        names = set().union(*(self.signs[i] for i in letters))
        return frozenset(
            name
            for name in names
            if sum(name in self.signs[i] for i in letters) >= MOSTLY * len(letters)
        )


@dataclass(frozen=True)
class Paragraph:
    """One paragraph, numbered from 1 through the whole file, tables included."""

    number: int
    runs: tuple[Run, ...]
    is_heading: bool = False

    @property
    def marked(self) -> Marked:
        """Return the text with its signs."""
        return Marked.of(self.runs)

    @property
    def text(self) -> str:
        """Return the text alone."""
        return "".join(run.text for run in self.runs)
