"""The log of deeds says in plain words what was done, to what, and why."""

import ast
import re
from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction

from flask import Flask
from flask_babel import force_locale

from contest.rules.states import ActKind
from foundation.account.permissions import CODE_HOLDER_PERMISSIONS
from foundation.audit.queries import recent
from foundation.audit.services import record
from foundation.db import session
from foundation.organisation.queries import unit_names
from quiz.rules.states import AttemptState
from tests.architecture.sources import modules, name_of
from tests.factories.contest import a_contest
from webapp.deed_words import DEEDS, KINDS
from webapp.deeds import in_words
from webapp.detail_words import LABELS, SAID, TECHNICAL

MADE_UP = {
    "act.": [kind.name.lower() for kind in ActKind],
    "attempt.": [state.value for state in AttemptState if state is not AttemptState.OPEN],
    ".strike": ["meeting", "study", "aggregate"],
}
"""Names put together in the code: the part that is written → what is put beside it."""

NAMES = {"action", "BEGUN"}
CALLS = {"record", "_record", "log", "_log", "_mark"}
KIND = re.compile(r"f'([a-z_]+):\{[^}]+\}'")
ACTION = re.compile(r"[a-z_]+\.[a-z_]+")


def _asked(tree: ast.AST) -> Iterator[ast.expr]:
    """Return what stands where a log entry gets its action."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CALLS and node.args:
            yield node.args[0]
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in NAMES:
            yield node.value


def _actions() -> Iterator[tuple[str, str]]:
    """Return every action recorded in the code, with the file that records it."""
    for path in modules():
        for wanted in _asked(ast.parse(path.read_text(encoding="utf-8"))):
            for part in ast.walk(wanted):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield from ((action, name_of(path)) for action in _spelled(part.value))


def _spelled(words: str) -> list[str]:
    if words in MADE_UP:
        beside = MADE_UP[words]
        return [one + words if words[0] == "." else words + one for one in beside]
    return [words] if ACTION.fullmatch(words) else []


def _kinds() -> Iterator[str]:
    """Return the kinds of rows that entries are about: ``kind:number`` after the action."""
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CALLS:
                yield from (
                    kind for one in node.args[1:2] for kind in KIND.findall(ast.unparse(one))
                )
            elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "subject":
                yield from KIND.findall(ast.unparse(node.value))


def test_every_action_and_kind_of_the_log_has_its_words() -> None:
    found = dict(_actions())
    assert {action: found[action] for action in found if action not in DEEDS} == {}
    assert sorted(DEEDS.keys() - found.keys()) == []
    kinds = {*_kinds(), "user", *CODE_HOLDER_PERMISSIONS.values()}
    assert sorted(kinds - KINDS.keys()) == []


def _keys() -> Iterator[tuple[str, str]]:
    """Return every key kept in an entry's details, with the file that keeps it."""
    own = {"actor_id", "at", "unit_id"}
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CALLS:
                yield from (
                    (k.arg, name_of(path)) for k in node.keywords if k.arg not in {None, *own}
                )


def test_every_key_of_the_details_has_its_words_or_is_technical() -> None:
    found = dict(_keys())
    known = LABELS.keys() | TECHNICAL | SAID
    assert {key: found[key] for key in found if key not in known} == {}
    assert LABELS.keys() & (TECHNICAL | SAID) == set()


def test_details_are_told_with_names_dates_and_points(app: Flask, at: datetime) -> None:
    made = a_contest(at)
    record(
        "sheet.sign",
        "sheet:4",
        actor_id=None,
        at=at,
        total=Fraction(77, 4),
        marks={"content": Fraction(11)},
        judge=made.organiser.id,
        successors=[made.unit.id],
        on=date(2025, 7, 1),
        deadline=at,
        is_head=False,
        role="JUDGE",
        entries=[[1, "Lò A"], [2, "Lò B"]],
        old={"name": "Lò Văn A"},
        number="0001/2026",
        reason="Ốm",
        decision=None,
    )
    session.flush()
    unit_name = unit_names({made.unit.id}, at.date())[made.unit.id]
    with force_locale("vi"):
        [told, *_rest] = in_words(recent(None)[:1]).values()
    assert dict(told.details) == {
        "Tổng": "19,25",
        "Giám khảo": made.organiser.display_name,
        "Đơn vị kế thừa": unit_name,
        "Từ ngày": "01/07/2025",
        "Hạn nộp bài": "8h00, 12/12/2026",
        "Trưởng Ban Giám khảo": "Không",
        "Vai trò": "Giám khảo",
        "Thí sinh": "Lò A; Lò B",
        "Trước khi sửa · Tên": "Lò Văn A",
        "Số": "0001/2026",
    }
    assert told.reason == "Ốm"


def test_an_entry_is_told_with_names_and_its_reason(app: Flask, at: datetime) -> None:
    contest = a_contest(at).contest
    about = f"contest:{contest.id}"
    record("act.absent", about, actor_id=None, at=at, about="Lò A", reason="Ốm")
    record("sheet.sign", "sheet:4", actor_id=None, at=at)
    record("older.name", "older:4", actor_id=None, at=at)
    session.flush()
    with force_locale("vi"):
        older, sheet, absent = in_words(recent(None)[:3]).values()
    assert (older.what, older.subject) == ("older.name", "older:4")
    assert (sheet.what, sheet.subject) == ("Ký phiếu chấm", "Phiếu chấm số 4")
    assert absent.what == "Ghi thí sinh vắng"
    assert absent.subject == f"Hội thi: {contest.name} · Lò A"
    assert absent.reason == "Ốm"
