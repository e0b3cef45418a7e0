"""Plays a contest at two levels and a class against a fresh copy, as people would, and counts.

Ends with 0 when everything went as it should, else names the step that failed.
"""

import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from webapp.check import (
    bank,
    bank_formats,
    bank_key,
    contests,
    course,
    course_figures,
    course_marks,
    course_papers,
    course_roll,
    papers,
)
from webapp.check.browser import Unexpected
from webapp.check.contests import Desk, Pair
from webapp.check.copy import Copy
from webapp.check.course import Class
from webapp.children import DidNotStart
from webapp.command_line import EXIT_STOPPED

COMMUNE = "Đảng bộ xã Mù Cang Chải"
BODIES = (
    "Đảng bộ thị trấn Mù Cang Chải",
    "Đảng bộ xã Mồ Dề",
    "Đảng bộ xã Chế Cu Nha",
    "Đảng bộ Các cơ quan Nhà nước",
    "Đảng bộ Các cơ quan Đảng",
    "Đảng bộ xã Kim Nọi",
)
CONTESTANTS = 60
LADDER, DECISION = 0, 1
"""The bodies whose contest ends in a tie for the ladder, and for the organisers."""


def main() -> int:
    """Run the check."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # bin/lib/run.py took it away
    with tempfile.TemporaryDirectory(prefix="hoithi-check-") as folder:
        copy = Copy(Path(folder))
        try:
            Story(copy).play()
        except (AssertionError, OSError, DidNotStart, KeyError, ValueError) as error:
            print(f"    {error}\n{copy.last_words()}", file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            return EXIT_STOPPED
        finally:
            copy.stop()
    return 0


class Story:
    """The steps, each printed in one line with what was counted."""

    def __init__(self, copy: Copy) -> None:
        self.copy = copy
        self.desk: Desk
        self.upper = ""
        self.lower: list[str] = []
        self.pairs: list[Pair | None] = []
        self.course: Class
        self.before: dict[str, float] = {}

    def play(self) -> None:
        """Play everything in order."""
        for name, step in (
            ("demo data", self.load),
            ("question bank", lambda: bank.import_questions(self.copy.base)),
            ("contests and entries", self.enter),
            ("a document replaced", self.replace),
            ("quiz, the server killed on the way", self.hold_quizzes),
            ("stage", self.hold_stages),
            ("results and promotion", self.publish),
            ("upper contest", self.hold_upper),
            ("certificates", self.certify),
            *self.training(),
            ("audit chain", lambda: self.copy.run("audit", "verify").strip()),
        ):
            _step(name, step)

    def training(self) -> tuple[tuple[str, Callable[[], str]], ...]:
        """Return the steps of the class; the bank's stand where its worker was killed.

        A job of a killed worker is picked up after its lease of 15 s: time for the bank.
        """
        passed = course.LEARNERS - course_marks.REFUSED
        return (
            ("class: learners", self.begin_class),
            ("class: lessons", lambda: course.begin(self.course)),
            ("class: roll", lambda: course_roll.keep(self.course)),
            ("class: exit quiz", lambda: course_marks.hold_quiz(self.course)),
            ("class: essays", lambda: course_marks.mark(self.course)),
            ("class: decision", lambda: course_marks.decide(self.course)),
            ("class: worker killed", lambda: course_papers.issue(self.course)),
            ("bank: each format", lambda: bank_formats.import_each(self.copy)),
            ("class: certificates", lambda: course_papers.verify(self.course, passed)),
            ("class: put right", lambda: course_papers.put_right(self.course)),
            ("class: year", lambda: course_figures.grown(self.copy, self.before, passed)),
            ("bank: a key corrected", self.correct_key),
            ("figures of the seed", lambda: course_figures.seed(self.copy)),
        )

    def begin_class(self) -> str:
        """Write a class and bring its learners in."""
        self.before = course_figures.of_year(self.copy)
        self.course = course.create(self.copy)
        return course.enrol(self.course)

    def correct_key(self) -> str:
        """Correct a key that contests and the class asked; no certificate is altered."""
        before = course_papers.as_printed(self.course)
        told = bank_key.correct(self.copy.base)
        if course_papers.as_printed(self.course) != before:
            raise Unexpected("a certificate that was issued was altered")
        return f"{told}; {len(before)} certificates as printed, byte for byte"

    def load(self) -> str:
        """Load the demo and start the site."""
        self.copy.run("demo", "load")
        self.copy.start()
        self.desk = contests.desk_of(self.copy)
        return "loaded and served"

    def enter(self) -> str:
        """Create an upper contest and three below it, and enter sixty people."""
        campaign = contests.create_campaign(self.desk, COMMUNE)
        self.upper = contests.create(self.desk, COMMUNE, "Hội thi cấp trên", campaign)
        left = CONTESTANTS
        for number, body in enumerate(BODIES):
            if not left:
                break
            name = f"Hội thi {body}"
            made = contests.create(self.desk, body, name, campaign, self.upper)
            names = contests.enter(self.desk, made, left)
            left -= sum(len(some) for some in names.values())
            first, second = max(names.values(), key=len)[:2]
            self.lower.append(made)
            pair = Pair((first, second), is_whole=number == DECISION)
            self.pairs.append(pair if number in {LADDER, DECISION} else None)
        if left:
            raise Unexpected(f"{left} of {CONTESTANTS} people are missing")
        return f"{len(self.lower) + 1} contests at two levels, {CONTESTANTS} contestants"

    def replace(self) -> str:
        """Replace a document and see its questions leave the draw."""
        return bank.replace_document(self.desk.organiser, self.upper)

    def hold_quizzes(self) -> str:
        """Let sixty phones answer while the server is killed."""
        blank = {
            contest: set(pair.names) if pair else set()
            for contest, pair in zip(self.lower, self.pairs, strict=True)
        }
        people, answers = contests.hold_quiz(self.desk, blank, kill=True)
        return f"{people} papers, {answers} answers acknowledged, lost: 0"

    def hold_stages(self) -> str:
        """Hold the stage rounds of the lower contests."""
        done = [
            contests.hold_stage(self.desk, contest, pair)
            for contest, pair in zip(self.lower, self.pairs, strict=True)
        ]
        performances, sheets = (sum(counts) for counts in zip(*done, strict=True))
        return f"{performances} performances timed, {sheets} sheets read back and signed"

    def publish(self) -> str:
        """Publish the lower results, ties settled, and send the best up."""
        risen = decided = 0
        for contest, pair in zip(self.lower, self.pairs, strict=True):
            decided += contests.publish(self.desk, contest, pair)
            risen += contests.promote(self.desk, contest)
        ties = f"one tie settled by the ladder, {decided} by decision"
        return f"{len(self.lower)} results; {ties}; {risen} went up"

    def hold_upper(self) -> str:
        """Hold the upper contest with those who went up."""
        people, answers = contests.hold_quiz(self.desk, {self.upper: set()}, kill=False)
        performances, sheets = contests.hold_stage(self.desk, self.upper, None)
        contests.publish(self.desk, self.upper, None)
        return (
            f"{people} contestants, {answers} answers, {performances} performances, {sheets} sheets"
        )

    def certify(self) -> str:
        """Issue the certificates and read their codes from the picture."""
        pdf = contests.certificates(self.desk, self.upper)
        return f"{papers.verify(self.copy.base, pdf)} issued, each QR code leads to its page"


def _step(name: str, step: Callable[[], str]) -> None:
    start = time.monotonic()
    try:
        counted = step()
    except BaseException:
        print(f"FAILED  {name}", file=sys.stderr, flush=True)
        raise
    print(f"ok  {name}: {counted} ({time.monotonic() - start:.0f} s)", flush=True)


if __name__ == "__main__":
    sys.exit(main())
