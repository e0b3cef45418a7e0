"""The starter bank: enough, cited, with keys that cannot be told by their place or length."""

import json
import re
from collections import Counter
from datetime import date, datetime
from fractions import Fraction

from flask import Flask
from sqlalchemy import func, select

from foundation.account.permissions import Role
from foundation.db import session
from foundation.text import likeness_key
from question_bank import queries, services
from question_bank.models import Question, Review
from question_bank.queries.checking import check_bank
from question_bank.queries.life import signatures
from question_bank.services.starter import (
    replay_replacements,
    starter_documents,
    starter_files,
    starter_rows,
)
from quiz.rules.assembly import BlueprintCell, Drawable, supply
from quiz.rules.drawing import draw_questions
from tests.factories import organisation as make

TODAY = date(2026, 11, 24)
LOAD = ["bank", "load-starter"]
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


def test_no_single_key_stands_out_by_its_length() -> None:
    for question in CHOICES:
        key = next(len(o["text"]) for o in question["options"] if o.get("right"))
        others = max(len(o["text"]) for o in question["options"] if not o.get("right"))
        assert key <= max(1.35 * others, others + 12), question["id"]


def test_an_explanation_says_more_than_where_to_look() -> None:
    for question in QUESTIONS:
        is_told = bool(question.get("explanation") or question.get("model"))
        assert is_told, question["id"]
        assert not question.get("explanation", "").startswith("Xem "), question["id"]


def test_all_that_hold_are_kept_approved_and_drawn(app: Flask, at: datetime) -> None:
    unit = make.a_unit()
    holding = [question for question in QUESTIONS if "valid_to" not in question]
    assert services.load_starter(at=at) == len(holding)
    assert services.load_starter(at=at) == 0
    assert len(queries.pool(unit.id, TODAY)) == len(holding)
    found = check_bank(TODAY)
    assert (found.approved, found.without_citation) == (len(holding), 0)
    assert found.superseded == ()


NOTED = ("F042 F049", "F066 F111", "F032 F212", "F031 F086", "F186 F191")
"""Facts of which a paper holds at most one, as the list of checked facts says."""


def test_of_questions_about_one_fact_a_paper_holds_one(app: Flask, at: datetime) -> None:
    services.load_starter(at=at)
    pool = [
        Drawable(one.version_id, one.topic_id, one.difficulty, one.kind, 0, one.group)
        for one in queries.pool(make.a_unit().id, TODAY)
    ]
    facts = {row["id"]: row.get("facts", []) for row in QUESTIONS if row["kind"] != "situation"}
    origins = dict(
        session.query(Question.current_version_id, Question.origin).filter(Question.origin != "")
    )
    cells = [
        BlueprintCell(topic, level, 2)
        for topic, level in sorted({(one.topic_id, one.difficulty) for one in pool})
        if not any(row.missing for row in supply([BlueprintCell(topic, level, 2)], pool))
    ]
    for seed in "abc":
        drawn = [origins[one] for one in draw_questions(cells, pool, seed)]
        asked = [fact for one in drawn for fact in facts[one][:1]]
        assert len(asked) == len(set(asked)) >= 40
        assert all(sum(fact in asked for fact in pair.split()) <= 1 for pair in NOTED)


def test_questions_that_came_before_there_were_groups_get_theirs(app: Flask, at: datetime) -> None:
    services.load_starter(at=at)
    [one] = queries.history(session.query(Question.id).filter_by(origin="cell-004").scalar())
    kept, one.exclusion_group = one.exclusion_group, ""
    session.commit()
    assert services.load_starter(at=at) == 0
    assert one.exclusion_group == kept != ""


def test_the_demonstration_replaces_documents_as_they_were_replaced(
    app: Flask, at: datetime
) -> None:
    unit = make.a_unit()
    old = {question["id"] for question in QUESTIONS if "valid_to" in question}
    assert services.load_starter(at=at, with_replaced=True) == len(QUESTIONS)
    moved = replay_replacements(unit.id, actor_id=None, at=at)
    assert len(moved) == len(old) >= 8
    assert {row.origin for row in check_bank(TODAY).superseded} == old
    assert {row.state for row in check_bank(TODAY).superseded} == {"review"}
    assert len(queries.pool(unit.id, TODAY)) == len(QUESTIONS) - len(old)
    assert replay_replacements(unit.id, actor_id=None, at=at) == []


def test_every_document_that_ended_is_followed_by_one_of_the_register() -> None:
    documents = {row["name"]: row for row in starter_documents()}
    for row in documents.values():
        assert ("in_force_to" in row) == ("replaced_by" in row), row["name"]
        if "replaced_by" in row:
            assert documents[row["replaced_by"]]["in_force_from"] <= row["in_force_to"]


def test_the_command_tells_the_state_of_the_bank(app: Flask, at: datetime) -> None:
    services.load_starter(at=at)
    told = app.test_cli_runner().invoke(args=["bank", "check", "--json"])
    report = json.loads(told.output)
    assert set(report) == {"approved", "situations", "without_citation", "superseded"}
    assert (report["without_citation"], report["superseded"]) == (0, [])
    assert "Approved: " in app.test_cli_runner().invoke(args=["bank", "check"]).output


def test_two_people_sign_for_the_bank_and_are_named_with_every_question(
    app: Flask, at: datetime
) -> None:
    unit = make.a_unit()
    author = make.a_user(Role.QUESTION_AUTHOR, unit.id)
    approver = make.a_user(Role.QUESTION_REVIEWER, unit.id)
    added = services.load_starter(at=at)
    run = app.test_cli_runner().invoke
    with_names = [*LOAD, "--author", author.username, "--approver", approver.username]
    assert run(args=with_names).exit_code == 0
    versions = list(session.scalars(select(Question.current_version_id)))
    signed = signatures(versions)
    assert len(signed) == added
    assert {(one.author_id, one.approver_id) for one in signed.values()} == {
        (author.id, approver.id)
    }
    assert run(args=with_names).exit_code == 0
    assert session.scalar(select(func.count()).select_from(Review)) == added


def test_one_person_or_somebody_without_the_right_does_not_sign_for_the_bank(
    app: Flask, at: datetime
) -> None:
    unit = make.a_unit()
    one = make.a_user(Role.QUESTION_AUTHOR, unit.id).username
    two = make.a_user(Role.QUESTION_REVIEWER, unit.id).username
    for author, approver in ((one, one), (two, two), (one, "nobody")):
        args = [*LOAD, "--author", author, "--approver", approver]
        assert app.test_cli_runner().invoke(args=args).exit_code == 2
    alone = app.test_cli_runner().invoke(args=[*LOAD, "--author", one])
    assert alone.exit_code == 2
    assert queries.pool(unit.id, TODAY) == ()
