"""The sample files of this folder, and packages made of them."""

import io
import zipfile
from pathlib import Path

from question_bank.rules.drafting import QuestionDraft, faults
from question_bank.rules.reading import ReadFile, ReadItem

FILES = Path(__file__).resolve().parent.parent / "files"


def sample(name: str) -> bytes:
    """Return a sample file."""
    return (FILES / name).read_bytes()


def draft_of(item: ReadItem) -> QuestionDraft:
    """Return the draft of an item that must have one without faults."""
    assert item.draft is not None, item.problems
    assert faults(item.draft) == []
    assert not item.problems
    return item.draft


def kinds(found: ReadFile) -> list[str]:
    """Return the kind of each item; one that is listed is a dash."""
    return [one.draft.kind.code if one.draft else "-" for one in found.items]


def reasons(found: ReadFile) -> list[tuple[str, str]]:
    """Return where and why, for each listed item."""
    return [(one.where, one.problems[0].message) for one in found.items if one.problems]


def package(members: dict[str, bytes | str]) -> bytes:
    """Return a zip package of these members."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()
