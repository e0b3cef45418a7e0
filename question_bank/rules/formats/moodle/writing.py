"""Moodle XML written: what Moodle 3 and later import, pictures inside."""

import base64
from collections.abc import Mapping, Sequence
from fractions import Fraction
from xml.etree.ElementTree import Element, SubElement, tostring

from question_bank.rules.bodies import (
    Essay,
    Matching,
    Numeric,
    Ordering,
    Picture,
    Short,
    Situation,
)
from question_bank.rules.drafting import QuestionDraft
from question_bank.rules.formats.choices import shares_of
from question_bank.rules.formats.explaining import rubric_text, with_source
from question_bank.rules.formats.markdown import PICTURE, is_plain
from question_bank.rules.formats.moodle.fields import PLACE, Reader
from question_bank.rules.formats.moodle.reading import read_moodle
from question_bank.rules.formats.naming import own_name, shown_name
from question_bank.rules.formats.shares import percent, written
from question_bank.rules.formats.wildcards import with_plain_stars
from question_bank.rules.formats.writing import Loss, Written, all_tags, losses, shown_kind
from question_bank.rules.kinds import Kind
from question_bank.rules.markup import as_xhtml

HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n'
ID = "id:"
_TYPES = {
    Kind.ONE: "multichoice",
    Kind.SEVERAL: "multichoice",
    Kind.TRUE_FALSE: "truefalse",
    Kind.MATCHING: "matching",
    Kind.ORDERING: "ordering",
    Kind.SHORT: "shortanswer",
    Kind.NUMERIC: "numerical",
    Kind.ESSAY: "essay",
}


def write_moodle(drafts: Sequence[QuestionDraft], topics: Mapping[str, str]) -> Written:
    """Return a Moodle XML file.

    Args:
        drafts: the questions.
        topics: code → name, as the file's categories show it.
    """
    parts: list[bytes] = []
    lost: list[Loss] = []
    topic = None
    for number, draft in enumerate(drafts, start=1):
        if draft.topic_code != topic:
            topic = draft.topic_code
            parts.append(
                tostring(_category(topics.get(topic, topic)), "utf-8", short_empty_elements=False)
            )
        question = _question(draft)
        read = read_moodle([question]).items if question is not None else ()
        after = read[0].draft if read else None
        lost += losses(number, draft, after)
        if question is not None and after is not None:
            parts.append(tostring(question, "utf-8", short_empty_elements=False))
    bodies = [part.removeprefix(b"<?xml version='1.0' encoding='utf-8'?>\n") for part in parts]
    return Written(HEAD + b"<quiz>\n" + b"\n".join(bodies) + b"\n</quiz>\n", tuple(lost))


def _category(name: str) -> Element:
    question = Element("question", type="category")
    path = "/".join(part.strip() for part in name.split("/"))
    _plain(question, "category", f"$course$/top/{path}")
    return question


def _plain(parent: Element, name: str, words: str) -> Element:
    """Add ``<name><text>words</text></name>``."""
    child = SubElement(parent, name)
    SubElement(child, "text").text = words
    return child


def _value(parent: Element, name: str, words: str) -> None:
    SubElement(parent, name).text = words


class _Writer:
    """Adds texts with the pictures they show."""

    def __init__(self, pictures: Sequence[Picture]) -> None:
        self.pictures = {one.name: one for one in pictures}

    def text(self, parent: Element, name: str, markdown: str) -> Element:
        """Add a text: as HTML where that comes back the same, else as Markdown."""
        child = SubElement(parent, name)
        self.fill(child, markdown)
        return child

    def fill(self, element: Element, markdown: str) -> None:
        """Put a text into an element that may hold other things too."""
        inner = SubElement(element, "text")
        html = as_xhtml(markdown).replace('src="picture:', f'src="{PLACE}/')
        element.set("format", "html")
        inner.text = html
        for picture in dict.fromkeys(found.group(2) for found in PICTURE.finditer(markdown)):
            self._file(element, picture)
        if Reader(element).text(element) != markdown:
            element.set("format", "markdown")
            inner.text = markdown.replace("](picture:", f"]({PLACE}/")

    def _file(self, element: Element, name: str) -> None:
        if name in self.pictures:
            file = SubElement(element, "file", name=name, path="/", encoding="base64")
            file.text = base64.b64encode(self.pictures[name].content).decode("ascii")


