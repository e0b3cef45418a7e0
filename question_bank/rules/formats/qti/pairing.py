"""Interactions in which texts are paired or put in order."""

from xml.etree.ElementTree import Element

from question_bank.rules.bodies import Matching, Ordering
from question_bank.rules.formats import remarks
from question_bank.rules.formats.listing import Listed
from question_bank.rules.formats.qti.declarations import Declaration
from question_bank.rules.formats.qti.texts import Texts, markup
from question_bank.rules.reading import Remark

_LINES = ("p", "li", "tr", "td", "div", "blockquote", "dd")


def read_order(interaction: Element, declared: Declaration, texts: Texts) -> Ordering:
    """Return the steps in their right order.

    Raises:
        Listed: the file does not say which order is right.
    """
    steps = {
        one.get("identifier") or "": texts.inside(one) for one in interaction.iter("simpleChoice")
    }
    order = [name for name in declared.correct if name in steps]
    if len(order) < 2 or len(set(order)) < len(order):
        raise Listed(remarks.NO_KEY_GIVEN)
    if len(order) < len(steps):
        texts.notes.append(Remark(remarks.SUBSET))
    return Ordering(tuple(steps[name] for name in order))


def read_match(interaction: Element, declared: Declaration, texts: Texts) -> Matching:
    """Return pairs of two sets; the side whose texts have one partner each stands left.

    Raises:
        Listed: there is no key, or a text on both sides has several partners.
    """
    sets = interaction.findall("simpleMatchSet")
    if len(sets) < 2:
        raise Listed(remarks.NO_ANSWERS)
    left, right = (
        {one.get("identifier") or "": texts.inside(one) for one in side} for side in sets[:2]
    )
    pairs = [pair for pair in _pairs(declared) if pair[0] in left and pair[1] in right]
    pairs += [(b, a) for a, b in _pairs(declared) if b in left and a in right and a not in left]
    if not pairs:
        raise Listed(remarks.NO_KEY_GIVEN)
    _note_mapping(declared, texts)
    turned = [(b, a) for a, b in pairs]
    if _is_function(turned) and not _is_whole(pairs, left) and _is_whole(turned, right):
        return _matching(turned, right, left)
    if _is_function(pairs):
        return _matching(pairs, left, right)
    if _is_function(turned):
        return _matching(turned, right, left)
    raise Listed(remarks.MANY_TO_MANY)


def _is_whole(pairs: list[tuple[str, str]], side: dict[str, str]) -> bool:
    """Return whether every text of a side has a partner."""
    return {name for name, _partner in pairs} == set(side)


def _pairs(declared: Declaration) -> list[tuple[str, str]]:
    keys = declared.correct or tuple(key for key, worth in declared.mapping.items() if worth > 0)
    split = [key.split() for key in keys]
    return [(words[0], words[1]) for words in split if len(words) == 2]


def _note_mapping(declared: Declaration, texts: Texts) -> None:
    if len({worth for worth in declared.mapping.values() if worth > 0}) > 1:
        texts.notes.append(Remark(remarks.MAPPING))


def _is_function(pairs: list[tuple[str, str]]) -> bool:
    return len({left for left, _right in pairs}) == len(pairs)


def _matching(
    pairs: list[tuple[str, str]], left: dict[str, str], right: dict[str, str]
) -> Matching:
    partner = dict(pairs)
    if alone := [text for name, text in left.items() if name not in partner]:
        raise Listed(remarks.BAD_PAIR, text=alone[0][:60])
    used = {name for _left, name in pairs}
    return Matching(
        tuple((text, right[partner[name]]) for name, text in left.items()),
        tuple(text for name, text in right.items() if name not in used),
    )


def read_associate(interaction: Element, declared: Declaration, texts: Texts) -> Matching:
    """Return pairs of one set: of two partners the one that comes first stands left.

    Raises:
        Listed: there is no key, or a text has several partners.
    """
    choices = {
        one.get("identifier") or "": texts.inside(one)
        for one in interaction.iter("simpleAssociableChoice")
    }
    places = {name: place for place, name in enumerate(choices)}
    pairs = [
        (a, b) if places[a] < places[b] else (b, a)
        for a, b in _pairs(declared)
        if a in places and b in places
    ]
    if not pairs:
        raise Listed(remarks.NO_KEY_GIVEN)
    used = [name for pair in pairs for name in pair]
    if len(set(used)) < len(used):
        raise Listed(remarks.MANY_TO_MANY)
    pairs.sort(key=lambda pair: places[pair[0]])
    _note_mapping(declared, texts)
    others = tuple(text for name, text in choices.items() if name not in used)
    return Matching(tuple((choices[a], choices[b]) for a, b in pairs), others)


def read_gap_match(interaction: Element, declared: Declaration, texts: Texts) -> Matching:
    """Return gaps as pairs, where every gap has a line of text of its own.

    Raises:
        Listed: gaps share a line, or there is no key.
    """
    words = {one.get("identifier") or "": texts.inside(one) for one in interaction.iter("gapText")}
    lines = _gap_lines(interaction)
    answers = {b: a for a, b in _pairs(declared)} | {
        a: b for a, b in _pairs(declared) if b in words and a not in words
    }
    gaps = [one.get("identifier") or "" for one in interaction.iter("gap")]
    if set(gaps) != set(lines) or not gaps:
        raise Listed(remarks.DRAG_INTO_TEXT)
    if any(answers.get(gap) not in words for gap in gaps):
        raise Listed(remarks.NO_KEY_GIVEN)
    used = {answers[gap] for gap in gaps}
    others = tuple(text for name, text in words.items() if name not in used)
    pairs = tuple((texts.html(markup(lines[gap])), words[answers[gap]]) for gap in gaps)
    return Matching(pairs, others)


def _gap_lines(interaction: Element) -> dict[str, Element]:
    """Return for each gap the innermost line that holds it and no other gap."""
    found: dict[str, Element] = {}
    for element in interaction.iter():
        gaps = list(element.iter("gap")) if element.tag in _LINES else []
        words = "".join(element.itertext()).strip()
        if len(gaps) == 1 and words:
            found[gaps[0].get("identifier") or ""] = element
    return found
