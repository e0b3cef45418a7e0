"""The year's table of a class, and the figures the seed tells of."""

import json
from collections.abc import Mapping

from foundation import clock
from webapp.check.browser import Unexpected
from webapp.check.copy import Copy

YEARS = "2012-2014"
SEED = {
    "theory_study_persons": "230",
    "professional_study_persons": "58",
    "committee_training_turns": "340",
    "leaders_trained_percent": "100",
    "committees_12_meetings_percent": "100",
    "cells_regular_and_thematic_percent": "86.4",
    "attendance_percent": "94.6",
    "resolution_book_percent": "100",
    "top_class_percent": "85.2",
    "planned": "235",
    "added": "70",
}
COUNTED = ("courses", "turns", "certificates_issued", "certificates_reissued")
COUNTED_TOO = (*COUNTED, "certificates_revoked")


def of_year(copy: Copy) -> dict[str, float]:
    """Return the figures of this year by code."""
    document = json.loads(copy.run("training", "figures", str(clock.today().year), "--json"))
    return {one["code"]: float(one["value"] or 0) for one in document["figures"]}


def grown(copy: Copy, before: Mapping[str, float], passed: int) -> str:
    """Return how the year's table grew by the class.

    Raises:
        Unexpected: it did not grow by just this class.
    """
    after = of_year(copy)
    found = tuple(int(after[code] - before[code]) for code in COUNTED_TOO)
    if found != (1, passed, passed, 1, 1):
        raise Unexpected(f"the year's table grew by {dict(zip(COUNTED_TOO, found, strict=True))}")
    words = ("class", "turns", "certificates", "issued again", "revoked")
    grew = ", ".join(f"{number} {word}" for number, word in zip(found, words, strict=True))
    return f"the year's table grew by {grew}"


def seed(copy: Copy) -> str:
    """Print the seed's figures as the command tells them.

    Raises:
        Unexpected: one differs.
    """
    document = json.loads(copy.run("training", "figures", YEARS, "--json"))
    found = {one["code"]: one for one in document["figures"]}
    lines = []
    for code, value in SEED.items():
        one = found[code]
        if float(one["value"]) != float(value):
            raise Unexpected(f"{code} is {one['value']}, the seed says {value}")
        share = f" ({one['numerator']}/{one['denominator']})" if one["denominator"] else ""
        lines.append(f"\n      {code} = {one['value']}{share}")
    return f"{document['unit_name']}, {YEARS}:{''.join(lines)}\n   "
