"""The child process that makes PDFs: only files of this program are read, nothing is fetched."""

import resource
import sys
from pathlib import Path

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

ROOT = Path(__file__).resolve().parent.parent.parent
STATIC = ROOT / "static"
MEMORY_BYTES = 900 * 2**20


class OwnFiles(URLFetcher):  # type: ignore[misc]
    """Serves files below static/, and nothing else, redirects included."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> object:
        """Return the file at ``url``.

        Raises:
            ValueError: it is not one of ours.
        """
        path = Path(url.removeprefix("file://").split("?")[0]).resolve()
        if not url.startswith("file://") or not path.is_relative_to(STATIC):
            raise ValueError(url)
        return super().fetch(url, headers)


def main() -> None:
    """Make every page that stands on standard input."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    fonts = FontConfiguration()
    fetcher = OwnFiles(allowed_protocols=["file"])
    for packed in sys.stdin.buffer.read().split(b"\0"):
        place, _, page = packed.decode().partition("\n")
        target = Path(place)
        paper = HTML(string=page, base_url=f"{ROOT.as_uri()}/", url_fetcher=fetcher)
        made = paper.write_pdf(font_config=fonts)
        # Written beside and renamed: nobody reads half a paper.
        draft = target.with_suffix(".part")
        draft.write_bytes(made)
        draft.replace(target)


if __name__ == "__main__":
    main()
