"""One question written as a QTI item, in the names of version 2; version 3 renames it."""

from fractions import Fraction
from math import lcm
from xml.etree.ElementTree import Element, SubElement

from defusedxml.ElementTree import fromstring

from question_bank.rules.bodies import (
    Essay,
    Matching,
    Numeric,
    Ordering,
    Short,
    Situation,
)
from question_bank.rules.drafting import QuestionDraft
from question_bank.rules.formats.choices import shares_of
from question_bank.rules.formats.explaining import rubric_text, with_source
from question_bank.rules.formats.naming import own_name, shown_name
from question_bank.rules.formats.qti import processing
from question_bank.rules.formats.shares import written
from question_bank.rules.formats.writing import shown_kind
from question_bank.rules.kinds import Credit, Kind
from question_bank.rules.markup import as_xhtml

RESPONSE = "RESPONSE"


def item_of(draft: QuestionDraft, identifier: str) -> Element | None:
    """Return a question as an ``assessmentItem``, or None for a kind that QTI has not."""
    if draft.kind is Kind.PREDICTION:
        return None
    name = draft.name if own_name(draft.name, draft.stem) == draft.name else ""
    item = Element("assessmentItem", identifier=identifier, title=shown_name(name, draft.stem))
    item.set("adaptive", "false")
    item.set("timeDependent", "false")
    explanation = with_source(draft.explanation, draft.source)
    body = Element("itemBody")
    fill(body, draft.stem)
    declared, marked = _answers(draft, body)
    item.append(declared)
    has_words = any(option.feedback for option in draft.options)
    processing.declare_outcomes(item, declared, explained=bool(explanation), has_words=has_words)
    item.append(body)
    item.append(processing.finished(marked, explained=bool(explanation), has_words=has_words))
    if explanation:
        shown = SubElement(item, "modalFeedback", outcomeIdentifier="SOLUTION")
        shown.set("identifier", "EXPLANATION")
        shown.set("showHide", "show")
        fill(shown, explanation)
    return item


def fill(parent: Element, markdown: str) -> None:
    """Put a Markdown text into an element as blocks of XHTML."""
    parent.extend(fromstring(f"<div>{as_xhtml(markdown)}</div>"))


def line(parent: Element, markdown: str) -> None:
    """Put a short text into an element without the paragraph around it, if it is one."""
    made = fromstring(f"<div>{as_xhtml(markdown)}</div>")
    if len(made) == 1 and made[0].tag == "p":
        parent.text = made[0].text
        parent.extend(list(made[0]))
    else:
        parent.extend(made)


def _declared(cardinality: str, base_type: str, values: list[str]) -> Element:
    declared = Element("responseDeclaration", identifier=RESPONSE)
    declared.set("cardinality", cardinality)
    declared.set("baseType", base_type)
    if values:
        correct = SubElement(declared, "correctResponse")
        for value in values:
            SubElement(correct, "value").text = value
    return declared


def _mapping(declared: Element, worth: dict[str, Fraction], *, case: bool | None = None) -> None:
    """Map values to whole points, so that a third stays a third."""
    scale = lcm(*(share.denominator for share in worth.values()))
    mapping = SubElement(declared, "mapping", lowerBound="0", upperBound=str(scale))
    mapping.set("defaultValue", "0")
    for value, share in worth.items():
        entry = SubElement(mapping, "mapEntry", mapKey=value, mappedValue=str(int(share * scale)))
        if case is not None:
            entry.set("caseSensitive", str(case).lower())


def _answers(draft: QuestionDraft, body: Element) -> tuple[Element, Element]:
    """Add the answer field; return what is declared of the answer and how it is marked."""
    match draft.body:
        case Matching():
            return _matching(draft.body, body)
        case Ordering():
            return _ordering(draft.body, body)
        case Short():
            return _short(draft.body, body)
        case Numeric():
            return _numeric(draft.body, body)
        case Essay() | Situation():
            return _essay(draft.body, body)
    return _choice(draft, body)


