"""A paper as PDF."""

from foundation.documents import pdf
from foundation.documents.numbering import Numbering
from foundation.documents.paper.model import Attachment, Paper, Table
from foundation.documents.paper.profiles import (
    MOTTO,
    NATION,
    PARTY_TITLE,
    RECIPIENTS,
    subject_lines,
)

WORDS = {"party": PARTY_TITLE, "nation": NATION, "motto": MOTTO, "recipients": RECIPIENTS}


def paper_pdf(paper: Paper) -> bytes:
    """Return the paper as PDF; the same words are made once and kept.

    Raises:
        CannotPrint: it took too long or wanted too much memory.
    """
    parts: tuple[Paper | Attachment, ...] = (paper, *paper.attachments)
    sheets = [_sheet(part, paper.profile) for part in parts]
    upper = in_halves(paper.upper_body)
    values = {"paper": paper, "sheets": sheets, "words": WORDS, "upper": upper}
    return pdf.render("official_paper", values)


def in_halves(name: str) -> tuple[str, ...]:
    """Return the two lines of a name too long for one: the second begins with a capital letter.

    ``Đảng bộ huyện | Mù Cang Chải`` reads better than a last syllable alone.
    """
    words = name.split()
    starts = [n for n in range(1, len(words)) if words[n][0].isupper()]
    if not starts:
        return (name,)
    halves = ((" ".join(words[:n]), " ".join(words[n:])) for n in starts)
    return min(halves, key=lambda pair: abs(len(pair[0]) - len(pair[1])))


def _sheet(part: Paper | Attachment, profile: Numbering) -> dict[str, object]:
    return {
        "part": part,
        "is_first": isinstance(part, Paper),
        "subject": subject_lines(part.subject, profile),
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
