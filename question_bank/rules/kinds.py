"""Kinds, difficulties and states of questions."""

from enum import StrEnum

from foundation.errors import N_


class Kind(StrEnum):
    """How a question is answered; the value is a msgid, the name is what is stored."""

    ONE = N_("One right answer")
    SEVERAL = N_("Several right answers")
    TRUE_FALSE = N_("True or false")

    @property
    def code(self) -> str:
        """Return what is stored and sent."""
        return self.name.lower()


class Difficulty(StrEnum):
    """How much a question asks for; the value is a msgid."""

    RECALL = N_("Recall")
    UNDERSTANDING = N_("Understanding")
    APPLICATION = N_("Application")

    @property
    def code(self) -> str:
        """Return what is stored and sent."""
        return self.name.lower()


class State(StrEnum):
    """Where a question stands in its life; the value is a msgid."""

    DRAFT = N_("Draft")
    REVIEW = N_("In review")
    APPROVED = N_("Approved")
    RETIRED = N_("Retired")

    @property
    def code(self) -> str:
        """Return what is stored."""
        return self.name.lower()


MOVES: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.REVIEW, State.RETIRED}),
    State.REVIEW: frozenset({State.APPROVED, State.DRAFT, State.RETIRED}),
    State.APPROVED: frozenset({State.REVIEW, State.RETIRED}),
    State.RETIRED: frozenset({State.REVIEW}),
}
"""From a state, which may follow."""


def may_move(before: State, after: State) -> bool:
    """Return whether a question may go from one state to another."""
    return after in MOVES[before]
