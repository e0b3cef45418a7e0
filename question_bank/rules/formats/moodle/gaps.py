"""Texts of Moodle with a single gap made into the kind of question they are.

``cloze`` and ``gapfill`` write their answers into the text, ``gapselect`` and ``ddwtos`` name words
of a list. With one gap they ask for one choice, word or number; with several they are no single
question.
"""

import html
import re
from dataclasses import dataclass
from fractions import Fraction
from xml.etree.ElementTree import Element, SubElement

from question_bank.rules.formats import remarks
from question_bank.rules.formats.listing import Listed
from question_bank.rules.formats.shares import percent, share

GAP = "_____"
_CLOZE = re.compile(r"\{\d*:([A-Z_]+)(?::((?:\\.|[^\\}])*))?\}", re.DOTALL)
_PLACE = re.compile(r"\[\[(\d{1,3})\]\]")
_PARTS = re.compile(r"(?<!\\)~")
_SAID = re.compile(r"(?<!\\)#")
_ESCAPED = re.compile(r"\\([{}~#=/\"\\*])")
_WORTH = re.compile(r"\s*(?:%(-?[\d.,]+)%|(=))", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_CHOICES = ("MULTICHOICE", "MC")
_SEVERAL = ("MULTIRESPONSE", "MR")
_WORDS = ("SHORTANSWER", "SA", "MW")
_NUMBERS = ("NUMERICAL", "NM")
LISTS = {"gapselect": "selectoption", "ddwtos": "dragbox"}
CLOZE = frozenset({"cloze", "multianswer"})
FILL = "gapfill"


@dataclass(frozen=True)
class _Answer:
    text: str
    worth: Fraction
    feedback: str


def settle(question: Element) -> bool:
    """Turn a text with one gap into a question of a plain kind, in place; return whether it was.

    Raises:
        Listed: there are several gaps, or none.
    """
    kind = (question.get("type") or "").strip().lower()
    words = question.find("questiontext/text")
    if (kind not in CLOZE and kind not in LISTS and kind != FILL) or words is None:
        return False
    pattern = _CLOZE if kind in CLOZE else _PLACE if kind in LISTS else _filled(question)
    gaps = list(pattern.finditer(words.text or ""))
    if len(gaps) > 1:
        raise Listed(remarks.DRAG_INTO_TEXT if kind == "ddwtos" else remarks.SEVERAL_GAPS)
    if not gaps:
        raise Listed(remarks.NO_FIELD)
    [gap] = gaps
    if not _plain(gap.string[: gap.start()] + gap.string[gap.end() :]):
        raise Listed(remarks.NO_STEM)
    if kind in CLOZE:
        _from_text(question, gap)
    elif kind == FILL:
        _from_filled(question, gap.group(1))
    else:
        _from_list(question, question.findall(LISTS[kind]), int(gap.group(1)))
    words.text = f"{gap.string[: gap.start()]}{GAP}{gap.string[gap.end() :]}"
    return True


def _from_text(question: Element, gap: re.Match[str]) -> None:
    name, is_strict = _name(gap.group(1))
    answers = [_answer(part) for part in _PARTS.split(gap.group(2) or "") if part.strip()]
    if name in _CHOICES + _SEVERAL:
        _choices(question, answers, is_single=name in _CHOICES)
    elif name in _WORDS:
        question.set("type", "shortanswer")
        SubElement(question, "usecase").text = str(int(is_strict))
        for one in answers:
            _add(question, one, _plain(one.text))
    elif name in _NUMBERS:
        question.set("type", "numerical")
        for one in answers:
            value, _colon, tolerance = _plain(one.text).partition(":")
            SubElement(_add(question, one, value), "tolerance").text = tolerance or "0"
    else:
        raise Listed(remarks.UNKNOWN_KIND, kind=name[:40])


def _filled(question: Element) -> re.Pattern[str]:
    """Return what a word to be filled in stands between: the question names both signs."""
    signs = (question.findtext("delimitchars") or "").strip() or "[]"
    opens, closes = re.escape(signs[0]), re.escape(signs[-1])
    return re.compile(rf"{opens}([^{opens}{closes}]+){closes}")


def _from_filled(question: Element, words: str) -> None:
    """Ask for the word itself, or one of those that a bar parts; further answers distract."""
    question.set("type", "shortanswer")
    for answer in question.findall("answer"):
        question.remove(answer)
    SubElement(question, "usecase").text = question.findtext("casesensitive") or "0"
    for one in words.split("|"):
        _add(question, _Answer(one, Fraction(1), ""), _plain(one))


def _name(written: str) -> tuple[str, bool]:
    """Return the kind without what says how it looks, and whether capitals count."""
    for name in (*_CHOICES, *_SEVERAL, *_WORDS, *_NUMBERS):
        if written == name or re.fullmatch(rf"{name}_?(?:[VHSC]{{1,2}})", written):
            return name, written.endswith("C") and name in _WORDS and written != name
    return written, False


def _answer(part: str) -> _Answer:
    found = _WORTH.match(part)
    worth = Fraction(int(bool(found and found.group(2))))
    if found and found.group(1) is not None:
        worth = share(found.group(1)) or Fraction(0)
    said = _SAID.split(part[found.end() :] if found else part, maxsplit=1)
    text, feedback = (_ESCAPED.sub(r"\1", one) for one in (*said, "")[:2])
    return _Answer(text, worth, feedback)


def _plain(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", text)).split())


def _choices(question: Element, answers: list[_Answer], *, is_single: bool) -> None:
    question.set("type", "multichoice")
    SubElement(question, "single").text = str(is_single).lower()
    total = sum((one.worth for one in answers if one.worth > 0), Fraction(0))
    for one in answers:
        fair = one.worth / total if not is_single and total and one.worth > 0 else one.worth
        _add(question, _Answer(one.text, fair, one.feedback), one.text, form="html")


def _add(question: Element, one: _Answer, words: str, form: str = "plain_text") -> Element:
    answer = SubElement(question, "answer", fraction=percent(one.worth), format=form)
    SubElement(answer, "text").text = words
    SubElement(SubElement(answer, "feedback", format="html"), "text").text = one.feedback
    return answer


def _from_list(question: Element, words: list[Element], place: int) -> None:
    """Ask for one word of those that belong to the gap's group."""
    if not 1 <= place <= len(words):
        raise Listed(remarks.NO_KEY_GIVEN)
    right = words[place - 1]
    group = right.findtext("group")
    same = [one for one in words if one.findtext("group") == group]
    answers = [_Answer(one.findtext("text") or "", Fraction(int(one is right)), "") for one in same]
    _choices(question, answers, is_single=True)
