"""Turns the translators' files (.po) into the form gettext reads (.mo); those are not in git."""

import tempfile
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from webapp.config import ROOT

TRANSLATIONS = ROOT / "translations"


def compile_stale(folder: Path = TRANSLATIONS) -> list[Path]:
    """Compile every catalogue that changed since it was last compiled; return what was made.

    Fuzzy sentences, which nobody has confirmed, are left out.
    """
    made = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns > source.stat().st_mtime_ns:
            continue
        _compile(source, target)
        made.append(target)
    return made


def _compile(source: Path, target: Path) -> None:
    """Write ``target`` in one step: another process may be reading it."""
    with source.open("rb") as text:
        catalogue = read_po(text, locale=source.parent.parent.name)
    with tempfile.NamedTemporaryFile(dir=target.parent, suffix=".part", delete=False) as part:
        write_mo(part, catalogue)
    made = Path(part.name)
    made.chmod(0o644)
    made.replace(target)


if __name__ == "__main__":
    compile_stale()
