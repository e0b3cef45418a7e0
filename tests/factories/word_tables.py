"""Word papers whose questions or answers stand in tables."""

from docx.document import Document
from docx.enum.text import WD_COLOR_INDEX

from tests.factories.word_layouts import add, four, layout


@layout
def answer_grid_in_rows(document: Document) -> list[str]:
    for number in range(1, 5):
        add(document, f"Câu {number}. Nội dung của câu hỏi số {number} là gì?")
        four(document)
    add(document, ("BẢNG ĐÁP ÁN", "bold"))
    table = document.add_table(rows=4, cols=2)
    for at, (row, column) in enumerate([(0, 0), (0, 1), (2, 0), (2, 1)]):
        table.cell(row, column).text = str(at + 1)
        table.cell(row + 1, column).text = "ABCD"[at]
    return ["A", "B", "C", "D"]


@layout
def answer_grid_in_columns(document: Document) -> list[str]:
    for number in range(1, 5):
        add(document, f"Câu {number}. Nội dung của câu hỏi số {number} là gì?")
        four(document)
    add(document, "ĐÁP ÁN")
    table = document.add_table(rows=3, cols=4)
    for column, text in enumerate(("Câu", "Đáp án", "Câu", "Đáp án")):
        table.cell(0, column).text = text
    for at in range(4):
        row, column = 1 + at % 2, 2 * (at // 2)
        table.cell(row, column).text = f"Câu {at + 1}"
        table.cell(row, column + 1).text = "DCBA"[at]
    return ["D", "C", "B", "A"]


@layout
def one_table_a_question(document: Document) -> list[str]:
    for right in "AC":
        table = document.add_table(rows=5, cols=2)
        table.cell(0, 0).text = f"Câu {'AC'.index(right) + 1}"
        table.cell(0, 1).text = f"Nội dung hỏi về {right} là gì?"
        for row, letter in enumerate("ABCD", start=1):
            table.cell(row, 0).text = letter
            run = table.cell(row, 1).paragraphs[0].add_run(f"Phương án {letter} về {right}")
            run.bold = True if letter == right else None
    return ["A", "C"]


@layout
def one_row_a_question(document: Document) -> list[str]:
    head = ("STT", "Nội dung câu hỏi", "Phương án A", "Phương án B", "Phương án C", "Đáp án")
    table = document.add_table(rows=1, cols=len(head))
    for column, text in enumerate(head):
        table.cell(0, column).text = text
    for number, key in enumerate("BA", start=1):
        cells = table.add_row().cells
        values = (str(number), f"Nội dung thứ {number}?", "Một", "Hai", "Ba", key)
        for cell, text in zip(cells, values, strict=True):
            cell.text = text
    return ["B", "A"]


@layout
def options_in_cells(document: Document) -> list[str]:
    add(document, "Câu 1. Chi bộ họp mấy tháng một lần?")
    table = document.add_table(rows=2, cols=2)
    for at, letter in enumerate("ABCD"):
        run = table.cell(at // 2, at % 2).paragraphs[0].add_run(f"{letter}. Phương án {letter}")
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW if letter == "D" else None
    return ["D"]
