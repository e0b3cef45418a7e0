"""Marks of a Word file for which python-docx has no name: rules, margins of cells, page numbers."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph

DENSE_MARGIN = "45"
"""Twentieths of a point."""


def row_flag(table: WordTable, row: int, flag: str) -> None:
    """Mark a row, such as one that is never cut in two."""
    properties = table.rows[row]._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no name for it
    properties.append(OxmlElement(flag))


def narrow_cells(table: WordTable) -> None:
    """Let words come near the lines of a table, where there are many columns."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), DENSE_MARGIN)
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


def page_field(paragraph: Paragraph) -> None:
    """Write the number of the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no name for fields
