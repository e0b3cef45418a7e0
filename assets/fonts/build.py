"""Builds the font files in static/fonts from the packages of @fontsource.

The packages hold one file per script, all under the same inner name. A program that embeds fonts
by name, such as WeasyPrint, then mixes them up and prints wrong Vietnamese letters. So the Latin
and the Vietnamese file of each weight are merged into one, and everything else is cut away.

Run from the folder ``assets`` after ``npm install``: ``python fonts/build.py``.
"""

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ASSETS = Path(__file__).resolve().parent.parent
PACKAGES = ASSETS / "node_modules" / "@fontsource"
TARGET = ASSETS.parent / "static" / "fonts"
VERSION = "5.3.0"
SCRIPTS = ("latin", "latin-ext", "vietnamese")
# No ligatures: text taken out of a PDF must equal what was printed, letter by letter.
FEATURES = ["ccmp", "kern", "locl", "mark", "mkmk"]
FACES = (
    # family, weight and style in the package, name of our file, kinds of file
    ("be-vietnam-pro", "700-normal", "be-vietnam-pro", "700", ("woff2",)),
    ("tinos", "400-normal", "tinos", "400", ("ttf",)),
    ("tinos", "700-normal", "tinos", "700", ("ttf",)),
    ("tinos", "400-italic", "tinos", "400-italic", ("ttf",)),
    ("tinos", "700-italic", "tinos", "700-italic", ("ttf",)),
)
LETTERS = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    0x1A0, 0x1A1, 0x1AF, 0x1B0,
    *range(0x300, 0x304), 0x306, 0x309, 0x31B, 0x323,
    *range(0x1EA0, 0x1EFA),
    *range(0x2010, 0x2027),
    0x202F, 0x2030, 0x2039, 0x203A, 0x20AB, 0x20AC, 0x2122, 0x2212,
]  # fmt: skip


def merged(family: str, face: str) -> TTFont:
    """Return one font with the letters of all scripts."""
    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for script in SCRIPTS:
            font = TTFont(PACKAGES / family / "files" / f"{family}-{script}-{face}.woff2")
            font.flavor = None
            parts.append(Path(folder) / f"{script}.ttf")
            font.save(parts[-1])
        return Merger().merge([str(part) for part in parts])


def cut(font: TTFont) -> None:
    """Keep the letters of Vietnamese and English, with their kerning."""
    options = Options(layout_features=FEATURES, hinting=False, name_IDs=["*"], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)


def main() -> int:
    """Write every face; return 0."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for family, face, name, weight, kinds in FACES:
        font = merged(family, face)
        cut(font)
        for kind in kinds:
            font.flavor = "woff2" if kind == "woff2" else None
            path = TARGET / f"{name}-{VERSION}-{weight}.{kind}"
            font.save(path)
            sys.stdout.write(f"{path.name} {path.stat().st_size}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
