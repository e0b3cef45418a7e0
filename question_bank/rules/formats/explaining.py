"""An explanation with its source in one text, and a rubric in one text: written and read back."""

import re
from fractions import Fraction

from question_bank.rules.bodies import Essay, RubricPoint, Situation
from question_bank.rules.drafting import SourceDraft
from question_bank.rules.formats.shares import number

_SOURCE = re.compile(r"^\**(?:Căn cứ|Nguồn|Source)\**\s*:\**\s*(\S.*)$", re.IGNORECASE)
_ARTICLE = re.compile(r"^Điều, khoản:\s*(\S.*)$", re.IGNORECASE)
_POINT = re.compile(
    r"^(?:[-*+•]\s+)?(\S.*?)\s*\((\d+(?:[.,/]\d+)?)\s*(?:điểm|đ|points?)\)$", re.IGNORECASE
)
_ENTRY = re.compile(r"^[-*+•]\s+(\S.*)$")
RUBRIC, FATAL, MODEL = "Tiêu chí chấm:", "Lỗi nghiêm trọng:", "Bài mẫu:"
_HEADS = {RUBRIC.lower(): "rubric", FATAL.lower(): "fatal", MODEL.lower(): "model"}


def with_source(explanation: str, source: SourceDraft | None) -> str:
    """Return an explanation that ends with the line of its source."""
    lines = [explanation] if explanation else []
    if source:
        lines.append(f"Căn cứ: {source.document}")
        if source.article:
            lines.append(f"Điều, khoản: {source.article}")
    return "\n".join(lines)


def source_of(text: str) -> tuple[str, SourceDraft | None]:
    """Return an explanation without the last lines that name its source, and the source."""
    lines = text.strip().split("\n")
    article = ""
    if len(lines) > 1 and (found := _ARTICLE.match(lines[-1].strip())):
        article, lines = found.group(1), lines[:-1]
    last = _SOURCE.match(lines[-1].strip()) if lines else None
    if last is None:
        return text.strip(), None
    return "\n".join(lines[:-1]).strip(), SourceDraft(last.group(1), article)


def rubric_text(body: Essay | Situation) -> str:
    """Return rubric, fatal mistakes and model answer as one text for a marker."""
    parts: list[str] = []
    if body.rubric:
        points = [f"- {one.text} ({_shown(one.points)} điểm)" for one in body.rubric]
        parts += [RUBRIC, "\n".join(points)]
    if isinstance(body, Situation) and body.fatal_mistakes:
        parts += [FATAL, "\n".join(f"- {one}" for one in body.fatal_mistakes)]
    if body.model:
        parts += [MODEL, body.model] if parts else [body.model]
    return "\n\n".join(parts)


def rubric_of(text: str, most_words: int | None = None) -> Situation:
    """Return what a text for markers holds: what has no form of a rubric is the model answer."""
    found: dict[str, list[str]] = {"rubric": [], "fatal": [], "model": []}
    place = "model"
    for line in text.strip().split("\n"):
        head = (
            _HEADS.get(line.strip().strip("*").lower())
            if place != "model" or not any(found["model"])
            else None
        )
        if head:
            place = head
        elif line.strip() or place == "model":
            found[place].append(line.strip())
    points = [_POINT.match(line) for line in found["rubric"]]
    if not all(points):
        return Situation(model=text.strip(), most_words=most_words)
    return Situation(
        rubric=tuple(RubricPoint(p.group(1), _points(p.group(2))) for p in points if p),
        fatal_mistakes=tuple(_entry(line) for line in found["fatal"]),
        model="\n".join(found["model"]).strip(),
        most_words=most_words,
    )


def _entry(line: str) -> str:
    found = _ENTRY.match(line)
    return found.group(1) if found else line


def _points(text: str) -> Fraction:
    if "/" in text:
        above, _, below = text.partition("/")
        return Fraction(int(above), int(below)) if below.isdecimal() and int(below) else Fraction(0)
    return Fraction(number(text) or 0)


def _shown(points: Fraction) -> str:
    """Return points as a decimal where it ends soon, else as a fraction."""
    hundredths = points * 100
    if hundredths.denominator != 1:
        return str(points)
    whole, rest = divmod(int(hundredths), 100)
    return f"{whole},{rest:02d}".rstrip("0").rstrip(",") if rest else str(whole)
