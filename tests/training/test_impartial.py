"""Who is declared as a marker's family is marked by somebody else; a setter does not sit."""

from datetime import datetime
from fractions import Fraction

import pytest
from flask import Flask

from foundation.account.models import User
from foundation.account.permissions import Role
from foundation.db import session
from foundation.errors import NotFound
from foundation.organisation.models import Person
from foundation.text import ReasonMissing
from tests.conftest import SignIn
from tests.factories import organisation as make
from tests.training.stories import Made, a_class, a_learner_in, teaching
from tests.training.test_exit_quiz import a_quiz_class, with_quiz
from training.models import DeclaredTie
from training.queries.impartial import ties
from training.queries.outcomes import newest_marks
from training.rules.ruleset import default_rules
from training.services import exit_quiz, impartial, marking
from training.services.impartial import MarksOwnFamily, MayNotSit, RelationMissing, SetterSits
from training.services.marking import MarkDraft

pytestmark = pytest.mark.usefixtures("app")


def _mark(made: Made, place: int, value: int, actor_id: int) -> None:
    paper = made.whole.rules.papers[0].code
    draft = MarkDraft(made.whole.learners[place].id, paper, Fraction(value))
    marking.keep_marks(made.course_id, [draft], "chấm", actor_id=actor_id, at=made.at)


def _declare(made: Made, place: int, *, is_self: bool = False) -> DeclaredTie:
    one = made.whole.learners[place]
    words = "" if is_self else "em trai"
    return impartial.declare_tie(one.id, words, is_self=is_self, **made.by)


def test_a_declared_brother_is_marked_by_somebody_else(at: datetime) -> None:
    made = a_class(at)
    _mark(made, 0, 8, made.office.id)
    tie = _declare(made, 0)
    with pytest.raises(MarksOwnFamily, match="Giàng A 1"):
        _mark(made, 0, 9, made.office.id)
    _mark(made, 1, 7, made.office.id)
    other = make.a_user(Role.TRAINING_OFFICE, made.unit.id)
    _mark(made, 0, 6, other.id)
    values = {one.value for one in newest_marks(made.whole).values()}
    assert values == {Fraction(6), Fraction(7)}
    impartial.withdraw_tie(tie.id, "khai nhầm người", **made.by)
    _mark(made, 0, 5, made.office.id)


def test_one_refused_mark_keeps_none_of_the_sheet(at: datetime) -> None:
    made = a_class(at)
    _declare(made, 1)
    paper = made.whole.rules.papers[0].code
    sheet = [MarkDraft(one.id, paper, Fraction(8)) for one in made.whole.learners]
    with pytest.raises(MarksOwnFamily):
        marking.keep_marks(made.course_id, sheet, **made.by)
    assert newest_marks(made.whole) == {}


def test_a_declaration_says_what_the_learner_is_and_goes_only_with_a_reason(at: datetime) -> None:
    made = a_class(at)
    with pytest.raises(RelationMissing):
        impartial.declare_tie(made.whole.learners[0].id, " ", is_self=False, **made.by)
    first, again = _declare(made, 0), _declare(made, 0, is_self=True)
    assert (first.id, again.is_self, again.relation) == (again.id, True, "")
    with pytest.raises(ReasonMissing):
        impartial.withdraw_tie(first.id, " ", **made.by)
    assert len(ties(made.course_id)) == 1


def test_a_learner_sets_no_exam_of_the_own_class(at: datetime) -> None:
    made = a_quiz_class(at)
    person_id = made.whole.learners[1].person_id
    made.office.person_id = person_id
    session.commit()
    with pytest.raises(SetterSits, match="Giàng A 2"):
        exit_quiz.publish_exit_quiz(made.course_id, **made.by)


def test_whoever_set_the_exam_does_not_come_in(app: Flask, at: datetime) -> None:
    made = a_quiz_class(at)
    _declare(made, 0, is_self=True)
    with pytest.raises(MayNotSit):
        exit_quiz.quiz_code(made.whole.learners[0].id, at=at)
    assert exit_quiz.quiz_code(made.whole.learners[1].id, at=at)
    learner = a_learner_in(app, made)
    answer = learner.post("/hoc/kiem-tra")
    assert answer.status_code == 409
    assert "You have set this exam" in answer.text


def test_family_of_a_setter_comes_in(at: datetime) -> None:
    made = a_quiz_class(at)
    _declare(made, 0)
    assert exit_quiz.quiz_code(made.whole.learners[0].id, at=at)


