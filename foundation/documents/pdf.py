"""Pages to PDF, in a child process without network: hostile text costs one paper only."""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import segno
from flask import current_app, render_template

from foundation.errors import N_, Refusal

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS = 60
LONGEST_TEXT = 4_000


class CannotPrint(Refusal):
    """The paper could not be made."""

    message = N_("This paper could not be made. Its text may be too long.")
    status = 500


def qr_svg(address: str) -> str:
    """Return a QR code as one SVG path that fills its box."""
    picture = segno.make(address, error="m", mask=3)
    width = picture.symbol_size(border=0)[0]
    svg = picture.svg_inline(border=0, omitsize=True, svgclass="qr", lineclass=None)
    return re.sub(r"viewBox=\"[^\"]*\"", f'viewBox="0 0 {width} {width}"', svg)


def html_of(template: str, content: dict[str, Any]) -> str:
    """Return the HTML of a paper; every text is cut at 4,000 letters."""
    return render_template(f"documents/{template}.html", **_capped(content))


def _capped(value: Any) -> Any:
    if isinstance(value, str):
        return value[:LONGEST_TEXT]
    if isinstance(value, dict):
        return {key: _capped(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_capped(part) for part in value]
    return value


def render(template: str, content: dict[str, Any]) -> bytes:
    """Return a paper as PDF; the same content is made once and kept.

    Raises:
        CannotPrint: it took too long or wanted too much memory.
    """
    return render_many(template, [content])[0]


def render_many(template: str, contents: list[dict[str, Any]]) -> list[bytes]:
    """Return one PDF for each content, made by one child process."""
    pages = [html_of(template, content) for content in contents]
    kept = [_place(page) for page in pages]
    missing = [(page, place) for page, place in zip(pages, kept, strict=True) if not place.exists()]
    if missing:
        _make(missing)
    return [place.read_bytes() for place in kept]


def _place(page: str) -> Path:
    folder = Path(current_app.config["DATA_DIR"]) / "papers"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{hashlib.sha256(page.encode()).hexdigest()}.pdf"


def _make(missing: list[tuple[str, Path]]) -> None:
    """Hand the pages to the child: the name of the file to write, a line break, the HTML."""
    packed = b"\0".join(f"{place}\n{page}".encode() for page, place in missing)
    try:
        subprocess.run(
            [sys.executable, "-m", "foundation.documents.printing"],
            input=packed,
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={"PATH": os.defpath, "LANG": "C.UTF-8", "HOME": str(missing[0][1].parent)},
            timeout=SECONDS + 2 * len(missing),
        )
    except subprocess.SubprocessError as error:
        raise CannotPrint from error
