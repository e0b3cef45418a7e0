"""HTML of other platforms turned into the bank's simple Markdown; lost details are named.

Paragraphs, line breaks, bold, slanted and raised letters, lists and pictures are kept; tables
become lines; colours and sizes, which carry no meaning in a question, go without a word.
"""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from question_bank.rules.formats import remarks
from question_bank.rules.formats.markdown import escape
from question_bank.rules.formats.mathml import Formula
from question_bank.rules.formats.pictures import Gallery
from question_bank.rules.formats.runs import Block, Span, line_of
from question_bank.rules.reading import Remark

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "section",
        "article",
        "table",
        "figure",
        "figcaption",
        "center",
        "form",
        "address",
        "dl",
        "dd",
        "dt",
        "header",
        "footer",
        "main",
        "caption",
        "hr",
        "fieldset",
    ]
)
_STYLES = {"b": "bold", "strong": "bold", "i": "slant", "em": "slant", "cite": "slant"}
_STYLES |= {"u": "slant", "ins": "slant", "code": "code", "tt": "code", "kbd": "code"}
_STYLES |= {"sup": "sup", "sub": "sub"}
_SILENT = frozenset({"script", "style", "head", "title", "template", "noscript"})
_MEDIA = frozenset({"audio", "video", "iframe", "object", "embed", "applet"})
_LOSSES = {"u": remarks.UNDERLINE, "ins": remarks.UNDERLINE, "table": remarks.TABLE}
_LOSSES |= {"s": remarks.STRUCK, "strike": remarks.STRUCK, "del": remarks.STRUCK}
_LOSSES |= {"math": remarks.FORMULA, **dict.fromkeys(_MEDIA, remarks.MEDIA)}
_VOID = frozenset({"br", "img", "hr", "input", "meta", "link", "source", "track", "wbr", "col"})
TAG = re.compile(
    r"</?(?:p|br|b|i|u|em|strong|div|span|sub|sup|ul|ol|li|img|table|a)\b[^>]*>", re.IGNORECASE
)
_WHOLE_TAG = re.compile(r"""</?[A-Za-z](?:[^<>"']|"[^"<]*"|'[^'<]*')*>""")
_DECLARATION = re.compile(r"<[!?][^<>]*>")
_SIMPLE = re.compile(r"\s*(?:<p>)?([^<&]*)(?:</p>)?\s*")
DEEPEST = 300


@dataclass(frozen=True)
class Converted:
    """Markdown, and what it could not keep."""

    text: str
    notes: tuple[Remark, ...]


def from_html(html: str, gallery: Gallery | None = None) -> Converted:
    """Return HTML as simple Markdown. Whatever is written, something is read."""
    if simple := _SIMPLE.fullmatch(html):  # most options: one paragraph without any tag
        return Converted(escape(" ".join(simple.group(1).split())), ())
    reader = _Reader(gallery)
    reader.feed(_tame(html))
    reader.close()
    return Converted(reader.text(), tuple(Remark(message) for message in reader.lost))


def _tame(html: str) -> str:
    """Return HTML in which every "<" begins a whole tag: the parser is slow on broken ones.

    Comments and declarations go; what only looks like a tag becomes text.
    """
    parts: list[str] = []
    place = 0
    while (start := html.find("<!--", place)) >= 0 and (end := html.find("-->", start)) >= 0:
        parts.append(html[place:start])
        place = end + 3
    text = _DECLARATION.sub("", "".join([*parts, html[place:]]))
    kept: list[str] = []
    place = 0
    for tag in _WHOLE_TAG.finditer(text):
        kept += [text[place : tag.start()].replace("<", "&lt;"), tag.group()]
        place = tag.end()
    return "".join([*kept, text[place:].replace("<", "&lt;")])


def looks_like_html(text: str) -> bool:
    """Return whether a text without a stated format holds tags."""
    return TAG.search(text) is not None


