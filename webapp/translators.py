"""For maintainers: collects the sentences of the program and says which lack Vietnamese words."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

from webapp.catalogues import TRANSLATIONS
from webapp.config import ROOT

KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "N_": None,
    "_l": None,
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
}
CATALOGUE = TRANSLATIONS / "vi" / "LC_MESSAGES" / "messages.po"
PARTS = TRANSLATIONS / "parts"


def sentences() -> Catalog:
    """Return every sentence of the program with the places where it stands."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as config:
        methods, options = parse_mapping_cfg(config)  # type: ignore[no-untyped-call]
    found = Catalog(charset="utf-8")
    extracted = extract_from_dir(ROOT, methods, options, keywords=KEYWORDS)
    for name, line, msgid, comments, context in extracted:
        found.add(msgid, locations=[(name, line)], auto_comments=comments, context=context)
    return found


def words(path: Path) -> Catalog:
    """Return the Vietnamese words kept in ``path``."""
    if not path.exists():
        return Catalog(locale="vi", charset="utf-8")
    with path.open("rb") as text:
        return read_po(text, locale="vi", charset="utf-8")


def missing(wanted: Catalog, known: Catalog) -> Iterator[str]:
    """Name every sentence without words, with words nobody confirmed, or with other facts."""
    for message in wanted:
        if not message.id:
            continue
        place = ", ".join(f"{name}:{line}" for name, line in message.locations[:2])
        found = known.get(message.id, message.context)
        if found is None or not all(_as_list(found.string)):
            yield f"no Vietnamese words: {message.id!r} ({place})"
        elif found.fuzzy:
            yield f"not confirmed: {message.id!r} ({place})"
        elif _facts(message.id) != _facts(found.string):
            yield f"other facts in the Vietnamese words: {message.id!r} ({place})"


def merge() -> Catalog:
    """Return the catalogue with the words of all parts; a part's words win over older ones."""
    kept = words(CATALOGUE)
    for part in sorted(PARTS.glob("*.po")):
        for message in words(part):
            if message.id and all(_as_list(message.string)):
                kept.delete(message.id, message.context)  # adding alone would keep the old words
                kept.add(message.id, message.string, context=message.context)
    result = Catalog(
        locale="vi",
        charset="utf-8",
        project="Hội thi Bí thư chi bộ giỏi",
        header_comment="# The Vietnamese words of everything. See CONTRIBUTING.md, “Translations”.",
        creation_date=kept.creation_date,  # else every run would change the file
        fuzzy=False,
    )
    for message in sentences():
        if not message.id:
            continue
        found = kept.get(message.id, message.context)
        result.add(
            message.id,
            found.string if found else "",
            locations=sorted({(name, 0) for name, _line in message.locations}),
            flags=message.flags,
            context=message.context,
        )
    return result


def _facts(string: str | tuple[str, ...] | list[str] | None) -> set[str]:
    """Return the names of the facts a sentence has places for, such as ``count``."""
    return {name for text in _as_list(string) for name in re.findall(r"%\((\w+)\)", text)}


def _as_list(string: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [string or ""] if isinstance(string, str | None) else list(string)


def main() -> int:
    """Merge, write, and name what is missing."""
    merged = merge()
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as target:
        write_po(
            target, merged, width=98, sort_output=True, include_lineno=False, omit_header=False
        )
    faults = list(missing(sentences(), merged))
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
