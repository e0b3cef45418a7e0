"""A page of a PDF as a picture. Runs in a child process, where a faulty file does no harm."""

import io

import pypdfium2  # type: ignore[import-untyped]

DOTS_PER_POINT = 2
"""144 dots an inch: A4 across is 1,684 dots wide, enough for a screen and for reading the QR."""


def picture_of(content: bytes) -> bytes:
    """Return the first page as PNG."""
    page = pypdfium2.PdfDocument(content)[0]
    kept = io.BytesIO()
    page.render(scale=DOTS_PER_POINT).to_pil().save(kept, "PNG", optimize=True)
    return kept.getvalue()
