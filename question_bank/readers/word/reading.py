"""The body of a Word file: paragraphs and tables in their order."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import IO
from xml.etree.ElementTree import Element

from foundation.encodings import CONVERTERS, legacy_encoding
from foundation.plain_xml import children_of, parsed, refuse_doctype
from question_bank.readers.word.looks import Look, Style, look_of, read_styles, shade_of
from question_bank.readers.word.names import W, is_strict, usual_names, value
from question_bank.readers.word.numbers import Label, Numbering
from question_bank.readers.word.paragraph import ParagraphReader, Pieces
from question_bank.rules.bodies import Picture
from question_bank.rules.formats.pictures import MOST_DOTS, dots, media_type
from question_bank.rules.paragraphs import Block, Paragraph, Run, Table
from question_bank.rules.reading import ReadFile
from question_bank.rules.recognising import read_questions

UNSEEN = "⟨⟩"
"""Stands for a picture of a kind that no browser shows."""
MOST_NESTED = 5
HEAD = 4096
"""So many bytes of a part name the form it is in."""
_WRAPPERS = {W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml")}


def read_word(content: bytes) -> ReadFile:
    """Return the questions of a Word file."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body = _Body(package)
        return read_questions(body.blocks(), body.pictures)


def read_blocks(content: bytes) -> list[Block]:
    """Return the paragraphs and tables of a Word file."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return _Body(package).blocks()


class _Body:
    """Walks the main part of a package."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self.package = package
        self.main = _main_part(package)
        self.pictures: dict[str, Picture] = {}
        self.number = 0
        self.folder = posixpath.dirname(self.main)
        self.styles = read_styles(self._part("styles.xml"))
        self.numbering = Numbering(self._part("numbering.xml"))
        self.notes = {
            f"{kind}:{note.get(W + 'id')}": "".join(t.text or "" for t in note.iter(W + "t"))
            for kind in ("footnote", "endnote")
            for note in self._elements(f"{kind}s.xml", kind)
        }
        self.targets = self._targets()

    def blocks(self) -> list[Block]:
        """Return everything in its order."""
        with self.package.open(self.main) as stream:
            refuse_doctype(stream)
        found: list[Block] = []
        with self._stream(self.main) as stream:
            for element in children_of(stream, W + "body"):
                found += self._blocks(element, 0, Look())
        return _in_unicode(found)

    def _part(self, name: str) -> Element | None:
        path = posixpath.join(self.folder, name)
        if path not in self.package.namelist():
            return None
        with self._stream(path) as stream:
            return parsed(stream.read())

    def _stream(self, path: str) -> IO[bytes]:
        """Return a part to read, with the usual names where it is of the strict form."""
        with self.package.open(path) as stream:
            if not is_strict(stream.read(HEAD)):
                return self.package.open(path)
        return io.BytesIO(usual_names(self.package.read(path)))

    def _elements(self, part: str, name: str) -> list[Element]:
        root = self._part(part)
        return [] if root is None else list(root.iter(W + name))

    def _targets(self) -> dict[str, str]:
        path = posixpath.join(self.folder, "_rels", posixpath.basename(self.main) + ".rels")
        if path not in self.package.namelist():
            return {}
        return {
            one.get("Id") or "": posixpath.normpath(
                posixpath.join(self.folder, one.get("Target") or "").lstrip("/")
                if not (one.get("Target") or "").startswith("/")
                else (one.get("Target") or "").lstrip("/")
            )
            for one in parsed(self.package.read(path))
            if one.get("TargetMode") != "External"
        }

    def picture(self, relation: str, words: str) -> str:
        """Return how a text names a picture of the package; its content is kept beside."""
        path = self.targets.get(relation, "")
        name = posixpath.basename(path)
        if name not in self.pictures:
            content = self.package.read(path) if path in self.package.namelist() else b""
            media = media_type(content)
            if media is None or dots(content) > MOST_DOTS:
                return UNSEEN
            self.pictures[name] = Picture(name, media, content)
        return f"![{words}](picture:{name})"

    def _blocks(self, element: Element, depth: int, below: Look) -> Iterator[Block]:
        if element.tag == W + "p":
            yield from self._paragraph(element, depth, below)
        elif element.tag == W + "tbl" and depth < MOST_NESTED:
            number = self.number + 1
            yield Table(number, tuple(self._rows(element, depth)))
        elif element.tag not in (W + "del", W + "moveFrom", W + "sectPr"):
            for child in element:
                yield from self._blocks(child, depth, below)

    def _rows(self, table: Element, depth: int) -> Iterator[tuple[tuple[Paragraph, ...], ...]]:
        for row in _direct(table, W + "tr"):
            cells: list[tuple[Paragraph, ...]] = []
            for cell in _direct(row, W + "tc"):
                properties = cell.find(W + "tcPr")
                shade = Look(highlight=shade_of(properties))
                lines = self._cell(cell, depth, shade)
                merge = properties.find(W + "vMerge") if properties is not None else None
                goes_on = merge is not None and merge.get(W + "val") != "restart"
                cells.append(() if goes_on else lines)
                span = value(properties, "gridSpan") or "1"
                cells += [()] * (min(int(span), 60) - 1 if span.isdecimal() else 0)
            if (row.find(f"{W}trPr/{W}del")) is None:
                yield tuple(cells)

    def _cell(self, cell: Element, depth: int, shade: Look) -> tuple[Paragraph, ...]:
        found: list[Paragraph] = []
        for child in cell:
            for block in self._blocks(child, depth + 1, shade):
                if isinstance(block, Paragraph):
                    found.append(block)
                else:
                    found += [line for row in block.rows for inner in row for line in inner]
        return tuple(found)

    def _paragraph(self, element: Element, depth: int, below: Look) -> Iterator[Block]:
        self.number += 1
        number = self.number
        properties = element.find(W + "pPr")
        style = self.styles.get(value(properties, "pStyle") or "", self.styles[""])
        look = style.look.over(self.styles[""].look)
        shade = Look(highlight=shade_of(properties)).over(style.paragraph_look).over(below)
        look = look if not shade.highlight else Look(highlight=shade.highlight).over(look)
        reader = ParagraphReader(self.styles, look, self.picture)
        label = self._label(properties, style)
        if label is not None and label.text:
            mark = look_of(properties.find(W + "rPr") if properties is not None else None)
            reader.pieces.add(label.text + " ", label.look.over(mark).over(look))
        pieces = reader.read(element)
        yield from _lines(number, pieces, style, label)
        for box in pieces.boxes:
            for child in box:
                yield from self._blocks(child, depth + 1, below)
        for note in pieces.notes:
            if text := self.notes.get(note, "").strip():
                yield Paragraph(number, (Run(text),), is_note=True)

    def _label(self, properties: Element | None, style: Style) -> Label | None:
        own = properties.find(W + "numPr") if properties is not None else None
        list_id, level = style.numbering
        if own is not None:
            list_id = value(own, "numId") or list_id
            level = value(own, "ilvl") or level
        return self.numbering.label(list_id, level)


