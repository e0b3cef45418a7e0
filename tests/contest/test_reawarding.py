"""A result published anew: its prizes are given anew, its certificates replaced, none altered."""

from collections.abc import Callable
from datetime import datetime

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from contest.queries.awarding import prize_changes, stale_certificates
from contest.queries.loading import round_entries
from contest.queries.published import awards
from contest.services import prizes, reawarding, results, rounds
from contest.services.prizes import SignerWords
from foundation.account.permissions import Role
from foundation.db import session
from foundation.documents.models import IssuedDocument, RegisterLine
from quiz import services
from quiz.models import Attempt
from quiz.services import taking
from tests.factories.contest import Made, a_quiz_day
from tests.factories.kinds_quiz import answer

SignIn = Callable[..., FlaskClient]


def _awarded(at: datetime) -> Made:
    """Return a published contest whose first entry won, with certificates issued."""
    made = a_quiz_day(at)
    one = made.round("quiz")
    for place, (row, _entry) in enumerate(round_entries(one.id)):
        attempt = services.start(row.candidate_id or 0, at=at)
        for item in taking.items_of(attempt.id)[: 2 - place]:
            answer(item, (item.option_order.index(0),), at)
        services.hand_in(row.candidate_id or 0, at=at)
    doer = {"actor_id": made.organiser.id, "at": at}
    rounds.close_round(one.id, **doer)
    results.publish_result(made.contest.id, **doer)
    prizes.issue_certificates(made.contest.id, SignerWords("Lò Thị Mai", "Trưởng ban"), **doer)
    return made


def _turned(made: Made, at: datetime) -> None:
    """Publish a version in which the first two have changed places."""
    numbers = [row.candidate_id for row, _ in round_entries(made.round("quiz").id)][:2]
    first, second = (
        session.scalars(select(Attempt).where(Attempt.candidate_id == number)).one()
        for number in numbers
    )
    first.points, second.points = second.points, first.points
    session.commit()
    doer = {"actor_id": made.organiser.id, "at": at}
    results.publish_result(made.contest.id, reason="chấm lại câu 1", **doer)


def test_nothing_differs_before_a_result_is_published_anew(app: Flask, at: datetime) -> None:
    made = _awarded(at)
    assert prize_changes(made.contest.id) == ()
    assert stale_certificates(made.contest.id, made.whole.rules) == ()


def test_prizes_are_given_anew_and_certificates_replaced_with_their_lines(
    app: Flask, at: datetime
) -> None:
    made = _awarded(at)
    _turned(made, at)
    doer = {"actor_id": made.organiser.id, "at": at}
    found = [
        (c.entry.number, c.given.name, c.prize) for c in prize_changes(made.contest.id) if c.given
    ]
    assert found == [(1, "Giải Nhất", "Giải Nhì"), (2, "Giải Nhì", "Giải Nhất")]
    old = {row.entry.number: row.certificate for row in awards(made.contest.id)}

    reawarding.reaward(made.contest.id, **doer)
    assert reawarding.reaward(made.contest.id, **doer) == ()
    [first, second] = stale_certificates(made.contest.id, made.whole.rules)
    [fresh] = reawarding.replace_certificates(made.contest.id, {first.award.id}, **doer)
    assert fresh.number_text == first.certificate.number_text  # type: ignore[union-attr]
    [other] = reawarding.replace_certificates(made.contest.id, None, **doer)
    assert reawarding.replace_certificates(made.contest.id, None, **doer) == []

    assert other.subject_id == second.award.id
    kept = session.get_one(IssuedDocument, fresh.replaces_id)
    assert (kept.state, kept.content["grade"][:9]) == ("replaced", fresh_grade(old, kept)[:9])
    assert fresh.content["grade"] != kept.content["grade"]
    assert fresh.content["grade"] in fresh.title
    line = session.scalars(select(RegisterLine).where(RegisterLine.document_id == fresh.id)).one()
    assert (line.act, line.grade_text) == ("replace", fresh.content["grade"])
    assert "chấm lại câu 1" in line.note
    assert line.points_at_id is not None


def fresh_grade(old: dict[int, IssuedDocument | None], kept: IssuedDocument) -> str:
    return next(str(one.content["grade"]) for one in old.values() if one and one.id == kept.id)


def test_the_page_offers_both_steps_and_nobody_else_may_do_them(
    app: Flask, at: datetime, signed_in: SignIn
) -> None:
    made = _awarded(at)
    _turned(made, at)
    page = f"/contests/{made.contest.public_id}/giai-thuong"
    viewer = signed_in(Role.VIEWER, made.unit.id)
    assert viewer.post(f"{page}/trao-lai").status_code == 403
    organiser = signed_in(Role.ORGANISER, made.unit.id)
    assert "Give the prizes anew" in organiser.get(page).text
    assert organiser.post(f"{page}/trao-lai").status_code == 303
    text = organiser.get(page).text
    assert "Give the prizes anew" not in text
    assert text.count(f'action="{page}/thay-giay"') == 3
    assert organiser.post(f"{page}/thay-giay").status_code == 303
    assert "thay-giay" not in organiser.get(page).text
