"""Simple formatting of a question's texts: Markdown in, clean HTML or plain words out.

Allowed are bold, italic, code, lists, tables, line breaks and pictures of the question itself
(``![words](picture:NAME)``). Everything else is shown as it was typed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import escape
from urllib.parse import unquote

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

PICTURE_NAME = re.compile(r"[\w.\-]{1,100}")
_REFERENCE = re.compile(r"!\[[^\]\n]*\]\(\s*<?picture:([^\s)>]+)")
_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "code", "img"}
_TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
_ALLOWED = {"img": {"src", "alt"}, "ol": {"start"}}
_UNWANTED = ("heading", "lheading", "hr", "code", "fence", "blockquote", "reference", "html_block")
_INLINE_UNWANTED = ("link", "autolink", "html_inline")

_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True})
_markdown.enable("table").disable([*_UNWANTED, *_INLINE_UNWANTED])
_markdown.validateLink = lambda url: url.startswith("picture:")  # type: ignore[method-assign]
_PLAIN = re.compile(r"(?!\s*(?:\d{1,9}[.)]|[-+])(?:\s|$))[^\\`*_\[\]|&\n]*")
_SIGNS = re.compile(r"([\\`*_\[\]|&])")
_LIST_HEAD = re.compile(r"(?m)^(\s*)([-+])(?=\s|$)|^(\s*\d{1,9})([.)])(?=\s|$)")


def as_html(text: str, pictures: Mapping[str, str] | None = None) -> str:
    """Return ``text`` as HTML that holds nothing but simple formatting.

    Args:
        text: Markdown.
        pictures: name → digest of the question's pictures; another picture is left out.
    """
    return _rendered(text, tuple(sorted((pictures or {}).items())))


def as_line(text: str, pictures: Mapping[str, str] | None = None) -> str:
    """Return a short text as HTML without the paragraph around it."""
    html = as_html(text, pictures)
    if html.startswith("<p>") and html.count("<p>") == 1 and html.endswith("</p>"):
        return html[3:-4]
    return html


@lru_cache(maxsize=8192)
def _rendered(text: str, pictures: tuple[tuple[str, str], ...]) -> str:
    if _PLAIN.fullmatch(text):  # most options: no sign of any formatting
        return f"<p>{escape(text.strip(), quote=False)}</p>" if text.strip() else ""
    tokens = _markdown.parse(text)
    _point_at(tokens, dict(pictures))
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    return nh3.clean(
        html, tags=_TAGS | _TABLE, attributes=_ALLOWED, url_schemes={"picture"}
    ).strip()


def _point_at(tokens: Iterable[Token], pictures: Mapping[str, str]) -> None:
    """Make pictures name their digest; a picture of nobody becomes its words."""
    for token in _inline(tokens):
        name = unquote(str(token.attrGet("src"))).removeprefix("picture:")
        digest = pictures.get(name)
        if token.type == "image" and digest:
            token.attrSet("src", f"picture:{digest}")
        elif token.type == "image":
            token.type, token.tag = "text", ""


def _inline(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from token.children or ()


def as_xhtml(text: str) -> str:
    """Return ``text`` as XHTML for files of other programs; pictures keep ``picture:NAME``."""
    return str(_markdown.render(text)).strip()


def parsed(text: str) -> list[Token]:
    """Return the parts of a Markdown text, for writing it in another form."""
    return _markdown.parse(text)


def shown(html: str, address: str) -> str:
    """Return HTML made here with its pictures at the address a reader may open.

    Args:
        html: what ``as_html`` returned.
        address: the path of the route that serves pictures, with its last slash.
    """
    return html.replace('src="picture:', f'loading="lazy" src="{address}')


def plain(text: str) -> str:
    """Return the words of a Markdown text on one line: for lists, search and choosing."""
    if _PLAIN.fullmatch(text):
        return " ".join(text.split())
    words: list[str] = []
    for token in _markdown.parse(text):
        children = token.children or ()
        words += [" " if one.type.endswith("break") else one.content for one in children]
        words.append(" ")
    return " ".join("".join(words).split())


def escaped(text: str) -> str:
    """Return plain words as Markdown that shows exactly these words."""
    safe = _SIGNS.sub(r"\\\1", text)
    return _LIST_HEAD.sub(
        lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[3]}\\{m[4]}",
        safe,
    )


def picture_names(text: str) -> list[str]:
    """Return the names of the pictures a text shows, in order."""
    return _REFERENCE.findall(text)
