"""A file's paragraphs and tables as rules see them: text, and which letters carry which sign."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

MOSTLY = 0.8
"""A sign counts for a stretch of text when at least so many of its letters carry it."""


@dataclass(frozen=True, slots=True)
class Run:
    """Letters that look alike; marks are ``bold``, ``underline``, ``colour:ff0000`` and so on."""

    text: str
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
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

    @classmethod
    def plain(cls, text: str) -> "Marked":
        """Return text without signs."""
        return cls(text, (frozenset(),) * len(text))

    def part(self, start: int, end: int | None = None) -> "Marked":
        """Return what stands from ``start`` up to ``end``."""
        return Marked(self.text[start:end], self.signs[start:end])

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

    def trimmed(self) -> "Marked":
        """Return the text without spaces at its ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self.part(start, len(self.text.rstrip()))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line, with the number of its paragraph from 1 through the whole file, tables included."""

    number: int
    runs: tuple[Run, ...]
    is_heading: bool = False
    before: str | None = None
    """How the line reads in the file, where its old encoding was turned into Unicode."""
    is_item: bool = False
    """Whether the paragraph carries a bullet."""
    is_note: bool = False
    """Whether it stands below the page."""
    list_key: str = ""
    """Which list of the file, and which level of it, the paragraph belongs to."""
    label: int = 0
    """So many letters at the beginning are the number that Word wrote."""

    @property
    def marked(self) -> Marked:
        """Return the text with its signs."""
        return Marked.of(self.runs)

    @property
    def text(self) -> str:
        """Return the text alone."""
        return "".join(run.text for run in self.runs)

    def lines(self) -> Iterator["Paragraph"]:
        """Return the lines between soft breaks; most paragraphs have one."""
        if "\n" not in self.text:
            yield self
            return
        line: list[Run] = []
        whole = replace(self, before=None)
        for run in self.runs:
            first, *rest = run.text.split("\n")
            line.append(replace(run, text=first))
            for piece in rest:
                yield replace(whole, runs=tuple(line))
                whole = replace(whole, label=0)
                line = [replace(run, text=piece)]
        yield replace(whole, runs=tuple(line))


@dataclass(frozen=True)
class Table:
    """Rows of cells, each with its lines; a cell that spans columns is followed by empty ones."""

    number: int
    rows: tuple[tuple[tuple[Paragraph, ...], ...], ...] = field(default=())


Block = Paragraph | Table
