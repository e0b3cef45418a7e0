"""Questions written as office files: Word with or without answers, Excel, CSV, and a template."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

import xlsxwriter
from docx.text.paragraph import Paragraph

from foundation.documents.paper.marks import new_document
from question_bank.rules.drafting import QuestionDraft
from question_bank.rules.formats.writing import Loss, Written, losses
from question_bank.rules.recognising.lines import TOPIC_WORD
from question_bank.rules.sheet_writing import bare, header, rows_of
from question_bank.rules.sheets import armed
from question_bank.rules.word_writing import PaperLine, paper_lines, read_back

EXAMPLES = (
    ("Một đáp án", "Điều lệ Đảng", "Nhận biết", "Chi bộ họp thường kỳ mấy tháng một lần?",
     "Ba tháng", "Một tháng", "Hai tháng", "Sáu tháng", "B"),
    ("Nhiều đáp án", "Điều lệ Đảng", "Thông hiểu", "Đảng viên dự bị không có những quyền nào?",
     "Biểu quyết", "Bầu cử", "Thảo luận", "Được thông tin", "A, B"),
    ("Đúng/Sai", "Điều lệ Đảng", "Nhận biết", "Thời kỳ dự bị là mười hai tháng.",
     "Đúng", "Sai", "", "", "A"),
    ("Ghép đôi", "Điều lệ Đảng", "Thông hiểu", "Ghép cấp ủy với nhiệm kỳ.",
     "Chi bộ cơ sở => 5 năm", "Chi bộ trực thuộc => 2,5 năm", "=> 10 năm", "", ""),
    ("Tự luận", "Công tác chi bộ", "Vận dụng", "Trình bày cách chuẩn bị một buổi sinh hoạt.",
     "Nêu đủ các bước => 3", "Liên hệ thực tế => 2", "", "", "Bài mẫu …"),
)  # fmt: skip
HELP = (
    "Mỗi hàng một câu hỏi. Xóa các hàng ví dụ trước khi gửi.",
    "Đáp án đúng: ghi chữ cái của phương án; nhiều đáp án thì cách nhau bằng dấu phẩy (A, C).",
    "Ghép đôi: mỗi phương án ghi “vế trái => vế phải”; “=> vế phải” là phương án nhiễu.",
    "Sắp xếp: ghi các mục theo đúng thứ tự. Trả lời ngắn: mỗi phương án là một cách viết đúng.",
    "Điền số: ghi “12,5 ± 0,5”. Tự luận, tình huống: mỗi phương án ghi “ý cần nêu => điểm”.",
    "Có thể thêm cột: Cách tính điểm, Giải thích, Căn cứ, Điều khoản, Hiệu lực từ, Hiệu lực đến.",
)


def write_csv(drafts: Sequence[QuestionDraft], topics: Mapping[str, str]) -> Written:
    """Return a CSV file in UTF-8 with the mark by which Excel knows it."""
    names, rows = rows_of(drafts, topics)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([armed(cell) for cell in row] for row in [names, *rows])
    return Written(text.getvalue().encode("utf-8-sig"), _pictures_lost(drafts))


def write_xlsx(drafts: Sequence[QuestionDraft], topics: Mapping[str, str]) -> Written:
    """Return a workbook of one sheet; every cell is text, so nothing is a formula."""
    names, rows = rows_of(drafts, topics)
    return Written(_workbook(names, rows), _pictures_lost(drafts))


def template() -> bytes:
    """Return a workbook to fill in, with examples and a sheet that explains the columns."""
    names = [name.replace(" (Markdown)", "") for name in header(4)[:9]]
    return _workbook(names, EXAMPLES, HELP)


def _workbook(
    names: Sequence[str], rows: Iterable[Sequence[str]], told: Sequence[str] = ()
) -> bytes:
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Câu hỏi")
        bold = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#F5EFE3"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        sheet.set_column(0, 2, 14)
        sheet.set_column(3, 3, 60)
        sheet.set_column(4, len(names) - 1, 24)
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(names):
            sheet.write_string(0, column, name, bold)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if cell:
                    sheet.write_string(number, column, cell, wrapped)
        if told:
            guide = book.add_worksheet("Hướng dẫn")
            guide.set_column(0, 0, 100)
            for number, line in enumerate(told):
                guide.write_string(number, 0, line, wrapped)
    return packed.getvalue()


def _pictures_lost(drafts: Sequence[QuestionDraft]) -> tuple[Loss, ...]:
    lost: list[Loss] = []
    for number, draft in enumerate(drafts, start=1):
        if draft.pictures:
            lost += losses(number, draft, bare(draft))
    return tuple(lost)


def write_docx(drafts: Sequence[QuestionDraft], topics: Mapping[str, str]) -> Written:
    """Return a Word paper with its answers; it reads back as the same questions."""
    return _paper(drafts, topics, with_answers=True)


def write_docx_paper(drafts: Sequence[QuestionDraft], topics: Mapping[str, str]) -> Written:
    """Return a Word paper without answers."""
    return _paper(drafts, topics, with_answers=False)


def _paper(
    drafts: Sequence[QuestionDraft], topics: Mapping[str, str], *, with_answers: bool
) -> Written:
    document = new_document("Câu hỏi" if with_answers else "Đề thi")
    lost: list[Loss] = []
    topic = ""
    written = 0
    for number, draft in enumerate(drafts, start=1):
        after = read_back(draft, written + 1)
        lost += losses(number, draft, after)
        if after is None:
            continue
        written += 1
        if (name := topics.get(draft.topic_code, "")) != topic:
            document.add_heading(f"{TOPIC_WORD}: {name}" if name else "", 1)
            topic = name
        for line in paper_lines(draft, written):
            if with_answers or not line.is_answer:
                _add(document.add_paragraph(), line, with_answers=with_answers)
    packed = io.BytesIO()
    document.save(packed)
    return Written(packed.getvalue(), tuple(lost))


def _add(paragraph: Paragraph, line: PaperLine, *, with_answers: bool) -> None:
    paragraph.paragraph_format.keep_with_next = line.keeps_next
    run = paragraph.add_run(line.text)
    run.bold = True if line.is_marked and with_answers else None
