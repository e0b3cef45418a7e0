"""Every paper of a class, as PDF and as Word, in both manners, letter by letter."""

from dataclasses import replace

import pytest
from flask import Flask

from foundation.documents.numbering import Numbering
from tests.factories import training_papers as sample
from tests.factories.paper_texts import missing
from training.rules.papers import lists, opening, reports, results

pytestmark = pytest.mark.one_database

COURSE = sample.COURSE
MAKERS = {
    "learners": lambda head: lists.learners_paper(head, COURSE, sample.learners()),
    "schedule": lambda head: lists.schedule_paper(head, COURSE, sample.lessons()),
    "roll": lambda head: lists.roll_paper(
        head, COURSE, sample.lessons(10), sample.roll_lines(26, 10), site="Điểm Púng Luông"
    ),
    "blank roll": lambda head: lists.roll_paper(
        head, COURSE, sample.lessons(10), sample.roll_lines(26, 10), is_blank=True
    ),
    "marks": lambda head: results.marks_paper(head, COURSE, sample.PAPERS, sample.mark_rows()),
    "opening": lambda head: opening.opening_paper(head, COURSE, sample.DECISION, sample.learners()),
    "decision": lambda head: results.decision_paper(
        head, COURSE, sample.DECISION, sample.result_rows()
    ),
    "report": lambda head: reports.course_report(head, COURSE, sample.FIGURES),
}


@pytest.mark.parametrize("profile", [Numbering.PARTY, Numbering.STATE])
@pytest.mark.parametrize("name", MAKERS)
def test_the_files_of_a_paper_hold_every_letter(app: Flask, name: str, profile: Numbering) -> None:
    head = replace(sample.a_letterhead(), profile=profile)
    assert missing(MAKERS[name](head)) == []
