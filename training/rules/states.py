"""The words of the training domain that are stored by name, and the ways between states."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from foundation.errors import N_, Refusal


class ProgrammeKind(StrEnum):
    """What sort of teaching a programme is."""

    FURTHER_TRAINING = N_("further training")
    DEGREE_TRAINING = N_("degree training")
    WORKSHOP = N_("workshop")
    SPECIAL_TOPIC = N_("special topic")


class Gate(StrEnum):
    """What a certificate of the programme opens."""

    NONE = N_("opens no gate")
    ADMISSION = N_("before admission to the Party")
    OFFICIAL = N_("before becoming an official member")


class PaperKind(StrEnum):
    """What a learner gets in the end."""

    CERTIFICATE = N_("a certificate")
    BLANK = N_("a diploma on a printed blank")
    NONE = N_("no paper")


class Address(StrEnum):
    """How the papers of a programme speak of a learner."""

    COMRADE = N_("comrade")
    PLAIN = N_("Mr or Ms")


class Audience(StrEnum):
    """For whom a programme is; figures count by it."""

    COMMITTEE = N_("committee members")
    SECRETARY = N_("secretaries and deputies")
    NEW_MEMBER = N_("new Party members")
    AWARENESS = N_("people who wish to join the Party")
    MEMBER = N_("all Party members")
    REPORTER = N_("reporters")
    OTHER = N_("others")


class CourseState(StrEnum):
    """Where a class stands."""

    DRAFT = N_("class in preparation")
    OPEN = N_("class opened")
    RUNNING = N_("being taught")
    MARKING = N_("being marked")
    AWAITING = N_("awaiting recognition")
    RECOGNISED = N_("recognised")
    CLOSED = N_("class closed")
    CANCELLED = N_("class cancelled")


class EnrolmentRole(StrEnum):
    """Somebody's part in a class."""

    LEARNER = N_("learner")
    OFFICER = N_("class committee")
    AUDITOR = N_("auditor")


class EnrolmentState(StrEnum):
    """Whether somebody is still in the class."""

    ENROLLED = N_("enrolled")
    REFUSED = N_("enrolment refused")
    WITHDRAWN = N_("left the class")


class HalfDay(StrEnum):
    """When a lesson is held."""

    MORNING = N_("morning")
    AFTERNOON = N_("afternoon")
    EVENING = N_("evening")


class LessonState(StrEnum):
    """Whether a lesson was held; one cancelled for all leaves the denominator."""

    PLANNED = N_("lesson to come")
    TAUGHT = N_("taught")
    CANCELLED = N_("lesson cancelled")


class Presence(StrEnum):
    """What the roll says of a learner in a lesson."""

    PRESENT = N_("present")
    LATE = N_("late or left early")
    EXCUSED = N_("absent with leave")
    ABSENT = N_("absent without leave")
    MADE_UP = N_("made up")

    @property
    def letter(self) -> str:
        """Return the sign the roll and the heat strip show."""
        return _LETTERS[self]


_LETTERS = {
    Presence.PRESENT: "✓",
    Presence.LATE: "M",
    Presence.EXCUSED: "P",
    Presence.ABSENT: "K",
    Presence.MADE_UP: "B",
}


class RollSource(StrEnum):
    """How a mark of the roll came in."""

    QR = N_("scanned from the projector")
    LIST = N_("ticked on the list")
    PAPER = N_("typed from the paper roll")


class NotInThisCourseState(Refusal):
    """The deed does not fit the state of the class."""

    message = N_("This cannot be done while the class is in the state: %(state)s.")


COURSE_WAYS: Final[Mapping[CourseState, tuple[CourseState, ...]]] = {
    CourseState.DRAFT: (CourseState.OPEN, CourseState.CANCELLED),
    CourseState.OPEN: (CourseState.RUNNING, CourseState.CANCELLED),
    CourseState.RUNNING: (CourseState.MARKING, CourseState.CANCELLED),
    CourseState.MARKING: (CourseState.AWAITING,),
    CourseState.AWAITING: (CourseState.RECOGNISED, CourseState.MARKING),
    CourseState.RECOGNISED: (CourseState.CLOSED,),
    CourseState.CLOSED: (),
    CourseState.CANCELLED: (),
}
"""The only ways. Back from awaiting recognition to marking: a mark was found to be missing."""

TEACHING: Final = frozenset({CourseState.OPEN, CourseState.RUNNING, CourseState.MARKING})
"""States in which the roll may be kept."""
MAKING_UP: Final = TEACHING | {CourseState.RECOGNISED}
"""States in which somebody may still make up; after the recognition whoever was refused by it."""
FROZEN: Final = frozenset({CourseState.RECOGNISED, CourseState.CLOSED})
"""States in which results stand."""


def course_after(state: CourseState, wanted: CourseState) -> CourseState:
    """Return ``wanted`` if a class may go there from ``state``.

    Raises:
        NotInThisCourseState: no such step.
    """
    if wanted not in COURSE_WAYS[state]:
        raise NotInThisCourseState(state=state)
    return wanted
