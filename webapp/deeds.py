"""The log of deeds in words: what was done, to what, and why."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from contest.queries.lists import appearance_names, contest_names, round_names, sheet_names
from foundation import clock
from foundation.account.queries import display_names
from foundation.audit.queries import LogRow
from foundation.organisation import queries as organisation
from quiz import queries as quizzes
from training.queries.loading import course_titles, learner_names
from webapp import details
from webapp.deed_words import DEEDS, KINDS


@dataclass(frozen=True)
class Deed:
    """One line of the log as it is read."""

    what: str
    subject: str
    reason: str
    details: list[tuple[str, str]]


_NAMES: dict[str, Callable[[set[int]], dict[int, str]]] = {
    "contest": contest_names,
    "round": round_names,
    "round_entry": appearance_names,
    "sheet": sheet_names,
    "candidate": quizzes.candidate_names,
    "attempt": quizzes.attempt_names,
    "course": course_titles,
    "enrolment": learner_names,
    "learner": learner_names,
    "user": display_names,
    "unit": lambda ids: organisation.unit_names(ids, clock.today()),
    "person": lambda ids: {
        one.id: one.full_name for one in organisation.people(list(ids)).values()
    },
}
"""Kind of row → how rows of that kind are called, where they have a name of their own."""

_TOLD = ("about", "holder", "name", "title", "username", "file", "number", "code")
"""Where the details of an entry name what it is about, the plainest first."""


def in_words(rows: Iterable[LogRow]) -> dict[int, Deed]:
    """Return the words of the entries by their numbers."""
    rows = list(rows)
    wanted: dict[str, set[int]] = defaultdict(set, details.referred(rows))
    for row in rows:
        kind, number = _parted(row.subject)
        if number is not None:
            wanted[kind].add(number)
    names = {kind: name(wanted[kind]) for kind, name in _NAMES.items() if wanted[kind]}
    return {row.number: _deed(row, names) for row in rows}


def _deed(row: LogRow, names: dict[str, dict[int, str]]) -> Deed:
    kind, number = _parted(row.subject)
    kept = row.details or {}
    words = _(KINDS[kind]) if kind in KINDS else row.subject
    named = names.get(kind, {}).get(number) if number is not None else None
    told = next((str(kept[key]) for key in _TOLD if kept.get(key)), None)
    if named is not None:
        subject = _("%(kind)s: %(name)s", kind=words, name=named)
        if "about" in kept:
            subject += f" · {kept['about']}"
    elif told is not None:
        subject = _("%(kind)s: %(name)s", kind=words, name=told)
    elif number is not None and kind in KINDS:
        subject = _("%(kind)s no. %(number)s", kind=words, number=number)
    else:
        subject = words
    what = _(DEEDS[row.action]) if row.action in DEEDS else row.action
    return Deed(what, subject, str(kept.get("reason") or ""), details.lines(kept, names))


def _parted(subject: str) -> tuple[str, int | None]:
    kind, _colon, rest = subject.partition(":")
    return kind, int(rest) if rest.isdecimal() else None
