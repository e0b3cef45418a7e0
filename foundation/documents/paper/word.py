"""A paper as a Word file: the same words, sizes and order as the PDF."""

import io

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from foundation.documents.numbering import Numbering
from foundation.documents.paper.marks import (
    cell_margins,
    new_document,
    page_field,
    row_flag,
    rule,
    set_widths,
)
from foundation.documents.paper.model import (
    Align,
    Attachment,
    Heading,
    Paper,
    Signing,
    Style,
    Table,
    Text,
)
from foundation.documents.paper.profiles import (
    MOTTO,
    NATION,
    PARTY_TITLE,
    PROFILES,
    RECIPIENTS,
    Profile,
    subject_lines,
)

FACE = "Times New Roman"
A4 = (Mm(210), Mm(297))
ALIGNED = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTER: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
}
INDENT = Mm(10)
ROOM_FOR_INK_PT, ROOM_ABOVE_PT = 60, 14
DENSE_PT, FOOT_PT = 9.5, 10
LONGEST_TITLE = 255


def paper_docx(paper: Paper) -> bytes:
    """Return the paper as a Word file."""
    look = PROFILES[paper.profile]
    document = new_document(f"{paper.kind} {paper.subject}"[:LONGEST_TITLE])
    _base_style(document, look)
    writer = _Writer(document, paper.profile, look)
    writer.start_page(document.sections[0], is_landscape=paper.is_landscape, is_first=True)
    if paper.check:
        writer.foot(paper)
    writer.head(paper)
    writer.title(paper.kind, paper.subject)
    writer.blocks(paper)
    for attachment in paper.attachments:
        section = document.add_section()
        writer.start_page(section, is_landscape=attachment.is_landscape)
        writer.title(attachment.title, attachment.subject)
        writer.blocks(attachment)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _base_style(document: WordDocument, look: Profile) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FACE, Pt(look.body_pt)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FACE)
    normal.paragraph_format.space_after = Pt(0)


