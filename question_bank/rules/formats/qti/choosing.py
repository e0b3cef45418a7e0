"""Interactions in which something is chosen: from a list, or from a menu inside a sentence."""

from dataclasses import replace
from fractions import Fraction
from xml.etree.ElementTree import Element

from foundation.text import likeness_key
from question_bank.rules.formats import remarks
from question_bank.rules.formats.choices import Choice, Chosen, choose
from question_bank.rules.formats.listing import Listed
from question_bank.rules.formats.qti.declarations import Declaration, rules, uses_mapping
from question_bank.rules.formats.qti.texts import Texts
from question_bank.rules.kinds import Credit, Kind

_TRUE_FALSE = ({"đúng", "sai"}, {"true", "false"})


def read_choice(item: Element, interaction: Element, declared: Declaration, texts: Texts) -> Chosen:
    """Return the options of an interaction with their shares of the points.

    Raises:
        Listed: the file does not say which option is right.
    """
    names = ("simpleChoice", "inlineChoice", "gapText", "hottext")
    found = [one for one in interaction.iter() if one.tag in names]
    shares, is_whole = _shares(item, declared, [one.get("identifier") or "" for one in found])
    choices = [
        Choice(texts.inside(one), shares[one.get("identifier") or ""], _feedback(one, texts))
        for one in found
    ]
    chosen = choose(choices, is_single=declared.cardinality == "single")
    if is_whole and chosen.kind is Kind.SEVERAL:
        options = tuple(replace(one, share=None) for one in chosen.options)
        chosen = Chosen(Kind.SEVERAL, options, Credit.ALL_OR_NOTHING, ())
    return _as_true_false(chosen)


def _shares(
    item: Element, declared: Declaration, names: list[str]
) -> tuple[dict[str, Fraction], bool]:
    """Return the share of each option, and whether only the whole key earns points."""
    if declared.has_points and (uses_mapping(item) or not declared.correct):
        worth = {name: declared.mapping.get(name, declared.otherwise) for name in names}
        good = [value for value in worth.values() if value > 0]
        if not good:
            raise Listed(remarks.NO_KEY_GIVEN)
        total = max(good) if declared.cardinality == "single" else sum(good, Fraction(0))
        full = declared.upper if declared.upper and declared.upper > 0 else total
        return {n: max(min(v / full, Fraction(1)), Fraction(-1)) for n, v in worth.items()}, False
    key = set(declared.correct) or {
        one.value for one in rules(item, declared.identifier) if one.value in names
    }
    right = [name for name in names if name in key]
    if not right:
        raise Listed(remarks.NO_KEY_GIVEN)
    if declared.cardinality == "single":
        return {name: Fraction(int(name in right[:1])) for name in names}, True
    return {name: Fraction(1, len(right)) * (name in key) for name in names}, True


def _feedback(choice: Element, texts: Texts) -> str:
    parts = [texts.inside(one) for one in choice.findall("feedbackInline")]
    return "\n".join(part for part in parts if part)


def _as_true_false(chosen: Chosen) -> Chosen:
    words = {likeness_key(one.text) for one in chosen.options}
    if chosen.kind is Kind.ONE and words in map(_keys, _TRUE_FALSE) and len(chosen.options) == 2:
        return replace(chosen, kind=Kind.TRUE_FALSE)
    return chosen


def _keys(words: set[str]) -> set[str]:
    return {likeness_key(word) for word in words}
