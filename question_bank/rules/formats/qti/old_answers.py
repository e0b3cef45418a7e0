"""Answers of QTI 1.2: which conditions earn points."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from xml.etree.ElementTree import Element

from question_bank.rules.bodies import (
    Accepted,
    AcceptedNumber,
    Numeric,
    Ordering,
    Short,
)
from question_bank.rules.formats import remarks
from question_bank.rules.formats.choices import Choice, Chosen, choose
from question_bank.rules.formats.listing import Listed
from question_bank.rules.formats.qti.declarations import fraction
from question_bank.rules.formats.qti.old_texts import material, of_material
from question_bank.rules.formats.qti.texts import Texts
from question_bank.rules.formats.shares import number
from question_bank.rules.kinds import Credit, Kind
from question_bank.rules.reading import Remark

FULL = Fraction(100)


def scoring(item: Element) -> list[tuple[Element, Fraction]]:
    """Return each condition that changes the score, and by how much of a hundred."""
    found = list(_conditions(item))
    if any(worth > 0 for _condition, worth in found) or not is_blackboard(item):
        return found
    return [
        (condition, FULL)
        for one in item.iter("respcondition")
        if (one.get("title") or "").lower() != "incorrect"
        and (condition := one.find("conditionvar")) is not None
        and one.find("setvar") is None
    ]


def is_blackboard(item: Element) -> bool:
    """Return whether Blackboard wrote an item: it leaves out what a right answer is worth."""
    return item.find(".//bbmd_questiontype") is not None


def _conditions(item: Element) -> Iterator[tuple[Element, Fraction]]:
    for one in item.iter("respcondition"):
        condition = one.find("conditionvar")
        setters = [
            setter for setter in one.findall("setvar")
            if _is_score((setter.get("varname") or "SCORE").upper())
        ]  # fmt: skip
        if condition is None or not setters:
            continue
        text = (setters[0].text or "").strip()
        worth = FULL if text.upper() == "SCORE.MAX" else fraction(text)
        yield condition, worth


def _is_score(name: str) -> bool:
    """Return whether a variable holds points, as platforms and the standard's examples name it."""
    return name.startswith(("SCORE", "QUE_SCORE", "THAT")) or name.endswith("SCORE")


def equal(element: Element, ident: str = "") -> Iterator[str]:
    """Yield the values a condition asks for, those it forbids left out."""
    for child in element:
        if child.tag == "varequal" and (not ident or child.get("respident") == ident):
            yield " ".join((child.text or "").split())
        elif child.tag != "not":
            yield from equal(child, ident)


_NAMED_ANSWERS = {
    "yes_no.true": "Có", "yes_no.false": "Không",
    "agree_disagree.true": "Đồng ý", "agree_disagree.false": "Không đồng ý",
    "right_wrong.true": "Đúng", "right_wrong.false": "Sai",
    "true_false.true": "Đúng", "true_false.false": "Sai",
}  # fmt: skip
"""Answers that Blackboard writes by their name."""


def labels_of(answer: Element, texts: Texts) -> dict[str, str]:
    """Return the texts one may choose from, by their identifier."""
    found = {one.get("ident") or "": material(one, texts) for one in answer.iter("response_label")}
    return {name: _NAMED_ANSWERS.get(name, text) for name, text in found.items()}


def read_labels(item: Element, answer: Element, texts: Texts) -> Chosen:
    """Return a question of one or several right options."""
    labels = labels_of(answer, texts)
    is_single = (answer.get("rcardinality") or "single").lower() != "multiple"
    found = [
        ([name for name in equal(condition) if name in labels], worth)
        for condition, worth in scoring(item)
    ]
    good = [(names, worth) for names, worth in found if names and worth > 0]
    if not good:
        raise Listed(remarks.NO_KEY_GIVEN)
    feedback = _feedback(item, set(labels), texts)
    whole = [names for names, _worth in good if len(names) > 1]
    if whole and not is_single:
        longest: list[str] = max(whole, key=len)
        return _whole(labels, set(longest), feedback)
    worth = {names[0]: value for names, value in found if len(names) == 1}
    total = max(worth.values()) if is_single else sum(v for v in worth.values() if v > 0)
    choices = [
        Choice(text, _limited(worth.get(name, Fraction(0)) / (total or 1)), feedback.get(name, ""))
        for name, text in labels.items()
    ]
    chosen = choose(choices, is_single=is_single)
    words = {one.text.casefold() for one in chosen.options}
    if chosen.kind is Kind.ONE and words in ({"true", "false"}, {"đúng", "sai"}):
        return replace(chosen, kind=Kind.TRUE_FALSE)
    return chosen


