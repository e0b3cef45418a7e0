"""Reads Moodle XML, in a child process."""

from question_bank.readers.child import read_apart
from question_bank.readers.xml import each
from question_bank.rules.formats.moodle.reading import read_moodle
from question_bank.rules.reading import ReadFile


def read(content: bytes | str) -> ReadFile:
    """Return the questions of a Moodle XML file.

    Raises:
        BrokenXml, DocumentType, TooDeep, TooLarge, Unreadable: it is not read at all.
    """
    return read_apart(read_here, content.encode() if isinstance(content, str) else content)


def read_here(content: bytes) -> ReadFile:
    """Read in this process: for the child only."""
    return read_moodle(each(content, "question"))