class _Reader(HTMLParser):
    """Gathers blocks of spans; tags that are never closed end with their block."""

    def __init__(self, gallery: Gallery | None) -> None:
        super().__init__(convert_charrefs=True)
        self.gallery = gallery
        self.lost: dict[str, None] = {}
        self.blocks: list[Block] = []
        self.spans: list[Span] = []
        self.open: list[tuple[str, str | None]] = []
        self.lists: list[int | None] = []
        self.mark = ""
        self.silent = 0
        self.formula: Formula | None = None
        self.unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a block, a list or a style; note what cannot be kept."""
        if self.formula is not None:
            self.formula.start(tag)
            return
        given = {name: value or "" for name, value in attrs}
        if tag in _SILENT or tag in _MEDIA:
            self.silent += 1
        if tag in _LOSSES:
            self.lost[_LOSSES[tag]] = None
        if tag == "math":
            self.formula = Formula()
            return
        if tag not in _VOID and len(self.open) < DEEPEST:
            self.open.append((tag, _STYLES.get(tag) or _styled(given.get("style", ""))))
        if tag == "a" and given.get("href", "").startswith(("http", "mailto")):
            self.lost[remarks.LINK] = None
        self._start(tag, given)

    def _start(self, tag: str, given: dict[str, str]) -> None:
        if tag == "br":
            self.spans.append(Span("\n"))
        elif tag == "img":
            self._picture(given)
        elif tag in ("ul", "ol"):
            self._open_list(tag, given.get("start", "1"))
        elif tag == "li":
            self._flush()
            self.mark = self._next_mark()
        elif tag in ("td", "th"):
            self.spans += [Span(" | ")] if self.spans else []
        elif tag in _BLOCKS or tag == "tr":
            self._flush()

    def _open_list(self, tag: str, start: str) -> None:
        self._flush()
        if self.lists:
            self.lost[remarks.NESTED_LIST] = None
        number = int(start) if start.isdecimal() and len(start) < 6 else 1
        self.lists.append(number if tag == "ol" else None)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Treat ``<br/>`` as ``<br>`` and ``<p/>`` as an empty one."""
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close what the tag opened, and what was left open inside."""
        if self.formula is not None:
            self._in_formula(tag)
            return
        if (tag in _SILENT or tag in _MEDIA) and self.silent:
            self.silent -= 1
        if tag in _BLOCKS or tag in ("li", "tr", "ul", "ol"):
            self._flush()
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        names = [name for name, _style in self.open]
        if tag in names:
            last = len(names) - 1 - names[::-1].index(tag)
            del self.open[last:]

    def _in_formula(self, tag: str) -> None:
        if self.formula is not None and tag == "math":
            if not self.silent:
                self.spans.append(Span(self.formula.text))
            self.formula = None
        elif self.formula is not None:
            self.formula.end(tag)

    def handle_data(self, data: str) -> None:
        """Keep words with the styles they stand in."""
        if self.formula is not None:
            self.formula.data(data)
            return
        if not self.silent:
            words = re.sub(r"[ \t\r\n\f\u00a0]+", " ", data)
            styles = frozenset(style for _tag, style in self.open if style)
            self.spans.append(Span(words, styles))

    def _picture(self, given: dict[str, str]) -> None:
        if self.gallery is None or self.silent:
            self.spans.append(Span(given.get("alt", "")))
            return
        address = given.get("src", "")
        shown = self.gallery.markdown(address, given.get("alt", ""))
        if not shown and not address.startswith("data:"):
            self.unseen.append(address.rpartition("/")[2][:100])
        self.spans.append(Span(shown, is_ready=shown.startswith("![")))

    def _next_mark(self) -> str:
        if not self.lists or self.lists[-1] is None:
            return "- "
        self.lists[-1] += 1
        return f"{self.lists[-1] - 1}. "

    def _flush(self) -> None:
        """End the block that is being read."""
        if not self.spans:
            return
        row = any(name == "tr" for name, _style in self.open)
        text, lost = line_of(self.spans, is_listed=bool(self.mark))
        self.lost.update(lost)
        self.spans = []
        if text:
            self.blocks.append(Block(self.mark + text, is_tight=bool(self.lists) or row))
            self.mark = ""

    def text(self) -> str:
        """Return all blocks: lists and rows close together, paragraphs apart.

        A text that was nothing but pictures that cannot be kept says their names.
        """
        if self.formula is not None:
            self._in_formula("math")
        self._flush()
        if not self.blocks and self.unseen:
            return escape(" ".join(f"({name})" for name in self.unseen))
        parts: list[str] = []
        before: Block | None = None
        for block in self.blocks:
            if before is not None:
                parts.append("\n" if before.is_tight and block.is_tight else "\n\n")
            parts.append(block.text)
            before = block
        return "".join(parts)


def _styled(style: str) -> str | None:
    compact = style.replace(" ", "").lower()
    if "font-weight:bold" in compact or "font-weight:700" in compact:
        return "bold"
    if "font-style:italic" in compact or "text-decoration:underline" in compact:
        return "slant"
    return None
