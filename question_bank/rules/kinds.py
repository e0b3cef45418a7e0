"""Kinds, difficulties and states of questions."""

from enum import StrEnum

from foundation.errors import N_


class Kind(StrEnum):
    """How a question is answered; the value is a msgid, the name is what is stored."""

    ONE = N_("One right answer")
    SEVERAL = N_("Several right answers")
    TRUE_FALSE = N_("True or false")
    MATCHING = N_("Matching")
    ORDERING = N_("Ordering")
    SHORT = N_("Short answer")
    NUMERIC = N_("A number to give")
    ESSAY = N_("Essay")
    SITUATION = N_("Situation to handle")
    PREDICTION = N_("Prediction")

    @property
    def code(self) -> str:
        """Return what is stored and sent."""
        return self.name.lower()


CHOSEN = frozenset({Kind.ONE, Kind.SEVERAL, Kind.TRUE_FALSE})
"""Kinds answered by choosing among options."""
BY_HAND = frozenset({Kind.ESSAY, Kind.SITUATION})
"""Kinds a person marks against a rubric."""


class Credit(StrEnum):
    """What a partly right answer to a question with several right options is worth."""

    ALL_OR_NOTHING = N_("All right options and no other, else nothing")
    PER_OPTION = N_("A share for each right option, less one for each wrong, never below nothing")
    SHARES = N_("The share written at each option")

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
