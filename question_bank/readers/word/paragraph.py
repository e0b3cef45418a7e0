"""One paragraph of a Word file: its runs with their signs, pictures, text boxes and footnotes."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from foundation.encodings import CONVERTERS, encoding_of_font, shows_capitals
from question_bank.readers.word.looks import Look, Style, look_of
from question_bank.readers.word.names import MC, WPS, A, M, R, V, W, value
from question_bank.rules.paragraphs import Run

_DROPPED = {W + name for name in ("del", "moveFrom", "pPr", "rPr", "commentReference")}
_CIRCLED = re.compile(r"\\ac\s*\(\s*[^,;]+[,;]\s*([A-Ha-h])\s*\)")
_SYMBOLS = {
    "f0fc": "✓", "f0fe": "☑", "f0fd": "☒", "f0a8": "☐", "f06f": "☐", "f0fb": "☒", "f052": "☑",
    "f0a3": "☐",
}  # fmt: skip
_PLAIN = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_RAISED = {
    "superscript": str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"),
    "subscript": str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
}
_BEYOND_LATIN_1 = re.compile("[\u0100-\u01ff\u1e00-\u1eff]")


@dataclass
class Pieces:
    """What a paragraph holds."""

    runs: list[Run] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    has_oval: bool = False
    is_converted: bool = False

    def add(self, text: str, look: Look, marks: frozenset[str] = frozenset()) -> None:
        """Add letters that look alike."""
        shown = _in_unicode(text, look.font or "")
        self.before.append(text)
        self.is_converted = self.is_converted or shown != text
        shown = unicodedata.normalize("NFC", shown)
        if look.raised in _RAISED:
            shown = shown.translate(_RAISED[look.raised])
        signs = look.marks() | marks
        if self.runs and self.runs[-1].marks == signs:
            shown = self.runs.pop().text + shown
        self.runs.append(Run(shown, signs))


def _in_unicode(text: str, font: str) -> str:
    encoding = encoding_of_font(font)
    if encoding is None or _BEYOND_LATIN_1.search(text):
        return text
    converted = CONVERTERS[encoding](text)
    return converted.upper() if shows_capitals(font) else converted


class ParagraphReader:
    """Reads the runs of one paragraph."""

    def __init__(
        self, styles: dict[str, Style], below: Look, picture: Callable[[str, str], str]
    ) -> None:
        self.styles = styles
        self.below = below
        self.picture = picture
        self.pieces = Pieces()
        self._field = ""

    def read(self, element: Element) -> Pieces:
        """Return what the paragraph holds."""
        for child in element:
            self._inline(child)
        return self.pieces

    def _inline(self, element: Element) -> None:
        if element.tag in _DROPPED:
            return
        if element.tag == W + "r":
            self._run(element)
        elif element.tag == MC + "AlternateContent":
            chosen = element.find(MC + "Choice")
            self._inside(chosen if chosen is not None else element.find(MC + "Fallback"))
        elif element.tag.startswith(M):
            self.pieces.add("".join(t.text or "" for t in element.iter(M + "t")), self.below)
        else:
            self._inside(element)

    def _inside(self, element: Element | None) -> None:
        for child in element if element is not None else ():
            self._inline(child)

    def _run(self, run: Element) -> None:
        properties = run.find(W + "rPr")
        style = self.styles.get(value(properties, "rStyle") or "?")
        named = style.look.over(self.below) if style else self.below
        look = look_of(properties).over(named)
        if not look.hidden:
            for child in run:
                self._piece(child, look)

    def _piece(self, child: Element, look: Look) -> None:
        name = child.tag.removeprefix(W)
        if name == "t":
            self.pieces.add(child.text or "", look)
        elif name in _PLAIN:
            self.pieces.add(_PLAIN[name], look)
        elif name == "sym":
            sign = _SYMBOLS.get((child.get(W + "char") or "").lower(), "")
            self.pieces.add(sign, look)
        elif name in ("footnoteReference", "endnoteReference"):
            self.pieces.notes.append(f"{name[:-9]}:{child.get(W + 'id')}")
        elif name in ("instrText", "fldChar"):
            self._in_field(child, look)
        elif name in ("drawing", "pict", "object") or child.tag == MC + "AlternateContent":
            self._drawing(child, look)

    def _in_field(self, child: Element, look: Look) -> None:
        if child.tag == W + "instrText":
            self._field += child.text or ""
            return
        if child.get(W + "fldCharType") == "end":
            if circled := _CIRCLED.search(self._field):
                self.pieces.add(circled.group(1), look, frozenset({"circle"}))
            self._field = ""

    def _drawing(self, element: Element, look: Look) -> None:
        if element.tag == MC + "AlternateContent":
            chosen = element.find(MC + "Choice")
            element = chosen if chosen is not None else element
        for inner in element.iter():
            if inner.tag == A + "blip" or inner.tag == V + "imagedata":
                name = inner.get(R + "embed") or inner.get(R + "id") or inner.get(R + "link")
                self.pieces.add(self.picture(name or "", _words(element)), look)
            elif inner.tag == W + "txbxContent":
                self.pieces.boxes.append(inner)
            elif inner.tag == V + "oval" or (
                inner.tag == A + "prstGeom" and inner.get("prst") in ("ellipse", "donut")
            ):
                self.pieces.has_oval = not any(
                    box.tag in (WPS + "txbx", W + "txbxContent") for box in element.iter()
                )


def _words(element: Element) -> str:
    """Return what the picture's author wrote for people who cannot see it."""
    for inner in _properties(element):
        if words := inner.get("descr") or inner.get("alt"):
            return " ".join(words.replace("[", "(").replace("]", ")").split())[:200]
    return ""


def _properties(element: Element) -> Iterator[Element]:
    for inner in element.iter():
        if inner.tag.endswith("}docPr") or inner.tag == V + "shape":
            yield inner
