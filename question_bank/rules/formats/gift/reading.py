"""GIFT read: each question a draft, or listed with its line and why."""

import re
from collections.abc import Callable

from question_bank.rules.drafting import QuestionDraft
from question_bank.rules.formats import remarks
from question_bank.rules.formats.explaining import source_of
from question_bank.rules.formats.gift.answers import Answers, read_answers
from question_bank.rules.formats.gift.splitting import Part, split
from question_bank.rules.formats.gift.texts import read_text, show
from question_bank.rules.formats.listing import Listed
from question_bank.rules.formats.naming import own_name
from question_bank.rules.formats.pictures import Gallery
from question_bank.rules.formats.tags import with_tags
from question_bank.rules.kinds import Credit, Difficulty
from question_bank.rules.reading import ReadFile, ReadItem, Remark

FORMAT = "gift"
GAP = "_____"
_TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)


def read_gift(text: str) -> ReadFile:
    """Return every question of a GIFT file, stored or listed."""
    return ReadFile(FORMAT, tuple(_item(part) for part in split(text)))


def _item(part: Part) -> ReadItem:
    where, excerpt = str(part.line), "\n".join(part.lines)[:2_000]
    try:
        return _read(part, where, excerpt)
    except Listed as unread:
        return ReadItem(where, None, part.topic, problems=(unread.remark,), excerpt=excerpt)


def _read(part: Part, where: str, excerpt: str) -> ReadItem:
    title, body = _titled(part.text)
    before, block, after = _braces(body, is_open=part.is_open)
    gallery = Gallery(lambda _address: None)
    notes: list[Remark] = []
    stem_text = before
    if after.strip():
        glue = "" if after.strip()[0] in ".,;:?!)" else " "
        stem_text = f"{before.rstrip()} {GAP}{glue}{after.strip()}"
        notes.append(Remark(remarks.READ_AS_GAP))
    stem = read_text(stem_text, "moodle", gallery)
    block, general = _general(block)
    answers, explanation = _answered(block, general, _words(stem.form, gallery, notes))
    draft = _draft(stem.words, answers, explanation)
    draft = with_tags(draft, [*part.tags, *(f"id:{one}" for one in part.ids)])
    return ReadItem(
        where,
        QuestionDraft(**{**vars(draft), "name": own_name(title, stem.words)}),
        part.topic,
        mark=answers.mark,
        notes=remarks.unique([*stem.notes, *notes, *answers.notes, *gallery.notes]),
        excerpt=excerpt,
    )


def _titled(text: str) -> tuple[str, str]:
    found = _TITLE.match(text)
    return (show(found.group(1)).strip(), text[found.end() :]) if found else ("", text)


def _braces(body: str, *, is_open: bool) -> tuple[str, str, str]:
    """Return what stands before, between and after the braces."""
    before, opened, rest = body.partition("{")
    if not opened:
        problem = remarks.BRACE_CLOSE if "}" in body else remarks.DESCRIPTION
        raise Listed(problem)
    block, closed, after = rest.partition("}")
    if not closed or is_open:
        raise Listed(remarks.BRACE_OPEN)
    if "{" in after:
        raise Listed(remarks.SEVERAL_GAPS)
    if "}" in after:
        raise Listed(remarks.BRACE_CLOSE)
    if not before.strip() and not after.strip():
        raise Listed(remarks.NO_STEM)
    return before, block, after


def _general(block: str) -> tuple[str, str]:
    """Return a block without the words for everybody that follow ``####``."""
    answers, marked, general = block.rpartition("####")
    return (answers, general) if marked else (block, "")


def _words(form: str, gallery: Gallery, notes: list[Remark]) -> Callable[[str], str]:
    def words(hidden: str) -> str:
        text = read_text(hidden, form, gallery)
        notes.extend(text.notes)
        return text.words

    return words


def _answered(block: str, general: str, words: Callable[[str], str]) -> tuple[Answers, str]:
    return read_answers(block, words), words(general) if general.strip() else ""


def _draft(stem: str, answers: Answers, explanation: str) -> QuestionDraft:
    told, source = source_of(explanation)
    return QuestionDraft(
        kind=answers.kind,
        difficulty=Difficulty.UNDERSTANDING,
        topic_code="",
        stem=stem,
        options=answers.chosen.options if answers.chosen else (),
        source=source,
        explanation=told,
        body=answers.body,
        credit=answers.chosen.credit if answers.chosen else Credit.ALL_OR_NOTHING,
    )
