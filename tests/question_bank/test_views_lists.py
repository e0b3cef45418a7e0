"""The list, the register and steps for many, as officials see them."""

import re
from datetime import date, datetime

import pytest
from flask import Flask

from foundation.account.permissions import Role
from foundation.db import session
from question_bank import queries, services
from question_bank.queries import QuestionFilter
from question_bank.queries.life import approved_alone
from question_bank.queries.lists import PAGE_SIZE
from question_bank.rules.kinds import Difficulty, State
from question_bank.services import bulk, life
from question_bank.services.bulk import Classing
from tests.conftest import SignIn
from tests.factories import organisation as make
from tests.factories.question_bank import a_draft, a_question
from tests.question_bank.test_sources import NEW, OLD, a_cited_question, a_source, the_source

TODAY = date(2026, 12, 12)


def found(unit_id: int, **asked: object) -> list[int]:
    page = queries.question_page([unit_id], TODAY, QuestionFilter(**asked))  # type: ignore[arg-type]
    return [question.id for question, _ in page.rows]


@pytest.mark.parametrize(
    "words", ["dang uy", "Đảng ủy", "hoà bình", "hòa bình", "Đa\u0309ng uy\u0309"]
)
def test_words_are_found_with_marks_and_without(app: Flask, words: str) -> None:
    unit = make.a_unit()
    question = a_question(unit.id, draft=a_draft("Đảng ủy xã Hoà Bình họp khi nào?"))
    a_question(unit.id)
    assert found(unit.id, words=words) == [question.id]


def test_a_word_is_found_by_its_beginning_not_within_another(app: Flask) -> None:
    unit = make.a_unit()
    one = a_question(unit.id, draft=a_draft("Khoản 5 của Quy định 01-QĐ/TW nói “hòa giải” là gì?"))
    for words in ("khoan", "kho", "hoa", "qđ/tw", "tw", "HOÀ giải", "01-qd"):
        assert found(unit.id, words=words) == [one.id], words
    for words in ("oan", "hoan", "khoan iai"):
        assert found(unit.id, words=words) == [], words


def test_filters_narrow_the_list(app: Flask, at: datetime) -> None:
    unit, author = make.a_unit(), make.a_user()
    own = a_question(unit.id, author_id=author.id)
    common = a_question(None, state=State.REVIEW)
    over = a_cited_question(unit.id)
    a_source(NEW, at)
    the_source().in_force_to = date(2025, 7, 1)
    own.exposure = 3
    session.flush()
    cases: list[tuple[dict[str, object], set[int]]] = [
        ({"state": "review"}, {common.id}),
        ({"author_id": author.id}, {own.id}),
        ({"unit": "common"}, {common.id}),
        ({"unit": str(unit.id)}, {own.id, over.id}),
        ({"validity": "over"}, {over.id}),
        ({"validity": "holds"}, {own.id, common.id}),
        ({"validity": "uncited"}, set()),
        ({"exposure": "never"}, {common.id, over.id}),
        ({"exposure": "seen"}, {own.id}),
        ({"kind": "several"}, set()),
        ({"source": the_source().public_id}, {over.id}),
        ({"difficulty": "recall"}, {own.id, common.id, over.id}),
    ]
    for asked, expected in cases:
        assert set(found(unit.id, **asked)) == expected, asked
    assert found(unit.id, sort="-exposure")[0] == own.id
    assert queries.count_over([unit.id], TODAY) == 1


def test_tags_are_found_whole(app: Flask) -> None:
    unit = make.a_unit()
    draft = a_draft()
    tagged = a_question(unit.id, draft=type(draft)(**{**vars(draft), "tags": ("Đợt 1",)}))
    assert found(unit.id, tag="Đợt 1") == [tagged.id]
    assert found(unit.id, tag="Đợt") == []


def test_a_step_for_many_moves_what_it_may_and_says_why_not_of_the_rest(
    app: Flask, signed_in: SignIn
) -> None:
    unit = make.a_unit()
    reviewer = make.a_user(Role.ORGANISER, unit.id)
    theirs = a_question(unit.id, state=State.REVIEW)
    own = a_question(unit.id, state=State.REVIEW, author_id=reviewer.id)
    browser = signed_in(Role.ORGANISER, unit.id, user_id=reviewer.id)
    chosen = {"act": "approved", "question": [theirs.public_id, own.public_id]}
    page = browser.post("/questions/nhieu-cau", data=chosen)
    assert "you wrote it yourself" in page.text
    session.rollback()
    assert (theirs.state, own.state) == ("approved", "review")
    assert browser.post("/questions/nhieu-cau", data={"act": "approved"}).status_code == 422
    everything = {"act": "retired", "scope": "all", "state": "approved"}
    assert browser.post("/questions/nhieu-cau", data=everything).status_code == 303
    session.rollback()
    assert theirs.state == "retired"


