"""Simple formatting of a question's text: Markdown in, clean HTML out, made once on saving."""

import nh3
from markdown_it import MarkdownIt

_TAGS = {"p", "br", "strong", "em", "u", "sub", "sup", "ul", "ol", "li", "code"}
_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True})


def as_html(text: str) -> str:
    """Return ``text`` as HTML that holds nothing but simple formatting."""
    return nh3.clean(_markdown.render(text), tags=_TAGS, attributes={}).strip()