def test_the_pages_declare_bar_and_withdraw(signed_in: SignIn, at: datetime) -> None:
    made = a_class(at)
    one = made.whole.learners[0]
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    page = teaching(made, "/nguoi-than")
    assert page in office.get(teaching(made, "/diem")).text
    sent = {"learner": one.public_id, "who": "family", "relation": ""}
    refused = office.post(page, data=sent)
    assert refused.status_code == 422
    assert "Write what the learner is to you" in refused.text
    assert office.post(page, data={**sent, "relation": "em trai"}).status_code == 303
    marks = office.get(teaching(made, "/diem")).text
    assert f'name="mark-{one.public_id}"' not in marks
    assert f'name="mark-{made.whole.learners[1].public_id}"' in marks
    typed = {f"mark-{one.public_id}": "8", f"seen-{one.public_id}": ""}
    told = office.post(teaching(made, "/diem"), data=typed)
    assert told.status_code == 409
    assert "Somebody else marks this learner" in told.text
    session.rollback()
    [row] = ties(made.course_id)
    away = f"{page}/{row.tie.public_id}/bo"
    assert away in office.get(page).text
    assert office.post(away, data={"reason": "khai nhầm"}).status_code == 303
    session.rollback()
    assert ties(made.course_id) == ()
    assert f'name="mark-{one.public_id}"' in office.get(teaching(made, "/diem")).text


def test_a_trainer_does_not_withdraw_and_others_see_nothing(
    signed_in: SignIn, at: datetime
) -> None:
    made = a_class(at)
    tie = _declare(made, 0)
    page = teaching(made, "/nguoi-than")
    trainer = signed_in(Role.TRAINER, made.unit.id)
    for address in (page, f"{page}/{tie.public_id}/bo"):
        assert trainer.get(address).status_code in {403, 404}
    stranger = signed_in(Role.TRAINING_OFFICE, make.a_unit("Xã khác").id)
    assert stranger.get(page).status_code == 404
    assert stranger.post(f"{page}/{tie.public_id}/bo", data={"reason": "x"}).status_code == 404


def test_a_class_without_a_quiz_is_untouched(at: datetime) -> None:
    made = a_class(at, rules=with_quiz())
    with pytest.raises(exit_quiz.QuizNotOpen):
        exit_quiz.publish_exit_quiz(made.course_id, **made.by)
    with pytest.raises(NotFound):
        marking.keep_marks(made.course_id, [MarkDraft(0, "quiz", Fraction(8))], **made.by)


def test_the_administrator_says_whose_account_it_is_and_the_learner_is_not_marked_by_himself(
    app: Flask, at: datetime, signed_in: SignIn
) -> None:
    made = a_class(at)
    own = made.whole.learners[1]
    person = session.get_one(Person, own.person_id)
    client = signed_in(Role.ADMINISTRATOR, made.unit.id)
    path = f"/tai-khoan/{made.office.public_id}/nguoi-giu"
    page = client.get(path, query_string={"q": own.full_name}).get_data(as_text=True)
    assert person.public_id in page
    query = {"q": own.full_name}
    assert (
        client.post(path, query_string=query, data={"person": person.public_id}).status_code == 303
    )
    shown = client.get(f"/tai-khoan/{made.office.public_id}").get_data(as_text=True)
    assert own.full_name in shown
    with pytest.raises(MarksOwnFamily, match=own.full_name):
        _mark(made, 1, 9, made.office.id)
    _mark(made, 0, 9, made.office.id)
    sheet = client.get(path, query_string={"q": "không ai tên thế"}).text
    assert f'<option selected value="{person.public_id}">' in sheet
    client.post(path, data={"person": ""})
    _mark(made, 1, 7, made.office.id)


def test_a_person_of_a_unit_one_does_not_manage_holds_no_account(
    at: datetime, signed_in: SignIn
) -> None:
    made = a_class(at)
    stranger = make.a_person(make.a_unit(), "Hờ A Lử")
    client = signed_in(Role.ADMINISTRATOR, made.unit.id)
    path = f"/tai-khoan/{made.office.public_id}/nguoi-giu"
    assert "Hờ A Lử" not in client.get(path, query_string={"q": "Hờ A"}).get_data(as_text=True)
    assert client.post(path, data={"person": stranger.public_id}).status_code == 422
    session.expire_all()
    assert session.get_one(User, made.office.id).person_id is None


def test_the_sheet_of_the_second_marker_opens_before_anybody_has_marked(
    signed_in: SignIn, at: datetime
) -> None:
    rules = default_rules()
    essay = rules.papers[0].model_copy(update={"markers": 2})
    made = a_class(at, rules=rules.model_copy(update={"papers": (essay,)}))
    _declare(made, 0)
    one = made.whole.learners[0].public_id
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id, user_id=made.office.id)
    for marker in (1, 2):
        answer = office.get(teaching(made, f"/diem?nguoi-cham={marker}"))
        assert answer.status_code == 200
        assert f'name="mark-{one}"' not in answer.text
