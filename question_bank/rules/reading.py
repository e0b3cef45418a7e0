"""What any reader of a file hands over: items found, each kept or listed with its reason.

Found = stored + listed: an item is whatever the format calls a question; categories are none.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from question_bank.rules.drafting import QuestionDraft


@dataclass(frozen=True)
class Remark:
    """A msgid with its facts: why an item is listed, or which detail a stored one lost."""

    message: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class ReadItem:
    """One question of a file. It fits if it has a draft and no problem."""

    where: str
    """Paragraph, line or identifier in the file, as a person would look for it."""
    draft: QuestionDraft | None
    topic: str = ""
    """The topic as the file names it: heading, category or column."""
    mark: str | None = None
    """The sign that showed the right answer: bold, star, table, fraction …"""
    labels: tuple[str, ...] = ()
    """The labels of the options as the file has them; without them A, B, C …"""
    signs: tuple[tuple[str, ...], ...] = ()
    """For each option the signs on it."""
    problems: tuple[Remark, ...] = ()
    notes: tuple[Remark, ...] = ()
    cited: str = ""
    """The source as the file words it, where article and document were taken apart."""
    excerpt: str = ""
    """The words of the file, for the side of the preview that shows the file."""


@dataclass(frozen=True)
class ReadFile:
    """All that was found in a file, in its order."""

    format: str
    items: tuple[ReadItem, ...]
    remarks: tuple[tuple[str, Remark], ...] = ()
    """What belongs to no question: where, and what it is."""
