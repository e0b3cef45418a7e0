"""Documents are replaced; no outdated question reaches a paper."""

from datetime import date, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from foundation.audit.models import AuditEntry
from foundation.db import session
from question_bank import queries, services
from question_bank.models import Question, QuestionVersion, SourceDocument
from question_bank.queries.sources import IN_FORCE, OVER
from question_bank.rules.citations import SourceFacts
from question_bank.rules.drafting import SourceDraft
from question_bank.rules.kinds import State
from question_bank.services import life
from question_bank.services.replacing import (
    AlreadyReplaced,
    ReplacesItself,
    Replacing,
    rebind_questions,
    replace_source,
)
from question_bank.services.sources import SourceKnown, SourceUnnamed, write_source
from tests.factories import organisation as make
from tests.factories.question_bank import a_draft, a_question
from tests.factories.word import a_word_file

OLD = "Quy định số 24-QĐ/TW ngày 30/7/2021 của BCHTW về thi hành Điều lệ Đảng"
NEW = "Quy định số 294-QĐ/TW ngày 26/5/2025 của BCHTW về thi hành Điều lệ Đảng"
TODAY, FROM = date(2026, 12, 12), date(2025, 7, 1)


def a_cited_question(unit_id: int | None, name: str = OLD, author: int | None = None) -> Question:
    draft = a_draft()
    cited = type(draft)(**{**vars(draft), "source": SourceDraft(name, "Mục 1")})
    return a_question(unit_id, draft=cited, author_id=author)


def the_source(name: str = OLD) -> SourceDocument:
    return session.scalars(select(SourceDocument).where(SourceDocument.name == name)).one()


def a_source(name: str, at: datetime) -> SourceDocument:
    return write_source(SourceFacts(name), actor_id=None, at=at)


def drawn(unit_id: int, on: date = TODAY) -> set[int]:
    return {one.question_id for one in queries.pool(unit_id, on)}


def test_a_citation_fills_the_register_and_another_name_of_it_adds_nothing(app: Flask) -> None:
    a_cited_question(None)
    a_cited_question(None, "Quy định 24-QĐ/TW, 30/07/2021")
    source = the_source()
    assert (source.number, source.issuer, source.issued_on) == (
        "24-QĐ/TW",
        "BCHTW",
        date(2021, 7, 30),
    )
    assert len(session.scalars(select(SourceDocument)).all()) == 1


def test_replacing_sends_all_questions_to_review_with_one_entry(app: Flask, at: datetime) -> None:
    top = make.a_unit("Tỉnh ủy")
    own, common, other = a_cited_question(top.id), a_cited_question(None), a_question(top.id)
    draft = a_question(top.id, state=State.DRAFT)
    how = Replacing(a_source(NEW, at).id, FROM)
    moved = replace_source(the_source().id, how, top.id, actor_id=None, at=at)
    assert set(moved) == {own.id, common.id}
    assert drawn(top.id) == {other.id}
    assert drawn(top.id, date(2025, 6, 1)) == {other.id}
    assert draft.state == State.DRAFT.code
    assert "294-QĐ/TW" in queries.reviews(own.id)[0].remark
    assert replace_source(the_source().id, how, top.id, actor_id=None, at=at) == []
    entries = session.scalars(select(AuditEntry).where(AuditEntry.action == "source.replace"))
    assert len(entries.all()) == 1


def test_a_unit_decides_for_itself_and_below_never_for_others(app: Flask, at: datetime) -> None:
    top = make.a_unit("Tỉnh ủy")
    commune = make.a_unit("Xã", level="commune", parent=top)
    sibling = make.a_unit("Xã khác", level="commune", parent=top)
    cell = make.a_unit("Cơ sở", level="grassroots", parent=commune)
    common, above, own = (a_cited_question(unit) for unit in (None, top.id, commune.id))
    how = Replacing(a_source(NEW, at).id, FROM)
    moved = replace_source(the_source().id, how, commune.id, actor_id=None, at=at)
    session.expire_all()
    assert moved == [own.id]
    assert drawn(commune.id) == drawn(cell.id) == set()
    assert drawn(commune.id, date(2025, 6, 30)) == {common.id, above.id}
    assert drawn(sibling.id) == drawn(top.id) == {common.id, above.id}
    states = {
        unit.id: {row.name: row.state for row in queries.source_rows([unit.id], TODAY)}[OLD]
        for unit in (commune, sibling)
    }
    assert states == {commune.id: OVER, sibling.id: IN_FORCE}


