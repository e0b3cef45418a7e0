"""The texts of an item: its XHTML without answer fields, turned into Markdown."""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from question_bank.rules.formats.html import from_html
from question_bank.rules.formats.pictures import Gallery
from question_bank.rules.reading import Remark

GAP = "_____"
_CLOSING = ".,;:?!)"
_INLINE = frozenset({"textEntryInteraction", "inlineChoiceInteraction", "gap"})
_UNSEEN = frozenset(
    [
        "feedbackInline",
        "feedbackBlock",
        "modalFeedback",
        "printedVariable",
        "stylesheet",
        "templateInline",
        "templateBlock",
        "catalogInfo",
        "infoControl",
        "simpleChoice",
        "simpleMatchSet",
        "simpleAssociableChoice",
        "gapText",
        "gapImg",
        "inlineChoice",
        "label",
        "responseProcessing",
    ]
)
_HIDDEN = re.compile(r"\s*<(p|div)\b[^<>]*>.*</\1>\s*", re.DOTALL)
"""XHTML that some platforms write into an element as plain text."""
_KEPT = ("src", "alt", "style", "start", "href")


@dataclass
class Texts:
    """Reads the texts of one item; gathers pictures and notes."""

    gallery: Gallery
    notes: list[Remark] = field(default_factory=list)

    def inside(self, element: Element | None) -> str:
        """Return what stands inside an element as Markdown, answer fields left out."""
        if element is None:
            return ""
        words = element.text or ""
        return self.html(
            words if _HIDDEN.fullmatch(words) and not len(element) else markup(element)
        )

    def html(self, words: str) -> str:
        """Return HTML as Markdown."""
        converted = from_html(words, self.gallery)
        self.notes += converted.notes
        return converted.text


def markup(element: Element, unseen: Callable[[Element], bool] | None = None) -> str:
    """Return the XHTML inside an element; a field within a sentence becomes a line to fill."""
    parts = [html.escape(element.text or "", quote=False)]
    for child in element:
        tail = child.tail or ""
        if unseen is None or not unseen(child):
            shown = _child(child, unseen)
            parts.append(shown.rstrip(" ") if tail[:1] in _CLOSING and tail else shown)
        parts.append(html.escape(tail, quote=False))
    return "".join(parts)


def _child(child: Element, unseen: Callable[[Element], bool] | None) -> str:
    name = str(child.tag)
    if name in _INLINE:
        return f" {GAP} "
    if name in _UNSEEN or is_for_markers(child) or _is_field_only(child):
        return ""
    if name == "object" and (child.get("type") or "").startswith("image/"):
        words = html.escape("".join(child.itertext()).strip(), quote=True)
        return f'<img src="{html.escape(child.get("data") or "")}" alt="{words}"/>'
    if name.endswith("Interaction") or name in ("prompt", "rubricBlock"):
        return f"<div>{markup(child, unseen)}</div>"
    name = "b" if name == "hottext" else name
    given = "".join(
        f' {key}="{html.escape(child.attrib[key])}"' for key in _KEPT if key in child.attrib
    )
    return f"<{name}{given}>{markup(child, unseen)}</{name}>"


def is_for_markers(element: Element) -> bool:
    """Return whether a text is kept from those who answer: a rubric, not a shared passage."""
    is_rubric = element.tag == "rubricBlock"
    return is_rubric and "candidate" not in (element.get("view") or "").split()


def _is_field_only(block: Element) -> bool:
    """Return whether a block holds an answer field and its unit, and no words of the question."""
    if block.tag not in ("p", "div") or next(block.iter("textEntryInteraction"), None) is None:
        return False
    words = " ".join("".join(block.itertext()).split())
    return words == " ".join(block.get("data-unit", "").split()) and not list(block.iter("img"))
