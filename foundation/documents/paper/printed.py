"""A paper as PDF."""

from foundation.documents import pdf
from foundation.documents.paper.model import Attachment, Paper, Table
from foundation.documents.paper.profiles import MOTTO, NATION, PARTY_TITLE, RECIPIENTS

WORDS = {"party": PARTY_TITLE, "nation": NATION, "motto": MOTTO, "recipients": RECIPIENTS}


def paper_pdf(paper: Paper) -> bytes:
    """Return the paper as PDF; the same words are made once and kept.

    Raises:
        CannotPrint: it took too long or wanted too much memory.
    """
    sheets = [_sheet(paper, is_first=True)]
    sheets += [_sheet(attachment, is_first=False) for attachment in paper.attachments]
    return pdf.render("official_paper", {"paper": paper, "sheets": sheets, "words": WORDS})


def _sheet(part: Paper | Attachment, *, is_first: bool) -> dict[str, object]:
    return {
        "part": part,
        "is_first": is_first,
        "blocks": [
            {"is": type(block).__name__, "block": block, "shares": _shares(block)}
            for block in part.blocks
        ],
    }


def _shares(block: object) -> list[str]:
    """Return the widths of a table's columns in per cent."""
    if not isinstance(block, Table):
        return []
    whole = sum(column.width for column in block.columns) or 1
    return [f"{100 * column.width / whole:.2f}%" for column in block.columns]
