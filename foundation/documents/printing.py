"""The child process that makes PDFs: only files of this program are read, nothing is fetched.

It lives as long as its parent keeps the pipe open. Fonts and style sheets are read once; many
papers come as one document and are cut apart, which costs a third of making them one by one.
Between papers, and only there, memory is tidied: searching the boxes of a page that is being laid
out for what may go, again and again, takes a quarter of the time and finds nothing.
"""

import gc
import io
import json
import re
import resource
import sys
from pathlib import Path

import pikepdf
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from foundation.files import beside

ROOT = Path(__file__).resolve().parent.parent.parent
STATIC = ROOT / "static"
MEMORY_BYTES = 900 * 2**20
OWN_PICTURE = "data:image/png;base64,"
LONGEST_PICTURE = 20_000
STYLE = re.compile(r'<link rel="stylesheet" href="(static/css/[a-z-]+\.css)">')


class OwnFiles(URLFetcher):  # type: ignore[misc]
    """Serves files below static/ and pictures within the page; nothing else, no redirects."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> object:
        """Return the file at ``url``.

        Raises:
            ValueError: it is not one of ours.
        """
        if url.startswith(OWN_PICTURE) and len(url) < LONGEST_PICTURE:
            return super().fetch(url, headers)
        path = Path(url.removeprefix("file://").split("?")[0]).resolve()
        if not url.startswith("file://") or not path.is_relative_to(STATIC):
            raise ValueError(url)
        return super().fetch(url, headers)


class Press:
    """Fonts and style sheets, kept from one paper to the next."""

    def __init__(self) -> None:
        self.fonts = FontConfiguration()
        self.fetcher = OwnFiles(allowed_protocols=["file", "data"])
        self.styles: dict[str, CSS] = {}

    def make(self, page: str, whole: Path | None, places: list[Path]) -> None:
        """Write one document, whole or cut into a file for each page, or both.

        Raises:
            ValueError: it has not as many pages as there are files.
        """
        page, styles = self._styled(page)
        paper = HTML(string=page, base_url=f"{ROOT.as_uri()}/", url_fetcher=self.fetcher)
        made = paper.write_pdf(font_config=self.fonts, stylesheets=styles)
        if whole is not None:
            _keep(whole, made)
        if not places:
            return
        with pikepdf.open(io.BytesIO(made)) as document:
            if len(document.pages) != len(places):
                raise ValueError(len(document.pages))
            for number, place in enumerate(places):
                _cut(document, number, place)

    def _styled(self, page: str) -> tuple[str, list[CSS]]:
        """Take the page's own style sheet out of it and hand it in as one that is read already."""
        found = STYLE.search(page)
        if found is None:
            return page, []
        name = found.group(1)
        if name not in self.styles:
            self.styles[name] = CSS(
                filename=str(ROOT / name), font_config=self.fonts, url_fetcher=self.fetcher
            )
        return page[: found.start()] + page[found.end() :], [self.styles[name]]


def _cut(document: pikepdf.Pdf, number: int, place: Path) -> None:
    with beside(place) as draft, pikepdf.new() as one:
        one.pages.append(document.pages[number])
        one.save(draft)


def _keep(place: Path, content: bytes) -> None:
    with beside(place) as draft:
        draft.write_bytes(content)


def main() -> None:
    """Make what comes in: a line of JSON, then so many bytes of HTML; answer each with a word."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    press = Press()
    gc.disable()
    gc.freeze()
    source, answer = sys.stdin.buffer, sys.stdout
    while header := source.readline():
        order = json.loads(header)
        page = source.read(order["size"]).decode()
        try:
            whole = Path(order["whole"]) if order["whole"] else None
            press.make(page, whole, [Path(place) for place in order["places"]])
        except Exception as error:  # noqa: BLE001 - one paper that fails is told, not fatal
            print(f"failed {type(error).__name__}", file=answer, flush=True)
        else:
            print("made", file=answer, flush=True)
        gc.collect()


if __name__ == "__main__":
    main()
