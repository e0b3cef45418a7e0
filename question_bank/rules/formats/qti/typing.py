"""Interactions in which something is typed: words, a number, a text."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from xml.etree.ElementTree import Element

from question_bank.rules.bodies import Accepted, AcceptedNumber, Essay, Numeric, Short, Situation
from question_bank.rules.formats import remarks
from question_bank.rules.formats.explaining import rubric_of
from question_bank.rules.formats.listing import Listed
from question_bank.rules.formats.qti.declarations import Declaration, Rule, rules, uses_mapping
from question_bank.rules.formats.qti.texts import Texts, is_for_markers
from question_bank.rules.formats.shares import number
from question_bank.rules.reading import Remark

_NUMBERS = frozenset({"integer", "float"})


@dataclass(frozen=True)
class _Worth:
    text: str
    points: Fraction
    rule: Rule | None = None


def read_entry(item: Element, declared: Declaration, texts: Texts) -> Short | Numeric:
    """Return the accepted words, or numbers with their tolerance.

    Raises:
        Listed: no accepted answer is given.
    """
    written = rules(item, declared.identifier)
    found = _worths(item, declared, written)
    if not found:
        raise Listed(remarks.NO_KEY_GIVEN)
    if item.find(".//patternMatch") is not None:
        texts.notes.append(Remark(remarks.PATTERN))
    full = max(one.points for one in found)
    if declared.base_type in _NUMBERS or any(one.rule and one.rule.tolerance for one in found):
        unit = next(
            (one.get("data-unit", "") for one in item.iter() if "data-unit" in one.attrib), ""
        )
        return Numeric(tuple(_accepted_number(one, full, texts) for one in found), unit)
    accepted = tuple(Accepted(one.text, one.points / full) for one in found)
    return Short(accepted, _minds_capitals(declared, written, accepted, texts))


def _minds_capitals(
    declared: Declaration, written: list[Rule], accepted: tuple[Accepted, ...], texts: Texts
) -> bool:
    """Return whether capitals count: where the file says so, or where only they differ."""
    cases = {case for case in (*declared.cases, *(one.case for one in written)) if case}
    if len(cases) > 1:
        texts.notes.append(Remark(remarks.CASE_MIXED))
    folded = {one.text.casefold() for one in accepted}
    return cases == {"true"} or len(folded) < len(accepted)


def _worths(item: Element, declared: Declaration, written: list[Rule]) -> list[_Worth]:
    if declared.has_points and (uses_mapping(item) or not declared.correct):
        found = [_Worth(key, worth) for key, worth in declared.mapping.items() if worth >= 0]
    elif any(one.value for one in written):
        found = [_Worth(one.value, one.points, one) for one in written if one.value]
        if declared.base_type not in _NUMBERS:
            full = max(one.points for one in found)
            found = [_Worth(text, full) for text in declared.correct if text] + found
    else:
        rule = next((one for one in written if one.tolerance), None)
        found = [_Worth(text, Fraction(1), rule) for text in declared.correct if text]
    return list({one.text: one for one in reversed(found)}.values())[::-1]


def _accepted_number(one: _Worth, full: Fraction, texts: Texts) -> AcceptedNumber:
    value = number(one.text)
    if value is None:
        raise Listed(remarks.BAD_NUMBER, text=one.text[:40])
    below, above = _off(one.rule, value) if one.rule else (Decimal(0), Decimal(0))
    if below != above:
        texts.notes.append(Remark(remarks.UNEVEN))
    middle = value + (above - below) / 2
    return AcceptedNumber(middle, (below + above) / 2, one.points / full)


def _off(rule: Rule, value: Decimal) -> tuple[Decimal, Decimal]:
    """Return how far below and above a number an answer may lie."""
    numbers = [abs(one) for one in map(number, rule.tolerance.split()) if one is not None][:2]
    if not numbers:
        return Decimal(0), Decimal(0)
    if rule.mode in ("decimalPlaces", "significantFigures"):
        places = min(int(numbers[0]), 30)
        last = -places if rule.mode == "decimalPlaces" else value.adjusted() - places + 1
        return Decimal(5).scaleb(last - 1), Decimal(5).scaleb(last - 1)
    if rule.mode == "relative":
        numbers = [abs(value) * one / 100 for one in numbers]
    return numbers[0], numbers[-1]


def read_essay(
    item: Element, interaction: Element, declared: Declaration | None, texts: Texts
) -> Essay | Situation:
    """Return a free text with its rubric and, where the key holds one, its model answer."""
    told = [
        texts.inside(block)
        for block in item.iter("rubricBlock")
        if is_for_markers(block)
        and set((block.get("view") or "").split()) & {"scorer", "proctor", "tutor", "author"}
    ]
    most = interaction.get("data-most-words") or ""
    words = int(most) if most.isdecimal() and len(most) < 7 else None
    found = rubric_of("\n".join(part for part in told if part), words)
    model = found.model or "\n".join(declared.correct if declared else ())
    if found.fatal_mistakes:
        return found
    return Essay(found.rubric, model, found.most_words)
