"""Rules of passing between the fields of a page and the document that is kept."""

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from foundation.text import clean, search_key
from foundation.typed import number_of
from training.rules.ruleset import RuleDocument

KNOWN_BANDS = {
    "xuat sac": "excellent",
    "gioi": "good",
    "kha": "fair",
    "trung binh kha": "above_average",
    "trung binh": "average",
}
"""Codes of the usual bands: figures of several years add up by the code, not by the words."""
HUNDRED = 100
LONGEST_CODE = 30


def text_of(value: Fraction | None) -> str:
    """Return a number as it is typed, exactly: ``0,25``; thirds stay ``1/3``."""
    if value is None:
        return ""
    for places in range(7):
        scaled = value * 10**places
        if scaled.denominator == 1:
            digits = str(scaled.numerator).rjust(places + 1, "0")
            return f"{digits[:-places]},{digits[-places:]}" if places else digits
    return str(value)


def typed_of(rules: RuleDocument) -> dict[str, Any]:
    """Return rules as the fields of a page hold them."""
    return {
        "code": rules.code,
        "title": rules.title,
        "share": text_of(HUNDRED * rules.attendance.share),
        "excused": rules.attendance.excused,
        "late": rules.attendance.late,
        "made_up": rules.attendance.made_up,
        "places": str(rules.places),
        "failed_label": rules.failed_label,
        "refuse_discipline": rules.refuse_discipline,
        "print_label": rules.print_label,
        "percent_of": rules.percent_of,
        "papers": [
            {
                "code": one.code,
                "title": one.title,
                "kind": one.kind,
                "weight": text_of(one.weight),
                "minimum": text_of(one.minimum),
                "markers": str(one.markers),
                "most_apart": text_of(one.most_apart),
            }
            for one in rules.papers
        ],
        "bands": [
            {"code": one.code, "label": one.label, "at_least": text_of(one.at_least)}
            for one in rules.bands
        ],
    }


def document_of(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the document the fields describe; rows without a name are left out.

    Bands are sorted from the highest limit down, whatever their order on the page.
    """
    papers = [one for one in typed["papers"] if clean(one["title"] or "")]
    bands = [one for one in typed["bands"] if clean(one["label"] or "")]
    bands.sort(key=lambda one: number_of(one["at_least"]), reverse=True)
    paper_codes = codes([(one.get("code"), one["title"]) for one in papers])
    band_codes = codes([(one.get("code"), one["label"]) for one in bands], KNOWN_BANDS)
    return {
        "code": clean(typed["code"]),
        "title": clean(typed["title"]),
        "attendance": {
            "share": str(number_of(typed["share"]) / HUNDRED),
            **{name: typed[name] for name in ("excused", "late", "made_up")},
        },
        "papers": [_paper(one, code) for one, code in zip(papers, paper_codes, strict=True)],
        "places": int(typed["places"]),
        "bands": [
            {
                "code": code,
                "label": clean(one["label"]),
                "at_least": str(number_of(one["at_least"])),
            }
            for one, code in zip(bands, band_codes, strict=True)
        ],
        "failed_label": clean(typed["failed_label"] or "") or "Không đạt",
        "refuse_discipline": bool(typed["refuse_discipline"]),
        "print_label": bool(typed["print_label"]),
        "percent_of": typed["percent_of"],
    }


def _paper(one: Mapping[str, Any], code: str) -> dict[str, Any]:
    apart = (one["most_apart"] or "").strip()
    markers = int(one["markers"])
    return {
        "code": code,
        "title": clean(one["title"]),
        "kind": one["kind"],
        "weight": str(number_of(one["weight"] or "1")),
        "minimum": str(number_of(one["minimum"] or "0")),
        "markers": markers,
        "most_apart": str(number_of(apart)) if apart and markers > 1 else None,
    }


def codes(
    rows: Iterable[tuple[str | None, str]], known: Mapping[str, str] | None = None
) -> list[str]:
    """Return a code for each row: the one it has, else one made of its name; none twice."""
    found: list[str] = []
    for kept, name in rows:
        key = search_key(name)
        made = kept or (known or {}).get(key) or re.sub(r"[^a-z0-9]+", "_", key).strip("_")
        code = made if made[:1].isalpha() else f"x{made}"
        code = base = code[:LONGEST_CODE].rstrip("_")
        number = 1
        while code in found:
            number += 1
            code = f"{base[: LONGEST_CODE - 3]}_{number}"
        found.append(code)
    return found
