"""Several PDF files as one. Thousands of pages want memory: a child takes it and gives it back."""

from collections.abc import Sequence
from pathlib import Path

import pikepdf

from foundation.files import beside


def join(places: Sequence[Path], whole: Path) -> None:
    """Write the pages of all files, in their order, as one; beside first, then renamed."""
    with beside(whole) as draft, pikepdf.new() as document:
        for place in places:
            with pikepdf.open(place) as one:
                document.pages.extend(one.pages)
        document.save(draft)
