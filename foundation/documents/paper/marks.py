"""Marks of a Word file for which python-docx has no name: rules, frames, margins, page numbers."""

from collections.abc import Sequence

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Pt
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph


def new_document(title: str) -> WordDocument:
    """Return an empty Word file that bears its title, not those of the sample it is made from."""
    document = Document()
    marks = document.core_properties
    for mark in list(marks._element):  # noqa: SLF001 - python-docx cannot leave one out
        marks._element.remove(mark)  # noqa: SLF001
    marks.title = title
    return document


def row_flag(table: WordTable, row: int, flag: str) -> None:
    """Mark a row, such as one that is never cut in two."""
    properties = table.rows[row]._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no name for it
    properties.append(OxmlElement(flag))


def cell_margins(table: WordTable, *, beside: int, above: int = 0) -> None:
    """Set the room between words and the lines of a table, in twentieths of a point."""
    margins = OxmlElement("w:tblCellMar")
    sides = {"top": above, "left": beside, "bottom": above, "right": beside}
    for side, width in sides.items():
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    # the schema wants margins before the look of the table, which python-docx has put last
    properties = table._tbl.tblPr  # noqa: SLF001 - python-docx has no margins of cells
    properties.insert(len(properties) - 1, margins)


def rule(paragraph: Paragraph, indent: int) -> Paragraph:
    """Make an empty paragraph a thin rule, shorter than the line by ``indent`` on both sides."""
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = indent
    layout.space_before, layout.space_after, layout.line_spacing = Pt(0), Pt(2), Pt(3)
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    # the schema wants borders before spacing and indents
    paragraph._p.get_or_add_pPr().insert(0, borders)  # noqa: SLF001 - python-docx has no borders
    return paragraph


def page_field(paragraph: Paragraph, what: str = "PAGE") -> None:
    """Write the number of the page, or how many there are (``NUMPAGES``)."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), what)
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no name for fields


def page_frame(section: Section, color: str) -> None:
    """Draw a frame of a thick and a thin line around the page."""
    frame = OxmlElement("w:pgBorders")
    frame.set(qn("w:offsetFrom"), "page")
    for side in ("top", "left", "bottom", "right"):
        line = OxmlElement(f"w:{side}")
        marks = (("val", "thickThinSmallGap"), ("sz", "36"), ("space", "31"), ("color", color))
        for name, value in marks:
            line.set(qn(f"w:{name}"), value)
        frame.append(line)
    # the schema wants the frame after the margins
    margins = section._sectPr.find(qn("w:pgMar"))  # noqa: SLF001 - python-docx has no frame
    margins.addnext(frame)


def set_widths(table: WordTable, widths: Sequence[int]) -> None:
    """Set the columns' widths: Word reads them of the cells, others of the grid."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
