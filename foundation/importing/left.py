"""The rows of a list that were left out, as a sheet to be repaired and sent again."""

from collections.abc import Sequence

from flask_babel import gettext as _

from foundation.importing.blank import blank_list
from foundation.importing.models import ImportedRow
from foundation.importing.wording import in_words
from foundation.lazy import say


def left_sheet(title: str, rows: Sequence[ImportedRow]) -> bytes:
    """Return a workbook: the row's number, the name, what was read, and why it was left out."""
    labels = list(dict.fromkeys(label for row in rows for label, _text in row.item["shown"]))
    heads = [_("Row"), _("Full name"), *(_(label) for label in labels), _("Why")]
    lines = [[str(row.number), row.title, *_cells(row, labels), _why(row)] for row in rows]
    return blank_list(title, heads, lines, [_("Repair the rows and send this list again.")])


def _cells(row: ImportedRow, labels: Sequence[str]) -> list[str]:
    texts = dict(row.item["shown"])
    return [in_words(texts.get(label, "")) for label in labels]


def _why(row: ImportedRow) -> str:
    said = [*row.item["faults"], *(doubt["saying"] for doubt in row.item["doubts"])]
    return " ".join(say(*one) for one in said) or _("Left out by choice.")
