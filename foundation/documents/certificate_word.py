"""A certificate as a Word file: the same frozen words, frame and foot as the PDF's sheet."""

import io
from dataclasses import dataclass
from typing import Any

import segno
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from foundation.documents.numbering import Numbering
from foundation.documents.paper.marks import new_document, page_frame, row_flag, rule, set_widths
from foundation.documents.paper.profiles import MOTTO, NATION, PARTY_TITLE

FACE = "Times New Roman"
RED = "8A0F14"
LONG_NAME = 26
WIDTH_MM = 297 - 2 * 25
FOOT_MM = (32, 107, 108)
"""QR, words of the register, signer."""
FACE_HEIGHT_MM = 94


@dataclass(frozen=True)
class Look:
    """How words look."""

    size: float
    bold: bool = False
    italic: bool = False
    above: float = 0
    """Points left free above."""


BODY, UPPER, ISSUER = Look(15), Look(14), Look(14, bold=True)
SMALL, OFFICE = Look(12), Look(14, bold=True)


def certificate_docx(sheet: dict[str, Any]) -> bytes:
    """Return a certificate as a Word file.

    Args:
        sheet: the words of ``templates/documents/certificate.html``.
    """
    document = new_document(sheet["title"])
    _set_up(document)
    _head(document, sheet)
    _face(document, sheet)
    _foot(document, sheet)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _set_up(document: WordDocument) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(21), Mm(17)
    section.left_margin = section.right_margin = Mm(25)
    section.header_distance = section.footer_distance = Mm(10)
    page_frame(section, RED)
    normal = document.styles["Normal"]
    normal.font.name = FACE
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FACE)
    normal.paragraph_format.space_after = Pt(0)


def _head(document: WordDocument, sheet: dict[str, Any]) -> None:
    left, right = _cells(document, (WIDTH_MM / 2, WIDTH_MM / 2))
    is_state = sheet.get("profile") == Numbering.STATE.value
    if sheet.get("upper_body"):
        _line(left, sheet["upper_body"].upper(), UPPER)
    _line(left, sheet["issuing_body"].upper(), ISSUER)
    if is_state:
        rule(left.add_paragraph(), Mm(40))
        _line(right, NATION, ISSUER)
    else:
        _line(left, "*", ISSUER)
    motto = _line(right, MOTTO if is_state else PARTY_TITLE, Look(15, bold=True))
    motto.runs[0].underline = True


def _face(document: WordDocument, sheet: dict[str, Any]) -> None:
    """Write the words in the middle, in a box so high that the foot stands at the foot."""
    [face] = _cells(document, (WIDTH_MM,), FACE_HEIGHT_MM)
    title = _line(face, sheet["title"].upper(), Look(40, bold=True, above=12))
    title.runs[0].font.color.rgb = RGBColor.from_string(RED)
    _line(face, sheet["before"], Look(15, above=10))
    size = 22 if len(sheet["name"]) > LONG_NAME else 28
    _line(face, sheet["name"], Look(size, bold=True, above=2))
    for line in sheet["text"]:
        _text(face, [[line, False]] if isinstance(line, str) else line)
    if sheet["grade"]:
        label = f"{sheet['grade_label']}: " if sheet.get("grade_label") else ""
        _text(face, [[label, False], [sheet["grade"], True]])


def _text(face: _Cell, parts: list[list[Any]]) -> None:
    paragraph = face.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(8)
    for words, is_bold in parts:
        run = paragraph.add_run(words)
        run.bold, run.font.size = is_bold, Pt(BODY.size)


def _foot(document: WordDocument, sheet: dict[str, Any]) -> None:
    picture, register, signer = _cells(document, FOOT_MM)
    drawn = io.BytesIO()
    segno.make(sheet["address"], error="m", mask=3).save(drawn, "png", scale=8, border=0)
    drawn.seek(0)
    picture.vertical_alignment = register.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
    picture.paragraphs[0].add_run().add_picture(drawn, width=Mm(27))
    for parts in _register_lines(sheet):
        fresh = register.paragraphs[0]
        paragraph = register.add_paragraph() if fresh.runs else fresh
        for words, is_bold in parts:
            run = paragraph.add_run(words)
            run.bold, run.font.size = is_bold, Pt(SMALL.size)
    _line(signer, sheet["place_date"], Look(14, italic=True))
    for office in (sheet.get("authority"), sheet["office"]):
        if office:
            _line(signer, office.upper(), OFFICE)
    _line(signer, sheet["signer"], Look(14, bold=True, above=71))


def _register_lines(sheet: dict[str, Any]) -> list[list[tuple[str, bool]]]:
    again, keeper = sheet.get("again"), sheet.get("by_register_of")
    return [
        [("Số vào sổ: ", False), (sheet["number"], True)],
        *([[(f"theo sổ cấp của {keeper}", False)]] if keeper else []),
        *([[(f"Cấp lại lần {again}", False)]] if again else []),
        [("Mã xác minh:", False)],
        [(sheet["code"], True)],
        [("Quét mã QR để xác minh giấy này.", False)],
    ]


def _cells(document: WordDocument, widths: tuple[float, ...], height: float = 0) -> list[_Cell]:
    """Return the cells of a new table of one row; a thin line below parts it from the next."""
    table = document.add_table(1, len(widths))
    set_widths(table, [Mm(width) for width in widths])
    row_flag(table, 0, "w:cantSplit")
    table.rows[0].height = Mm(height)
    document.add_paragraph().paragraph_format.line_spacing = Pt(1)
    return list(table.rows[0].cells)


def _line(place: WordDocument | _Cell, words: str, look: Look) -> Paragraph:
    is_fresh = isinstance(place, _Cell) and not place.paragraphs[0].runs
    paragraph = place.paragraphs[0] if is_fresh else place.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before = Pt(look.above)
    run = paragraph.add_run(words)
    run.bold, run.italic, run.font.size = look.bold, look.italic, Pt(look.size)
    return paragraph
