"""Moodle XML read: each ``<question>`` but categories is an item, a draft or listed with why."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from question_bank.rules.bodies import Situation
from question_bank.rules.drafting import QuestionDraft
from question_bank.rules.formats import remarks
from question_bank.rules.formats.choices import Chosen
from question_bank.rules.formats.explaining import source_of
from question_bank.rules.formats.gift.splitting import topic_path
from question_bank.rules.formats.listing import Listed
from question_bank.rules.formats.moodle.fields import Reader, is_on, value
from question_bank.rules.formats.moodle.gaps import settle
from question_bank.rules.formats.moodle.kinds import READERS, REASONS
from question_bank.rules.formats.naming import own_name
from question_bank.rules.formats.shares import number
from question_bank.rules.formats.tags import with_tags
from question_bank.rules.kinds import Credit, Difficulty, Kind
from question_bank.rules.reading import ReadFile, ReadItem, Remark

FORMAT = "moodle-xml"
_USUAL_WORDS = (
    "your answer is correct", "your answer is partially correct", "your answer is incorrect",
    "that's right", "câu trả lời của bạn đúng", "câu trả lời của bạn sai",
    "câu trả lời của bạn đúng một phần", "câu trả lời đúng", "câu trả lời sai",
    "câu trả lời của bạn là đúng", "câu trả lời của bạn là sai",
)  # fmt: skip
"""What Moodle fills in by itself: losing it is no loss."""
_USUAL_PENALTIES = (0, 1)


def read_moodle(questions: Iterable[Element]) -> ReadFile:
    """Return every question of a Moodle file, stored or listed."""
    items: list[ReadItem] = []
    topic = ""
    for question in questions:
        if (question.get("type") or "").strip() == "category":
            topic = topic_path(value(question, "category"))
        else:
            items.append(_item(question, len(items) + 1, topic))
    return ReadFile(FORMAT, tuple(items))


def _item(question: Element, place: int, topic: str) -> ReadItem:
    reader = Reader(question)
    name = " ".join(value(question, "name").split())
    where = f"{place}. {name}" if name else f"{place}"
    excerpt = ""
    try:
        if settle(question):
            reader.notes.append(Remark(remarks.READ_AS_GAP))
        parts = (reader.child("questiontext"), reader.old_picture())
        excerpt = "\n\n".join(part for part in parts if part)
        draft, mark = _draft(reader, name, excerpt)
    except Listed as listed:
        excerpt = excerpt or reader.child("questiontext")
        return ReadItem(where, None, topic, problems=(listed.remark,), excerpt=excerpt[:2_000])
    except (ValueError, ArithmeticError):
        problem = Remark(remarks.BROKEN_ITEM)
        return ReadItem(where, None, topic, problems=(problem,), excerpt=excerpt[:2_000])
    notes = remarks.unique([*reader.notes, *reader.gallery.notes])
    return ReadItem(where, draft, topic, mark=mark, notes=notes, excerpt=excerpt[:2_000])


def _draft(reader: Reader, name: str, stem: str) -> tuple[QuestionDraft, str | None]:
    kind_name = (reader.question.get("type") or "").strip().lower()
    if kind_name not in READERS:
        if reason := REASONS.get(kind_name):
            raise Listed(reason)
        raise Listed(remarks.UNKNOWN_KIND, kind=kind_name[:40] or "?")
    kind, read, mark = READERS[kind_name]
    if not stem:
        raise Listed(remarks.NO_STEM)
    found = read(reader)
    chosen = found if isinstance(found, Chosen) else None
    body = None if isinstance(found, Chosen) else found
    reader.notes += chosen.notes if chosen else ()
    explanation, source = source_of(reader.child("generalfeedback"))
    _note_details(reader)
    draft = QuestionDraft(
        kind=chosen.kind if chosen else Kind.SITUATION if isinstance(body, Situation) else kind,
        difficulty=Difficulty.UNDERSTANDING,
        topic_code="",
        stem=stem,
        options=chosen.options if chosen else (),
        source=source,
        explanation=explanation,
        body=body,
        credit=chosen.credit if chosen else Credit.ALL_OR_NOTHING,
        name=own_name(name, stem),
        pictures=tuple(reader.gallery.pictures.values()),
    )
    return _tagged(draft, reader.question), mark or None


def _tagged(draft: QuestionDraft, question: Element) -> QuestionDraft:
    tags = [" ".join(value_in(tag).split()) for tag in question.findall("tags/tag")]
    if number_given := value(question, "idnumber"):
        tags.append(f"id:{number_given}")
    return with_tags(draft, tags)


def value_in(tag: Element) -> str:
    """Return the words of a tag, which stand in ``<text>`` or bare."""
    inner = tag.find("text")
    return (inner if inner is not None else tag).text or ""


def _note_details(reader: Reader) -> None:
    """Note what the bank keeps no place for."""
    question = reader.question
    combined = [
        value(question, name).lower()
        for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
    ]
    if any(words and not _is_usual(words) for words in combined):
        reader.notes.append(Remark(remarks.OTHER_FEEDBACK))
    if any(value_in(hint).strip() for hint in question.findall("hint")):
        reader.notes.append(Remark(remarks.HINTS))
    penalty = number(value(question, "penalty") or "0")
    is_usual = penalty is None or penalty in _USUAL_PENALTIES or str(penalty).startswith("0.333")
    if not is_usual and str(penalty).rstrip("0") != "0.1":
        reader.notes.append(Remark(remarks.PENALTY))
    worth = number(value(question, "defaultgrade") or "1")
    if worth is not None and worth != 1:
        reader.notes.append(Remark(remarks.WEIGHT, {"points": f"{worth.normalize():f}"}))
    if is_on(question, "hidden"):
        reader.notes.append(Remark(remarks.HIDDEN))


def _is_usual(words: str) -> bool:
    bare = words.replace("<p>", "").replace("</p>", "").strip(" .!\n")
    return bare in _USUAL_WORDS
