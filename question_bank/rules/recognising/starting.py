"""How the questions of a file begin: with a word, with a number, or with nothing."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from question_bank.rules.open_words import OPEN_WORDS
from question_bank.rules.paragraphs import Block, Table
from question_bank.rules.recognising import lines as words
from question_bank.rules.recognising.answers import pairs_of
from question_bank.rules.recognising.options import first_letter
from question_bank.rules.recognising.tables import lines_of


def start_of(blocks: Sequence[Block]) -> re.Pattern[str] | None:
    """Return how questions of this file begin: with a word, with a number, or with nothing."""
    texts = list(_texts(blocks))
    named = sum(bool(words.QUESTION.match(text)) and not pairs_of(text) for text in texts)
    numbered = sum(
        bool(words.NUMBERED.match(text)) and first_letter(after) in ("A", "a")
        for text, after in zip(texts, [*texts[1:], ""], strict=False)
    )
    if named > 1 or (named and named >= numbered):
        return words.QUESTION
    if numbered or sum(_asks_in_words(text) for text in texts) > 1:
        return words.NUMBERED
    lettered = [first_letter(text) for text in texts]
    has_answers = any(pair in (("A", "B"), ("a", "b")) for pair in pairwise(lettered))
    has_line = any(" B. " in text or "\tB. " in text for text in texts)
    return None if has_answers or has_line else words.QUESTION


def _asks_in_words(text: str) -> bool:
    found = words.NUMBERED.match(text)
    return found is not None and OPEN_WORDS.match(text[found.end() :]) is not None


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        lines = lines_of(block, "") if isinstance(block, Table) else (block,)
        yield from (line.text for line in lines if line.text.strip())
