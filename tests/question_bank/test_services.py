"""The life of a question, and what reaches a paper."""

from datetime import date, datetime

import pytest
from flask import Flask

from foundation.db import session
from question_bank import queries, services
from question_bank.rules.drafting import ALL_KEYS, NO_KEY, ONE_KEY, BadQuestion, faults, habits
from question_bank.rules.kinds import Kind, State
from question_bank.services.life import OwnQuestion, WrongMove
from tests.factories import organisation as make
from tests.factories.question_bank import a_draft, a_question

TODAY = date(2026, 12, 12)


def test_only_approved_questions_reach_a_paper(app: Flask) -> None:
    unit = make.a_unit()
    approved = a_question(unit.id)
    for state in (State.DRAFT, State.REVIEW, State.RETIRED):
        a_question(unit.id, state=state)
    assert [one.question_id for one in queries.pool(unit.id, TODAY)] == [approved.id]


def test_a_unit_draws_its_own_the_common_and_what_is_shared_from_above(app: Flask) -> None:
    above = make.a_unit("Xã")
    unit = make.a_unit("Cơ sở", level="grassroots", parent=above)
    sibling = make.a_unit("Cơ sở khác", level="grassroots", parent=above)
    mine, shared, common = a_question(unit.id), a_question(above.id), a_question(None)
    a_question(sibling.id)
    drawn = {one.question_id for one in queries.pool(unit.id, TODAY)}
    assert drawn == {mine.id, shared.id, common.id}


def test_a_question_whose_time_is_over_is_not_drawn(app: Flask) -> None:
    unit = make.a_unit()
    draft = a_draft()
    old = type(draft)(**{**vars(draft), "valid_to": date(2025, 7, 1)})
    a_question(unit.id, draft=old)
    assert queries.pool(unit.id, TODAY) == ()
    assert len(queries.pool(unit.id, date(2025, 6, 30))) == 1


def test_a_question_without_a_key_is_refused_and_nothing_is_kept(app: Flask, at: datetime) -> None:
    unit = make.a_unit()
    services.ensure_topic("charter", "Điều lệ")
    with pytest.raises(BadQuestion) as refused:
        services.write_question(a_draft(right=0), services.Keeping(unit.id), actor_id=None, at=at)
    assert refused.value.facts["problem"] == NO_KEY
    assert queries.counts_by_state([unit.id], TODAY) == {}


def test_nobody_approves_what_they_wrote(app: Flask, at: datetime) -> None:
    unit = make.a_unit()
    author, other = make.a_user(), make.a_user()
    question = a_question(unit.id, state=State.REVIEW, author_id=author.id)
    with pytest.raises(OwnQuestion):
        services.move_question(question.id, State.APPROVED, actor_id=author.id, at=at)
    services.move_question(question.id, State.APPROVED, actor_id=other.id, at=at)
    assert len(queries.pool(unit.id, TODAY)) == 1


def test_a_draft_cannot_be_approved_without_review(app: Flask, at: datetime) -> None:
    question = a_question(make.a_unit().id, state=State.DRAFT)
    with pytest.raises(WrongMove):
        services.move_question(question.id, State.APPROVED, actor_id=make.a_user().id, at=at)


def test_a_new_version_leaves_the_old_one_as_it_was(app: Flask, at: datetime) -> None:
    question = a_question(make.a_unit().id)
    [first] = queries.history(question.id)
    services.rewrite_question(
        question.id, a_draft("Câu hỏi mới?"), actor_id=make.a_user().id, at=at
    )
    session.expire_all()
    newest, oldest = queries.history(question.id)
    assert (newest.number, newest.stem, oldest.stem) == (2, "Câu hỏi mới?", first.stem)
    assert queries.versions([oldest.id])[oldest.id].stem == first.stem


def test_several_right_answers_are_rarely_one_or_all_but_files_may_hold_it() -> None:
    for right, doubt in ((1, ONE_KEY), (2, None), (4, ALL_KEYS)):
        draft = a_draft(right=right, kind=Kind.SEVERAL)
        assert faults(draft) == []
        assert habits(draft) == ([doubt] if doubt else [])


def test_formatting_is_kept_and_scripts_are_not(app: Flask) -> None:
    question = a_question(draft=a_draft("**Đậm** <script>alert(1)</script>"))
    [version] = queries.history(question.id)
    assert "<strong>Đậm</strong>" in version.stem_html
    assert "<script" not in version.stem_html
