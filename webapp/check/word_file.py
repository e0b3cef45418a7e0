"""A Word file of questions with every sign for the right answer that organisers use."""

import io
import tomllib

import docx
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import RGBColor
from docx.text.run import Run

from webapp.config import ROOT

SIGNS = ("bold", "underline", "red", "highlight", "star", "table")
LETTERS = "ABCDEF"


def word_file(count: int) -> bytes:
    """Return a .docx of ``count`` questions; each sixth takes its answer from a table."""
    document = docx.Document()
    document.add_paragraph("NGÂN HÀNG CÂU HỎI CỦA XÃ")
    in_table = []
    for number, (stem, options) in enumerate(_questions(count), 1):
        sign = SIGNS[number % len(SIGNS)]
        document.add_paragraph(f"Câu {number}. Đồng chí hãy cho biết: {stem}")
        for letter, (text, is_right) in zip(LETTERS, options, strict=False):
            star = "*" if is_right and sign == "star" else ""
            run = document.add_paragraph().add_run(f"{star}{letter}. {text}")
            if is_right:
                _mark(run, sign)
        if sign == "table":
            right = next(n for n, (_text, is_right) in enumerate(options) if is_right)
            in_table.append((str(number), LETTERS[right]))
    document.add_paragraph("ĐÁP ÁN")
    table = document.add_table(rows=2, cols=len(in_table) + 1)
    for column, pair in enumerate([("Câu", "Đáp án"), *in_table]):
        for row, text in enumerate(pair):
            table.cell(row, column).text = text
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def _mark(run: Run, sign: str) -> None:
    run.bold = sign == "bold"
    run.underline = sign == "underline"
    if sign == "red":
        run.font.color.rgb = RGBColor(255, 0, 0)
    if sign == "highlight":
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _questions(count: int) -> list[tuple[str, list[tuple[str, bool]]]]:
    found = []
    for path in sorted((ROOT / "question_bank" / "starter").glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8")).get("question", []):
            options = [(one["text"], one.get("right", False)) for one in row.get("options", [])]
            if row["kind"] == "one" and len(options) <= len(LETTERS):
                found.append((row["stem"], options))
    return found[:count]