def test_questions_of_other_units_are_never_moved(app: Flask, signed_in: SignIn) -> None:
    mine = make.a_unit("Xã")
    theirs = a_question(make.a_unit("Xã khác").id, state=State.REVIEW)
    browser = signed_in(Role.ORGANISER, mine.id)
    chosen = {"act": "approved", "question": [theirs.public_id]}
    assert browser.post("/questions/nhieu-cau", data=chosen).status_code == 422
    session.rollback()
    assert theirs.state == "review"


def test_a_small_office_approves_its_own_by_a_named_decision(app: Flask, at: datetime) -> None:
    unit, alone = make.a_unit(), make.a_user()
    question = a_question(unit.id, state=State.REVIEW, author_id=alone.id)
    life.decide_small_office(unit.id, "Quyết định 12-QĐ/ĐU", actor_id=alone.id, at=at)
    services.move_question(question.id, State.APPROVED, actor_id=alone.id, at=at)
    assert "Quyết định 12-QĐ/ĐU" in queries.reviews(question.id)[0].remark
    version = queries.history(question.id)[0].id
    assert approved_alone([version]) == {"Quyết định 12-QĐ/ĐU": 1}
    life.decide_small_office(unit.id, "", actor_id=alone.id, at=at)
    second = a_question(unit.id, state=State.REVIEW, author_id=alone.id)
    with pytest.raises(life.OwnQuestion):
        services.move_question(second.id, State.APPROVED, actor_id=alone.id, at=at)


def test_a_bulk_edit_is_undone_for_what_nobody_changed_since(app: Flask, at: datetime) -> None:
    unit, actor = make.a_unit(), make.a_user()
    first, second, other = (a_question(unit.id) for _ in range(3))
    classing = Classing(None, Difficulty.APPLICATION.code)
    ids = [first.id, second.id]
    edit = bulk.edit_many(ids, classing, {unit.id}, actor_id=actor.id, at=at)
    assert {q.difficulty for q in queries.pool(unit.id, TODAY)} == {"application", "recall"}
    with pytest.raises(bulk.NothingChanges):
        bulk.edit_many(ids, classing, {unit.id}, actor_id=actor.id, at=at)
    services.rewrite_question(second.id, a_draft("Mới?"), actor_id=actor.id, at=at)
    done = bulk.undo_edit(edit.id, actor_id=actor.id, at=at)
    assert done == bulk.Undone(1, (second.id,))
    session.expire_all()
    assert queries.history(first.id)[0].difficulty == "recall"
    assert first.state == other.state == "approved"
    with pytest.raises(bulk.AlreadyUndone):
        bulk.undo_edit(edit.id, actor_id=actor.id, at=at)


def test_pages_of_a_bulk_edit(app: Flask, signed_in: SignIn) -> None:
    unit = make.a_unit()
    question = a_question(unit.id)
    browser = signed_in(Role.ORGANISER, unit.id)
    chosen = {"question": [question.public_id], "to_difficulty": "application"}
    plan = browser.post("/questions/nhieu-cau", data={**chosen, "act": "class"})
    assert "1 of 1 chosen questions would change" in plan.text
    done = browser.post("/questions/phan-loai", data=chosen)
    assert "As this act left it" in browser.get(done.location).text
    assert browser.post(f"{done.location}/hoan-tac").status_code == 303
    assert "Undone at" in browser.get("/questions/phan-loai").text
    assert signed_in(Role.ORGANISER, unit.id).get(done.location).status_code == 404


def test_the_pages_of_the_register(app: Flask, signed_in: SignIn, at: datetime) -> None:
    unit = make.a_unit("Tỉnh ủy")
    question = a_cited_question(unit.id)
    browser = signed_in(Role.ORGANISER, unit.id)
    made = browser.post("/questions/van-ban/moi", data={"name": NEW})
    assert made.status_code == 303
    assert "294-QĐ/TW" in browser.get("/questions/van-ban?q=dieu le").text
    address = f"/questions/van-ban/{the_source(OLD).public_id}"
    assert "1 question rests on it" in browser.get(address).text
    assert browser.get(f"{address}/thay").status_code == 200
    how = {
        "replacement": made.location.rsplit("/", 1)[1],
        "from_day": "2025-07-01",
        "unit": unit.public_id,
    }
    preview = browser.post(f"{address}/thay/xem", data=how)
    assert "1 question goes to review" in preview.text
    session.rollback()
    assert question.state == "approved"
    assert browser.post(f"{address}/thay", data={**how, "from_day": "x"}).status_code == 422
    assert browser.post(f"{address}/thay", data=how).status_code == 303
    session.rollback()
    assert question.state == "review"
    assert "No longer in force" in browser.get("/questions/").text
    bound = {"target": how["replacement"], "question": [question.public_id]}
    assert browser.post("/questions/van-ban/gan-lai", data=bound).location == made.location


