"""A paper as data: one content, in the Party's or the state's manner.

``printed.paper_pdf`` and ``word.paper_docx`` write it.
"""

from foundation.documents.paper.model import (
    Align,
    Attachment,
    Block,
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

__all__ = [
    "Align",
    "Attachment",
    "Block",
    "Column",
    "Heading",
    "Paper",
    "Signing",
    "Style",
    "Table",
    "Text",
    "frozen",
    "thawed",
]
