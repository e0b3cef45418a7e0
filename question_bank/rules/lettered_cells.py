"""A cell that holds several answers, each behind its letter, maybe with the question itself."""

import re

from question_bank.rules.columns import LETTERS

OWN_LABEL = re.compile(r"^\s*[A-Ja-j]\s*[.)]\s+(?=\S)")
_LETTERED = re.compile(
    r"(?:^|[\n;]|\s{2,})\s*(?P<star>\*)?\s*(?P<letter>[A-Ja-j])\s*[.)/]\s*(?=\S)"
)
_TOLD = re.compile(
    r"\n\s*(?:đáp\s*án(?:\s+đúng)?|đ/?a|answer|key)\s*[:.]\s*(?P<key>[^\n]{1,40})$", re.IGNORECASE
)


def lettered(text: str) -> tuple[str, list[str]]:
    """Return what stands before ``A.`` in a cell, and the options from there on; none, no list."""
    found = list(_LETTERED.finditer(text))
    found = [one for at, one in enumerate(found) if one["letter"].upper() == LETTERS[at : at + 1]]
    if len(found) < 2 or [one["letter"].upper() for one in found] != list(LETTERS[: len(found)]):
        return text, []
    ends = [one.start() for one in found[1:]] + [len(text)]
    options = [
        (one["star"] or "") + text[one.end() : end].strip(" ;\n")
        for one, end in zip(found, ends, strict=True)
    ]
    return text[: found[0].start()].strip(), options


def without_label(text: str) -> str:
    """Return an option without the letter it begins with."""
    return OWN_LABEL.sub("", text)


def without_key(texts: list[str]) -> tuple[list[str], str]:
    """Return the answers of a cell without a last line that names the right one, and its words."""
    told = _TOLD.search(texts[-1]) if texts else None
    if told is None:
        return texts, ""
    return [*texts[:-1], texts[-1][: told.start()].strip()], told["key"].strip()
