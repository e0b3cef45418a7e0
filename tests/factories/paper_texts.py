"""Whether a paper's files hold every letter of its source."""

import io
from collections.abc import Iterator

import pypdfium2
from docx import Document
from docx.oxml.ns import qn

from foundation.documents.paper import Heading, Paper, Table, Text
from foundation.documents.paper.model import Attachment, Block, Signing
from foundation.documents.paper.printed import paper_pdf
from foundation.documents.paper.word import paper_docx


def squeezed(text: str) -> str:
    """Return a text in small letters without any space: lines may break anywhere."""
    return "".join(text.split()).lower()


def printed(content: bytes) -> str:
    """Return all words of a PDF."""
    pages = pypdfium2.PdfDocument(content)
    return " ".join(page.get_textpage().get_text_range() for page in pages)


def written(content: bytes) -> str:
    """Return all words of a Word file."""
    body = Document(io.BytesIO(content)).element.body
    return " ".join(found.text or "" for found in body.iter(qn("w:t")))


def missing(paper: Paper) -> list[str]:
    """Return the texts of a paper that its PDF or its Word file does not hold letter by letter."""
    files = [squeezed(printed(paper_pdf(paper))), squeezed(written(paper_docx(paper)))]
    return [text for text in texts_of(paper) for one in files if squeezed(text) not in one]


def texts_of(paper: Paper) -> Iterator[str]:
    """Yield every text of a paper."""
    yield from (paper.kind, paper.issuing_body, paper.upper_body, paper.number, paper.day)
    yield from paper.subject.splitlines()
    yield from paper.recipients
    yield paper.last
    yield from _parts(paper)
    for attachment in paper.attachments:
        yield attachment.title
        yield from attachment.subject.splitlines()
        yield from _parts(attachment)


def _parts(part: Paper | Attachment) -> Iterator[str]:
    for block in part.blocks:
        yield from _block(block)
    for one in part.signing:
        yield from _signing(one)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        yield from (block.caption, *(column.title for column in block.columns))
        for row in (*block.rows, block.total):
            yield from row
    elif isinstance(block, Text | Heading):
        yield block.words


def _signing(one: Signing) -> Iterator[str]:
    yield from (one.authority, one.office, one.how, one.name)
