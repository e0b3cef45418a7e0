"""What a contestant reads when the result is out: how long it took, what went best and worst."""

from datetime import datetime, timedelta
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from foundation import clock
from quiz import services
from quiz.queries.taking import TakerResult, TopicScore
from tests.factories import organisation as make
from tests.factories.quiz import a_quiz, come_in


def _result(*topics: tuple[str, int, int]) -> TakerResult:
    page: Any = SimpleNamespace(attempt=None)
    scores = tuple(TopicScore(name, right, asked, Fraction(0)) for name, right, asked in topics)
    return TakerResult(page, 0, 0, Fraction(0), scores)


@pytest.mark.parametrize(
    ("topics", "named"),
    [
        ([("A", 1, 1), ("B", 3, 3), ("C", 1, 2), ("D", 2, 4)], ("B", "D")),
        ([("A", 1, 2), ("B", 2, 4)], None),
        ([("A", 0, 3)], None),
        ([], None),
    ],
)
def test_the_best_and_the_weakest_topic_are_named_where_they_differ(
    topics: list[tuple[str, int, int]], named: tuple[str, str] | None
) -> None:
    found = _result(*topics).best_and_weakest
    assert (found and (found[0].name, found[1].name)) == named


def test_the_page_says_how_long_the_paper_took(app: Flask, at: datetime) -> None:
    ready = a_quiz(at)
    phone = come_in(app, ready.slips[0])
    phone.post("/thi/bat-dau")
    with clock.fixed(at + timedelta(minutes=3, seconds=10)):
        phone.post("/thi/nop-bai")
    actor = make.a_user().id
    services.close_quiz(ready.quiz.id, actor_id=actor, at=at)
    services.publish_quiz(ready.quiz.id, actor_id=actor, at=at)
    assert "3 minutes 10 seconds" in phone.get("/thi/ket-qua").text
