"""An answer to one version of a question, read against another version of it."""

from collections.abc import Sequence

from question_bank.rules.bodies import Matching
from question_bank.rules.body_faults import same_key
from question_bank.rules.kinds import CHOSEN
from quiz.rules.answers import Choice, by_row
from quiz.rules.marking import MISSING, Key


def can_translate(old: Key, new: Key) -> bool:
    """Return whether answers to the old version can be read against the new one."""
    return old.kind is new.kind or (old.kind in CHOSEN and new.kind in CHOSEN)


def translated(
    old: Key, new: Key, choice: Choice, order: Sequence[int]
) -> tuple[Choice, tuple[int, ...]]:
    """Return answer and order as they are to be read with the new version's key.

    A text that stayed keeps its meaning wherever it stands now. One that was reworded is found at
    its old place; one that is gone leads nowhere.
    """
    places = _moves(old.places, new.places)
    moved = tuple(places[stored] for stored in order)
    if isinstance(old.body, Matching) and isinstance(new.body, Matching):
        rows = _moves(_lefts(old.body), _lefts(new.body))
        put = by_row(choice, len(order))
        again = (
            rows[row] * len(order) + column for row, column in put.items() if rows[row] != MISSING
        )
        return tuple(sorted(again)), moved
    return choice, moved


def _lefts(body: Matching) -> tuple[str, ...]:
    return tuple(left for left, _ in body.pairs)


def _moves(old: Sequence[str], new: Sequence[str]) -> list[int]:
    """Return for each old place the new one."""
    known = {same_key(text): place for place, text in enumerate(new)}
    stayed = {known[same_key(text)] for text in old if same_key(text) in known}
    return [
        known.get(
            same_key(text),
            place if place < len(new) and place not in stayed else MISSING,
        )
        for place, text in enumerate(old)
    ]
