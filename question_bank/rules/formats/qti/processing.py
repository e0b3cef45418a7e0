"""How an item is marked and which words it shows: outcomes and response processing, written."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

RESPONSE = "RESPONSE"


def declare_outcomes(item: Element, declared: Element, *, explained: bool, has_words: bool) -> None:
    """Add the outcome variables: the score, and which words are shown."""
    score = SubElement(item, "outcomeDeclaration", identifier="SCORE", cardinality="single")
    score.set("baseType", "float")
    SubElement(SubElement(score, "defaultValue"), "value").text = "0"
    if has_words:
        shown = SubElement(item, "outcomeDeclaration", identifier="FEEDBACK")
        shown.set("cardinality", declared.get("cardinality") or "single")
        shown.set("baseType", "identifier")
    if explained:
        shown = SubElement(item, "outcomeDeclaration", identifier="SOLUTION")
        shown.set("cardinality", "single")
        shown.set("baseType", "identifier")


def _setter(parent: Element, outcome: str) -> Element:
    return SubElement(parent, "setOutcomeValue", identifier=outcome)


def _base(parent: Element, base_type: str, words: str) -> None:
    SubElement(parent, "baseValue", baseType=base_type).text = words


def mapped() -> Element:
    """Return the processing that gives the points of the mapping."""
    made = Element("responseProcessing")
    SubElement(_setter(made, "SCORE"), "mapResponse", identifier=RESPONSE)
    return made


def compared() -> Element:
    """Return the processing that gives one point for the whole key."""
    made = Element("responseProcessing")
    branch = SubElement(SubElement(made, "responseCondition"), "responseIf")
    test = SubElement(branch, "match")
    SubElement(test, "variable", identifier=RESPONSE)
    SubElement(test, "correct", identifier=RESPONSE)
    _base(_setter(branch, "SCORE"), "float", "1")
    return made


def within(tests: Iterable[tuple[str, str, str]]) -> Element:
    """Return the processing of a number: value, how far it may be off, points; the first holds."""
    made = Element("responseProcessing")
    condition = SubElement(made, "responseCondition")
    for place, (value, tolerance, points) in enumerate(tests):
        branch = SubElement(condition, "responseElseIf" if place else "responseIf")
        test = SubElement(branch, "equal", toleranceMode="absolute")
        test.set("tolerance", f"{tolerance} {tolerance}")
        SubElement(test, "variable", identifier=RESPONSE)
        _base(test, "float", value)
        _base(_setter(branch, "SCORE"), "float", points)
    return made


_TEMPLATES = {"mapResponse": "map_response", "match": "match_correct"}


def finished(marked: Element, *, explained: bool, has_words: bool) -> Element:
    """Return the processing with the words it shows; a plain one is named by its template."""
    if has_words:
        SubElement(_setter(marked, "FEEDBACK"), "variable", identifier=RESPONSE)
    if explained:
        _base(_setter(marked, "SOLUTION"), "identifier", "EXPLANATION")
    if has_words or explained:
        return marked
    for name, template in _TEMPLATES.items():
        if marked.find(f".//{name}") is not None:
            return Element("responseProcessing", template=template)
    return marked
