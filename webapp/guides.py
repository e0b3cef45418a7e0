"""The guides of ``docs/`` as pages: where the word for help at the foot of every page leads."""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

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
    return Guide(name, title, markdown.renderer.render(tokens, markdown.options, environment))


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
