"""Records of one unit in every part of the program, and the addresses that name them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from typing import Any

from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from contest.models import (
    Act,
    Contest,
    Deduction,
    Entry,
    PanelSeat,
    Reminder,
    RollPreview,
    RoundEntry,
)
from contest.services import acts, deducting, reminding, roll
from contest.services.deducting import FaultNote
from foundation.account import services as accounts
from foundation.account.guards import PUBLIC
from foundation.account.models import RoleHolding, User
from foundation.account.permissions import Role
from foundation.db import session
from foundation.documents import services as papers
from foundation.documents.models import Authorisation, Batch, IssuedDocument, Signer
from foundation.documents.services import AuthorisationDraft, SignerDraft
from foundation.documents.services.batches import BatchRequest
from foundation.importing.models import ImportedFile
from foundation.importing.reading import read_table
from foundation.importing.services import Sent
from foundation.importing.services.staging import stage
from foundation.jobs.models import Job
from foundation.organisation.models import Person, Post, Unit
from question_bank.models import (
    BulkEdit,
    ExportedFile,
    ImportPreview,
    LikePair,
    Question,
    SourceDocument,
)
from question_bank.rules.drafting import SourceDraft
from question_bank.rules.kinds import Difficulty
from question_bank.services import bulk, ensure_topic, likeness, stage_import
from question_bank.services.bulk import Classing
from question_bank.services.taking_out import take_out
from quiz.models import Candidate, Quiz
from tests.factories import contest as contests
from tests.factories import figures as rows
from tests.factories import organisation as make
from tests.factories.documents import a_document
from tests.factories.question_bank import a_draft, a_question
from tests.factories.word import three_questions
from tests.foundation.importing.sheets import workbook
from tests.training.stories import ABSENT, PRESENT, Made, a_class
from tests.webapp.test_every_page import a_roll
from training.models import (
    AttendanceConflict,
    CourseMaterial,
    DeclaredTie,
    IndicatorSet,
    Meeting,
    Programme,
    RuleSet,
    YearPlanRow,
)
from training.rules.ruleset import Paper, default_rules
from training.rules.states import RollSource
from training.services import attendance, impartial, materials, plans
from training.services.indicator_sets import SetDraft, write_set

NO_RECORD = {
    *("course_office.add_plan_row", "figures.download_rows", "figures.download_year"),
    *("figures.show_rows", "figures.write_down"),
}
"""Addresses whose words name no record."""
COMMON = {
    *("question_bank.show_source", "question_bank.picture"),
    *("question_sources.choose_replacement", "question_sources.preview_replacement"),
    *("question_sources.replace_source", "quiz_taker.picture"),
}
"""The register is common to read, each replaces for itself; a picture is named by its content."""


@dataclass(frozen=True)
class World:
    """A unit with something of everything, and who may do everything there."""

    made: Made
    owner: User
    words: dict[str, dict[str, Any]]
    """Endpoint, or its blueprint, to the words of its address."""

    def addresses(self, app: Flask) -> Iterator[tuple[str, set[str], str]]:
        """Return endpoint, methods and address of everything that names a record."""
        with app.test_request_context():
            for rule in sorted(app.url_map.iter_rules(), key=lambda one: one.endpoint):
                if _names_a_record(app, rule):
                    methods = (rule.methods or set()) - {"HEAD", "OPTIONS"}
                    yield rule.endpoint, methods, app.url_for(rule.endpoint, **self._of(rule))

    def _of(self, rule: Rule) -> dict[str, Any]:
        blueprint = rule.endpoint.partition(".")[0]
        known = {**self.words.get(blueprint, {}), **self.words.get(rule.endpoint, {})}
        return {name: known[name] for name in rule.arguments}


def _names_a_record(app: Flask, rule: Rule) -> bool:
    view = app.view_functions[rule.endpoint]
    is_public = getattr(view, "permission", PUBLIC) == PUBLIC
    return bool(rule.arguments) and not is_public and rule.endpoint not in NO_RECORD | COMMON


def all_roles(unit: Unit) -> User:
    """Return an official with every role in a unit."""
    user = make.a_user()
    for role in Role:
        accounts.grant_role(user.id, role.name, unit.id, actor_id=None, at=make.THEN)
    return user


def a_world(at: datetime) -> World:
    """Return a unit with records of every kind."""
    essay, quiz = (Paper(code=kind, title="Bài", kind=kind) for kind in ("essay", "quiz"))
    rules = default_rules().model_copy(update={"papers": (essay, quiz)})
    made = a_class(at, learners=2, rules=rules)
    owner = all_roles(made.unit)
    _training(made, owner, at)
    _contest(made.unit, owner, at)
    _bank(made.unit, owner, at)
    _office(made, owner, at)
    return World(made, owner, _words(made, owner))


def _training(made: Made, owner: User, at: datetime) -> None:
    by = {"actor_id": owner.id, "at": at}
    lesson, one = made.whole.lessons[0], made.whole.learners[0]
    attendance.mark_roll(lesson.id, {one.id: ABSENT}, RollSource.LIST, **by)
    attendance.mark_roll(lesson.id, {one.id: PRESENT}, RollSource.PAPER, **by)
    impartial.declare_tie(made.whole.learners[0].id, "em trai", is_self=False, **by)
    materials.add_material(made.course_id, "Đề cương", "bai.pdf", b"%PDF-1.7 x", **by)
    programme = session.scalars(select(Programme)).one()
    plans.save_plan_row(plans.PlanDraft(made.unit.id, at.year, programme.id, 3, 120), **by)
    rows.a_meeting(made.unit, at.date())
    draft = SetDraft(
        made.unit.id, "DA-07", "Đề án 07", "07-ĐA/HU", at.date(), at.year, at.year,
        {"turns": Fraction(5)},
    )  # fmt: skip
    write_set(draft, **by)


def _contest(unit: Unit, owner: User, at: datetime) -> None:
    by = {"actor_id": owner.id, "at": at}
    day = contests.a_stage_day(at, contests.FAULTS, unit=unit)
    first, last = day.appearances[0], day.appearances[-1]
    acts.mark_absent(last[0], "ốm", **by)
    deducting.deduct(FaultNote(first[0], "talk", "dress", 1, "quên phù hiệu", "k1"), **by)
    reminding.remind_judge(day.seats[0].id, first[0], "talk", **by)
    quiz = contests.a_quiz_day(at, unit=unit)
    early = contests.a_contest(at, unit=unit, is_listed=False)
    roll.preview_roll(early.contest.id, a_roll(), "ds.xlsx", **by)
    assert quiz.contest.id < early.contest.id


def _bank(unit: Unit, owner: User, at: datetime) -> None:
    by = {"actor_id": owner.id, "at": at}
    first, second = a_question(unit.id), a_question(unit.id)
    take_out("csv", [first.current_version_id], **by)
    own = SourceDraft("Nghị quyết số 01-NQ/ĐU ngày 05/01/2026 của Đảng ủy", "Mục 1")
    a_question(unit.id, draft=replace(a_draft(), source=own))
    likeness.keep_pairs([(first.id, second.id, 95)], at=at)
    bulk.edit_many([first.id], Classing(None, Difficulty.APPLICATION.code), {unit.id}, **by)
    topic = ensure_topic("charter", "Điều lệ Đảng")
    stage_import(three_questions(), "đề.docx", unit.id, topic.id, **by)


def _office(made: Made, owner: User, at: datetime) -> None:
    by = {"actor_id": owner.id, "at": at}
    unit = made.unit.id
    paper = a_document(unit)
    request = BatchRequest("training.certificates", "Lớp", unit, "test", [paper.subject_id])
    papers.request_batch(request, **by)
    head, deputy = (
        papers.add_signer(SignerDraft(unit, name, post, is_head, make.LONG_AGO), **by)
        for name, post, is_head in (("Vàng A Lâu", "Giám đốc", True), ("Lò Mai", "Phó", False))
    )
    leave = AuthorisationDraft(head.id, deputy.id, "all", "Giấy 02", make.LONG_AGO, None)
    papers.authorise(leave, **by)
    sheet = workbook([["Họ và tên", "Ngày sinh", "Chi bộ"], ["Hờ A Chu", "1990", ""]])
    stage(Sent(sheet, "ds.xlsx", "people", unit), read_table(sheet), actor_id=owner.id, at=at)


def _first(model: Any, name: str = "public_id", **words: object) -> Any:
    query = select(getattr(model, name)).filter_by(**words).order_by(model.id)
    return session.scalars(query.limit(1)).one()


def _each(blueprint: str, names: str, **words: object) -> dict[str, dict[str, Any]]:
    return {f"{blueprint}.{name}": words for name in names.split()}


def _words(made: Made, owner: User) -> dict[str, dict[str, Any]]:
    course = {
        "public_id": made.whole.course.public_id,
        "lesson_id": made.whole.lessons[0].public_id,
        "enrolment_id": made.whole.learners[0].public_id,
        "material_id": _first(CourseMaterial),
        "conflict_id": _first(AttendanceConflict),
        "tie_id": _first(DeclaredTie),
        "row_id": _first(YearPlanRow),
        "year": 2026,
        "way": "thoi-hoc",
        "what": "danh-sach",
        "kind": "pdf",
    }
    unit, question = {"public_id": made.unit.public_id}, _first(Question)
    holder = session.scalars(select(Person.public_id).join(Post).order_by(Post.id)).first()
    appearing = select(RoundEntry, Entry).join(Entry).order_by(RoundEntry.id).limit(1)
    appearance, entry = session.execute(appearing).one()
    return {
        "course_office": course,
        "course_office.step_course": {"step": "hoc"},
        "course_office.step_back": {"step": "huy"},
        "course_office.change_programme": {"public_id": _first(Programme)},
        "course_office.approve_rule_set": {"public_id": _first(RuleSet)},
        "course_trainer": course,
        "course_learner": {**course, "code": "ABCDEFGH"},
        "figures": {"public_id": _first(IndicatorSet)},
        "figures.strike_line": {"name": "sinh-hoat", "public_id": _first(Meeting)},
        **_contest_words(entry, appearance),
        "question_bank": {"public_id": question, "state": "review"},
        **_each("question_bank", "show_import confirm_import set_import map_columns",
                public_id=_first(ImportPreview)),
        **_each("question_bank", "show_export download_export", public_id=_first(ExportedFile)),
        "question_bank.change_source": {
            "public_id": _first(SourceDocument, number="01-NQ/ĐU"),
        },
        "question_bank.decide_pair": {"public_id": _first(LikePair)},
        **_each("question_bank", "show_edit undo_edit", public_id=_first(BulkEdit)),
        "quiz_marking": {"public_id": _first(Quiz), "receipt": 1, "position": 1, "digest": "a"},
        "quiz_statistics": {"public_id": _first(Quiz)},
        "regrading": {"public_id": question, "quiz_id": _first(Quiz)},
        "organisation": {**unit, "post_id": _first(Post, "id")},
        **_each("organisation", "show_person change_person move_person appoint end_post",
                public_id=holder, post_id=_first(Post, "id")),
        "account": {"public_id": owner.public_id, "holding_id": _first(RoleHolding, "id")},
        "documents": {"public_id": _first(IssuedDocument)},
        **_each("documents", "show_batch stop_batch retry_batch download_batch download_batch_zip",
                public_id=_first(Batch)),
        **_each("documents", "set_papers begin_term", **unit),
        "documents.end_signer": {"public_id": _first(Signer)},
        "documents.end_authorisation": {"public_id": _first(Authorisation)},
        "importing": {"public_id": _first(ImportedFile)},
        **_each("importing", "show_collected switch_field", **unit, field="card", way="bat"),
        "jobs": {"public_id": _first(Job)},
    }  # fmt: skip


def _contest_words(entry: Entry, appearance: RoundEntry) -> dict[str, dict[str, Any]]:
    stage, quiz, early = session.scalars(select(Contest).order_by(Contest.id)).all()
    seat = _first(PanelSeat, "id")
    one = {
        "public_id": stage.public_id, "code": "stage", "entry_id": entry.public_id,
        "seat_id": seat, "part": "talk", "way": "rut", "kind": "pdf", "number": 1,
        "act_id": _first(Act), "answer": "dong-y",
    }  # fmt: skip
    of_quiz = {"public_id": quiz.public_id, "code": "quiz", "candidate_id": _first(Candidate)}
    asking = (
        "set_up_quiz check_blueprint show_slips print_slips give_extra_time watch_quiz "
        "show_candidate type_paper paper_picture ask_reopening confirm_reopening "
        "refuse_reopening"
    )
    listed = {"public_id": early.public_id, "preview_id": _first(RollPreview)}
    return {
        "contest_organiser": one,
        **_each("contest_organiser", asking, **of_quiz, digest="a"),
        **_each("contest_organiser", "show_roll register_roll", **listed),
        "contest_desk": {**one, "deduction_id": _first(Deduction)},
        "contest_screen": one,
        "contest_judge": {"round_entry_id": appearance.id, "part": "talk",
                          "reminder_id": _first(Reminder, "id")},
    }  # fmt: skip
