"""Spans of words with styles, written as one block of Markdown that renders as it should."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from question_bank.rules.formats import remarks
from question_bank.rules.formats.markdown import escape

_RAISED = dict(zip("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", strict=True))
_LOWERED = dict(zip("0123456789+-=()aeoxhklmnpst", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜ", strict=True))
_STYLES = ("bold", "slant", "code")


@dataclass(frozen=True)
class Span:
    """Words in one style; ``is_ready`` says that they are Markdown already."""

    text: str
    styles: frozenset[str] = frozenset()
    is_ready: bool = False


@dataclass(frozen=True)
class Block:
    """A paragraph, an entry of a list or a row of a table."""

    text: str
    is_tight: bool


def line_of(spans: Iterable[Span], *, is_listed: bool) -> tuple[str, dict[str, None]]:
    """Return spans as Markdown of one or more lines, and the details that were lost."""
    lost: dict[str, None] = {}
    plain = [_placed(span, lost) for span in spans]
    lines = [_line(line, lost) for line in _lines(plain)]
    if is_listed:
        return " ".join(line for line in lines if line), lost
    return "\n".join(lines).strip("\n"), lost


def _placed(span: Span, lost: dict[str, None]) -> Span:
    """Write raised and lowered letters with the letters Unicode has for them."""
    if not span.styles & {"sup", "sub"} or not span.text.strip():
        return Span(span.text, span.styles - {"sup", "sub"}, span.is_ready)
    is_raised = "sup" in span.styles
    letters = _RAISED if is_raised else _LOWERED
    words = span.text.strip().replace("\u2212", "-")
    if all(sign in letters for sign in words):
        written = "".join(letters[sign] for sign in words)
    else:
        lost[remarks.RAISED] = None
        written = f"{'^' if is_raised else '_'}({words})"
    return Span(written, span.styles - {"sup", "sub"})


def _lines(spans: Iterable[Span]) -> list[list[Span]]:
    lines: list[list[Span]] = [[]]
    for span in spans:
        for place, part in enumerate(span.text.split("\n")):
            if place:
                lines.append([])
            if part:
                lines[-1].append(Span(part, span.styles, span.is_ready))
    return lines


def _line(spans: list[Span], lost: dict[str, None]) -> str:
    merged = _merged(spans)
    has_styles = any(span.styles or span.is_ready for span in merged)
    parts: list[str] = []
    for place, span in enumerate(merged):
        if span.is_ready:
            parts.append(span.text)
        elif not span.styles:
            parts.append(_bare(span.text, is_first=not parts, has_styles=has_styles))
        else:
            after = merged[place + 1].text if place + 1 < len(merged) else " "
            parts.append(_wrapped(span, "".join(parts)[-1:] or " ", after[:1] or " ", lost))
    return re.sub(r" {2,}", " ", "".join(parts)).strip()


def _bare(text: str, *, is_first: bool, has_styles: bool) -> str:
    if is_first:
        return escape(text.lstrip(), is_beside_styles=has_styles)
    return escape("\u2060" + text, is_beside_styles=has_styles)[1:]


def _merged(spans: list[Span]) -> list[Span]:
    """Join neighbours of one style; spaces belong to no style."""
    joined: list[Span] = []
    for span in spans:
        styles = frozenset() if not span.text.strip() else span.styles
        joined.append(Span(span.text, styles, span.is_ready))
    result: list[Span] = []
    for (styles, is_ready), group in groupby(joined, key=lambda s: (s.styles, s.is_ready)):
        result.append(Span("".join(span.text for span in group), styles, is_ready))
    return _bridged(result)


def _bridged(spans: list[Span]) -> list[Span]:
    """Give a space between two spans of one style that style, so that it is one span."""
    result: list[Span] = []
    for place, span in enumerate(spans):
        is_gap = not span.styles and not span.is_ready and not span.text.strip()
        if is_gap and result and place + 1 < len(spans):
            before, after = result[-1], spans[place + 1]
            if before.styles and before.styles == after.styles:
                result[-1] = Span(before.text + span.text, before.styles)
                continue
        if result and span.styles and span.styles == result[-1].styles:
            result[-1] = Span(result[-1].text + span.text, span.styles)
        else:
            result.append(span)
    return result


def _wrapped(span: Span, before: str, after: str, lost: dict[str, None]) -> str:
    """Return words between the signs of their style, spaces and stray marks outside."""
    core = span.text.strip()
    lead = span.text[: len(span.text) - len(span.text.lstrip())]
    tail = span.text[len(span.text.rstrip()) :]
    if "code" in span.styles and "`" not in core:
        return f"{lead}`{core}`{tail}"
    before, after = lead[-1:] or before, tail[:1] or after
    head, foot = "", ""
    while core and _is_mark(core[0]) and not _is_open(before):
        head, core = head + core[0], core[1:]
    while core and _is_mark(core[-1]) and not _is_open(after):
        foot, core = core[-1] + foot, core[:-1]
    signs = "*" * (2 * ("bold" in span.styles) + ("slant" in span.styles))
    touches = (not head and before == "*") or (not foot and not tail and after == "*")
    if not core.strip() or touches or not signs:
        if core.strip() and signs:
            lost[remarks.STYLES] = None
        return lead + escape(head + core + foot, is_beside_styles=True) + tail
    inner = escape("\u2060" + core, is_beside_styles=True)[1:]
    return f"{lead}{head}{signs}{inner}{signs}{foot}{tail}"


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "PS"


def _is_open(sign: str) -> bool:
    return sign.isspace() or _is_mark(sign)
