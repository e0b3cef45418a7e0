"""Finds questions in the paragraphs and tables of a file, and says what marked each answer.

The layouts are those offices use: ``Câu 1.`` or ``1.``, options ``A.`` to ``H.`` on lines of
their own, several on one line or in tables; the right answer bold, underlined, red, highlighted,
framed, circled, starred, ticked, named in a line ``Đáp án: B`` or in a table at the end. Two signs
that disagree choose nothing.
"""

from collections.abc import Mapping, Sequence

from question_bank.rules.bodies import Picture
from question_bank.rules.paragraphs import Block
from question_bank.rules.plain_words import item_in_markdown
from question_bank.rules.reading import ReadFile, ReadItem
from question_bank.rules.recognising.items import item_of
from question_bank.rules.recognising.outline import in_letters
from question_bank.rules.recognising.walking import walk
from question_bank.rules.signs import SIGN_WORDS

__all__ = ["SIGN_WORDS", "read_questions"]


def read_questions(
    blocks: Sequence[Block], pictures: Mapping[str, Picture] | None = None
) -> ReadFile:
    """Return the questions of a file in their order.

    Every paragraph is part of a question, a heading, an answer, or a named remark.
    """
    walked = walk(in_letters(blocks))
    del blocks  # of a large file what is done with makes room for what comes of it
    walked.found.reverse()
    items = []
    while walked.found:
        one = walked.found.pop()
        item = one if isinstance(one, ReadItem) else item_of(one, walked.answers, pictures or {})
        items.append(item_in_markdown(item))
    return ReadFile("docx", tuple(items), tuple(walked.remarks))
