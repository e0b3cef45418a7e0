"""What papers of training are made of: plain words and rows, no tables of the database."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from foundation.documents.numbering import Numbering
from foundation.documents.paper import Signing, Style, Text
from foundation.documents.wording import vietnamese_day


def basis_lines(legal_basis: str) -> tuple[str, ...]:
    """Return what a programme rests on, a line each, said as decisions say it."""
    found = (line.strip(" \t-–•").rstrip(" .;,") for line in legal_basis.splitlines())
    return tuple(
        line if line.casefold().startswith("căn cứ") else f"Căn cứ {line}" for line in found if line
    )


@dataclass(frozen=True)
class Letterhead:
    """Head, number, place and day of a paper, and who signs it."""

    upper_body: str
    issuing_body: str
    place: str
    day: date
    profile: Numbering = Numbering.PARTY
    number: str = ""
    signing: tuple[Signing, ...] = ()
    recipients: tuple[str, ...] = ()

    @property
    def number_words(self) -> str:
        """Return the number as other papers cite it: `` số 52-QĐ/TTCT``, or nothing."""
        return f" số {self.number.removeprefix('Số').strip(': ')}" if self.number else ""

    def bases(self, words: Sequence[str]) -> tuple[Text, ...]:
        """Return what a decision rests on, line by line; in Party papers with a dash."""
        dash = "" if self.profile is Numbering.STATE else "- "
        return tuple(Text(f"{dash}{basis};", Style.BASIS) for basis in words)

    def numbered(self, number: str, *, signing: tuple[Signing, ...] = ()) -> "Letterhead":
        """Return the head of a decision: its number as its profile writes it, who signed it."""
        colon = ":" if self.profile is Numbering.STATE else ""
        return replace(
            self, number=f"Số{colon} {number}" if number else "", signing=signing or self.signing
        )

    def paper_parts(self) -> dict[str, Any]:
        """Return what every paper takes from it."""
        return {
            "upper_body": self.upper_body,
            "issuing_body": self.issuing_body,
            "place": self.place,
            "day": vietnamese_day(self.day),
            "profile": self.profile,
            "number": self.number,
            "signing": self.signing,
            "recipients": self.recipients,
        }


@dataclass(frozen=True)
class CourseWords:
    """A class as papers name it."""

    title: str
    programme: str
    first_day: date
    last_day: date
    periods: int
    cohort: str = ""
    place: str = ""
    partners: str = ""
    opening: str = ""
    """The decision that opened it: number and date."""

    @property
    def line(self) -> str:
        """Return the class with its cohort: "Bồi dưỡng đảng viên mới, khóa II".

        Papers write "lớp" before it; a title that begins with the word does not say it twice.
        """
        title = self.title.removeprefix("Lớp ")
        return f"{title}, {self.cohort}" if self.cohort else title


@dataclass(frozen=True)
class LearnerRow:
    """A learner on a list; what was not collected stays empty."""

    number: int
    full_name: str
    birth: str = ""
    gender: str = ""
    ethnicity: str = ""
    education: str = ""
    post: str = ""
    unit: str = ""
    joined_on: str = ""
    phone: str = ""
    note: str = ""


@dataclass(frozen=True)
class LessonRow:
    """A lesson of the schedule."""

    number: int
    day: date
    half_day: str
    title: str
    periods: int
    teacher: str = ""
    site: str = ""


@dataclass(frozen=True)
class RollLine:
    """A learner on the roll: a sign for each lesson, and the tiết attended."""

    number: int
    full_name: str
    unit: str = ""
    signs: tuple[str, ...] = ()
    attended: str = ""


@dataclass(frozen=True)
class MarkedPaper:
    """A paper that is marked, with its weight."""

    title: str
    weight: str
    markers: int = 1


@dataclass(frozen=True)
class MarkRow:
    """A learner on the sheet of marks."""

    number: int
    full_name: str
    birth: str
    marks: tuple[Fraction | None, ...]
    final: Fraction | None
    grade: str = ""
    note: str = ""


@dataclass(frozen=True)
class ResultRow:
    """A learner on the list that goes with the decision of recognition."""

    number: int
    full_name: str
    birth: str
    gender: str
    unit: str
    grade: str
    final: Fraction | None = None
    note: str = ""


@dataclass(frozen=True)
class GradeCount:
    """How many reached a grade."""

    label: str
    count: int


@dataclass(frozen=True)
class CourseFigures:
    """What the report of a class counts; None where it was not recorded."""

    enrolled: int
    attended: int
    eligible: int
    passed: int
    women: int | None = None
    minority: int | None = None
    grades: tuple[GradeCount, ...] = ()
    percent_of_all: bool = False
    """Whether percents of grades are counted of everybody, not of those recognised."""
    refused: tuple[tuple[str, str], ...] = ()
    """Name and reasons of those who did not pass."""
    ages: tuple[tuple[str, int], ...] = ()
    """Learners by age on the last day, where years of birth are known."""
    attendance_percent: str = ""
    decisions: tuple[tuple[str, int], ...] = ()
    """Each decision of recognition, and how many it names."""
    remarks: tuple[str, ...] = ()
    """What the office has written about the class; nothing written, no such section."""
