"""What an item declares of its answer: key, mapping to points, and rules written out."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from fractions import Fraction
from xml.etree.ElementTree import Element

from question_bank.rules.formats.shares import number

_SCORES = frozenset({"SCORE", "MAXSCORE", "OUTCOME"})


@dataclass(frozen=True)
class Rule:
    """A value of the answer that earns points, as the response processing tests it."""

    value: str
    points: Fraction
    tolerance: str = ""
    """Two numbers as QTI writes them: how far below, how far above."""
    mode: str = "absolute"
    """How the tolerance counts: ``relative`` in percent, ``decimalPlaces`` where it is rounded."""
    case: str = ""
    """What the test says about capitals."""


@dataclass(frozen=True)
class Declaration:
    """One response variable."""

    identifier: str
    cardinality: str
    base_type: str
    correct: tuple[str, ...]
    mapping: dict[str, Fraction] = field(default_factory=dict)
    otherwise: Fraction = Fraction(0)
    upper: Fraction | None = None
    cases: tuple[str, ...] = ()
    """What the entries of the mapping say about capitals; empty where they say nothing."""

    @property
    def has_points(self) -> bool:
        """Return whether the mapping gives points for anything."""
        return any(worth > 0 for worth in self.mapping.values())


def declarations(item: Element) -> dict[str, Declaration]:
    """Return the response variables of an item by name."""
    found = (_declaration(one) for one in item.findall("responseDeclaration"))
    return {one.identifier: one for one in found}


def _declaration(element: Element) -> Declaration:
    mapping = element.find("mapping")
    entries = mapping.findall("mapEntry") if mapping is not None else []
    upper = mapping.get("upperBound") if mapping is not None else None
    otherwise = mapping.get("defaultValue") if mapping is not None else None
    return Declaration(
        identifier=element.get("identifier") or "",
        cardinality=element.get("cardinality") or "single",
        base_type=element.get("baseType") or "identifier",
        correct=tuple(_words(value) for value in element.findall("correctResponse/value")),
        mapping={one.get("mapKey") or "": fraction(one.get("mappedValue")) for one in entries},
        otherwise=fraction(otherwise),
        upper=fraction(upper) if upper else None,
        cases=tuple((one.get("caseSensitive") or "").lower() for one in entries),
    )


def _words(element: Element) -> str:
    return " ".join((element.text or "").split())


def fraction(text: str | None) -> Fraction:
    """Return a number as an exact fraction; nothing where it is none."""
    found = number(text or "")
    return Fraction(0) if found is None else Fraction(found)


def uses_mapping(item: Element) -> bool:
    """Return whether the answer is marked by its mapping, not by comparing it with the key."""
    processing = item.find("responseProcessing")
    if processing is None:
        return True
    template = (processing.get("template") or "").lower()
    if template:
        return "map_response" in template
    return processing.find(".//mapResponse") is not None


def rules(item: Element, identifier: str) -> list[Rule]:
    """Return which values the written-out response processing gives points for."""
    processing = item.find("responseProcessing")
    if processing is None:
        return []
    found: list[Rule] = []
    scores = _SCORES | _summed(processing)
    given = _defaults(item)
    for branch in processing.iter():
        if branch.tag in ("responseIf", "responseElseIf"):
            worth = _worth(branch, scores, given)
            if worth > 0:
                found += _tests(branch, identifier, worth)
    return found


def _summed(processing: Element) -> set[str]:
    """Return the outcomes that are added up to the score whatever is answered."""
    sums = (one for one in processing.findall("setOutcomeValue") if _name(one) == "SCORE")
    return {_name(variable) for one in sums for variable in one.findall("sum/variable")}


def _defaults(item: Element) -> dict[str, Fraction]:
    """Return the numbers an item gives names to, such as the points of a right answer."""
    declared = [*item.findall("outcomeDeclaration"), *item.findall("templateDeclaration")]
    return {
        _name(one): fraction(one.findtext("defaultValue/value"))
        for one in declared
        if _name(one) != "SCORE"
    }


def _name(element: Element) -> str:
    return (element.get("identifier") or "").upper()


def _worth(branch: Element, scores: AbstractSet[str], given: dict[str, Fraction]) -> Fraction:
    """Return the points a branch sets or adds."""
    best = Fraction(0)
    for setter in branch.findall("setOutcomeValue"):
        if _name(setter) in scores:
            values = [fraction(one.text) for one in setter.iter("baseValue")]
            named = [given.get(_name(one), Fraction(0)) for one in setter.iter("variable")]
            best = max([best, *values, *named])
    return best


def _tests(branch: Element, identifier: str, worth: Fraction) -> list[Rule]:
    found = []
    for test in branch.iter():
        if test.tag not in ("match", "stringMatch", "equal", "equalRounded", "member", "contains"):
            continue
        names = {one.get("identifier") for one in test.iter("variable")}
        if identifier in names:
            tolerance, mode = _tolerance(test)
            case = (test.get("caseSensitive") or "").lower()
            values = [" ".join((one.text or "").split()) for one in test.iter("baseValue")]
            if test.find("correct") is not None and (tolerance or case):
                values.append("")
            found += [Rule(value, worth, tolerance, mode, case) for value in values]
    return found + _range(branch, identifier, worth)


def _tolerance(test: Element) -> tuple[str, str]:
    """Return how far a number may be off, and how that counts."""
    if test.tag == "equalRounded":
        return test.get("figures") or "", test.get("roundingMode") or "significantFigures"
    mode = test.get("toleranceMode") or "exact"
    return ("", mode) if mode == "exact" else (test.get("tolerance") or "", mode)


def _range(branch: Element, identifier: str, worth: Fraction) -> list[Rule]:
    """Return ``gte`` and ``lte`` of one variable as a number with how far it may be off."""
    bounds: dict[str, str] = {}
    for test in branch.iter():
        if test.tag in ("gte", "lte"):
            names = {one.get("identifier") for one in test.iter("variable")}
            value = next(iter(test.iter("baseValue")), None)
            if identifier in names and value is not None:
                bounds[str(test.tag)] = value.text or ""
    low, high = number(bounds.get("gte", "")), number(bounds.get("lte", ""))
    if low is None or high is None or high < low:
        return []
    half = (high - low) / 2
    return [Rule(str((low + high) / 2), worth, f"{half} {half}")]