class _Writer:
    """Writes parts of a paper into a Word document."""

    def __init__(self, document: WordDocument, profile: Numbering, look: Profile) -> None:
        self.document, self.profile, self.look = document, profile, look
        self.width = 0

    def start_page(self, section: Section, *, is_landscape: bool, is_first: bool = False) -> None:
        """Set paper, margins and the number of the page, which the first page does not bear."""
        look = self.look
        short, long = A4
        section.orientation = WD_ORIENT.LANDSCAPE if is_landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (long, short) if is_landscape else A4
        margins = (
            (20, 15, 15, 20) if is_landscape else (look.top, look.right, look.bottom, look.left)
        )
        section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(
            Mm, margins
        )
        section.header_distance = Mm(10)
        section.different_first_page_header_footer = is_first
        section.header.is_linked_to_previous = False
        number = section.header.paragraphs[0]
        number.alignment = WD_ALIGN_PARAGRAPH.CENTER
        page_field(number)
        self.width = int(section.page_width - section.left_margin - section.right_margin)

    def foot(self, paper: Paper) -> None:
        """Write number, page and check code at the foot of every page, as the PDF does."""
        self.document.styles["Footer"].font.size = Pt(FOOT_PT)
        section = self.document.sections[0]
        for footer in (section.first_page_footer, section.footer):
            line = footer.paragraphs[0]
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            line.add_run(f"{paper.number} – trang " if paper.number else "trang ")
            page_field(line)
            line.add_run("/")
            page_field(line, "NUMPAGES")
            line.add_run(f" – mã kiểm tra {paper.check}")

    def head(self, paper: Paper) -> None:
        """Write the head: the bodies and the number at the left, Party or nation at the right."""
        look = self.look
        shares = (43, 57)
        left, right = self._two_columns(shares)
        if paper.upper_body:
            self._centred(left, paper.upper_body.upper(), look.upper_pt)
        is_state = self.profile is Numbering.STATE
        self._centred(left, paper.issuing_body.upper(), look.issuer_pt, bold=True)
        if is_state:
            rule(left.add_paragraph(), int(self.width * shares[0] / sum(shares) * 0.3))
        if look.has_star:
            self._centred(left, "*", look.issuer_pt, bold=True)
        if paper.number:
            self._centred(left, paper.number, look.body_pt)
        if is_state:
            self._centred(right, NATION, look.title_pt - 0.5, bold=True)
            self._centred(right, MOTTO, look.title_pt, bold=True, underline=True)
        else:
            self._centred(right, PARTY_TITLE, look.title_pt, bold=True, underline=True)
        if paper.day:
            self._centred(right, f"{paper.place}, {paper.day}", look.body_pt, italic=True)

    def title(self, kind: str, subject: str) -> None:
        """Write kind and subject."""
        first = self._centred(self.document, kind.upper(), self.look.kind_pt, bold=True)
        first.paragraph_format.space_before = Pt(14)
        for line in subject_lines(subject, self.profile):
            self._centred(self.document, line, self.look.subject_pt, bold=True)
        if self.profile is Numbering.STATE:
            last = rule(self.document.add_paragraph(), int(self.width * 0.33))
        else:
            last = self._centred(self.document, "-----", self.look.body_pt)
        last.paragraph_format.space_after = Pt(10)

    def blocks(self, part: Paper | Attachment) -> None:
        """Write texts, headings and tables, then the signatures, kept with the last of them."""
        for place, block in enumerate(part.blocks):
            ends = bool(part.signing) and place == len(part.blocks) - 1
            if isinstance(block, Table):
                self.table(block, keeps_with_next=ends)
            elif isinstance(block, Heading):
                words = self._paragraph(block.words)
                words.runs[0].bold = True
                words.paragraph_format.keep_with_next = True
            elif isinstance(block, Text):
                words = self._paragraph(block.words, block.style)
                words.paragraph_format.keep_with_next = ends
        if isinstance(part, Paper) and part.last:
            self._paragraph(part.last).paragraph_format.keep_with_next = True
        if part.signing:
            self.signing(part.signing, part.recipients if isinstance(part, Paper) else ())

    def _paragraph(self, words: str, style: Style = Style.BODY) -> Paragraph:
        paragraph = self.document.add_paragraph()
        run = paragraph.add_run(words)
        run.italic = style is Style.BASIS
        layout = paragraph.paragraph_format
        layout.space_after, layout.line_spacing = Pt(4), 1.15
        if style is Style.TITLE:
            paragraph.alignment, run.bold = WD_ALIGN_PARAGRAPH.CENTER, True
        elif style is not Style.PLAIN:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            layout.first_line_indent = INDENT
        return paragraph

    def table(self, block: Table, *, keeps_with_next: bool) -> None:
        """Write a table; its head is repeated, its rows stay whole."""
        if block.caption:
            caption = self._centred(self.document, block.caption, self.look.table_pt, bold=True)
            caption.paragraph_format.keep_with_next = True
        rows = [*block.rows, *([block.total] if block.total else [])]
        size = DENSE_PT if block.is_dense else self.look.table_pt
        table = self.document.add_table(len(rows) + 1, len(block.columns), style="Table Grid")
        self._widths(table, [column.width for column in block.columns])
        for cell, column in zip(table.rows[0].cells, block.columns, strict=True):
            self._fill(cell, column.title, Align.CENTER, size, bold=True)
        cell_margins(table, beside=45 if block.is_dense else 60, above=50)
        row_flag(table, 0, "w:tblHeader")
        for number, row in enumerate(rows, start=1):
            row_flag(table, number, "w:cantSplit")
            if block.is_roomy:
                table.rows[number].height = Mm(8.5)
            is_last = number == len(rows)
            is_total = is_last and bool(block.total)
            for cell, words, column in zip(
                table.rows[number].cells, row, block.columns, strict=True
            ):
                self._fill(cell, words, column.align, size, bold=is_total)
                stays = (keeps_with_next and is_last) or (block.stays_whole and not is_last)
                cell.paragraphs[0].paragraph_format.keep_with_next = stays
        after = self.document.add_paragraph()
        after.paragraph_format.space_after = Pt(2)
        after.paragraph_format.keep_with_next = keeps_with_next

    @staticmethod
    def _fill(cell: _Cell, words: str, align: Align, size: float, *, bold: bool) -> None:
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = cell.paragraphs[0]
        paragraph.alignment = ALIGNED[align]
        run = paragraph.add_run(words)
        run.bold, run.font.size = bold, Pt(size)

    def signing(self, signing: tuple[Signing, ...], recipients: tuple[str, ...]) -> None:
        """Write recipients at the left and signatures beside each other, on one page."""
        shares = [1.0] * len(signing)
        lonely = len(signing) == 1 or recipients
        table = self.document.add_table(1, len(signing) + (1 if lonely else 0))
        self._widths(table, [0.9, *shares] if lonely else shares)
        row_flag(table, 0, "w:cantSplit")
        cells = list(table.rows[0].cells)
        if lonely:
            self._recipients(cells.pop(0), recipients)
        for cell, one in zip(cells, signing, strict=True):
            lines = [
                (one.authority, True, False),
                (one.office, True, False),
                (one.how, False, True),
            ]
            for words, bold, italic in lines:
                if words:
                    text = words.upper() if bold else words
                    self._centred(cell, text, self.look.body_pt, bold=bold, italic=italic)
            cell.paragraphs[0].paragraph_format.space_before = Pt(ROOM_ABOVE_PT)
            name = self._centred(cell, one.name, self.look.body_pt, bold=True)
            name.paragraph_format.space_before = Pt(ROOM_FOR_INK_PT)

    def _recipients(self, cell: _Cell, recipients: tuple[str, ...]) -> None:
        if not recipients:
            return
        is_party = self.profile is Numbering.PARTY
        label = cell.paragraphs[0].add_run(RECIPIENTS)
        cell.paragraphs[0].paragraph_format.space_before = Pt(ROOM_ABOVE_PT)
        label.font.size = Pt(self.look.body_pt if is_party else 12)
        label.underline, label.italic, label.bold = is_party, not is_party, not is_party
        comma = "," if is_party else ";"
        for number, words in enumerate(recipients, start=1):
            end = "." if number == len(recipients) else comma
            cell.add_paragraph().add_run(f"- {words}{end}").font.size = Pt(self.look.recipients_pt)

    def _centred(
        self,
        place: WordDocument | _Cell,
        words: str,
        size: float,
        *,
        bold: bool = False,
        italic: bool = False,
        underline: bool = False,
    ) -> Paragraph:
        is_fresh = isinstance(place, _Cell) and not place.paragraphs[0].runs
        paragraph = place.paragraphs[0] if is_fresh else place.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(words)
        run.bold, run.italic, run.font.size = bold, italic, Pt(size)
        run.underline = underline
        return paragraph

    def _two_columns(self, shares: tuple[int, int]) -> tuple[_Cell, _Cell]:
        table = self.document.add_table(1, 2)
        self._widths(table, [float(share) for share in shares])
        cell_margins(table, beside=0)
        left, right = table.rows[0].cells
        return left, right

    def _widths(self, table: WordTable, shares: list[float]) -> None:
        whole = sum(shares)
        set_widths(table, [int(self.width * share / whole) for share in shares])
