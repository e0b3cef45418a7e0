"""What is gathered of a question before anything about it is decided."""

from dataclasses import dataclass, field

from question_bank.rules.bodies import RubricPoint
from question_bank.rules.kinds import Difficulty, Kind
from question_bank.rules.paragraphs import Marked


@dataclass(frozen=True, slots=True)
class Line:
    """A line that belongs to a question."""

    marked: Marked
    before: str | None = None
    is_item: bool = False
    is_note: bool = False

    @property
    def text(self) -> str:
        """Return the text alone."""
        return self.marked.text


@dataclass
class Gathered:
    """The lines of one question, in their order."""

    number: int
    label: str
    paragraph: int
    topic: str = ""
    section: Kind | None = None
    """Essay or situation, where the heading above says so."""
    points: str = ""
    occurrence: int = 0
    """How many questions before it have the same number."""
    lines: list[Line] = field(default_factory=list)
    model: list[str] = field(default_factory=list)
    """Lines of a model answer that stand behind the questions."""
    rubric: list[RubricPoint] = field(default_factory=list)
    has_options: bool = False

    @property
    def where(self) -> str:
        """Return where the question stands, as a person would look for it."""
        return f"{self.label}, ¶ {self.paragraph}" if self.label else f"¶ {self.paragraph}"


@dataclass(frozen=True, slots=True)
class FoundOption:
    """An answer to choose as it stands in the file, with the signs on its letter and its text."""

    label: str
    text: str
    on_label: frozenset[str] = frozenset()
    on_text: frozenset[str] = frozenset()

    @property
    def signs(self) -> frozenset[str]:
        """Return the names of all signs on it."""
        return frozenset(sign.partition(":")[0] for sign in self.on_label | self.on_text)


@dataclass
class Fields:
    """A question taken apart."""

    stem: str = ""
    options: list[FoundOption] = field(default_factory=list)
    named: list[tuple[str, ...]] = field(default_factory=list)
    """What each line “Đáp án” names: letters, or Đúng and Sai."""
    named_text: str = ""
    source: str = ""
    article: str = ""
    explanation: str = ""
    topic: str = ""
    difficulty: Difficulty | None = None
    model: list[str] = field(default_factory=list)
    fatal: list[str] = field(default_factory=list)
    asks_true_or_false: bool = False
