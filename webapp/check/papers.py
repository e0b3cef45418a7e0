"""Certificates read as a visitor reads them: the picture's QR code, then the public page."""

import pypdfium2  # type: ignore[import-untyped]
import zxingcpp

from webapp.check.browser import Browser, Unexpected

DOTS_PER_POINT = 3


def addresses(pdf: bytes) -> list[str]:
    """Return the address in the QR code of each page.

    Raises:
        Unexpected: a page has no readable code.
    """
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(pdf), 1):
        picture = page.render(scale=DOTS_PER_POINT).to_pil()
        codes = zxingcpp.read_barcodes(picture)
        if not codes:
            raise Unexpected(f"certificate {number} has no readable QR code")
        found.append(codes[0].text)
    return found


def verify(base: str, pdf: bytes) -> int:
    """Open the page of each certificate; return how many are said to be valid."""
    visitor = Browser(base)
    pages = [visitor.get(address) for address in addresses(pdf)]
    for page in pages:
        if "/xm/" not in page.url:
            raise Unexpected(f"a QR code leads to {page.url}")
    return len(pages)
