"""The guides of ``docs/`` as pages: where the word for help at the foot of every page leads."""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from foundation.text import search_key

FOLDER = Path(__file__).resolve().parent.parent / "docs"
GUIDES = {
    "thi-sinh": "contestant",
    "giam-khao": "judge",
    "ban-to-chuc": "organiser",
    "giang-vien": "trainer",
    "so-lieu": "figures",
    "cach-cham": "marking",
    "nhap-json": "import-json",
    "van-hanh": "operations",
}
"""What stands in the address → the file, in the order of the list."""

_ADDRESSES = {f"{file}.md": f"/tro-giup/{name}" for name, file in GUIDES.items()}


@dataclass(frozen=True)
class Guide:
    """One guide, ready to be shown."""

    name: str
    title: str
    html: str
    parts: tuple[tuple[str, str], ...]
    """Its headings: the place on the page and the words."""


def guides() -> list[Guide]:
    """Return all guides."""
    return [guide(name) for name in GUIDES]


def offered() -> list[Guide]:
    """Return the guides of the list; what programs read is found from the operator's guide."""
    return [guide(name) for name in GUIDES if name != "nhap-json"]


@cache
def guide(name: str) -> Guide:
    """Return one guide; its first line is the title of the page.

    Raises:
        KeyError: there is no guide of that name.
    """
    text = (FOLDER / f"{GUIDES[name]}.md").read_text(encoding="utf-8")
    title, rest = text.removeprefix("# ").split("\n", 1)
    title = title.replace("`", "")
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    environment: dict[str, Any] = {}
    tokens = markdown.parse(rest, environment)
    _lead_to_pages(tokens)
    _name_cells(tokens)
    parts = _name_parts(tokens)
    html = markdown.renderer.render(tokens, markdown.options, environment)
    return Guide(name, title, html, parts)


def _name_parts(tokens: list[Token]) -> tuple[tuple[str, str], ...]:
    """Give every larger heading a name to jump to, and return them."""
    parts: list[tuple[str, str]] = []
    for token, words in pairwise(tokens):
        if token.type == "heading_open" and token.tag == "h2":
            text = "".join(one.content for one in words.children or ())
            place = f"{len(parts) + 1}-{search_key(text).replace(' ', '-')}"
            token.attrs["id"] = place
            parts.append((place, text))
    return tuple(parts)


def _lead_to_pages(tokens: list[Token]) -> None:
    """Let a link from guide to guide lead to its page."""
    for part in (child for token in tokens for child in token.children or ()):
        if part.type == "link_open":
            address = str(part.attrs["href"])
            part.attrs["href"] = _ADDRESSES.get(address.removeprefix("docs/"), address)


def _name_cells(tokens: list[Token]) -> None:
    """Give tables the marks of the site's own: on a phone each row becomes a block."""
    heads: list[str] = []
    place = 0
    for token, words in pairwise(tokens):
        if token.type == "table_open":
            token.attrs["class"] = "table-list"
            heads = []
        elif token.type == "th_open":
            token.attrs["scope"] = "col"
            heads.append(words.content)
        elif token.type == "tr_open":
            place = 0
        elif token.type == "td_open":
            if place:
                token.attrs["data-label"] = heads[place]
            else:
                token.tag, token.attrs["scope"] = "th", "row"
            place += 1
        elif token.type == "td_close" and place == 1:
            token.tag = "th"
