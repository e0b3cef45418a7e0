"""What differs between two texts, word by word, for showing them side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Piece:
    """Some words, and whether the other text has others in their place."""

    text: str
    is_changed: bool


def differences(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return both texts in pieces; put together again, the pieces are the texts' words."""
    old, new = before.split(), after.split()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, i, j, k, m in matcher.get_opcodes():
        is_changed = kind != "equal"
        left += _piece(old[i:j], is_changed=is_changed)
        right += _piece(new[k:m], is_changed=is_changed)
    return tuple(left), tuple(right)


def _piece(words: Sequence[str], *, is_changed: bool) -> list[Piece]:
    return [Piece(" ".join(words), is_changed)] if words else []