def test_what_was_decided_stands(app: Flask, at: datetime) -> None:
    top = make.a_unit()
    old, new = a_source(OLD, at), a_source(NEW, at)
    with pytest.raises(ReplacesItself):
        replace_source(old.id, Replacing(old.id, FROM), top.id, actor_id=None, at=at)
    replace_source(old.id, Replacing(new.id, FROM), top.id, actor_id=None, at=at)
    with pytest.raises(AlreadyReplaced):
        replace_source(old.id, Replacing(new.id, TODAY), top.id, actor_id=None, at=at)


def test_a_true_question_is_bound_anew_and_approved_by_somebody_else(
    app: Flask, at: datetime
) -> None:
    top, author, second = make.a_unit(), make.a_user(), make.a_user()
    question = a_cited_question(None, author=second.id)
    new = a_source(NEW, at)
    replace_source(the_source().id, Replacing(new.id, FROM), top.id, actor_id=author.id, at=at)
    with pytest.raises(life.SourceOver):
        services.move_question(question.id, State.APPROVED, actor_id=author.id, at=at)
    bound = rebind_questions(
        [question.public_id],
        new.id,
        frozenset({None}),
        article="Điều 2",
        actor_id=author.id,
        at=at,
    )
    with pytest.raises(life.OwnQuestion):
        services.move_question(question.id, State.APPROVED, actor_id=author.id, at=at)
    services.move_question(question.id, State.APPROVED, actor_id=second.id, at=at)
    session.expire_all()
    newest, oldest = queries.history(question.id)
    assert (bound, drawn(top.id)) == (1, {question.id})
    assert (newest.article, newest.source_id, oldest.article) == ("Điều 2", new.id, "Mục 1")
    assert [o.text for o in newest.options] == [o.text for o in oldest.options]
    assert newest.stem == oldest.stem


def test_questions_of_others_are_not_bound(app: Flask, at: datetime) -> None:
    question = a_cited_question(make.a_unit().id)
    new = a_source(NEW, at)
    actor = make.a_user().id
    count = rebind_questions([question.public_id], new.id, frozenset({None}), actor_id=actor, at=at)
    assert count == 0


def test_the_register_refuses_a_document_twice_or_without_a_name(app: Flask, at: datetime) -> None:
    a_source(OLD, at)
    with pytest.raises(SourceKnown):
        a_source("Quy định 24-QĐ/TW, 30/07/2021", at)
    with pytest.raises(SourceUnnamed):
        a_source("  ", at)


def test_documents_are_found_without_marks(app: Flask, at: datetime) -> None:
    unit = make.a_unit()
    a_source(OLD, at)
    a_source("Chỉ thị số 50-CT/TW ngày 23/7/2025 của Ban Bí thư", at)
    assert [row.number for row in queries.source_rows([unit.id], TODAY, "chi thi")] == ["50-CT/TW"]
    assert [row.number for row in queries.source_rows([unit.id], TODAY, "24-qd")] == ["24-QĐ/TW"]


CITED = (
    "Câu 1. Ai quyết định kết nạp?",
    "A. Chi bộ",
    ("B. Cấp có thẩm quyền", "bold"),
    "Căn cứ: Khoản 2, Điều 7 Quy định số 24-QĐ/TW",
)


def test_a_question_from_word_is_bound_to_the_register_and_leaves_draws_with_its_document(
    app: Flask, at: datetime
) -> None:
    unit, author, approver = make.a_unit(), make.a_user(), make.a_user()
    old, new = a_source(OLD, at), a_source(NEW, at)
    topic = services.ensure_topic("charter", "Điều lệ")
    preview = services.stage_import(
        a_word_file(*CITED), "đề.docx", unit.id, topic.id, actor_id=author.id, at=at
    )
    services.confirm_import(preview.id, actor_id=author.id, at=at)
    [question] = session.scalars(select(Question)).all()
    version = session.get_one(QuestionVersion, question.current_version_id)
    assert (version.source_id, version.article) == (old.id, "Khoản 2, Điều 7")
    life.approve_many([question.public_id], frozenset({unit.id}), actor_id=approver.id, at=at)
    assert drawn(unit.id) == {question.id}
    replace_source(old.id, Replacing(new.id, FROM), unit.id, actor_id=approver.id, at=at)
    assert question.state == State.REVIEW.code
    assert drawn(unit.id) == set()
