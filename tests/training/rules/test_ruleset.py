"""Rules of passing as a document, and the ways between states of a class."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.rules.ruleset import (
    RuleSetInvalid,
    as_json,
    default_rules,
    digest,
    read_rules,
)
from training.rules.states import COURSE_WAYS, CourseState, NotInThisCourseState, course_after

TOML = """
code = "SC-2026"
title = "Sơ cấp"
attendance = {share = "0.8", excused = "present"}
papers = [
  {code = "test", title = "Bài kiểm tra", kind = "quiz", weight = "1"},
  {code = "thesis", title = "Khóa luận", weight = "2", markers = 2, most_apart = "1,5"},
]
bands = [
  {code = "excellent", label = "Xuất sắc", at_least = "9"},
  {code = "average", label = "Trung bình", at_least = "5"},
]
"""


def test_the_default_reads_back_from_what_is_stored() -> None:
    rules = default_rules()
    assert read_rules(as_json(rules)) == rules
    assert digest(as_json(rules)) == digest(as_json(read_rules(as_json(rules))))


def test_rules_are_read_as_people_write_them() -> None:
    rules = read_rules(tomllib.loads(TOML))
    assert rules.pass_mark == 5
    assert rules.quiz is not None
    assert rules.quiz.code == "test"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('share = "0.8"', 'share = "1.2"'),
        ('share = "0.8"', "share = 0.8"),
        ('at_least = "9"', 'at_least = "4"'),
        ('code = "thesis"', 'code = "test"'),
        ('weight = "1"', 'weight = "0"'),
        ('title = "Sơ cấp"', ""),
        ("papers = [", "wrong = ["),
    ],
)
def test_rules_that_make_no_sense_are_refused(old: str, new: str) -> None:
    with pytest.raises(RuleSetInvalid):
        read_rules(tomllib.loads(TOML.replace(old, new, 1)))


@given(st.sampled_from(CourseState), st.sampled_from(CourseState))
def test_a_class_goes_allowed_steps_only(state: CourseState, wanted: CourseState) -> None:
    if wanted in COURSE_WAYS[state]:
        assert course_after(state, wanted) is wanted
    else:
        with pytest.raises(NotInThisCourseState):
            course_after(state, wanted)
