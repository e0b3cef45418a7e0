"""Reads a file in a child process and brings its refusal back with its facts."""

from collections.abc import Callable
from dataclasses import dataclass, field

from foundation.errors import N_, InvalidInput, Refusal
from foundation.packages import TooMuchInside
from foundation.sandbox import in_child
from question_bank.rules.reading import ReadFile

MOST_QUESTIONS = 15_000


class TooManyQuestions(InvalidInput):
    """More than a file may bring at once."""

    message = N_(
        "The file holds %(count)s questions; at most %(most)s are taken from one file. "
        "Divide it and send the parts one after the other."
    )


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
    answer = in_child(guarded, read, content, seconds=seconds)
    if isinstance(answer, Refused):
        raise answer.refusal(**answer.facts)
    return answer


def guarded(read: Callable[..., ReadFile], *arguments: object) -> ReadFile | Refused:
    """Run a reader; a refusal is an answer too.

    The reader comes as itself, so that the child has loaded it before its memory is counted.
    """
    try:
        found = read(*arguments)
    except Refusal as refusal:
        return Refused(type(refusal), refusal.facts)
    except MemoryError:
        return Refused(TooMuchInside)
    if len(found.items) > MOST_QUESTIONS:
        return Refused(TooManyQuestions, {"count": len(found.items), "most": MOST_QUESTIONS})
    return found
