"""Pages that keep a part of themselves fresh (``static/js/live.js``): a poll costs little.

The script names the part it wants; the answer is that part alone, or 304 as long as it says the
same. Tokens of forms change with every answer, so what they are made of is compared instead. The
sign of an answer is a weak one: a strong one would change with the compression.
"""

import hashlib
from html.parser import HTMLParser
from typing import Any

from flask import Response, make_response, render_template, request, session
from flask_wtf.csrf import generate_csrf

PART = "X-Live-Part"
EMPTY = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})


class _PartFinder(HTMLParser):
    """Finds where the element with an id begins and ends."""

    def __init__(self, page: str, part_id: str) -> None:
        super().__init__(convert_charrefs=False)
        self.lines = [0]
        for line in page.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))
        self.part_id = part_id
        self.tag = ""
        self.depth = self.start = self.end = 0
        self.feed(page)

    def _place(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.end or tag in EMPTY:
            return
        if self.tag:
            self.depth += tag == self.tag
        elif ("id", self.part_id) in attrs:
            self.tag, self.depth, self.start = tag, 1, self._place()

    def handle_endtag(self, tag: str) -> None:
        if self.end or tag != self.tag:
            return
        self.depth -= 1
        if not self.depth:
            self.end = self._place() + len(tag) + 3


def part_of(page: str, part_id: str) -> str:
    """Return the element with this id, or the whole page if it has none."""
    found = _PartFinder(page, part_id)
    return page[found.start : found.end] if found.end else page


def live_page(template: str, **words: Any) -> Response:
    """Return a page, or the part of it the script asked for; 304 while it says the same."""
    page = render_template(template, **words)
    if part_id := request.headers.get(PART):
        page = part_of(page, part_id)
    return fresh(make_response(page), page.replace(generate_csrf(), session.get("csrf_token", "")))


def fresh(answer: Response, words: str) -> Response:
    """Return an answer with a sign of what it says, or 304 if the reader has it already."""
    answer.set_etag(hashlib.sha256(words.encode()).hexdigest()[:24], weak=True)
    answer.vary.add(PART)
    answer.make_conditional(request)
    return answer
