"""Texts of QTI 1.2: ``material`` with plain or HTML words and pictures."""

import html
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from question_bank.rules.formats.html import looks_like_html
from question_bank.rules.formats.qti.texts import Texts

_ANSWERS = frozenset(
    {
        "response_lid",
        "response_str",
        "response_num",
        "response_xy",
        "response_grp",
        "response_extension",
    }
)


def material(element: Element, texts: Texts) -> str:
    """Return all words inside an element as Markdown."""
    return texts.html("".join(_parts(element, frozenset())))


def of_material(element: Element, texts: Texts) -> str:
    """Return the words of an element's materials, however deep they stand."""
    return material(element, texts)


def own_material(element: Element, texts: Texts) -> str:
    """Return the words of an element without those of the answer fields inside it."""
    return texts.html("".join(_parts(element, _ANSWERS)))


def _parts(element: Element, unseen: frozenset[str]) -> Iterator[str]:
    for child in element:
        name = str(child.tag)
        if name in unseen or name in ("render_fib", "render_choice"):
            continue
        if name in ("mattext", "mat_formattedtext", "matemtext"):
            yield _words(child)
        elif name == "matimage":
            words = html.escape((child.get("label") or "").strip())
            yield f'<img src="{html.escape(child.get("uri") or "")}" alt="{words}"/>'
        elif name in ("mataudio", "matvideo", "matapplet"):
            yield "<audio></audio>"
        elif name == "matbreak":
            yield "<br/>"
        else:
            yield from _parts(child, unseen)


def _words(element: Element) -> str:
    text = "".join(element.itertext())
    form = (element.get("texttype") or element.get("type") or "text/plain").lower()
    if "html" in form or looks_like_html(text):
        return f"<div>{text}</div>"
    return "<div>" + html.escape(text.strip(), quote=False).replace("\n", "<br/>") + "</div>"
