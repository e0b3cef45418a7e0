"""What happens when something is said of a learner whom the roll already knows."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from foundation.errors import N_, InvalidInput
from training.rules.states import Presence, RollSource


class LostOutside(InvalidInput):
    """Late means: some of the tiết were missed, but not all."""

    message = N_("Say how many periods were missed: more than 0 and less than %(periods)s.")


class ReasonNeeded(InvalidInput):
    """A mark somebody else set, or set long ago, changes for a reason only."""

    field = "reason"
    message = N_("%(name)s is already marked. Write why the mark is changed.")


@dataclass(frozen=True)
class Said:
    """What a source says of one learner in one lesson."""

    presence: Presence
    lost: Fraction = Fraction(0)

    def checked(self, periods: int) -> "Said":
        """Return it without idle figures.

        Raises:
            LostOutside: late, but nothing or everything was missed.
        """
        if self.presence is not Presence.LATE:
            return Said(self.presence)
        if not 0 < self.lost < periods:
            raise LostOutside(periods=periods)
        return self


class Ruling(StrEnum):
    """What becomes of it."""

    TAKE = "take"
    SAME = "same"
    CONFLICT = "conflict"
    NEEDS_REASON = "needs_reason"


@dataclass(frozen=True)
class Standing:
    """What the roll holds now, and how the newcomer stands to it.

    ``is_own_and_fresh``: the same person set it a moment ago, so that a slip of the finger
    can be repaired at once. ``was_seen``: the newcomer's page showed what the roll holds.
    """

    said: Said
    is_own_and_fresh: bool = False
    was_seen: bool = True


def ruling(now: Standing | None, said: Said, source: RollSource, reason: str) -> Ruling:
    """Return what becomes of a statement: the latest one never wins without a word.

    A scan and a paper roll that differ from what stands wait for a person. On the list,
    whoever saw the mark may change it, with a reason.
    """
    if now is None:
        return Ruling.TAKE
    if now.said == said:
        return Ruling.SAME
    if source is not RollSource.LIST or not now.was_seen:
        return Ruling.CONFLICT
    if now.is_own_and_fresh or reason:
        return Ruling.TAKE
    return Ruling.NEEDS_REASON
