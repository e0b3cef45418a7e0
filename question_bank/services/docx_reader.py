"""Turns a Word file into paragraphs with signs. Runs in a child process: files lie."""

import io
import re
import zipfile

from docx2python import docx2python

from question_bank.rules.paragraphs import Paragraph, Run

_PLAIN_COLOURS = {"000000", "auto", "1b1b1b", "0d0d0d", "262626", "333333", "404040", "595959"}
_COLOUR = re.compile(r"(?<![-\w])color:\s*#?(\w+)")
_LABEL = re.compile(r"^\t*([A-Za-z0-9]{1,4}[).])\t")


_SWITCHED_OFF = re.compile(
    rb'<w:(?:b|bCs|i|u|highlight)\s+w:val="(?:0|false|off|none)"\s*/>|<w:shd\s[^>]*w:fill="auto"[^>]*/>'
)


def read_paragraphs(content: bytes) -> list[Paragraph]:
    """Return every paragraph of the body and of its tables, numbered from 1, in order."""
    found: list[Paragraph] = []
    with docx2python(io.BytesIO(_without_switched_off(content)), html=True) as document:
        for table in document.body_pars:
            for row in table:
                for cell in row:
                    for par in cell:
                        runs = _merged([_run(run.text, run.html_style) for run in par.runs])
                        is_heading = str(par.style or "").lower().startswith(("heading", "title"))
                        found.append(Paragraph(len(found) + 1, runs, is_heading))
    return found


def _without_switched_off(content: bytes) -> bytes:
    """Return the package without signs that are switched off: the library takes them for signs."""
    rewritten = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(rewritten, "w") as new:
        for member in old.infolist():
            part = old.read(member)
            if member.filename.startswith("word/") and member.filename.endswith(".xml"):
                part = _SWITCHED_OFF.sub(b"", part)
            new.writestr(member.filename, part)
    return rewritten.getvalue()


def _run(text: str, styles: list[str]) -> Run:
    marks = {mark for style in styles for mark in _marks(style)}
    return Run(text, frozenset(marks))


def _marks(style: str) -> set[str]:
    if style in ("b", "strong"):
        return {"bold"}
    if style == "u":
        return {"underline"}
    if "background-color" in style:
        return {"highlight"}
    colour = _COLOUR.search(style)
    is_marked = colour is not None and colour.group(1).lower() not in _PLAIN_COLOURS
    return {"colour"} if is_marked else set()


def _merged(runs: list[Run]) -> tuple[Run, ...]:
    """Join what looks alike, and write Word's automatic ``A)`` as if it had been typed."""
    merged: list[Run] = []
    for run in runs:
        text = _LABEL.sub(lambda label: f"{label.group(1).upper().replace(')', '.')} ", run.text)
        if not text:
            continue
        if merged and merged[-1].marks == run.marks:
            merged[-1] = Run(merged[-1].text + text, run.marks)
        else:
            merged.append(Run(text, run.marks))
    return tuple(merged)
