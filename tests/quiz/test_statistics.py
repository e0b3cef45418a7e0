"""Pages of item statistics: of a quiz that is over, and of a table of marks."""

import io

from flask import Flask

from foundation.account.permissions import Role
from quiz import services
from tests.conftest import SignIn
from tests.factories import organisation as make
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
    assert browser.post("/statistics/", data={}).status_code == 422


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


def test_another_unit_sees_nothing(app: Flask, signed_in: SignIn, at) -> None:  # type: ignore[no-untyped-def]
    ready = a_quiz(at)
    services.close_quiz(ready.quiz.id, actor_id=make.a_user().id, at=at)
    stranger = signed_in(Role.ORGANISER, make.a_unit().id)
    assert stranger.get(f"/statistics/{ready.quiz.public_id}").status_code == 404
