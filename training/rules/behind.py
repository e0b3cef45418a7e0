"""Which parts in classes stand behind a figure, and whose names."""

from collections.abc import Collection, Iterable
from typing import Final

from training.rules.figures import COMMITTEE, MAJORITY, Learning

COURSE_CODES: Final = ("courses", "separate_courses", "embedded_courses", "attended_courses")
"""Figures whose rows are classes."""
_OF_TURNS: Final = ("turns", "persons", "committee_training_turns", "committee_training_persons")
_OF_PERSONS: Final = ("persons", "committee_training_persons")


def belongs(part: Learning, code: str) -> bool:
    """Return whether a part stands behind the figure with this code."""
    if code.startswith("committee_training"):
        return part.audience == COMMITTEE
    if code.startswith("band_"):
        return part.is_passed and code == f"band_{part.band.lower()}"
    if code == "women_turns":
        return part.is_passed and part.gender == "female"
    if code == "minority_turns":
        return part.is_passed and part.ethnicity not in (None, "", MAJORITY)
    return True


def named(parts: Iterable[Learning], code: str) -> Collection[Learning]:
    """Return the parts whose learners are named, one for each of what the figure counts.

    A figure of turns names who completed; one of persons names each once, in the newest class.
    """
    found = [part for part in parts if part.is_passed or code not in _OF_TURNS]
    if code not in _OF_PERSONS:
        return found
    found.sort(key=lambda part: (part.recognised_on, part.enrolment_id))
    return {part.person_id: part for part in found}.values()
