"""Pages of item statistics: of a quiz that is over, and of a table of marks."""

import io

from flask import Flask

from foundation.account.permissions import Role
from question_bank import queries as bank
from question_bank.rules.kinds import Kind
from quiz import services
from quiz.queries.handmarking import quiz_to_mark
from quiz.queries.statistics import quiz_figures
from quiz.rules.handmarks import rubric_of
from quiz.services import MarkDraft
from tests.conftest import SignIn
from tests.factories import organisation as make
from tests.factories.kinds_quiz import a_quiz_of_kinds, hand_in_all
from tests.factories.quiz import a_quiz

TABLE = "attempt;Câu 1;Câu 2\nmax;1;2\n" + "".join(
    f"n{n};{int(n % 3 > 0)};{int(n % 3 == 0)}\n" for n in range(31)
)


def test_a_table_of_marks_gets_lights(app: Flask, signed_in: SignIn) -> None:
    browser = signed_in(Role.ORGANISER, make.a_unit().id)
    sent = {"file": (io.BytesIO(TABLE.encode()), "diem.csv")}
    page = browser.post("/statistics/", data=sent, content_type="multipart/form-data")
    assert page.status_code == 200
    assert "This question works backwards: look at its key again." in page.text
    assert "diem.csv" in page.text


def test_a_table_that_is_none_is_refused_calmly(app: Flask, signed_in: SignIn) -> None:
    browser = signed_in(Role.ORGANISER, make.a_unit().id)
    page = browser.post("/statistics/", data={"file": (io.BytesIO(b"x"), "x.csv")})
    assert page.status_code == 422
    assert 'name="file"' in page.text
    assert "A test on paper" in page.text
    empty = browser.post("/statistics/", data={})
    assert empty.status_code == 422
    assert "Choose a file." in empty.text


def test_a_quiz_shows_its_figures_only_once_it_is_over(app: Flask, signed_in: SignIn, at) -> None:  # type: ignore[no-untyped-def]
    ready = a_quiz(at)
    browser = signed_in(Role.ORGANISER, ready.quiz.unit_id)
    address = f"/statistics/{ready.quiz.public_id}"
    assert browser.get(address).status_code == 404
    services.close_quiz(ready.quiz.id, actor_id=make.a_user().id, at=at)
    page = browser.get(address)
    assert page.status_code == 200
    listed = browser.get("/statistics/").text
    assert ready.quiz.title in listed
    assert ready.quiz.heading in listed
    assert ready.quiz.heading in page.text
    assert "There is nothing to count yet" in page.text


def test_another_unit_sees_nothing(app: Flask, signed_in: SignIn, at) -> None:  # type: ignore[no-untyped-def]
    ready = a_quiz(at)
    services.close_quiz(ready.quiz.id, actor_id=make.a_user().id, at=at)
    stranger = signed_in(Role.ORGANISER, make.a_unit().id)
    assert stranger.get(f"/statistics/{ready.quiz.public_id}").status_code == 404


def test_a_paper_that_waits_for_its_marker_is_not_counted_as_nought(  # type: ignore[no-untyped-def]
    app: Flask, signed_in: SignIn, at
) -> None:
    ready = a_quiz_of_kinds(at, Kind.ONE, Kind.ESSAY, candidates=3)
    hand_in_all(ready, at)
    services.close_quiz(ready.quiz.id, actor_id=make.a_user().id, at=at)
    marker, units = make.a_user(Role.JUDGE, ready.quiz.unit_id), {ready.quiz.unit_id}
    first, *_ = quiz_to_mark(ready.quiz.public_id, units, marker.id).answers
    lines = rubric_of(bank.versions([first.version_id])[first.version_id].body)
    full = MarkDraft([line.points for line in lines])
    services.sign_mark(first.item_id, full, actor_id=marker.id, at=at)
    found = quiz_figures(ready.quiz.public_id, units)
    assert (found.whole.attempts, found.waiting) == (1, 2)
    assert {row.figures.facility for row in found.rows} == {1}
    page = signed_in(Role.ORGANISER, ready.quiz.unit_id).get(f"/statistics/{ready.quiz.public_id}")
    assert "2 attempts wait for marks given by hand" in page.text
