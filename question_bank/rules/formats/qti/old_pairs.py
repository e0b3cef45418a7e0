"""Pairs of QTI 1.2: rows to match, things to sort into groups, and Blackboard's two columns."""

from xml.etree.ElementTree import Element

from question_bank.rules.bodies import Matching
from question_bank.rules.formats import remarks
from question_bank.rules.formats.listing import Listed
from question_bank.rules.formats.qti.old_answers import equal, labels_of, scoring
from question_bank.rules.formats.qti.old_texts import material, own_material
from question_bank.rules.formats.qti.texts import Texts
from question_bank.rules.reading import Remark

_RIGHT = ".//flow[@class='RIGHT_MATCH_BLOCK']"


def read_pairs(item: Element, answers: list[Element], texts: Texts) -> Matching:
    """Return pairs: each answer field is a text on the left with the same texts to choose.

    Raises:
        Listed: a side or the key is missing.
    """
    if (column := item.find(_RIGHT)) is not None:
        return _two_columns(item, answers, column, texts)
    rows = [_row(item, one, texts) for one in answers]
    if not rows:
        raise Listed(remarks.NO_ANSWERS)
    if any((one.get("rcardinality") or "").lower() == "multiple" for one in answers):
        return _groups(rows, texts)
    if not all(key for _left, _labels, key in rows):
        raise Listed(remarks.NO_KEY_GIVEN)
    return _matching([(left, labels[key[0]]) for left, labels, key in rows], _all_labels(rows))


_Row = tuple[str, dict[str, str], list[str]]


def _row(item: Element, answer: Element, texts: Texts) -> _Row:
    """Return the words of an answer field, what may be chosen, and what is right."""
    labels = labels_of(answer, texts)
    left = own_material(answer, texts)
    if not left:
        raise Listed(remarks.SEVERAL_FIELDS)
    return left, labels, _key(item, answer, labels)


def _key(item: Element, answer: Element, labels: dict[str, str]) -> list[str]:
    ident = answer.get("ident") or ""
    return [
        name
        for condition, worth in scoring(item) if worth > 0
        for name in equal(condition, ident) if name in labels
    ]  # fmt: skip


def _all_labels(rows: list[_Row]) -> dict[str, str]:
    return {name: text for _left, labels, _key in rows for name, text in labels.items()}


def _matching(pairs: list[tuple[str, str]], right: dict[str, str]) -> Matching:
    used = {text for _left, text in pairs}
    others = dict.fromkeys(text for text in right.values() if text not in used)
    return Matching(tuple(pairs), tuple(others))


def _groups(rows: list[_Row], texts: Texts) -> Matching:
    """Return each thing with its group; things that belong nowhere are noted."""
    labels = _all_labels(rows)
    group_of: dict[str, str] = {}
    for group, _labels, key in rows:
        for name in key:
            if group_of.setdefault(name, group) != group:
                raise Listed(remarks.MANY_TO_MANY)
    if not group_of:
        raise Listed(remarks.NO_KEY_GIVEN)
    if len(group_of) < len(labels):
        texts.notes.append(Remark(remarks.NO_GROUP))
    pairs = [(labels[name], group_of[name]) for name in labels if name in group_of]
    return _matching(pairs, {group: group for group, _labels, _key in rows})


def _two_columns(item: Element, answers: list[Element], column: Element, texts: Texts) -> Matching:
    """Return pairs of Blackboard: the choices of a row have no words, only their place."""
    right = [material(one, texts) for one in column.findall("flow")]
    parents = {child: parent for parent in item.iter() for child in parent}
    pairs: list[tuple[str, str]] = []
    for answer in answers:
        places = [one.get("ident") or "" for one in answer.iter("response_label")]
        labels = dict(zip(places, right, strict=False))
        left, key = own_material(parents[answer], texts), _key(item, answer, labels)
        if not left or not key:
            raise Listed(remarks.NO_KEY_GIVEN)
        pairs.append((left, labels[key[0]]))
    if not pairs:
        raise Listed(remarks.NO_ANSWERS)
    return _matching(pairs, {text: text for text in right})
