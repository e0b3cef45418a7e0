"""Reads Aiken files."""

from dataclasses import replace

from question_bank.readers.gift import text_of
from question_bank.rules.formats.aiken import read_aiken
from question_bank.rules.reading import ReadFile


def read(content: bytes | str) -> ReadFile:
    """Return the questions of an Aiken file.

    Raises:
        TooLarge: it is not read at all.
    """
    text, told = text_of(content)
    found = read_aiken(text)
    return replace(found, remarks=(*found.remarks, *told))
