"""The check finds on a page what the page shows."""

from datetime import datetime

from flask import Flask

from foundation.account.permissions import Role
from quiz import services
from tests.conftest import SignIn
from tests.factories import organisation as make
from tests.factories.quiz import a_quiz
from webapp.check.bank_key import questions_of
from webapp.check.browser import Page


def test_who_chose_what_is_read_from_the_statistics(
    app: Flask, signed_in: SignIn, at: datetime
) -> None:
    ready = a_quiz(at, questions=3, spare=0)
    services.start(ready.candidate_id, at=at)
    services.close_quiz(ready.quiz.id, actor_id=make.a_user().id, at=at)
    address = f"/statistics/{ready.quiz.public_id}"
    answer = signed_in(Role.ORGANISER, ready.unit.id).get(address)
    found = questions_of(Page(f"http://localhost{address}", 200, answer.data, {}), "")
    assert len(found) == 3
    for options in found.values():
        assert len(options) == 4
        assert sum(bool(row.xpath("./th/*")) for row in options) == 1
