"""The states of quizzes, attempts and candidates. They only go forward."""

from enum import StrEnum

from foundation.errors import N_


class QuizState(StrEnum):
    """Where a quiz stands; the value is what is stored."""

    DRAFT = "draft"
    LOCKED = "locked"
    CLOSED = "closed"
    PUBLISHED = "published"

    @property
    def words(self) -> str:
        """Return the msgid that names the state."""
        return _QUIZ_WORDS[self]


class AttemptState(StrEnum):
    """Where an attempt stands; the value is what is stored."""

    OPEN = "open"
    HANDED_IN = "handed_in"
    EXPIRED = "expired"


class CandidateState(StrEnum):
    """Where somebody stands in a quiz, as lists and results show it."""

    WAITING = "waiting"
    WORKING = "working"
    HANDED_IN = "handed_in"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"

    @property
    def words(self) -> str:
        """Return the msgid that names the state."""
        return _CANDIDATE_WORDS[self]


class HelpKind(StrEnum):
    """What the secretariat did for a contestant, or for all; the value is a msgid."""

    EXTRA_TIME = N_("Extra time")
    PAPER_REOPENED = N_("Handed-in paper opened again")
    PAPER_TYPED = N_("Answers on paper typed in")


_QUIZ_WORDS = {
    QuizState.DRAFT: N_("being set up"),
    QuizState.LOCKED: N_("ready"),
    QuizState.CLOSED: N_("over"),
    QuizState.PUBLISHED: N_("results published"),
}

_CANDIDATE_WORDS = {
    CandidateState.WAITING: N_("not started"),
    CandidateState.WORKING: N_("answering"),
    CandidateState.HANDED_IN: N_("handed in"),
    CandidateState.EXPIRED: N_("time was up"),
    CandidateState.WITHDRAWN: N_("withdrawn"),
}

_OF_ATTEMPT = {
    AttemptState.OPEN: CandidateState.WORKING,
    AttemptState.HANDED_IN: CandidateState.HANDED_IN,
    AttemptState.EXPIRED: CandidateState.EXPIRED,
}


def candidate_state(attempt: str | None, *, is_withdrawn: bool) -> CandidateState:
    """Return where somebody stands.

    Args:
        attempt: the attempt's stored state, None where nobody has started.
    """
    if is_withdrawn:
        return CandidateState.WITHDRAWN
    return CandidateState.WAITING if attempt is None else _OF_ATTEMPT[AttemptState(attempt)]
