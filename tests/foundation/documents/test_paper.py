"""Any paper as data: the same words as PDF and as Word, head repeated, signatures never alone."""

import io
import json
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from flask import Flask

from foundation.documents.numbering import Numbering
from foundation.documents.paper import (
    Attachment,
    Column,
    Heading,
    Paper,
    Signing,
    Style,
    Table,
    Text,
    frozen,
    thawed,
)
from foundation.documents.paper.printed import in_halves, paper_pdf
from foundation.documents.paper.word import paper_docx
from foundation.documents.wording import addressed, issuing_committee, vietnamese_day

pytestmark = pytest.mark.one_database

LETTERS = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz"
)
WORDS = [LETTERS[start : start + 12] for start in range(0, len(LETTERS), 12)]


def a_paper(rows: int = 3, **changes: object) -> Paper:
    """Return a report with every part."""
    table = Table(
        (Column("TT", 0.5), Column("Họ và tên", 2), Column("Đơn vị", 3)),
        tuple((str(n), f"Giàng A Páo {n}", "Chi bộ bản Háng Sung") for n in range(1, rows + 1)),
    )
    paper = Paper(
        kind="BÁO CÁO",
        subject="kết quả bồi dưỡng lý luận chính trị năm 2025",
        upper_body="Đảng ủy xã Mù Cang Chải",
        issuing_body="Trung tâm Chính trị",
        number="Số 48-BC/TTCT",
        place="Mù Cang Chải",
        day=vietnamese_day(date(2026, 1, 5)),
        blocks=(
            Text("Căn cứ chương trình", Style.BASIS),
            Heading("I. Kết quả"),
            Text(" ".join(WORDS)),
            Text(" ".join(WORDS).upper()),
            table,
        ),
        signing=(Signing("PHÓ GIÁM ĐỐC", "Lò Thị Mai", "K/T GIÁM ĐỐC"),),
        recipients=("Ban Thường vụ Đảng ủy xã", "Lưu TTCT"),
        attachments=(Attachment("DANH SÁCH", "kèm theo", (table,), is_landscape=True),),
    )
    return replace(paper, **changes)  # type: ignore[arg-type]


def pages_of(paper: Paper) -> list[str]:
    """Return the text of every page, spaces folded."""
    return [
        " ".join(page.get_textpage().get_text_range().split())
        for page in pypdfium2.PdfDocument(paper_pdf(paper))
    ]


