"""Files of others are what their list says, and the fonts hold every Vietnamese letter."""

import hashlib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT / "static" / "VENDORED.sha256"
FONTS = sorted((ROOT / "static" / "fonts").glob("*.[tw][to]f*"))
VIETNAMESE = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyfjwzàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
)


def listed() -> dict[str, str]:
    pairs = (line.split("  ", 1) for line in LIST.read_text(encoding="utf-8").splitlines())
    return {path: digest for digest, path in pairs}


def test_every_listed_file_has_its_checksum() -> None:
    found = {path: hashlib.sha256((ROOT / path).read_bytes()).hexdigest() for path in listed()}
    assert found == listed()


def test_every_font_and_every_vendored_script_is_listed() -> None:
    folders = (ROOT / "static" / "fonts", ROOT / "tests" / "vendor")
    files = {
        path.relative_to(ROOT).as_posix()
        for folder in folders
        for path in folder.iterdir()
        if path.is_file()
    }
    assert files <= set(listed())


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.name)
def test_one_font_file_holds_all_vietnamese_letters(path: Path) -> None:
    letters = set(VIETNAMESE + VIETNAMESE.upper() + "0123456789–—…“”’°×.,;:!?()/%*")
    assert {ord(letter) for letter in letters} - set(TTFont(path).getBestCmap()) == set()
