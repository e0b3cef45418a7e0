"""One QTI item of version 2 or 3 read: a draft, or listed with why."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from question_bank.rules.bodies import Body, Situation
from question_bank.rules.drafting import QuestionDraft
from question_bank.rules.formats import remarks
from question_bank.rules.formats.choices import Chosen
from question_bank.rules.formats.explaining import source_of
from question_bank.rules.formats.listing import Listed
from question_bank.rules.formats.naming import own_name
from question_bank.rules.formats.pictures import Gallery
from question_bank.rules.formats.qti.choosing import read_choice
from question_bank.rules.formats.qti.declarations import Declaration, declarations, uses_mapping
from question_bank.rules.formats.qti.pairing import (
    read_associate,
    read_gap_match,
    read_match,
    read_order,
)
from question_bank.rules.formats.qti.texts import Texts
from question_bank.rules.formats.qti.typing import read_entry, read_essay
from question_bank.rules.formats.tags import with_tags
from question_bank.rules.kinds import Credit, Difficulty, Kind
from question_bank.rules.reading import ReadItem, Remark

FORMAT = "qti"
_REASONS = {
    "uploadInteraction": remarks.UPLOAD,
    "drawingInteraction": remarks.UPLOAD,
    "hotspotInteraction": remarks.PLACES_ON_PICTURE,
    "selectPointInteraction": remarks.PLACES_ON_PICTURE,
    "graphicOrderInteraction": remarks.PLACES_ON_PICTURE,
    "graphicAssociateInteraction": remarks.PLACES_ON_PICTURE,
    "graphicGapMatchInteraction": remarks.PLACES_ON_PICTURE,
    "positionObjectInteraction": remarks.PLACES_ON_PICTURE,
}
_STRANGE = frozenset({"customInteraction", "portableCustomInteraction"})
_ASIDE = frozenset({"endAttemptInteraction", "mediaInteraction"})
_PAIRING: dict[str, tuple[Kind, Callable[[Element, Declaration, Texts], Body]]] = {
    "orderInteraction": (Kind.ORDERING, read_order),
    "matchInteraction": (Kind.MATCHING, read_match),
    "associateInteraction": (Kind.MATCHING, read_associate),
}


def read_item(
    item: Element,
    where: str,
    gallery: Gallery,
    *,
    topic: str = "",
    tags: tuple[str, ...] = (),
    passages: Sequence[Element] = (),
) -> ReadItem:
    """Return an ``assessmentItem`` whose names are normal.

    Args:
        item: the root of the item.
        where: file and identifier, as a person would look for it.
        gallery: finds its pictures.
        topic: the section of the test it stands in.
        tags: the keywords the package gives it.
        passages: the texts it shares with other items; they stand before its own.
    """
    texts = Texts(gallery)
    stem = ""
    try:
        bodies = [*(one.find("stimulusBody") for one in passages), item.find("itemBody")]
        stem = "\n\n".join(words for one in bodies if (words := texts.inside(one)))
        draft, mark = _draft(item, stem, texts)
    except Listed as listed:
        return ReadItem(where, None, topic, problems=(listed.remark,), excerpt=stem[:2_000])
    except (ValueError, ArithmeticError, RecursionError):
        problem = Remark(remarks.BROKEN_ITEM)
        return ReadItem(where, None, topic, problems=(problem,), excerpt=stem[:2_000])
    draft = with_tags(draft, tags)
    notes = remarks.unique([*texts.notes, *gallery.notes])
    return ReadItem(where, draft, topic, mark=mark, notes=notes, excerpt=stem[:2_000])


def _draft(item: Element, stem: str, texts: Texts) -> tuple[QuestionDraft, str | None]:
    interaction = _interaction(item)
    if item.find("templateProcessing") is not None or _prints(item):
        raise Listed(remarks.CALCULATED)
    declared = declarations(item).get(interaction.get("responseIdentifier") or "")
    if not stem:
        raise Listed(remarks.NO_STEM)
    kind, found, mark = _answer(item, interaction, declared, texts)
    chosen = found if isinstance(found, Chosen) else None
    if chosen:
        texts.notes += chosen.notes
        chosen = _with_modal(item, interaction, chosen, texts)
    if item.get("adaptive") in ("true", "1"):
        texts.notes.append(Remark(remarks.ADAPTIVE))
    explanation, source = source_of(_explanation(item, interaction, texts))
    draft = QuestionDraft(
        kind=chosen.kind if chosen else kind,
        difficulty=Difficulty.UNDERSTANDING,
        topic_code="",
        stem=stem,
        options=chosen.options if chosen else (),
        source=source,
        explanation=explanation,
        body=None if isinstance(found, Chosen) else found,
        credit=chosen.credit if chosen else Credit.ALL_OR_NOTHING,
        pictures=tuple(texts.gallery.pictures.values()),
        name=own_name(item.get("title") or "", stem),
    )
    return draft, mark


def _interaction(item: Element) -> Element:
    """Return the one answer field of an item.

    Raises:
        Listed: there is none, more than one, or one the bank has no kind for.
    """
    body = item.find("itemBody")
    if body is None:
        raise Listed(remarks.NO_STEM)
    found = [one for one in _outermost(body) if one.tag not in _ASIDE]
    if not found:
        raise Listed(remarks.DESCRIPTION)
    for one in found:
        if reason := _REASONS.get(str(one.tag)):
            raise Listed(reason)
        if one.tag in _STRANGE:
            raise Listed(remarks.UNKNOWN_KIND, kind=str(one.tag))
    if len(found) > 1:
        is_in_text = all(
            one.tag in ("textEntryInteraction", "inlineChoiceInteraction") for one in found
        )
        raise Listed(remarks.SEVERAL_GAPS if is_in_text else remarks.SEVERAL_FIELDS)
    return found[0]


def _outermost(element: Element) -> Iterator[Element]:
    """Yield answer fields that stand in no other one."""
    for child in element:
        if str(child.tag).endswith("Interaction"):
            yield child
        else:
            yield from _outermost(child)


def _prints(item: Element) -> bool:
    """Return whether the text shows values that are made for each person."""
    body = item.find("itemBody")
    return body is not None and next(body.iter("printedVariable"), None) is not None


def _answer(
    item: Element, interaction: Element, declared: Declaration | None, texts: Texts
) -> tuple[Kind, Chosen | Body, str | None]:
    name = str(interaction.tag)
    if name == "extendedTextInteraction":
        body = read_essay(item, interaction, declared, texts)
        return Kind.SITUATION if isinstance(body, Situation) else Kind.ESSAY, body, None
    if declared is None:
        raise Listed(remarks.NO_KEY_GIVEN)
    if name in ("choiceInteraction", "inlineChoiceInteraction", "hottextInteraction"):
        chosen = read_choice(item, interaction, declared, texts)
        is_mapped = declared.has_points and uses_mapping(item)
        return chosen.kind, chosen, "mapping" if is_mapped else "correct_response"
    if name == "textEntryInteraction":
        typed = read_entry(item, declared, texts)
        mark = "mapping" if declared.has_points and uses_mapping(item) else "correct_response"
        return Kind.NUMERIC if hasattr(typed, "unit") else Kind.SHORT, typed, mark
    if name in _PAIRING:
        kind, read = _PAIRING[name]
        return kind, read(interaction, declared, texts), "correct_response"
    if name == "gapMatchInteraction":
        return _gap_match(item, interaction, declared, texts)
    raise Listed(remarks.UNKNOWN_KIND, kind=name)


def _gap_match(
    item: Element, interaction: Element, declared: Declaration, texts: Texts
) -> tuple[Kind, Chosen | Body, str]:
    """One gap is a choice among its words; several are pairs where each has its own line."""
    if len(list(interaction.iter("gap"))) != 1:
        body = read_gap_match(interaction, declared, texts)
        return Kind.MATCHING, body, "correct_response"
    names = {one.get("identifier") for one in interaction.iter("gapText")}
    key = tuple(word for pair in declared.correct for word in pair.split() if word in names)
    single = Declaration(declared.identifier, "single", "identifier", key)
    chosen = read_choice(item, interaction, single, texts)
    return chosen.kind, chosen, "correct_response"


def _with_modal(item: Element, interaction: Element, chosen: Chosen, texts: Texts) -> Chosen:
    """Return the options with the feedback that the item shows for each by its identifier."""
    names = [one.get("identifier") for one in _choices(interaction)]
    words = {one.get("identifier"): one for one in item.findall("modalFeedback")}
    options = tuple(
        replace(option, feedback=option.feedback or texts.inside(words.get(name)))
        for name, option in zip(names, chosen.options, strict=True)
    )
    return replace(chosen, options=options)


def _choices(interaction: Element) -> list[Element]:
    names = ("simpleChoice", "inlineChoice", "gapText", "hottext")
    return [one for one in interaction.iter() if one.tag in names]


def _explanation(item: Element, interaction: Element, texts: Texts) -> str:
    """Return the words for everybody; those that depend on right or wrong are noted."""
    names = {one.get("identifier") for one in _choices(interaction)}
    general, others = [], 0
    for one in item.findall("modalFeedback"):
        name = (one.get("identifier") or "").lower()
        if one.get("identifier") in names:
            continue
        if any(word in name for word in ("incorrect", "wrong", "partial")):
            others += 1
            continue
        general.append(texts.inside(one))
    if others:
        texts.notes.append(Remark(remarks.OTHER_FEEDBACK))
    return "\n\n".join(dict.fromkeys(words for words in general if words))