def word_text(paper: Paper) -> str:
    """Return all words of the Word file in order."""
    body = Document(io.BytesIO(paper_docx(paper))).element.body
    paragraphs = ("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))
    return " ".join(" ".join(paragraphs).split())


def test_pdf_and_word_hold_every_letter_of_the_source(app: Flask) -> None:
    paper = a_paper()
    printed, written = " ".join(pages_of(paper)), word_text(paper)
    for words in (*WORDS, *(word.upper() for word in WORDS)):
        assert words in printed
        assert words in written


def test_a_party_paper_has_the_partys_head_and_words(app: Flask) -> None:
    for text in (pages_of(a_paper())[0], word_text(a_paper())):
        for words in (
            "ĐẢNG ỦY XÃ MÙ CANG CHẢI",
            "TRUNG TÂM CHÍNH TRỊ",
            "*",
            "Số 48-BC/TTCT",
            "ĐẢNG CỘNG SẢN VIỆT NAM",
            "Mù Cang Chải, ngày 05 tháng 01 năm 2026",
            "BÁO CÁO",
            "K/T GIÁM ĐỐC",
            "Nơi nhận:",
            "- Lưu TTCT.",
        ):
            assert words in text


def test_a_state_paper_has_the_nations_head(app: Flask) -> None:
    paper = a_paper(profile=Numbering.STATE, number="Số: 01/BC-TTCT")
    for text in (pages_of(paper)[0], word_text(paper)):
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
        assert "Độc lập - Tự do - Hạnh phúc" in text
        assert "Số: 01/BC-TTCT" in text
        assert "ĐẢNG CỘNG SẢN VIỆT NAM" not in text


def test_a_state_subject_begins_with_a_capital_over_a_rule(app: Flask) -> None:
    party, state = (
        a_paper(profile=one, subject="về việc mở lớp") for one in (Numbering.PARTY, Numbering.STATE)
    )
    for text in (pages_of(party)[0], word_text(party)):
        assert "về việc mở lớp" in text
        assert "-----" in text
    for text in (pages_of(state)[0], word_text(state)):
        assert "Về việc mở lớp" in text
        assert "-----" not in text


@pytest.mark.parametrize("is_landscape", [False, True])
def test_the_head_of_a_table_is_repeated_on_every_page(app: Flask, is_landscape: bool) -> None:
    pages = pages_of(a_paper(rows=70, is_landscape=is_landscape, attachments=()))
    assert len(pages) > 2
    assert all("Họ và tên" in page for page in pages)
    header = Document(io.BytesIO(paper_docx(a_paper()))).tables[1].rows[0]._tr
    assert header.trPr.find(qn("w:tblHeader")) is not None


def test_signatures_never_stand_alone_on_a_page(app: Flask) -> None:
    # The block of signatures is as high as six rows: no page break between two steps is missed.
    for rows in range(14, 34, 3):
        pages = pages_of(a_paper(rows=rows, attachments=()))
        assert f"Giàng A Páo {rows} " in pages[-1], rows
        assert "Lò Thị Mai" in pages[-1]


def test_word_keeps_the_last_row_with_the_signatures(app: Flask) -> None:
    document = Document(io.BytesIO(paper_docx(a_paper(attachments=()))))
    last = document.tables[1].rows[-1].cells[0].paragraphs[0]
    assert last.paragraph_format.keep_with_next
    assert document.tables[2].rows[0]._tr.trPr.find(qn("w:cantSplit")) is not None


def test_a_list_across_the_page_is_across_in_word_too(app: Flask) -> None:
    sections = Document(io.BytesIO(paper_docx(a_paper()))).sections
    assert [one.orientation for one in sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
    assert [one.different_first_page_header_footer for one in sections] == [True, False]
    pages = pypdfium2.PdfDocument(paper_pdf(a_paper()))
    widths = [page.get_width() > page.get_height() for page in pages]
    assert widths == [False, True]


def test_a_paper_kept_as_json_comes_back_the_same() -> None:
    paper = a_paper(profile=Numbering.STATE, last="Hết.")
    assert thawed(json.loads(json.dumps(frozen(paper)))) == paper


def test_only_members_of_the_party_are_comrades() -> None:
    assert addressed(is_party_member=True) == "đồng chí"
    assert addressed(is_party_member=False) == "ông/bà"


@pytest.mark.parametrize(
    ("unit", "committee"),
    [
        ("Đảng bộ xã Kim Nọi", "Đảng ủy xã Kim Nọi"),
        ("Đảng bộ bộ phận Nậm Khắt", "Đảng ủy bộ phận Nậm Khắt"),
        ("Đảng bộ huyện Mù Cang Chải", "Huyện ủy Mù Cang Chải"),
        ("Đảng bộ tỉnh Lào Cai", "Tỉnh ủy Lào Cai"),
        ("Chi bộ bản Háng Sung", "Chi bộ bản Háng Sung"),
        ("Trung tâm Chính trị", "Trung tâm Chính trị"),
    ],
)
def test_the_committee_writes_the_papers(unit: str, committee: str) -> None:
    assert issuing_committee(unit) == committee


@pytest.mark.parametrize(
    ("name", "halves"),
    [
        ("Đảng bộ huyện Mù Cang Chải", ("Đảng bộ huyện", "Mù Cang Chải")),
        ("Trung tâm chính trị", ("Trung tâm chính trị",)),
        ("", ("",)),
    ],
)
def test_a_long_name_breaks_before_a_capital_letter(name: str, halves: tuple[str, ...]) -> None:
    assert in_halves(name) == halves


def test_only_papers_with_a_check_code_have_a_foot(app: Flask) -> None:
    plain, checked = a_paper(), a_paper(check="5F2A 9C41 77D0", is_landscape=True)
    foot = "Số 48-BC/TTCT – trang 1/1 – mã kiểm tra 5F2A 9C41 77D0"
    page, *more = pypdfium2.PdfDocument(paper_pdf(checked))
    foot = foot.replace("1/1", f"1/{1 + len(more)}")
    assert page.get_width() > page.get_height()
    assert foot in " ".join(page.get_textpage().get_text_range().split())
    page = pypdfium2.PdfDocument(paper_pdf(plain))[0]
    assert "trang 1" not in page.get_textpage().get_text_range()
    for paper, words in ((plain, ""), (checked, "mã kiểm tra 5F2A 9C41 77D0")):
        section = Document(io.BytesIO(paper_docx(paper))).sections[0]
        for footer in (section.first_page_footer, section.footer):
            assert footer.paragraphs[0].text.endswith(words)
            assert bool(footer.paragraphs[0].text) is bool(words)