def _choice(draft: QuestionDraft, body: Element) -> tuple[Element, Element]:
    is_several = shown_kind(draft) is Kind.SEVERAL
    names = [f"C{place}" for place in range(1, len(draft.options) + 1)]
    interaction = SubElement(body, "choiceInteraction", responseIdentifier=RESPONSE)
    interaction.set("shuffle", "true")
    interaction.set("maxChoices", "0" if is_several else "1")
    for name, option in zip(names, draft.options, strict=True):
        choice = SubElement(interaction, "simpleChoice", identifier=name)
        line(choice, option.text)
        if option.feedback:
            words = SubElement(choice, "feedbackInline", outcomeIdentifier="FEEDBACK")
            words.set("identifier", name)
            words.set("showHide", "show")
            line(words, option.feedback)
    key = [name for name, one in zip(names, draft.options, strict=True) if one.is_right]
    declared = _declared("multiple" if is_several else "single", "identifier", key)
    credit = draft.credit
    if credit is Credit.SHARES or (is_several and credit is Credit.PER_OPTION):
        shares = shares_of(shown_kind(draft), draft.options, credit)
        _mapping(declared, dict(zip(names, shares, strict=True)))
        return declared, processing.mapped()
    return declared, processing.compared()


def _matching(body: Matching, holder: Element) -> tuple[Element, Element]:
    rights = list(dict.fromkeys([*(right for _left, right in body.pairs), *body.distractors]))
    interaction = SubElement(holder, "matchInteraction", responseIdentifier=RESPONSE)
    interaction.set("shuffle", "true")
    interaction.set("maxAssociations", str(len(body.pairs)))
    sides = (
        ("L", "1", [left for left, _right in body.pairs]),
        ("R", "0", rights),
    )
    for letter, most, texts in sides:
        side = SubElement(interaction, "simpleMatchSet")
        for place, text in enumerate(texts, start=1):
            choice = SubElement(side, "simpleAssociableChoice", identifier=f"{letter}{place}")
            choice.set("matchMax", most)
            line(choice, text)
    key = [
        f"L{place} R{rights.index(right) + 1}"
        for place, (_left, right) in enumerate(body.pairs, start=1)
    ]
    declared = _declared("multiple", "directedPair", key)
    _mapping(declared, {pair: Fraction(1, len(key)) for pair in key})
    return declared, processing.mapped()


def _ordering(body: Ordering, holder: Element) -> tuple[Element, Element]:
    """Write the steps in another order than the right one."""
    names = {item: f"S{place}" for place, item in enumerate(sorted(body.items), start=1)}
    interaction = SubElement(holder, "orderInteraction", responseIdentifier=RESPONSE)
    interaction.set("shuffle", "true")
    for item, name in names.items():
        line(SubElement(interaction, "simpleChoice", identifier=name), item)
    return _declared(
        "ordered", "identifier", [names[item] for item in body.items]
    ), processing.compared()


def _entry(holder: Element, unit: str = "") -> None:
    block = SubElement(holder, "div")
    field = SubElement(block, "textEntryInteraction", responseIdentifier=RESPONSE)
    field.set("expectedLength", "20")
    if unit:
        block.set("data-unit", unit)
        field.tail = f" {unit}"


def _short(body: Short, holder: Element) -> tuple[Element, Element]:
    _entry(holder)
    declared = _declared("single", "string", [one.text for one in body.accepted][:1])
    worth = {one.text: one.share for one in body.accepted}
    _mapping(declared, worth, case=body.is_case_sensitive)
    return declared, processing.mapped()


def _numeric(body: Numeric, holder: Element) -> tuple[Element, Element]:
    _entry(holder, body.unit)
    declared = _declared("single", "float", [written(one.value) for one in body.accepted][:1])
    scale = lcm(*(one.share.denominator for one in body.accepted))
    tests = [
        (written(one.value), written(one.tolerance), str(int(one.share * scale)))
        for one in body.accepted
    ]
    return declared, processing.within(tests)


def _essay(body: Essay | Situation, holder: Element) -> tuple[Element, Element]:
    told = rubric_text(body)
    if told:
        fill(SubElement(holder, "rubricBlock", view="scorer"), told)
    interaction = SubElement(holder, "extendedTextInteraction", responseIdentifier=RESPONSE)
    interaction.set("expectedLines", "15")
    if body.most_words:
        interaction.set("data-most-words", str(body.most_words))
    return _declared("single", "string", []), Element("responseProcessing")