def _limited(share: Fraction) -> Fraction:
    return max(min(share, Fraction(1)), Fraction(-1))


def _whole(labels: dict[str, str], key: set[str], feedback: dict[str, str]) -> Chosen:
    choices = [
        Choice(text, Fraction(int(name in key), len(key)), feedback.get(name, ""))
        for name, text in labels.items()
    ]
    chosen = choose(choices, is_single=False)
    options = tuple(replace(one, share=None) for one in chosen.options)
    return Chosen(chosen.kind, options, Credit.ALL_OR_NOTHING, chosen.notes)


def _feedback(item: Element, names: set[str], texts: Texts) -> dict[str, str]:
    """Return the words shown for single options."""
    words = {one.get("ident"): one for one in item.iter("itemfeedback")}
    found: dict[str, str] = {}
    for one in item.iter("respcondition"):
        condition = one.find("conditionvar")
        asked = (
            [name for name in equal(condition) if name in names] if condition is not None else []
        )
        for shown in one.findall("displayfeedback"):
            link = shown.get("linkrefid")
            general = ("general_fb", "correct_fb", "general_incorrect_fb", "correct", "incorrect")
            if len(asked) == 1 and link in words and link not in general:
                found[asked[0]] = of_material(words[link], texts)
    return found


def read_sequence(item: Element, answer: Element, texts: Texts) -> Ordering:
    """Return steps in the order in which the condition asks for them."""
    labels = labels_of(answer, texts)
    for condition, worth in scoring(item):
        order = [name for name in equal(condition) if name in labels]
        if worth > 0 and len(order) > 1 and len(set(order)) == len(order):
            if len(order) < len(labels):
                texts.notes.append(Remark(remarks.SUBSET))
            return Ordering(tuple(labels[name] for name in order))
    raise Listed(remarks.NO_KEY_GIVEN)


def read_typed(item: Element, answer: Element, *, is_number: bool) -> Short | Numeric | None:
    """Return accepted words or numbers; None where nothing is marked by machine."""
    fib = answer.find(".//render_fib")
    form = (fib.get("fibtype") or "").lower() if fib is not None else ""
    conditions = [(one, worth) for one, worth in scoring(item) if worth > 0]
    is_number = is_number or answer.tag == "response_num" or form in ("integer", "decimal")
    if is_number or any(_bound(one, "vargte") for one, _worth in conditions):
        return _numbers(conditions)
    accepted = [(text, worth) for one, worth in conditions for text in equal(one) if text]
    if not accepted:
        return None
    full = max(worth for _text, worth in accepted)
    cases = [one.get("case") for one in item.iter("varequal")]
    forms = {text: Accepted(text, worth / full) for text, worth in reversed(accepted)}
    is_strict = bool(cases) and all((case or "").lower() == "yes" for case in cases)
    return Short(tuple(forms.values())[::-1], is_strict)


def _numbers(conditions: list[tuple[Element, Fraction]]) -> Numeric:
    found: list[tuple[Decimal, Decimal, Fraction]] = []
    for condition, worth in conditions:
        values = [number(text) for text in equal(condition)]
        low, high = _bound(condition, "vargte", "vargt"), _bound(condition, "varlte", "varlt")
        exact = next((one for one in values if one is not None), None)
        if low is not None and high is not None:
            middle = (low + high) / 2
            is_even = exact is None or abs(exact - middle) * 1000 <= high - low
            value = middle if exact is None or not is_even else exact
            found.append((value, (high - low) / 2, worth))
        elif exact is not None:
            found.append((exact, Decimal(0), worth))
    if not found:
        raise Listed(remarks.NO_KEY_GIVEN)
    full = max(worth for _value, _tolerance, worth in found)
    return Numeric(tuple(AcceptedNumber(v, t, worth / full) for v, t, worth in found))


def _bound(condition: Element, *names: str) -> Decimal | None:
    for name in names:
        for one in condition.iter(name):
            return number(one.text or "")
    return None
