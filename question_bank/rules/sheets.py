"""Sheets of a workbook or of a CSV file: the row that names the columns, and a question a row."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from foundation.encodings import CONVERTERS, Decoded, Encoding, legacy_encoding
from foundation.errors import N_
from question_bank.rules.columns import Columns, Role, columns_of
from question_bank.rules.plain_words import item_in_markdown
from question_bank.rules.reading import ReadFile, ReadItem, Remark
from question_bank.rules.rows import Row, item_of_row
from question_bank.rules.sheet_papers import read_paper
from question_bank.rules.sheet_rows import Numbered, gathered, heading_of, section_of, whole_cells
from question_bank.rules.signs import CONVERTED

HEADER_ROWS = 20
NO_COLUMNS = N_("No row of the sheet names its columns; it was left out.")
TOO_WIDE = N_(
    "This line has more cells than there are names of columns: a sign that separates cells stands "
    "inside a text. Put that text in quotation marks, or send the file as .xlsx."
)
CONVERTED_FILE = N_("The file was read as %(encoding)s and turned into Unicode.")
MARKDOWN = "(Markdown)"
"""Stands in the name of the column of questions where texts are formatted, as in our own files."""
SEPARATORS = ",;\t|"
_ARMED = re.compile(r"^'(?='*[=+\-@\t\r])")
_QUOTED = re.compile(r'"(?:[^"]|"")*"')


@dataclass(frozen=True)
class Sheet:
    """Rows of text, each with the number a person sees beside it."""

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    looks: Mapping[int, Mapping[int, frozenset[str]]] = field(default_factory=dict)
    """The signs on the cells, by number of the row and place of the column."""


def read_sheets(
    format_code: str, sheets: Sequence[Sheet], columns: Columns | None = None
) -> ReadFile:
    """Return the questions of all sheets whose columns are known.

    Args:
        format_code: ``xlsx`` or ``csv``.
        sheets: what was read.
        columns: what a person said each column of the first sheet holds.
    """
    items: list[ReadItem] = []
    remarks: list[tuple[str, Remark]] = []
    for sheet in sheets:
        head, found = _header(sheet)
        found = columns if columns is not None and sheet is sheets[0] else found
        if found is None:
            paper = read_paper(sheet.name, sheet.rows, sheet.looks)
            items += paper.items
            remarks += paper.remarks
            if not paper.items and any(
                any(cell.strip() for cell in cells) for _, cells in sheet.rows
            ):
                remarks.append((sheet.name, Remark(NO_COLUMNS)))
            continue
        is_markdown = head >= 0 and any(MARKDOWN in cell for cell in sheet.rows[head][1])
        read = _items(sheet, sheet.rows[head + 1 :], found)
        if format_code == "csv" and head >= 0:
            read = _narrow(read, sheet, len(sheet.rows[head][1]))
        items += read if is_markdown else map(item_in_markdown, read)
    return ReadFile(format_code, tuple(items), tuple(remarks))


def _items(sheet: Sheet, rows: Iterable[Numbered], columns: Columns) -> Iterator[ReadItem]:
    """Yield the questions of the rows below the names; a title between them is their topic."""
    topic = ""
    for number, cells in gathered(rows, columns):
        if _named(cells) == columns:  # the names once more, as on the next page
            continue
        if title := section_of(cells, columns):
            topic = title
            continue
        where = f"{sheet.name}!{number}" if sheet.name else str(number)
        item = item_of_row(Row(where, cells, sheet.looks.get(number, {})), columns)
        if item is not None:
            yield replace(item, topic=item.topic or topic)
        else:
            topic = heading_of(cells, columns) or topic


def _narrow(items: Iterable[ReadItem], sheet: Sheet, width: int) -> Iterator[ReadItem]:
    """Yield the questions; one in a line with more cells than there are names is in doubt."""
    wide = {str(number) for number, cells in sheet.rows if any(map(str.strip, cells[width:]))}
    for item in items:
        yield replace(item, problems=(Remark(TOO_WIDE),)) if item.where in wide else item


def _header(sheet: Sheet) -> tuple[int, Columns | None]:
    """Return the row that names the columns; of two rows of names the one that names more."""
    names = [_named(cells) for _, cells in sheet.rows[: HEADER_ROWS + 1]]
    for at, columns in enumerate(names[:HEADER_ROWS]):
        if columns is not None:
            below = names[at + 1] if at + 1 < len(names) else None
            is_double = below is not None and len(below.options) > len(columns.options)
            return (at + 1, below) if is_double else (at, columns)
    return -1, whole_cells([cells for _, cells in sheet.rows[:HEADER_ROWS]])


def _named(cells: Sequence[str]) -> Columns | None:
    return columns_of([cell.replace(MARKDOWN, "") for cell in cells])


def needs_looks(sheets: Sequence[Sheet]) -> bool:
    """Return whether a sheet has no column that says which answer is right."""
    found = (_header(sheet)[1] for sheet in sheets)
    return any(one is None or (one.options and Role.KEY not in one.roles) for one in found)


def first_rows(sheets: Sequence[Sheet], most: int = 8) -> list[list[str]]:
    """Return the first rows of the first sheet, for a person to say what the columns hold."""
    return [list(cells) for _, cells in sheets[0].rows[:most]] if sheets else []


def in_unicode(sheets: Sequence[Sheet]) -> tuple[tuple[Sheet, ...], Encoding | None]:
    """Return the sheets with text of an old encoding turned into Unicode."""
    texts = [cell for sheet in sheets for _, cells in sheet.rows for cell in cells]
    encoding = legacy_encoding("\n".join(texts))
    if encoding is None:
        return tuple(sheets), None
    convert = CONVERTERS[encoding]
    return tuple(
        Sheet(
            convert(sheet.name),
            tuple((number, tuple(map(convert, cells))) for number, cells in sheet.rows),
            sheet.looks,
        )
        for sheet in sheets
    ), encoding


def converted(found: ReadFile, encoding: Encoding) -> ReadFile:
    """Return what was found with the word that it was turned into Unicode."""
    items = tuple(replace(one, notes=(*one.notes, Remark(CONVERTED))) for one in found.items)
    remark = ("", Remark(CONVERTED_FILE, {"encoding": encoding.value}))
    return replace(found, items=items, remarks=(remark, *found.remarks))


def read_csv(decoded: Decoded, columns: Columns | None = None) -> ReadFile:
    """Return the questions of a CSV file; rows are named by the line they begin in."""
    found = read_sheets("csv", [csv_sheet(decoded.text)], columns)
    return converted(found, decoded.encoding) if decoded.is_converted else found


def csv_sheet(text: str) -> Sheet:
    """Return the rows of a CSV file."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    separator = separator_of(text)
    first, _, rest = text.partition("\n")
    skipped = 0
    if first.lower().startswith("sep=") and len(first) == 5:
        separator, text, skipped = first[4], rest, 1
    csv.field_size_limit(1_000_000)
    reader = csv.reader(io.StringIO(text), delimiter=separator, skipinitialspace=False)
    rows, begun = [], 1
    for cells in reader:
        rows.append((begun + skipped, tuple(_ARMED.sub("", cell) for cell in cells)))
        begun = reader.line_num + 1
    return Sheet("", tuple(rows))


def separator_of(text: str) -> str:
    """Return what stands between the cells: what cuts the first lines most evenly."""
    bare = [line for line in _QUOTED.sub('""', text[:20_000]).split("\n") if line.strip()][:30]

    def evenness(separator: str) -> tuple[int, int]:
        counts = [line.count(separator) for line in bare]
        most = max(set(counts), key=lambda n: (n > 0, counts.count(n), n), default=0)
        return (counts.count(most) * (most > 0), most)

    has_header = [sign for sign in SEPARATORS if _names_columns(bare, sign)]
    return has_header[0] if has_header else max(SEPARATORS, key=evenness)


def _names_columns(lines: Iterable[str], separator: str) -> bool:
    return any(
        columns_of([cell.strip('" ').replace(MARKDOWN, "") for cell in line.split(separator)])
        for line in lines
    )


def armed(cell: str) -> str:
    """Return a cell as CSV may hold it: no program takes it for a formula."""
    return "'" + cell if re.match(r"'*[=+\-@\t\r]", cell) else cell


def settings_columns(settings: Mapping[str, object]) -> Mapping[str, object] | None:
    """Return the columns a person chose, out of the settings of an import."""
    found = settings.get("columns")
    return found if isinstance(found, Mapping) else None
