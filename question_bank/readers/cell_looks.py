"""How the cells of a workbook look: bold, underlined, coloured letters or ground.

The library that reads the values knows nothing of this; only lists without a column for the right
answer are looked at. Run in a child process: files lie.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

Looks = Mapping[int, Mapping[int, frozenset[str]]]
"""Number of the row, place of the column → signs."""
MOST_ROWS = 60_000
PERCENT = frozenset({"percent"})
_BLACK = frozenset({"000000", "auto"})
_WHITE = frozenset({"FFFFFF", "auto"})
_THEME = ("FFFFFF", "000000")
_INDEXED = {"8": "000000", "9": "FFFFFF", "0": "000000", "1": "FFFFFF", "64": "auto", "65": "auto"}
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def looks_of(content: bytes) -> dict[str, Looks]:
    """Return the looks of the cells of each sheet by its name; none where it is no ``.xlsx``."""
    return _signs_of(content, _styles)


def percents_of(content: bytes) -> dict[str, Looks]:
    """Return which cells of each sheet show their number as percents: a sign and no more."""
    return _signs_of(content, _percents)


def _signs_of(
    content: bytes, signs_of: Callable[[Element], list[frozenset[str]]]
) -> dict[str, Looks]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
            if "xl/styles.xml" not in names:
                return {}
            styles = signs_of(_root(package, "xl/styles.xml"))
            if not any(styles):
                return {}
            parts = parts_of(package).items()
            return {name: _sheet(package, part, styles) for name, part in parts if part in names}
    except (zipfile.BadZipFile, ElementTree.ParseError, ValueError, KeyError, OSError, zlib.error):
        return {}


def _root(package: zipfile.ZipFile, part: str) -> Element:
    root: Element = ElementTree.fromstring(package.read(part), forbid_dtd=True)
    return root


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _children(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element if _tag(child) == name)


def _within(root: Element, name: str) -> list[Element]:
    return [child for group in _children(root, name) for child in group]


def parts_of(package: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of each sheet by the sheet's name."""
    targets = {
        one.get("Id"): (one.get("Target") or "").lstrip("/")
        for one in _root(package, "xl/_rels/workbook.xml.rels")
    }
    found = {}
    for sheet in _within(_root(package, "xl/workbook.xml"), "sheets"):
        target = next((targets.get(v) for k, v in sheet.items() if k.endswith("}id")), None) or ""
        found[sheet.get("name") or ""] = target if target.startswith("xl/") else f"xl/{target}"
    return found


def _styles(root: Element) -> list[frozenset[str]]:
    """Return the signs of each cell format."""
    fonts = [_letters(font) for font in _within(root, "fonts")]
    fills = [_ground(fill) for fill in _within(root, "fills")]
    return [
        _at(fonts, one.get("fontId")) | _at(fills, one.get("fillId"))
        for one in _within(root, "cellXfs")
    ]


def _percents(root: Element) -> list[frozenset[str]]:
    written = _within(root, "numFmts")
    ids = {"9", "10"} | {one.get("numFmtId") for one in written if "%" in one.get("formatCode", "")}
    shown = (one.get("numFmtId") in ids for one in _within(root, "cellXfs"))
    return [PERCENT if is_percent else frozenset() for is_percent in shown]


def _at(signs: list[frozenset[str]], place: str | None) -> frozenset[str]:
    at = int(place or 0)
    return signs[at] if at < len(signs) else frozenset()


def _letters(font: Element) -> frozenset[str]:
    found = set()
    for part in font:
        is_on = part.get("val") not in ("0", "false", "none")
        if _tag(part) == "b" and is_on:
            found.add("bold")
        elif _tag(part) == "u" and is_on:
            found.add("underline")
        elif _tag(part) == "color" and _colour(part) not in _BLACK:
            found.add("colour")
    return frozenset(found)


def _ground(fill: Element) -> frozenset[str]:
    for pattern in _children(fill, "patternFill"):
        is_painted = pattern.get("patternType") not in (None, "none", "gray125")
        colours = [_colour(one) for one in _children(pattern, "fgColor")]
        if is_painted and colours and colours[0] not in _WHITE:
            return frozenset({"highlight"})
    return frozenset()


def _colour(element: Element) -> str:
    """Return a colour as six digits; a shade of the theme by its number."""
    if rgb := element.get("rgb"):
        return rgb[-6:].upper()
    if theme := element.get("theme"):
        is_plain = theme in ("0", "1") and not element.get("tint")
        return _THEME[int(theme)] if is_plain else f"theme {theme}"
    indexed = element.get("indexed") or "64"
    return _INDEXED.get(indexed, f"indexed {indexed}")


def _sheet(package: zipfile.ZipFile, part: str, styles: list[frozenset[str]]) -> Looks:
    found: dict[int, dict[int, frozenset[str]]] = {}
    with package.open(part) as opened:
        for _event, element in ElementTree.iterparse(opened, forbid_dtd=True):
            if _tag(element) == "c" and (place := _PLACE.fullmatch(element.get("r") or "")):
                signs = _at(styles, element.get("s"))
                if signs:
                    row = found.setdefault(int(place.group(2)), {})
                    row[column_of(place.group(1))] = signs
            elif _tag(element) == "row":
                if int(element.get("r") or 0) > MOST_ROWS:
                    break
                element.clear()
    return found


def column_of(letters: str) -> int:
    """Return the place of a column, counted from 0, by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
