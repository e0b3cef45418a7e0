"""Plain words of a file as Markdown that shows exactly these words; pictures stay pictures."""

import re
from dataclasses import replace

from question_bank.rules.drafting import QuestionDraft
from question_bank.rules.markup import escaped, plain
from question_bank.rules.reading import ReadItem

_MARK = re.compile(r" {0,3}(?:\d{1,9}[.)]|[-+*])(?=[ \t])")
"""What begins a line of a list; who reads the words must still see it."""
PICTURE = re.compile(r"!\[[^\]\n]*\]\(picture:([^)\n]+)\)")


def item_in_markdown(item: ReadItem) -> ReadItem:
    """Return an item whose draft was plain words as one of Markdown."""
    return item if item.draft is None else replace(item, draft=in_markdown(item.draft))


def in_markdown(draft: QuestionDraft) -> QuestionDraft:
    """Return a draft of plain words as one of Markdown that shows exactly these words."""
    return replace(
        draft,
        stem=_safe(draft.stem),
        options=tuple(replace(one, text=_safe(one.text)) for one in draft.options),
        explanation=_safe(draft.explanation),
    )


def _safe(text: str) -> str:
    """Escape everything but the pictures that stand in a text."""
    pieces, at = [], 0
    for found in PICTURE.finditer(text):
        pieces += [_lines(text[at : found.start()]), found.group()]
        at = found.end()
    return "".join([*pieces, _lines(text[at:])])


def _lines(text: str) -> str:
    return escaped(text) if text else text


def words(text: str) -> str:
    """Return the words of a Markdown text line by line, pictures by their names."""
    return "\n".join(_words(line) for line in text.splitlines())


def _words(line: str) -> str:
    mark = _MARK.match(line)
    pieces, at = ([mark.group().strip()], mark.end()) if mark else ([], 0)
    for found in PICTURE.finditer(line):
        pieces += [plain(line[at : found.start()]), found.group()]
        at = found.end()
    return " ".join(piece for piece in [*pieces, plain(line[at:])] if piece)
