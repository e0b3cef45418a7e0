"""Files that are whole or not there: written beside, then renamed."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def beside(place: Path) -> Iterator[Path]:
    """Give a path to write to, of nobody else; afterwards that file is ``place``.

    Two who make the same file at once both succeed. Where writing fails nothing is left, and
    what stood at ``place`` stays.
    """
    draft = place.with_name(f".{place.name}.{secrets.token_hex(8)}")
    try:
        yield draft
        draft.replace(place)
    finally:
        draft.unlink(missing_ok=True)
