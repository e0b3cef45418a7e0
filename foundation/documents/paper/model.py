"""What a paper consists of: pure values, Vietnamese words ready to print.

Source of the parts: Điều 15 of Quy định 66-QĐ/TW of 06/02/2017; how they look: ``profiles``.
"""

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from foundation.documents.numbering import Numbering


class Align(StrEnum):
    """Where a cell's words stand."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Style(StrEnum):
    """What a paragraph is."""

    BODY = "body"
    BASIS = "basis"
    """What a decision rests on: italic."""
    PLAIN = "plain"
    """Without the first line's indent."""
    TITLE = "title"
    """In the middle and bold, such as who decides."""


@dataclass(frozen=True)
class Column:
    """A column: its head, its share of the width, where words stand."""

    title: str
    width: float = 1
    align: Align = Align.LEFT


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    words: str
    style: Style = Style.BODY


@dataclass(frozen=True)
class Heading:
    """A numbered title within the paper, such as "I. Kết quả"; it stays with what follows."""

    words: str


@dataclass(frozen=True)
class Table:
    """A table whose head is repeated on every page; a row is never cut in two."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    total: tuple[str, ...] = ()
    """The last row, in bold."""
    is_roomy: bool = False
    """Rows high enough to be filled in by hand."""
    is_dense: bool = False
    """Small letters, for many columns."""
    stays_whole: bool = False
    """A short table that is not cut at the end of a page."""


Block = Text | Heading | Table


@dataclass(frozen=True)
class Signing:
    """Who signs: ``K/T GIÁM ĐỐC`` above ``PHÓ GIÁM ĐỐC``, room for ink and seal, the name."""

    office: str
    name: str = ""
    authority: str = ""
    how: str = ""
    """In brackets under the office, such as "(ký, ghi rõ họ tên)"."""


@dataclass(frozen=True)
class Attachment:
    """A list that goes with a decision, on a page of its own."""

    title: str
    subject: str
    blocks: tuple[Block, ...]
    is_landscape: bool = False
    signing: tuple[Signing, ...] = ()


@dataclass(frozen=True)
class Paper:
    """A paper. ``number`` is printed as it stands (``Số 48-BC/TTCT``), or left empty."""

    kind: str
    subject: str
    issuing_body: str
    upper_body: str = ""
    number: str = ""
    place: str = ""
    day: str = ""
    """The date in words: ``ngày 05 tháng 01 năm 2026``."""
    profile: Numbering = Numbering.PARTY
    blocks: tuple[Block, ...] = ()
    last: str = ""
    """The last paragraph, kept with the signatures."""
    signing: tuple[Signing, ...] = ()
    recipients: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = field(default=())
    is_landscape: bool = False
    check: str = ""
    """A check code for the foot of every page."""


_KINDS: dict[str, type[Text] | type[Heading] | type[Table]] = {
    "text": Text,
    "heading": Heading,
    "table": Table,
}


def frozen(paper: Paper) -> dict[str, Any]:
    """Return the paper as plain JSON, to be kept with its number."""
    words = asdict(paper)
    words["blocks"] = [_frozen_block(block) for block in paper.blocks]
    for kept, attachment in zip(words["attachments"], paper.attachments, strict=True):
        kept["blocks"] = [_frozen_block(block) for block in attachment.blocks]
    return words


def _frozen_block(block: Block) -> dict[str, Any]:
    [kind] = [name for name, known in _KINDS.items() if isinstance(block, known)]
    return {"is": kind, **asdict(block)}


def thawed(words: dict[str, Any]) -> Paper:
    """Return the paper that was kept as plain JSON."""
    parts = dict(words)
    parts["profile"] = Numbering(parts["profile"])
    parts["blocks"] = _thawed_blocks(parts["blocks"])
    parts["signing"] = tuple(Signing(**one) for one in parts["signing"])
    parts["recipients"] = tuple(parts["recipients"])
    parts["attachments"] = tuple(
        Attachment(
            **{
                **one,
                "blocks": _thawed_blocks(one["blocks"]),
                "signing": tuple(Signing(**part) for part in one["signing"]),
            }
        )
        for one in parts["attachments"]
    )
    return Paper(**parts)


def _thawed_blocks(blocks: list[dict[str, Any]]) -> tuple[Block, ...]:
    return tuple(_thawed_block(block) for block in blocks)


def _thawed_block(words: dict[str, Any]) -> Block:
    parts = {name: value for name, value in words.items() if name != "is"}
    if words["is"] == "table":
        parts["columns"] = tuple(
            Column(one["title"], one["width"], Align(one["align"])) for one in parts["columns"]
        )
        parts["rows"] = tuple(tuple(row) for row in parts["rows"])
        parts["total"] = tuple(parts["total"])
    elif words["is"] == "text":
        parts["style"] = Style(parts["style"])
    return _KINDS[words["is"]](**parts)
