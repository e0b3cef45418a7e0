"""What is printed can be read out of the PDF letter by letter."""

import unicodedata
from pathlib import Path

import pypdfium2
import pytest
from weasyprint import CSS, HTML

CSS_FOLDER = Path(__file__).resolve().parents[2] / "static" / "css"
SHEETS = ("print-document.css", "print-certificate.css", "print-slips.css")
LINES = (
    "ưỡ ẵ ặ ệ ộ ợ ử ỹ ỵ Ẫ Ữ Đ",
    "Giấy chứng nhận bồi dưỡng nghiệp vụ công tác đảng – “Bí thư chi bộ giỏi”",
    "Chẩu Thị Ngữ, Quyền Kỹ Thuật, Ỷ Lỵ, Ngoẵng, Khuỵu, Nguyễn Hoàng Vỹ",
    "Hiệu lực, phí, fi, ffi: 36,75 điểm; 1.234 người; 8h05 ngày 02/09/2026",
)


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("face", ["", "font-weight: 700", "font-style: italic"])
def test_printed_vietnamese_is_read_back_letter_by_letter(sheet: str, face: str) -> None:
    body = "".join(f'<p style="{face}">{line}</p>' for line in LINES)
    pdf = HTML(string=f'<html lang="vi"><body>{body}</body></html>').write_pdf(
        stylesheets=[CSS(filename=CSS_FOLDER / sheet)]
    )
    read = " ".join(text_of(pdf).split())
    assert read.startswith(" ".join(LINES))
    assert unicodedata.is_normalized("NFC", read)
