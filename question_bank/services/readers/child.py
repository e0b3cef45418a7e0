"""Reads a file in a child process and brings its refusal back with its facts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from foundation.errors import Refusal
from foundation.sandbox import in_child
from question_bank.rules.reading import ReadFile


@dataclass(frozen=True)
class Refused:
    """A refusal of the child: its class and its facts."""

    refusal: type[Refusal]
    facts: dict[str, object] = field(default_factory=dict)


def read_apart(read: Callable[..., ReadFile], content: bytes, *, seconds: int = 60) -> ReadFile:
    """Return what ``read`` finds, done in a child process.

    Raises:
        Refusal: as the child refused; Unreadable where it failed otherwise.
    """
    name = (read.__module__, read.__qualname__)
    answer = in_child(guarded, name, content, seconds=seconds)
    if isinstance(answer, Refused):
        raise answer.refusal(**answer.facts)
    return answer


def guarded(name: tuple[str, str], *arguments: object) -> ReadFile | Refused:
    """Run a reader by its name; a refusal is an answer too."""
    module, function = name
    read: Any = getattr(__import__(module, fromlist=[function]), function)
    try:
        found: ReadFile = read(*arguments)
    except Refusal as refusal:
        return Refused(type(refusal), refusal.facts)
    return found