def _direct(parent: Element, tag: str) -> Iterator[Element]:
    """Return the rows of a table or the cells of a row, through wrappers but not nested tables."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _direct(child, tag)


def _main_part(package: zipfile.ZipFile) -> str:
    """Return the name of the main part: other programs than Word call it as they like."""
    if "_rels/.rels" in package.namelist():
        for one in parsed(package.read("_rels/.rels")):
            if (one.get("Type") or "").endswith("/officeDocument"):
                return (one.get("Target") or "").lstrip("/")
    return "word/document.xml"


def _lines(number: int, pieces: Pieces, style: Style, label: Label | None) -> Iterator[Paragraph]:
    runs = tuple(pieces.runs)
    if pieces.has_oval:
        runs = tuple(Run(run.text, run.marks | {"circle"}) for run in runs)
    before = "".join(pieces.before) if pieces.is_converted else None
    is_item = label is not None and label.is_bullet
    whole = Paragraph(number, runs, style.is_heading, before, is_item)
    if label is not None:
        written = len(label.text) + 1 if label.text else 0
        whole = replace(whole, list_key=label.key, label=written)
    yield from whole.lines()


def _in_unicode(blocks: list[Block]) -> list[Block]:
    """Return the blocks in Unicode where no font told that they are in an old encoding."""
    texts = [line.text for line in _all_lines(blocks) if line.before is None]
    encoding = legacy_encoding("\n".join(texts))
    if encoding is None:
        return blocks
    convert = CONVERTERS[encoding]

    def turned(line: Paragraph) -> Paragraph:
        if line.before is not None:
            return line
        runs = tuple(Run(convert(run.text), run.marks) for run in line.runs)
        return replace(line, runs=runs, before=line.text)

    return [
        turned(block)
        if isinstance(block, Paragraph)
        else Table(
            block.number,
            tuple(tuple(tuple(map(turned, cell)) for cell in row) for row in block.rows),
        )
        for block in blocks
    ]


def _all_lines(blocks: list[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            yield from (line for row in block.rows for cell in row for line in cell)
