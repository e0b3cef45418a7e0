"""QTI 1.2 as Canvas, Blackboard and others still write it: each ``<item>`` a draft or listed."""

from xml.etree.ElementTree import Element

from question_bank.rules.bodies import Accepted, Body, Essay, Short
from question_bank.rules.drafting import QuestionDraft
from question_bank.rules.formats import remarks
from question_bank.rules.formats.choices import Chosen
from question_bank.rules.formats.explaining import source_of
from question_bank.rules.formats.listing import Listed
from question_bank.rules.formats.naming import own_name
from question_bank.rules.formats.pictures import Gallery
from question_bank.rules.formats.qti.old_answers import (
    labels_of,
    read_labels,
    read_sequence,
    read_typed,
)
from question_bank.rules.formats.qti.old_pairs import read_pairs
from question_bank.rules.formats.qti.old_texts import material, of_material, own_material
from question_bank.rules.formats.qti.texts import Texts
from question_bank.rules.formats.shares import number
from question_bank.rules.kinds import Credit, Difficulty, Kind
from question_bank.rules.reading import ReadItem, Remark

_REASONS = {
    "text_only_question": remarks.DESCRIPTION,
    "file_upload_question": remarks.UPLOAD,
    "calculated_question": remarks.CALCULATED,
    "fill_in_multiple_blanks_question": remarks.SEVERAL_GAPS,
    "multiple_dropdowns_question": remarks.SEVERAL_GAPS,
    "hot spot": remarks.PLACES_ON_PICTURE,
    "file upload": remarks.UPLOAD,
    "calculated": remarks.CALCULATED,
    "fill in the blank plus": remarks.SEVERAL_GAPS,
    "jumbled sentence": remarks.SEVERAL_GAPS,
}
_STRANGE = frozenset({"quiz bowl", "opinion scale"})
_ESSAYS = frozenset(
    {"essay_question", "cc.essay.v0p1", "essay", "short response", "short_response"}
)
_GAPS = frozenset({"fill_in_multiple_blanks_question", "multiple_dropdowns_question"})
GAP = "_____"
_FIELDS = ("response_lid", "response_str", "response_num", "response_xy", "response_grp")


def read_old_item(item: Element, where: str, gallery: Gallery, topic: str = "") -> ReadItem:
    """Return one item of version 1.2."""
    texts = Texts(gallery)
    stem = ""
    try:
        stem = _stem(item, texts)
        if _has_one_gap(item):
            stem = _with_gap(item, stem, texts)
        kind, found, mark = _answer(item, stem, texts)
        draft = _draft(item, stem, (kind, found), texts)
    except Listed as listed:
        return ReadItem(where, None, topic, problems=(listed.remark,), excerpt=stem[:2_000])
    except (ValueError, ArithmeticError, RecursionError):
        problem = Remark(remarks.BROKEN_ITEM)
        return ReadItem(where, None, topic, problems=(problem,), excerpt=stem[:2_000])
    notes = remarks.unique([*texts.notes, *gallery.notes])
    return ReadItem(where, draft, topic, mark=mark, notes=notes, excerpt=stem[:2_000])


def _stem(item: Element, texts: Texts) -> str:
    presentation = item.find("presentation")
    if presentation is None:
        return ""
    block = presentation.find(".//flow[@class='QUESTION_BLOCK']")
    return own_material(presentation if block is None else block, texts)


def _has_one_gap(item: Element) -> bool:
    """Return whether a text with gaps has a single one: such a text is a question of ours."""
    return kind_named(item) in _GAPS and len(_answer_fields(item)) == 1


def _with_gap(item: Element, stem: str, texts: Texts) -> str:
    """Return the words with a line where the file has the name of the gap in brackets."""
    name = own_material(_answer_fields(item)[0], texts)
    for written in (f"[{name}]", f"\\[{name}\\]"):
        if name and written in stem:
            texts.notes.append(Remark(remarks.READ_AS_GAP))
            return stem.replace(written, GAP)
    return stem


def _answer_fields(item: Element) -> list[Element]:
    presentation = item.find("presentation")
    inside = presentation.iter() if presentation is not None else ()
    return [one for one in inside if one.tag in _FIELDS]


def fields(item: Element) -> dict[str, str]:
    """Return what the item says about itself: kind of question, points."""
    found = {
        (one.findtext("fieldlabel") or "").strip().lower(): (
            one.findtext("fieldentry") or ""
        ).strip()
        for one in item.iter("qtimetadatafield")
    }
    for name in ("bbmd_questiontype", "qmd_itemtype"):
        if said := (item.findtext(f".//{name}") or "").strip():
            found.setdefault("question_type", said)
    return found