def test_a_reader_without_the_right_changes_no_register(app: Flask, signed_in: SignIn) -> None:
    unit = make.a_unit()
    a_cited_question(unit.id)
    author = signed_in(Role.QUESTION_AUTHOR, unit.id)
    assert author.get(f"/questions/van-ban/{the_source().public_id}/thay").status_code == 403
    assert author.get(f"/questions/van-ban/{the_source().public_id}/sua").status_code == 403


def test_who_approves_for_all_questions_of_a_document_changes_it_nobody_else(
    app: Flask, signed_in: SignIn
) -> None:
    top = make.a_unit("Tỉnh ủy")
    commune, other = (make.a_unit(name, level="commune", parent=top) for name in ("Xã", "Xã khác"))
    a_cited_question(commune.id)
    address = f"/questions/van-ban/{the_source().public_id}"
    above, own, stranger = (signed_in(Role.ORGANISER, unit.id) for unit in (top, commune, other))
    changed = {"name": OLD, "in_force_from": "2021-08-01"}
    assert own.post(f"{address}/sua", data=changed).status_code == 303
    refused = stranger.post(f"{address}/sua", data={**changed, "name": "Văn bản khác"})
    assert refused.status_code == stranger.get(f"{address}/sua").status_code == 403
    assert "What no longer holds you can replace for your own unit" in refused.text
    a_cited_question(other.id)
    for browser in (own, stranger):
        page = browser.get(address).text
        assert f"{address}/sua" not in page
        assert f"{address}/thay" in page
        assert browser.post(f"{address}/sua", data={"name": "Văn bản khác"}).status_code == 403
    assert f"{address}/sua" in above.get(address).text
    assert above.post(f"{address}/sua", data={"name": f"{OLD} (sửa)"}).status_code == 303
    session.rollback()
    assert the_source(f"{OLD} (sửa)").in_force_from == date(2021, 8, 1)


def test_a_document_of_the_common_bank_is_changed_by_the_one_unit_above_all(
    app: Flask, signed_in: SignIn
) -> None:
    top = make.a_unit("Tỉnh ủy")
    commune = make.a_unit("Xã", level="commune", parent=top)
    a_cited_question(None)
    address = f"/questions/van-ban/{the_source().public_id}/sua"
    assert signed_in(Role.ORGANISER, commune.id).get(address).status_code == 403
    assert signed_in(Role.ORGANISER, top.id).get(address).status_code == 200


def test_lists_show_words_without_their_signs(app: Flask, signed_in: SignIn) -> None:
    unit = make.a_unit()
    a_question(unit.id, draft=a_draft("Theo **Điều 9** Điều lệ Đảng, chi bộ làm gì?"))
    page = signed_in(Role.QUESTION_AUTHOR, unit.id).get("/questions/").text
    assert "Theo Điều 9 Điều lệ Đảng" in page
    assert "**" not in page


def test_every_page_of_a_question_is_headed_by_its_words(app: Flask, signed_in: SignIn) -> None:
    unit = make.a_unit()
    question = a_question(unit.id, draft=a_draft("Ai **bầu** bí thư, 1 < 2?"))
    browser = signed_in(Role.ORGANISER, unit.id)
    own = f"/questions/{question.public_id}"
    for page in (own, f"{own}/lich-su", f"{own}/sua", f"/cham-lai/{question.public_id}"):
        text = browser.get(page).text
        for tag in ("h1", "title"):
            assert re.search(rf"<{tag}>[^<]*: Ai bầu bí thư, 1 &lt; 2\?", text), (page, tag)


def test_a_long_list_has_pages(app: Flask, signed_in: SignIn) -> None:
    unit = make.a_unit()
    browser = signed_in(Role.ORGANISER, unit.id)
    for count in (1, 30):
        for _ in range(count):
            a_question(unit.id)
        page = browser.get("/questions/?sort=topic&q=cau hoi")
        assert page.status_code == 200
        assert len(re.findall(r'name="question"', page.text)) == min(
            PAGE_SIZE, count if count == 1 else 31
        )
