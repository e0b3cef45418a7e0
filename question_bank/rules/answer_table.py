"""The table of answers at the end of a paper: ``1-A``, ``1.A``, or numbers above letters."""

import re
from collections.abc import Iterable

_PAIR = re.compile(r"(\d{1,4})\s*[-–.:)/]?\s*([A-Ha-h](?:\s*[,;+&]\s*[A-Ha-h])*)(?![\wÀ-ỹ])")
_NUMBER = re.compile(r"\s*(?:câu\s*)?(\d{1,4})\s*$", re.IGNORECASE)
_LETTERS = re.compile(r"\s*([A-Ha-h](?:\s*[,;+&]\s*[A-Ha-h])*)\s*$")


def read_answers(lines: Iterable[str]) -> dict[int, tuple[str, ...]]:
    """Return question number → the letters named for it.

    Args:
        lines: the paragraphs and cells behind the heading "ĐÁP ÁN", in their order.
    """
    answers: dict[int, tuple[str, ...]] = {}
    numbers: list[int] = []
    letters: list[tuple[str, ...]] = []
    for line in lines:
        if number := _NUMBER.match(line):
            numbers.append(int(number.group(1)))
        elif alone := _LETTERS.match(line):
            letters.append(_split(alone.group(1)))
        else:
            for pair in _PAIR.finditer(line):
                answers[int(pair.group(1))] = _split(pair.group(2))
    if len(numbers) == len(letters):
        answers.update(zip(numbers, letters, strict=True))
    return answers


def _split(letters: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[A-H]", letters.upper()))