def kind_named(item: Element) -> str:
    """Return the kind of question the platform names, in small letters."""
    said = fields(item)
    return (said.get("question_type") or said.get("cc_profile") or "").lower()


def _answer(item: Element, stem: str, texts: Texts) -> tuple[Kind, Chosen | Body, str | None]:
    named = kind_named(item)
    _refuse_strange(item, named)
    if not stem:
        raise Listed(remarks.NO_STEM)
    answers = _answer_fields(item)
    if named in _ESSAYS:
        return Kind.ESSAY, Essay(model=_model(item, texts)), None
    if not answers:
        raise Listed(remarks.DESCRIPTION)
    if named == "fill_in_multiple_blanks_question" and answers[0].tag == "response_lid":
        words = [text for text in labels_of(answers[0], texts).values() if text]
        return Kind.SHORT, Short(tuple(Accepted(one) for one in dict.fromkeys(words))), "condition"
    lists = [one for one in answers if one.tag == "response_lid"]
    if len(lists) == len(answers) > 1 or named in ("matching_question", "matching"):
        return Kind.MATCHING, read_pairs(item, lists, texts), "pairs"
    if len(answers) > 1:
        raise Listed(remarks.SEVERAL_FIELDS)
    return _single(item, answers[0], texts)


def _refuse_strange(item: Element, named: str) -> None:
    """List what the platform calls by the name of a kind the bank has not."""
    if named in _STRANGE:
        raise Listed(remarks.UNKNOWN_KIND, kind=named)
    if (reason := _REASONS.get(named)) and not _has_one_gap(item):
        raise Listed(reason)


def _single(item: Element, answer: Element, texts: Texts) -> tuple[Kind, Chosen | Body, str | None]:
    if answer.tag in ("response_xy", "response_grp"):
        raise Listed(remarks.PLACES_ON_PICTURE)
    if answer.tag == "response_lid" and (answer.get("rcardinality") or "").lower() == "ordered":
        return Kind.ORDERING, read_sequence(item, answer, texts), "order"
    if answer.tag == "response_lid":
        chosen = read_labels(item, answer, texts)
        return chosen.kind, chosen, "condition"
    if answer.find(".//response_label") is not None and answer.find(".//render_choice") is not None:
        chosen = read_labels(item, answer, texts)
        return chosen.kind, chosen, "condition"
    typed = read_typed(item, answer, is_number=kind_named(item).startswith("numer"))
    if typed is None:
        return Kind.ESSAY, Essay(model=_model(item, texts)), None
    return Kind.NUMERIC if hasattr(typed, "unit") else Kind.SHORT, typed, "condition"


def _model(item: Element, texts: Texts) -> str:
    found = [material(one, texts) for one in item.iter("solutionmaterial")]
    return "\n\n".join(words for words in found if words)


def _draft(
    item: Element, stem: str, answer: tuple[Kind, Chosen | Body], texts: Texts
) -> QuestionDraft:
    kind, found = answer
    chosen = found if isinstance(found, Chosen) else None
    texts.notes += chosen.notes if chosen else ()
    explanation, source = source_of(_general(item, texts))
    worth = number(fields(item).get("points_possible", "1"))
    if worth is not None and worth not in (0, 1):
        texts.notes.append(Remark(remarks.WEIGHT, {"points": f"{worth.normalize():f}"}))
    return QuestionDraft(
        kind=kind,
        difficulty=Difficulty.UNDERSTANDING,
        topic_code="",
        stem=stem,
        options=chosen.options if chosen else (),
        source=source,
        explanation=explanation,
        body=None if isinstance(found, Chosen) else found,
        credit=chosen.credit if chosen else Credit.ALL_OR_NOTHING,
        pictures=tuple(texts.gallery.pictures.values()),
        name=own_name(_title(item), stem),
    )


def _title(item: Element) -> str:
    title = (item.get("title") or "").strip()
    return "" if title.lower() in ("question", "untitled question", "câu hỏi") else title


def _general(item: Element, texts: Texts) -> str:
    """Return the words shown whatever was answered."""
    parts = []
    for one in item.iter("itemfeedback"):
        name = (one.get("ident") or "").lower()
        if name in ("general_fb", "general", "feedback", "solution"):
            parts.append(of_material(one, texts))
        elif name.startswith(("correct", "general_incorrect", "incorrect")) and of_material(
            one, texts
        ):
            texts.notes.append(Remark(remarks.OTHER_FEEDBACK))
    return "\n\n".join(part for part in parts if part)
