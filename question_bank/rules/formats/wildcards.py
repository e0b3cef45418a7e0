"""The sign * of accepted answers, which stands for any letters on platforms like Moodle."""

import re

_BARE = re.compile(r"(?<!\\)\*+")


def without_wildcards(text: str) -> tuple[str, bool]:
    """Return an accepted answer as it may be typed here, and whether it had a wildcard."""
    pieces = [piece.replace("\\*", "*").strip() for piece in _BARE.split(text)]
    return " ".join(piece for piece in pieces if piece), len(pieces) > 1


def with_plain_stars(text: str) -> str:
    """Return an accepted answer whose stars are stars on those platforms too."""
    return text.replace("*", "\\*")
