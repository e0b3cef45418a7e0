"""One file of each format comes into the bank: found = stored + listed, each time."""

import json
import tempfile
from pathlib import Path
from urllib.parse import urlencode

from webapp.check.bank_files import BAD, GOOD, files, stems
from webapp.check.browser import Unexpected
from webapp.check.copy import Copy
from webapp.check.people import Official, sign_in
from webapp.check.waiting import wait_for

BY_PAGE = ("docx", "xlsx", "csv")
"""These go through the page; the others through the shell."""


def import_each(copy: Copy) -> str:
    """Import a file of each format, and one of them again."""
    author = sign_in(copy.base, "soancauhoi")
    told = []
    with tempfile.TemporaryDirectory(prefix="hoithi-check-") as folder:
        for code, (name, content) in files().items():
            path = Path(folder) / name
            path.write_bytes(content)
            if code in BY_PAGE:
                counts = _by_page(author, code, name, content)
            else:
                counts = _by_shell(copy, path)
            if counts != (GOOD + BAD, GOOD, BAD) or _stored(author, code) != GOOD:
                raise Unexpected(f"{code}: found, stored, listed are {counts}")
            told.append(f"{code} {counts[0]}={counts[1]}+{counts[2]}")
        again = _by_shell(copy, path)
    if again != (GOOD + BAD, 0, GOOD + BAD):
        raise Unexpected(f"the same file again: found, stored, listed are {again}")
    return f"found = stored + listed: {', '.join(told)}; the same file again stores 0"


def _by_page(author: Official, code: str, name: str, content: bytes) -> tuple[int, int, int]:
    sent = author.upload(author.get("/questions/nhap"), "file", "file", name, content)
    preview = wait_for(
        lambda: author.get(f"{sent.url}?view=all"),
        lambda page: not page.tree.xpath("//*[@data-live]"),
        f"{name} is not read",
    )
    if _stored(author, code):
        raise Unexpected(f"{name} is in the bank before its preview was confirmed")
    found = sum(stem in preview.text for stem in stems(code))
    faulty = author.get(f"{sent.url}?view=faulty").tree
    listed = len(faulty.xpath("//*[starts-with(@name, 'answer-')]/@name"))
    author.press(sent.url)
    return found, _stored(author, code), min(listed, found - _stored(author, code))


def _by_shell(copy: Copy, path: Path) -> tuple[int, int, int]:
    told = json.loads(copy.run("bank", "import", str(path), "--json"))
    return told["found"], told["stored"], len(told["listed"])


def _stored(author: Official, code: str) -> int:
    """Return how many questions of a file the bank holds."""
    page = author.get(f"/questions/?{urlencode({'q': f'Định dạng {code}'})}")
    return sum(stem in page.text for stem in stems(code))