def _question(draft: QuestionDraft) -> Element | None:
    kind = shown_kind(draft)
    if kind not in _TYPES:
        return None
    question, writer = Element("question", type=_TYPES[kind]), _Writer(draft.pictures)
    name = draft.name if own_name(draft.name, draft.stem) == draft.name else ""
    _plain(question, "name", shown_name(name, draft.stem))
    writer.text(question, "questiontext", draft.stem)
    writer.text(question, "generalfeedback", with_source(draft.explanation, draft.source))
    for field, words in (("defaultgrade", "1.0000000"), ("penalty", "0.0000000"), ("hidden", "0")):
        _value(question, field, words)
    tags = all_tags(draft, shown_as=kind)
    ids = [tag.removeprefix(ID) for tag in tags if tag.startswith(ID)]
    _value(question, "idnumber", ids[0] if ids else "")
    _answers(question, draft, kind, writer)
    holder = SubElement(question, "tags")
    for tag in tags:
        if not ids or tag != f"{ID}{ids[0]}":
            _plain(holder, "tag", tag)
    return question


def _answers(question: Element, draft: QuestionDraft, kind: Kind, writer: _Writer) -> None:
    match draft.body:
        case Matching():
            _matching(question, draft.body, writer)
        case Ordering():
            _ordering(question, draft.body, writer)
        case Short():
            _value(question, "usecase", str(int(draft.body.is_case_sensitive)))
            for one in draft.body.accepted:
                answer = _answer(question, one.share)
                answer.set("format", "moodle_auto_format")
                SubElement(answer, "text").text = with_plain_stars(one.text)
                writer.text(answer, "feedback", one.feedback)
        case Numeric():
            _numeric(question, draft.body, writer)
        case Essay() | Situation():
            _essay(question, draft.body, writer)
        case _:
            _choices(question, draft, kind, writer)


def _answer(question: Element, share: Fraction) -> Element:
    return SubElement(question, "answer", fraction=percent(share))


def _choices(question: Element, draft: QuestionDraft, kind: Kind, writer: _Writer) -> None:
    shares = shares_of(kind, draft.options, draft.credit)
    if kind is Kind.TRUE_FALSE:
        for option, words in zip(draft.options, ("true", "false"), strict=True):
            answer = _answer(question, Fraction(int(option.is_right)))
            answer.set("format", "moodle_auto_format")
            SubElement(answer, "text").text = words
            writer.text(answer, "feedback", option.feedback)
        return
    _value(question, "single", "false" if kind is Kind.SEVERAL else "true")
    _value(question, "shuffleanswers", "true")
    _value(question, "answernumbering", "ABCD")
    for option, share in zip(draft.options, shares, strict=True):
        answer = _answer(question, share)
        writer.fill(answer, option.text)
        writer.text(answer, "feedback", option.feedback)


def _matching(question: Element, body: Matching, writer: _Writer) -> None:
    _value(question, "shuffleanswers", "true")
    for left, right in (*body.pairs, *(("", one) for one in body.distractors)):
        pair = writer.text(question, "subquestion", left)
        _plain(pair, "answer", right if is_plain(right) else as_xhtml(right))


def _ordering(question: Element, body: Ordering, writer: _Writer) -> None:
    settings = (
        ("layouttype", "VERTICAL"),
        ("selecttype", "ALL"),
        ("selectcount", "0"),
        ("gradingtype", "ALL_OR_NOTHING"),
        ("showgrading", "SHOW"),
        ("numberingstyle", "none"),
    )
    for name, words in settings:
        _value(question, name, words)
    for place, item in enumerate(body.items, start=1):
        answer = SubElement(question, "answer", fraction=f"{place}.0000000")
        writer.fill(answer, item)


def _numeric(question: Element, body: Numeric, writer: _Writer) -> None:
    for one in body.accepted:
        answer = _answer(question, one.share)
        SubElement(answer, "text").text = written(one.value)
        writer.text(answer, "feedback", one.feedback)
        _value(answer, "tolerance", written(one.tolerance))
    if body.unit:
        unit = SubElement(SubElement(question, "units"), "unit")
        _value(unit, "multiplier", "1")
        _value(unit, "unit_name", body.unit)
    for name, words in (("unitgradingtype", "0"), ("unitpenalty", "0.1"), ("showunits", "3")):
        _value(question, name, words)


def _essay(question: Element, body: Essay | Situation, writer: _Writer) -> None:
    settings = (
        ("responseformat", "editor"),
        ("responserequired", "1"),
        ("responsefieldlines", "15"),
        ("attachments", "0"),
        ("attachmentsrequired", "0"),
    )
    for name, words in settings:
        _value(question, name, words)
    if body.most_words:
        _value(question, "maxwordlimit", str(body.most_words))
    writer.text(question, "graderinfo", rubric_text(body))
    writer.text(question, "responsetemplate", "")
