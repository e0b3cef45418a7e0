"""Bringing a Word file in: read and shown first, kept when somebody says so."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import PurePath

from sqlalchemy import select, update

from foundation import clock
from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, InvalidInput, Refusal
from foundation.packages import check_package
from foundation.sandbox import in_child
from foundation.text import clean
from question_bank import queries
from question_bank.models import ImportPreview, Question, Topic
from question_bank.rules.importing import (
    Candidate,
    as_json,
    candidate,
    draft,
    from_json,
    problem_json,
    with_choice,
)
from question_bank.rules.kinds import State
from question_bank.rules.recognising import recognise
from question_bank.services.docx_reader import read_paragraphs
from question_bank.services.writing import Keeping, likeness_digest, write_question


class NoQuestions(InvalidInput):
    """Nothing in the file looks like a question."""

    message = N_(
        "No question was found. Questions begin with “Câu 1.”, answers with “A.”, “B.” and so on."
    )


class NotWord(InvalidInput):
    """Another kind of file."""

    message = N_(
        "Choose a Word file that ends in .docx. An older .doc can be saved as .docx in Word."
    )


class NothingFits(Refusal):
    """No question of the file can be kept."""

    message = N_("No question of this file can be kept yet. Repair the file and send it again.")


def read_file(content: bytes, file_name: str) -> tuple[list[Candidate], list[dict[str, object]]]:
    """Return the questions of a Word file and what belongs to none; nothing is stored.

    Raises:
        NotWord, WrongFile, MacrosInside, TooMuchInside, Unreadable, NoQuestions: refused whole.
    """
    if PurePath(file_name).suffix.lower() != ".docx":
        raise NotWord
    check_package(content, kind="Word", must_hold="word/document.xml")
    found = recognise(in_child(read_paragraphs, content))
    if not found.questions:
        raise NoQuestions
    return [candidate(one) for one in found.questions], problem_json(found.problems)


@transactional
def stage_import(
    content: bytes,
    file_name: str,
    unit_id: int,
    topic_id: int,
    *,
    actor_id: int,
    at: datetime,
) -> ImportPreview:
    """Read a file and keep what was found for a preview; the bank is not touched."""
    candidates, problems = read_file(content, file_name)
    preview = ImportPreview(
        unit_id=unit_id,
        owner_id=actor_id,
        topic_id=topic_id,
        file_name=clean(PurePath(file_name).name)[:200],
        file_digest=hashlib.sha256(content).hexdigest(),
        found=as_json(with_twins(candidates, unit_id, at)),
        problems=problems,
        read_at=at,
    )
    session.add(preview)
    session.flush()
    record(
        "import.read",
        f"import:{preview.id}",
        actor_id=actor_id,
        at=at,
        unit_id=unit_id,
        file=preview.file_name,
        digest=preview.file_digest,
        found=len(candidates),
    )
    return preview


def with_twins(candidates: list[Candidate], unit_id: int, at: datetime) -> list[Candidate]:
    """Return the candidates with the bank's question, or an earlier one, that reads the same."""
    digests = [
        likeness_digest(one.stem, [text for _, text, _, _ in one.options]) for one in candidates
    ]
    known = queries.alike(digests, unit_id, clock.local(at).date())
    result, seen = [], dict(known)
    for one, digest in zip(candidates, digests, strict=True):
        result.append(replace(one, twin=seen.get(digest)))
        seen.setdefault(digest, f"#{one.number}")
    return result


@transactional
def confirm_import(
    preview_id: int, choices: Mapping[int, str], *, actor_id: int, at: datetime
) -> ImportPreview:
    """Keep every question of the preview that fits; the same again changes nothing.

    The questions go to review: somebody else approves them.

    Args:
        choices: paragraph of a question whose signs were in doubt → label a person chose.

    Raises:
        NothingFits: no question can be kept.
    """
    claimed = session.execute(
        update(ImportPreview)
        .where(ImportPreview.id == preview_id, ImportPreview.confirmed_at.is_(None))
        .values(confirmed_at=at)
        .returning(ImportPreview.id)
    ).all()
    preview = session.get_one(ImportPreview, preview_id, populate_existing=True)
    if not claimed:
        return preview
    fitting = [one for one in _fresh(preview, choices, at) if one.fits]
    if not fitting:
        raise NothingFits
    topic = session.get_one(Topic, preview.topic_id)
    for one in fitting:
        origin = f"{preview.file_digest[:16]}:{one.paragraph}"
        keeping = Keeping(preview.unit_id, State.REVIEW, origin)
        write_question(draft(one, topic.code), keeping, actor_id=actor_id, at=at)
    preview.stored = len(fitting)
    record(
        "import.confirm",
        f"import:{preview_id}",
        actor_id=actor_id,
        at=at,
        unit_id=preview.unit_id,
        stored=len(fitting),
        left_out=len(preview.found) - len(fitting),
    )
    return preview


def _fresh(preview: ImportPreview, choices: Mapping[int, str], at: datetime) -> list[Candidate]:
    """Return the candidates against the bank of now: another import may have come first."""
    candidates = [
        replace(with_choice(one, choices.get(one.paragraph, "")), twin=None)
        for one in from_json(preview.found)
    ]
    return with_twins(candidates, preview.unit_id, at)


def stored_questions(preview: ImportPreview) -> list[Question]:
    """Return the questions this import brought in."""
    prefix = f"{preview.file_digest[:16]}:"
    query = select(Question).where(
        Question.unit_id == preview.unit_id, Question.origin.startswith(prefix)
    )
    return list(session.scalars(query.order_by(Question.id)))
