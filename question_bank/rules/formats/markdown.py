"""Plain text and simple Markdown: which signs must be escaped, and what is left without them."""

import re

from markdown_it.token import Token

from question_bank.rules.markup import parsed

_ENTITY = re.compile(r"&(?=#?\w{1,31};)")
_BACKSLASH = re.compile(r"\\(?=[!-/:-@\[-`{-~]|$)", re.MULTILINE)
_STAR = re.compile(r"\*+(?=[^\s*])|(?<=[^\s*])\*+")
_LOW_LINE = re.compile(r"(?<!\w)_+(?=[^\s_])|(?<=[^\s_])_+(?!\w)")
_IMAGE = re.compile(r"!\[(?=[^\]\n]{0,300}\]\()")
_BULLET = re.compile(r"[ \t]*(?:[*+](?:[ \t]|$)|-[ \t]*(?:$|(?=\d)(?<=[ \t])))")
_COLUMNS = re.compile(r"[ \t]*[|:-][|: \t-]*")
_NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=[ \t]|$)")
PICTURE = re.compile(r"!\[([^\]\n]*)\]\(picture:([^)\s]+)\)")


def escape(text: str, *, is_beside_styles: bool = False) -> str:
    """Return plain text as Markdown that shows exactly it; signs that do nothing stay bare.

    Args:
        text: plain text of one or more lines.
        is_beside_styles: the text stands in a line that has formatting, so that even a
            single star or low line could pair with another.
    """
    least = 1 if is_beside_styles else 2
    text = _ENTITY.sub(r"\\&", _BACKSLASH.sub(r"\\\\", text))
    if text.count("*") >= least:
        text = _STAR.sub(_each, text)
    if text.count("_") >= least:
        text = _LOW_LINE.sub(_each, text)
    if text.count("`") >= least:
        text = text.replace("`", "\\`")
    text = _IMAGE.sub(r"\\!\\[", text)
    return "\n".join(_escaped_starts(text.split("\n")))


def _each(signs: re.Match[str]) -> str:
    return "".join(f"\\{sign}" for sign in signs.group())


def _escaped_starts(lines: list[str]) -> list[str]:
    """Escape what would make a list that counts wrongly, or a table out of lines."""
    expected, before, done = 1, "", []
    for line in lines:
        numbered = _NUMBERED.match(line)
        is_next = numbered is not None and int(numbered.group(1)) == expected
        expected = expected + 1 if is_next else expected if not line.strip() else 1
        if numbered and (not is_next or not line[numbered.end() :].strip()):
            done.append(_NUMBERED.sub(r"\1\\\2", line))
        elif _BULLET.match(line) or ("|" in before and _COLUMNS.fullmatch(line)):
            done.append(f"\\{line.lstrip()}")
        else:
            done.append(line)
        before = line
    return done


def to_plain(text: str) -> str:
    """Return Markdown without its signs: words, line breaks, the marks of lists."""
    blocks: list[str] = []
    depth: list[int | None] = []
    mark = ""
    for token in parsed(text):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            depth.append(int(token.attrs.get("start", 1)) if "ordered" in token.type else None)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth.pop()
        elif token.type == "list_item_open":
            mark, depth[-1] = _mark(depth[-1])
        elif token.type in ("inline", "code_block", "fence"):
            words = _inline(token) if token.type == "inline" else token.content.rstrip("\n")
            glue = "\n" if depth and blocks else "\n\n"
            blocks.append((glue if blocks else "") + mark + words)
            mark = ""
    return "".join(blocks)


def _mark(counted: int | None) -> tuple[str, int | None]:
    return ("- ", None) if counted is None else (f"{counted}. ", counted + 1)


def _inline(token: Token) -> str:
    parts = []
    for child in token.children or []:
        if child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        else:
            parts.append(child.content)
    return "".join(parts)


def is_plain(text: str) -> bool:
    """Return whether the text reads the same as plain text and as Markdown."""
    return escape(text) == text and "![" not in text


def without_pictures(text: str) -> str:
    """Return the text with the words of each picture in its place."""
    return PICTURE.sub(lambda found: found.group(1), text)
