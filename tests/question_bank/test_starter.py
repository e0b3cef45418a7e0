"""The starter bank: enough, cited, with keys that cannot be told by their place or length."""

import re
from collections import Counter
from datetime import date, datetime
from fractions import Fraction

from flask import Flask

from foundation.text import likeness_key
from question_bank import queries, services
from question_bank.services.starter import starter_files, starter_rows
from tests.factories import organisation as make

TODAY = date(2026, 11, 24)
NUMBERED = re.compile(r"\d+[-/]?(?:QĐ|NQ|CT|HD)[A-Za-zĐi]*/")
QUESTIONS = [question for topic in starter_files() for question in starter_rows(topic)]
CHOICES = [question for question in QUESTIONS if question["kind"] == "one"]


def test_at_least_300_questions_in_ten_topics_are_in_force() -> None:
    assert sum("valid_to" not in question for question in QUESTIONS) >= 300
    kinds = Counter(question["kind"] for question in QUESTIONS)
    assert {"one", "several", "true_false"} < set(kinds)
    assert kinds["situation"] >= 15
    assert len(starter_files()) >= 10


def test_every_situation_is_worth_ten_points_and_names_a_fatal_mistake() -> None:
    for question in QUESTIONS:
        if question["kind"] == "situation":
            assert sum(Fraction(point["points"]) for point in question["rubric"]) == 10
            assert question["fatal_mistakes"]
            assert question["model"]


def test_no_question_stands_twice() -> None:
    assert len({question["id"] for question in QUESTIONS}) == len(QUESTIONS)
    assert len({likeness_key(question["stem"]) for question in QUESTIONS}) == len(QUESTIONS)


def test_every_question_names_its_document_and_a_numbered_one_its_date() -> None:
    for question in QUESTIONS:
        document = question["source"]["document"]
        assert document
        if NUMBERED.search(document):
            assert re.search(r"\d{1,2}/\d{1,2}/\d{4}|\(\d{4}\)", document), document


def test_a_numbered_document_in_a_question_stands_with_its_date() -> None:
    for question in QUESTIONS:
        if question["kind"] != "one" or "Quy định số" in question["stem"]:
            stem = question["stem"]
            for found in NUMBERED.finditer(stem):
                rest = stem[found.start() :]
                is_asked = "ngày nào" in rest
                assert is_asked or re.search(r"ngày \d{1,2}/\d{1,2}/\d{4}", rest), stem


def test_the_key_is_not_told_by_its_length_or_place() -> None:
    longest = sum(
        max(question["options"], key=lambda o: len(o["text"])).get("right", False)
        for question in CHOICES
    )
    assert longest < 0.6 * len(CHOICES)
    places = Counter(
        next(i for i, o in enumerate(question["options"]) if o.get("right")) for question in CHOICES
    )
    assert min(places.values()) > 0.15 * len(CHOICES)


def test_all_are_kept_approved_and_replaced_ones_are_never_drawn(app: Flask, at: datetime) -> None:
    unit = make.a_unit()
    assert services.load_starter(at=at) == len(QUESTIONS)
    assert services.load_starter(at=at) == 0
    drawn = queries.pool(unit.id, TODAY)
    replaced = [question for question in QUESTIONS if question.get("valid_to")]
    assert len(replaced) >= 8
    assert len(drawn) == len(QUESTIONS) - len(replaced)
