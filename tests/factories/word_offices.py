"""Word papers as offices number, letter and answer their questions: one line of words a shape."""

from collections.abc import Callable

from docx.document import Document

from tests.factories.word_layouts import LAYOUTS, add

TEXTS = ("Ba tháng một lần", "Mỗi tháng một lần", "Hai tháng một lần", "Sáu tháng một lần")
NUMBERS = {
    "question_word": "Câu hỏi {}: ",
    "parenthesis": "{}) ",
    "slash": "{}/ ",
    "exercise": "Bài {}. ",
    "points_behind": "Câu {} (0,25 điểm): ",
    "points_in_brackets": "Câu {}. [0.25đ] ",
    "dash": "Câu {}- ",
    "capitals": "CÂU {}: ",
    "no_sign": "Câu {} ",
    "no_room": "Câu {}.",
    "hard_spaces": "Câu\u00a0{}.\u00a0",
    "english": "Question {}: ",
}
LETTERS = ("{}. ", "{}) ", "{}/ ", "{}- ", "{}: ", "({}) ", "{}.", "{} . ")
KEYS = (
    "Đáp án: {}",
    "Chọn đáp án {}.",
    "=> Đáp án: {}",
    "→ Chọn {}",
    "Answer: {}",
    "ĐA: {}",
)
ENDS = ("1-B 2-C", "1B\t2C", "Câu 1: B, Câu 2: C", "1. B; 2. C")


def _asked(document: Document, number: str, letter: str, signs: str = "") -> None:
    for count, right in ((1, "B"), (2, "C")):
        add(document, f"{number.format(count)}Chi bộ họp theo nội dung {count} là bao lâu?")
        for name, text in zip("ABCD", TEXTS, strict=True):
            add(document, (letter.format(name) + text, signs if name == right else ""))


def _numbered(number: str) -> Callable[[Document], list[str]]:
    def build(document: Document) -> list[str]:
        _asked(document, number, "{}. ", "bold")
        return ["B", "C"]

    return build


def _lettered(letter: str) -> Callable[[Document], list[str]]:
    def build(document: Document) -> list[str]:
        _asked(document, "Câu {}: ", letter, "red")
        return ["B", "C"]

    return build


def _answered(line: str) -> Callable[[Document], list[str]]:
    def build(document: Document) -> list[str]:
        for count, right in ((1, "B"), (2, "C")):
            add(document, f"Câu {count}: Chi bộ họp theo nội dung {count} là bao lâu?")
            for name, text in zip("ABCD", TEXTS, strict=True):
                add(document, f"{name}. {text}")
            add(document, line.format(right))
        return ["B", "C"]

    return build


def _ended(line: str) -> Callable[[Document], list[str]]:
    def build(document: Document) -> list[str]:
        _asked(document, "Câu {}: ", "{}. ")
        add(document, "---HẾT---")
        add(document, "ĐÁP ÁN")
        add(document, line)
        return ["B", "C"]

    return build


LAYOUTS |= {f"number_{name}": _numbered(one) for name, one in NUMBERS.items()}
LAYOUTS |= {f"letter_{one.strip()}": _lettered(one) for one in LETTERS}
LAYOUTS |= {f"key_{one}": _answered(one) for one in KEYS}
LAYOUTS |= {f"end_{one}": _ended(one) for one in ENDS}
