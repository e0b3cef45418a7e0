"""Writes or checks static/VENDORED.sha256: the checksums of files that others made."""

import hashlib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "static" / "VENDORED.sha256"
PATTERNS = ("static/fonts/*", "static/css/*-LICENSE.txt", "tests/vendor/*")


def vendored() -> list[Path]:
    """Return the files the list must name."""
    return sorted(path for pattern in PATTERNS for path in ROOT.glob(pattern) if path.is_file())


def lines() -> list[str]:
    """Return the list as ``sha256sum`` writes it."""
    return [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(ROOT).as_posix()}"
        for path in vendored()
    ]


def main(arguments: list[str]) -> int:
    """Write the list, or return 1 if it differs from the files."""
    text = "\n".join(lines()) + "\n"
    if arguments == ["write"]:
        LIST.write_text(text, encoding="utf-8")
        return 0
    return int(LIST.read_text(encoding="utf-8") != text)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
