"""The answers at the end of a paper: ``1-A``, ``1.A``, ``Câu 1: A, C``, grids of all shapes."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

_LETTERS = r"[A-Ja-j](?:\s*[,;+&]\s*[A-Ja-j]\b|[A-J]+)*"
_PAIR = re.compile(
    rf"(?:câu\s*)?(?<![\d/.])(\d{{1,5}})\s*(?:[-–.:)=/>]|→)?\s*({_LETTERS}|đúng|sai|đ|s)(?![\wÀ-ỹ])",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\s*(?:câu\s*(?:hỏi\s*)?(?:số\s*)?)?(\d{1,5})\s*[.:)]?\s*$", re.IGNORECASE)
_ALONE = re.compile(rf"\s*({_LETTERS}|đúng|sai|đ|s)\s*\.?\s*$", re.IGNORECASE)
_WITH_TEXT = re.compile(
    r"\s*(?:câu\s*)?(\d{1,5})\s*[-–.:)]\s*(?:đáp\s*án\s*(?:đúng\s*)?(?:là\s*)?[:\-]?\s*)?([A-J])\s*[.):\-–,]\s*\S",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"\s*(?:bảng\s+|phần\s+)?(?:đáp\s*án|answers?)[^:\d]{0,40}:\s*(?=\S)", re.IGNORECASE
)
_OF_A_PAPER = re.compile(
    r"\s*(?:đáp\s*án\s+)?(?:mã\s+)?đề(?:\s+thi)?(?:\s+số)?\s*[\dA-Z]{1,5}\s*[:.)\-–]\s*(?=\S)",
    re.IGNORECASE,
)
_REST = re.compile(r"[\s,;.|/\-–]*(?:đáp\s*án|câu)?[\s,;:.|/\-–]*", re.IGNORECASE)

Answer = tuple[str, ...]


class Answers:
    """What the answers of a file name, number by number, in the order they stand."""

    def __init__(self) -> None:
        self.named: dict[int, list[Answer]] = defaultdict(list)
        self._numbers: list[int] = []
        self._letters: list[Answer] = []

    def add_line(self, line: str) -> bool:
        """Take in a line of answers; return whether it was one."""
        if number := _NUMBER.match(line):
            self._numbers.append(int(number.group(1)))
            return True
        if alone := _ALONE.match(line):
            self._letters.append(_split(alone.group(1)))
            return True
        pairs = pairs_of(line)
        for number_named, answer in pairs:
            self.named[number_named].append(answer)
        return bool(pairs)

    def add_grid(self, rows: Sequence[Sequence[str]]) -> None:
        """Take in a table of answers: letters beside or below their numbers, or pairs in cells."""
        for number, answer in grid_pairs(rows):
            self.named[number].append(answer)

    def close(self) -> None:
        """Pair numbers and letters that came one after the other."""
        if len(self._numbers) == len(self._letters):
            for number, answer in zip(self._numbers, self._letters, strict=True):
                self.named[number].append(answer)
        self._numbers, self._letters = [], []


def pairs_of(line: str) -> list[tuple[int, Answer]]:
    """Return the answers named in a line that holds nothing else, or that begins with one."""
    found = list(_PAIR.finditer(line))
    rest = _PAIR.sub("", line)
    if found and _REST.fullmatch(rest):
        return [(int(one.group(1)), _split(one.group(2))) for one in found]
    if told := _WITH_TEXT.match(line):
        return [(int(told.group(1)), _split(told.group(2)))]
    return []


def is_answer_grid(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether most cells of a table are numbers and letters of answers."""
    cells = [text for row in rows for text in row if text.strip()]
    if len(cells) < 2:
        return False
    if any(map(_asks, rows)):
        return False
    short = sum(bool(_NUMBER.match(t) or _ALONE.match(t) or pairs_of(t)) for t in cells)
    return len(grid_pairs(rows)) > 0 and short >= 0.6 * len(cells)


def _asks(row: Sequence[str]) -> bool:
    """Return whether a row is a question's own: a number beside a sentence."""
    texts = [text.strip() for text in row if text.strip()]
    is_numbered = len(texts) > 1 and _NUMBER.match(texts[0]) is not None
    return is_numbered and not pairs_of(texts[1]) and len(texts[1].split()) > 3


def titled_pairs(line: str) -> str:
    """Return what follows ``Đáp án:`` in a line that names the answers of several questions."""
    told = _TITLED.match(line)
    rest = line[told.end() :] if told else ""
    return rest if len({number for number, _answer in pairs_of(rest)}) > 1 else ""


def names_a_paper(line: str) -> bool:
    """Return whether a line names the answers of one paper of several: ``Đề số 1: 1A 2B``."""
    told = _OF_A_PAPER.match(line)
    return told is not None and bool(pairs_of(line[told.end() :]))


def grid_pairs(rows: Sequence[Sequence[str]]) -> list[tuple[int, Answer]]:
    """Return number and letters of each answer in a table."""
    inside = [pair for row in rows for text in row for pair in _cell_pairs(text)]
    beside, below = [], []
    for at, row in enumerate(rows):
        under = rows[at + 1] if at + 1 < len(rows) else ()
        for column, text in enumerate(row):
            number = _NUMBER.match(text)
            if number is None:
                continue
            if (right := _alone(row, column + 1)) is not None:
                beside.append((int(number.group(1)), right))
            if (down := _alone(under, column)) is not None:
                below.append((int(number.group(1)), down))
    return max((inside, beside, below), key=len)


def _cell_pairs(text: str) -> list[tuple[int, Answer]]:
    return [] if _ALONE.match(text) else pairs_of(text)


def _alone(row: Sequence[str], column: int) -> Answer | None:
    if column >= len(row):
        return None
    found = _ALONE.match(row[column])
    return _split(found.group(1)) if found else None


def _split(words: str) -> Answer:
    folded = words.strip().casefold()
    if folded in ("đúng", "đ"):
        return ("Đúng",)
    if folded in ("sai", "s"):
        return ("Sai",)
    return tuple(re.findall(r"[A-J]", words.upper()))


def read_answers(lines: Iterable[str]) -> dict[int, Answer]:
    """Return question number → the letters named for it in the lines behind "ĐÁP ÁN"."""
    answers = Answers()
    for line in lines:
        answers.add_line(line)
    answers.close()
    return {number: named[0] for number, named in answers.named.items()}
