"""Texts inside GIFT: escapes, and the format that stands before a text."""

import re
from dataclasses import dataclass

from question_bank.rules.formats.html import from_html, looks_like_html
from question_bank.rules.formats.markdown import escape
from question_bank.rules.formats.pictures import Gallery
from question_bank.rules.reading import Remark

_SIGNS = "\\~=#{}:"
_HIDDEN = {sign: chr(0xE000 + place) for place, sign in enumerate(_SIGNS)}
_SHOWN = {hidden: sign for sign, hidden in _HIDDEN.items()}
_NEW_LINE = "\ue010"
_ESCAPED = re.compile(r"\\([\\~=#{}:n])")
_FORMAT = re.compile(r"\s*\[(html|markdown|plain|moodle)\]\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Text:
    """A text as Markdown, the format it had, and what it lost."""

    words: str
    form: str
    notes: tuple[Remark, ...] = ()


def hide(text: str) -> str:
    """Return GIFT with escaped signs put out of the way, so that the bare ones are GIFT's own."""
    return _ESCAPED.sub(
        lambda found: _NEW_LINE if found.group(1) == "n" else _HIDDEN[found.group(1)], text
    )


def show(text: str) -> str:
    """Return text with the signs that ``hide`` put away."""
    return "".join(_SHOWN.get(sign, sign) for sign in text).replace(_NEW_LINE, "\n")


def read_text(hidden: str, form: str, gallery: Gallery) -> Text:
    """Return a text as Markdown.

    Args:
        hidden: the text after ``hide``.
        form: the format that holds where the text names none: html, markdown, plain or moodle.
        gallery: where its pictures go.
    """
    if stated := _FORMAT.match(hidden):
        form, hidden = stated.group(1).lower(), hidden[stated.end() :]
    text = show(hidden)
    if form == "html" or (form == "moodle" and looks_like_html(text)):
        body = text if form == "html" else text.strip().replace("\n", "<br>")
        converted = from_html(body, gallery)
        return Text(converted.text, form, converted.notes)
    lines = "\n".join(" ".join(line.split()) for line in text.strip().split("\n"))
    return Text(lines if form == "markdown" else escape(lines), form)


def write_text(markdown: str, form: str = "moodle") -> tuple[str, str]:
    """Return Markdown as GIFT, and the format it is in; a format is named only where it must be.

    Args:
        markdown: the text.
        form: the format that holds where none is named.
    """
    escaped = "".join(f"\\{sign}" if sign in _SIGNS else sign for sign in markdown)
    escaped = escaped.replace("\n", "\\n")
    read = read_text(hide(escaped), form, Gallery(lambda _address: None))
    if read.words == markdown and not escaped.startswith(("//", "$", "[")):
        return escaped, form
    return f"[markdown]{escaped}", "markdown"


def write_plain(text: str) -> str:
    """Return plain text, such as a name, as GIFT."""
    flat = " ".join(text.split())
    return "".join(f"\\{sign}" if sign in _SIGNS else sign for sign in flat)
