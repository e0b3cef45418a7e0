"""The kinds of lists: a domain registers what their columns are and how rows are kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from foundation.account.permissions import Permission
from foundation.importing.columns import Field
from foundation.importing.judged import Judged
from foundation.importing.models import ImportedFile, ImportedRow

Row = tuple[int, Mapping[str, str]]
"""Row of the sheet, and its texts by the code of their field."""


def nothing_switched(_file: ImportedFile, _on: date) -> frozenset[str]:
    """Return no optional field: the list has none."""
    return frozenset()


@dataclass(frozen=True)
class Kind:
    """A kind of list. Sentences are msgids."""

    code: str
    title: str
    permission: Permission
    """What its sender must hold in the unit, when sending and when accepting."""
    fields: Callable[[int | None], Sequence[Field]]
    """Columns it may have, for a subject."""
    judge: Callable[[ImportedFile, Sequence[Row], date], list[Judged]]
    """Says of each row what it means and what is doubtful; writes nothing."""
    keep: Callable[[ImportedFile, Sequence[ImportedRow], int | None, datetime], None]
    """Keeps some rows in the caller's transaction; the same again has no second effect."""
    finish: Callable[[ImportedFile, int | None, datetime], None] | None = None
    """Lets everybody see what was kept in steps: one short act; none where all is kept at once."""
    switched: Callable[[ImportedFile, date], frozenset[str]] = nothing_switched
    """Optional fields that are collected for the file's unit."""
    way: Callable[[int | None], tuple[str, str]] | None = None
    """Endpoint and public id (or empty) of the page where such lists are sent, for a subject."""
    reaches: Callable[[ImportedFile, int, frozenset[int]], bool] | None = None
    """Whether a user (with the units of his or her permission) still reaches the subject."""
    needs_reason: bool = False
    """Whether accepting may ask for a reason."""

    @property
    def is_at_once(self) -> bool:
        """Return whether all rows are kept in one transaction."""
        return self.finish is None


_kinds: dict[str, Kind] = {}


def register_kind(kind: Kind) -> Kind:
    """Make a kind of list known."""
    _kinds[kind.code] = kind
    return kind


def kind_of(code: str) -> Kind:
    """Return the kind of this code.

    Raises:
        KeyError: nobody registered it.
    """
    return _kinds[code]
