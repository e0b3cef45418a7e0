"""Pages to PDF, in a child process without network: hostile text costs one paper only."""

import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

import segno
from flask import current_app, render_template

from foundation.errors import N_, Refusal

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS = 240
"""Only what hangs is given up: a paper takes a second, and many on a machine that is busy."""
LONGEST_TEXT = 4_000


class CannotPrint(Refusal):
    """The paper could not be made."""

    message = N_("This paper could not be made. Its text may be too long.")
    status = 500


class Printer:
    """A child process that makes PDFs as long as it is held open; it sees no secret of ours.

    What it puts aside, such as fonts, lies in a folder that goes with it, however it ends.
    """

    def __enter__(self) -> Self:
        """Start the child."""
        self.aside = tempfile.TemporaryDirectory(prefix="hoithi-print-")
        self.child = subprocess.Popen(
            [sys.executable, "-m", "foundation.documents.printing"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={
                "PATH": os.defpath,
                "LANG": "C.UTF-8",
                "HOME": str(folder_of("papers")),
                "TMPDIR": self.aside.name,
            },
        )
        return self

    def __exit__(self, *_why: object) -> None:
        """End the child and take away what it put aside."""
        self.child.kill()
        for pipe in (self.child.stdin, self.child.stdout):
            with suppress(BrokenPipeError):  # what it no longer reads is thrown away
                if pipe is not None:
                    pipe.close()
        self.child.wait()
        self.aside.cleanup()

    def make(self, page: str, whole: Path | None, places: Sequence[Path] = ()) -> None:
        """Let the child write a page of HTML as PDF.

        Args:
            whole: where the document goes as it is.
            places: where its pages go, a file each.

        Raises:
            CannotPrint: it took too long, wanted too much memory, or has other pages than files.
        """
        body = page.encode()
        order = {"size": len(body), "whole": str(whole or ""), "places": [str(p) for p in places]}
        stdin, stdout = self.child.stdin, self.child.stdout
        watch = threading.Timer(SECONDS + 2 * len(places), self.child.kill)
        watch.start()
        try:
            if stdin is None or stdout is None:
                raise CannotPrint
            stdin.write(json.dumps(order).encode() + b"\n" + body)
            stdin.flush()
            if stdout.readline() != b"made\n":
                raise CannotPrint
        except OSError as error:
            raise CannotPrint from error
        finally:
            watch.cancel()


def qr_svg(address: str) -> str:
    """Return a QR code as one SVG path that fills its box."""
    picture = segno.make(address, error="m", mask=3)
    width = picture.symbol_size(border=0)[0]
    svg = picture.svg_inline(border=0, omitsize=True, svgclass="qr", lineclass=None)
    return re.sub(r"viewBox=\"[^\"]*\"", f'viewBox="0 0 {width} {width}"', svg)


def qr_picture(address: str) -> str:
    """Return a QR code for papers: a picture, which costs a fifth of drawing its path.

    Each module is four dots wide, and the style sheet asks for hard edges, so that no printer
    blurs one.
    """
    picture = segno.make(address, error="m", mask=3)
    return f'<img class="qr" alt="" src="{picture.png_data_uri(scale=4, border=0)}">'


def html_of(template: str, content: dict[str, Any]) -> str:
    """Return the HTML of a paper; every text is cut at 4,000 letters."""
    return render_template(f"documents/{template}.html", **_capped(content))


def _capped(value: Any) -> Any:
    if isinstance(value, str):
        return value[:LONGEST_TEXT]
    if isinstance(value, dict):
        return {key: part if key == "qr" else _capped(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_capped(part) for part in value]
    return value


def render(template: str, content: dict[str, Any]) -> bytes:
    """Return a paper as PDF; the same content is made once and kept.

    Raises:
        CannotPrint: it took too long or wanted too much memory.
    """
    page = html_of(template, content)
    place = folder_of("papers") / f"{hashlib.sha256(page.encode()).hexdigest()}.pdf"
    if not place.exists():
        with Printer() as printer:
            printer.make(page, place)
    return place.read_bytes()


def folder_of(name: str) -> Path:
    """Return a folder among what this installation keeps; made where it is missing."""
    folder = Path(current_app.config["DATA_DIR"]) / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder
