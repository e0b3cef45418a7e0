"""Which row of a sheet names its columns, and what each column holds."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from foundation.errors import N_, InvalidInput
from foundation.text import clean, search_key

HEAD_ROWS = 20
"""The names of the columns stand among the first rows, below titles."""
NOT_COLLECTED = re.compile(
    r"ton giao|\bcccd|\bcmnd|can cuoc|chung minh (nhan dan|thu)|que quan|gia dinh"
    r"|\bten (cha|me|bo|vo|chong)\b|^(cha|me|vo|chong)\b|nguyen quan|thuong tru"
    r"|lich su ban than|thanh phan|ma so thue|suc khoe|tai khoan ngan hang"
)
_FAMILY = re.compile(r"\b(bố|cha|mẹ|vợ|chồng)\b")
"""Read with its marks: without them the father, "bố", is the "bộ" of Chi bộ and Đảng bộ."""
_LONG_NUMBER = re.compile(r"\d{4,}|\d[./-]\d")
_ORDINAL = re.compile(r"\(?\d{1,2}\)?|\(?[a-z]\)?")

Sheet = Sequence[Sequence[str]]


class NoHeader(InvalidInput):
    """No row names the columns."""

    message = N_(
        "No row with the names of the columns was found in the first 20 rows; one of them must be "
        "“Họ và tên”."
    )


@dataclass(frozen=True)
class Field:
    """Something a column may hold; ``label`` is a msgid, ``switch`` what must be switched on."""

    code: str
    label: str
    pattern: str
    switch: str = ""
    sample: str = ""
    is_needed: bool = False
    heading: str = ""
    """What the template calls the column, where it is not the label in Vietnamese."""


@dataclass(frozen=True)
class Layout:
    """The head of a sheet: names by column, the last row of the head (from 0), and its mark."""

    names: tuple[str, ...]
    last_row: int

    @property
    def digest(self) -> str:
        """Return what is equal for two sheets with the same columns."""
        folded = "\n".join(map(folded_name, self.names))
        return hashlib.sha256(folded.encode()).hexdigest()


def folded_name(name: str) -> str:
    """Return the name of a column without marks, case, numbers of notes and signs."""
    return re.sub(r"[\s:.*()_\-–]+", " ", search_key(name)).strip()


def field_of(name: str, fields: Sequence[Field]) -> str:
    """Return the code of what a column of this name holds, empty where nobody knows."""
    folded = folded_name(name)
    if not folded:
        return ""
    return next((one.code for one in fields if re.fullmatch(one.pattern, folded)), "")


def is_not_collected(name: str) -> bool:
    """Return whether a column holds what this program does not collect."""
    marked = clean(name).casefold()
    return bool(NOT_COLLECTED.search(folded_name(name)) or _FAMILY.search(marked))


def find_layout(sheet: Sheet, fields: Sequence[Field]) -> Layout:
    """Return the head of a sheet: one row, or two where cells are merged.

    Raises:
        NoHeader: no row names the columns that are needed.
    """
    best: tuple[int, int, Layout] | None = None
    for layout in _candidates(sheet[: HEAD_ROWS + 1]):
        codes = [field_of(name, fields) for name in layout.names]
        if not _has_needed(codes, fields):
            continue
        score = len({code for code in codes if code}) + sum(map(is_not_collected, layout.names))
        if best is None or score > best[0]:
            best = (score, layout.last_row, layout)
    if best is None:
        raise NoHeader
    layout = best[2]
    last_row = _behind_ordinals(sheet, layout.last_row)
    return Layout(_spread(layout.names, sheet[last_row + 1 :], fields), last_row)


def _spread(names: tuple[str, ...], rows: Sheet, fields: Sequence[Field]) -> tuple[str, ...]:
    """Return the names with that of a full name also over the nameless column of given names."""
    at = next((at for at, one in enumerate(names) if field_of(one, fields) == "full_name"), -1)
    if at < 0 or names[at + 1 : at + 2] not in ((), ("",)):
        return names
    filled = [row for row in rows if len(row) > at and row[at].strip()]
    both = sum(len(row) > at + 1 and bool(row[at + 1].strip()) for row in filled)
    if 2 * both <= len(filled):
        return names
    return (*names[: at + 1], names[at], *names[at + 2 :])


def guessed_layout(sheet: Sheet) -> Layout:
    """Return the row that most looks like a head, for a person to say what its columns hold.

    Raises:
        NoHeader: no row has two texts.
    """
    for at, row in enumerate(sheet[:HEAD_ROWS]):
        texts = {cell.strip() for cell in row if cell.strip()}
        if len(texts) > 1 and not any(_LONG_NUMBER.search(text) for text in texts):
            return Layout(tuple(" ".join(cell.split()) for cell in row), at)
    raise NoHeader


def _has_needed(codes: Sequence[str], fields: Sequence[Field]) -> bool:
    return any(one.is_needed and one.code in codes for one in fields)


def _candidates(sheet: Sheet) -> Iterator[Layout]:
    for at, row in enumerate(sheet[:HEAD_ROWS]):
        yield Layout(tuple(" ".join(cell.split()) for cell in row), at)
        below = sheet[at + 1] if at + 1 < len(sheet) else ()
        if any(below) and not any(_LONG_NUMBER.search(cell) for cell in below):
            yield Layout(tuple(_joined(row, below)), at + 1)


def _joined(above: Sequence[str], below: Sequence[str]) -> Iterator[str]:
    """Yield the names of two rows together; an empty cell above belongs to its left neighbour."""
    left = ""
    for at in range(max(len(above), len(below))):
        top = " ".join(above[at].split()) if at < len(above) else ""
        low = " ".join(below[at].split()) if at < len(below) else ""
        left = top or left
        if not low or low == top:
            yield top
        else:
            yield f"{top or left} {low}".strip()


def _behind_ordinals(sheet: Sheet, last_row: int) -> int:
    """Return the last row of the head; a row (1) (2) (3) below the names belongs to it."""
    if last_row + 1 < len(sheet):
        filled = [folded_name(cell) for cell in sheet[last_row + 1] if cell.strip()]
        if len(filled) > 3 and all(_ORDINAL.fullmatch(cell) for cell in filled):
            return last_row + 1
    return last_row


def default_columns(layout: Layout, fields: Sequence[Field]) -> dict[int, str]:
    """Return what each column holds as its name says; the first of two alike counts.

    One name over two columns, as “Họ và tên” often is, names the family and the given name.
    """
    found: dict[int, str] = {}
    for at, name in enumerate(layout.names):
        code = field_of(name, fields)
        if code == "full_name" == found.get(at - 1) and name == layout.names[at - 1]:
            found |= {at - 1: "family_name", at: "given_name"}
            continue
        if code and code not in found.values() and not (is_not_collected(name) and "_" not in code):
            found[at] = code
    return found


def cells_by_code(row: Sequence[str], columns: Mapping[int, str]) -> dict[str, str]:
    """Return what a row holds, by what its columns are."""
    return {
        code: row[at].strip() for at, code in columns.items() if at < len(row) and row[at].strip()
    }


@dataclass(frozen=True)
class DataRows:
    """The rows below the head: those of the list, and those that are none (titles, sums)."""

    rows: tuple[tuple[int, dict[str, str]], ...]
    passed_over: tuple[tuple[int, str], ...]


def data_rows(sheet: Sheet, layout: Layout, columns: Mapping[int, str]) -> DataRows:
    """Return the rows below the head of a sheet.

    A row of one text only is no row of the list; one that names a cell ("Chi bộ bản Kim Nọi")
    tells where those below it belong, if no column does.
    """
    rows: list[tuple[int, dict[str, str]]] = []
    passed: list[tuple[int, str]] = []
    section = ""
    for number, row in enumerate(sheet[layout.last_row + 1 :], start=layout.last_row + 2):
        if not any(cell.strip() for cell in row):
            continue
        cells = cells_by_code(row, columns)
        words = _only_words(row, cells)
        if words:
            passed.append((number, words))
            if re.match(r"(\W|[ivx\d])*(chi bo|cb) ", search_key(words)):
                section = re.sub(r"^(\W|[IVX\d])*(?=[Cc])", "", words)
            continue
        if section and "unit" not in columns.values():
            cells["unit"] = section
        rows.append((number, cells))
    return DataRows(tuple(rows), tuple(passed))


_NO_NAME = re.compile(
    r"(\W|[ivx\d])*((chi bo|cb|dang bo|dang uy|tong|cong|nguoi lap|bi thu|t/m|tm|ghi chu|ngay) ?)"
)


def _only_words(row: Sequence[str], cells: Mapping[str, str]) -> str:
    """Return the words of a row that is a title, a sum or a signature; empty for a row of data."""
    number = cells.get("number", "")
    ordinal = number if len(number) <= 5 else ""
    texts = [cell.strip() for cell in row if cell.strip() and cell.strip() != ordinal]
    if not set(cells) - {"number"}:
        return " ".join(dict.fromkeys([*cells.values(), *texts]))[:120]
    if len(set(texts)) > 1:
        return ""
    words = " ".join(dict.fromkeys(texts))[:120]
    is_title = len(texts) > 1 or _NO_NAME.match(search_key(words)) is not None
    return words if is_title or not words else ""
