"""Files that wait: their questions page by page; what the bank holds that reads the same."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import undefer

from foundation.db import session
from foundation.errors import NotFound
from foundation.jobs.models import Job
from foundation.paging import ListPage
from foundation.text import likeness_key
from question_bank.models import ImportPreview, ImportRow, Option, Question, QuestionVersion
from question_bank.queries.drawing import visible_to
from question_bank.rules.body_json import body_texts, from_json
from question_bank.rules.kinds import BY_HAND, Kind
from question_bank.rules.likeness import comparable

ROWS_A_PAGE = 20
_PIECE = 500


def preview_by_public_id(public_id: str, unit_ids: Collection[int]) -> ImportPreview:
    """Return a file that waits for confirmation.

    Raises:
        NotFound: no such file, or it was read for another unit.
    """
    found = session.scalar(
        select(ImportPreview).where(
            ImportPreview.public_id == public_id, ImportPreview.unit_id.in_(unit_ids)
        )
    )
    if found is None:
        raise NotFound
    return found


def import_content(import_id: int) -> bytes | None:
    """Return the file of an import as long as it is kept."""
    query = select(ImportPreview).where(ImportPreview.id == import_id)
    found = session.scalar(query.options(undefer(ImportPreview.content)))
    return found.content if found is not None else None


def import_rows(
    import_id: int, fates: Collection[str], number: int, *, left_out: bool | None = None
) -> ListPage[ImportRow]:
    """Return a page of a file's questions; ``fates`` empty means all of them."""
    where = [ImportRow.import_id == import_id]
    if fates:
        where.append(ImportRow.fate.in_(fates))
    if left_out is not None:
        where.append(ImportRow.is_left_out.is_(left_out))
    total = session.scalar(select(func.count()).select_from(ImportRow).where(*where)) or 0
    number = min(max(number, 1), max(1, -(-total // ROWS_A_PAGE)))
    query = select(ImportRow).where(*where).order_by(ImportRow.position)
    page = query.offset((number - 1) * ROWS_A_PAGE).limit(ROWS_A_PAGE)
    return ListPage(tuple(session.scalars(page)), total, number, ROWS_A_PAGE)


def fates_of(import_id: int) -> dict[tuple[str, bool, bool], int]:
    """Return how many rows have each fate, answer chosen or not, left out or not."""
    has_choice = ImportRow.choice != ""
    found = session.execute(
        select(ImportRow.fate, has_choice, ImportRow.is_left_out, func.count())
        .where(ImportRow.import_id == import_id)
        .group_by(ImportRow.fate, has_choice, ImportRow.is_left_out)
    )
    return {(fate, bool(chosen), bool(out)): count for fate, chosen, out, count in found}


@dataclass(frozen=True)
class ImportCounts:
    """How many questions of a file stand where."""

    total: int
    faulty: int
    near: int
    twins: int
    ready: int
    kept: int
    """How many would be kept now: chosen answers counted, what is left out not."""


def counts_of_import(import_id: int) -> ImportCounts:
    """Return the numbers on the tabs of a preview and on its button."""
    rows = fates_of(import_id)

    def count(fate: str) -> int:
        return sum(number for (one, _, _), number in rows.items() if one == fate)

    kept = sum(
        number
        for (fate, is_chosen, is_out), number in rows.items()
        if not is_out and (fate in ("ready", "near") or (fate == "faulty" and is_chosen))
    )
    total = sum(rows.values())
    return ImportCounts(total, count("faulty"), count("near"), count("twin"), count("ready"), kept)


def job_of(preview: ImportPreview) -> Job | None:
    """Return the long work an import waits for."""
    return session.get(Job, preview.job_id) if preview.job_id else None


def stems_of(public_ids: Collection[str]) -> dict[str, str]:
    """Return the stems of questions, to be shown beside what reads like them."""
    wanted = [one for one in public_ids if one and not one.startswith("#")]
    found = session.execute(
        select(Question.public_id, QuestionVersion.stem)
        .join(QuestionVersion, QuestionVersion.id == Question.current_version_id)
        .where(Question.public_id.in_(wanted))
    )
    return dict(found.all())


def faulty_rows(import_id: int, most: int = 50) -> Sequence[ImportRow]:
    """Return the first rows that must be repaired."""
    query = select(ImportRow).where(ImportRow.import_id == import_id, ImportRow.fate == "faulty")
    return session.scalars(query.order_by(ImportRow.position).limit(most)).all()


@dataclass(frozen=True)
class NamedInFile:
    """The topics and the documents a file names, in their order."""

    headings: list[str]
    sources: list[str]


def named_in_file(import_id: int) -> NamedInFile:
    """Return what a person may say once for all questions of a file."""
    rows = session.scalars(
        select(ImportRow.item).where(ImportRow.import_id == import_id).order_by(ImportRow.position)
    ).all()
    drafts = [item["draft"] for item in rows if item["draft"]]
    headings = dict.fromkeys(item["topic"] for item in rows if item["topic"])
    sources = dict.fromkeys(draft["source"][0] for draft in drafts if draft["source"])
    return NamedInFile([*headings], [*sources])


def _seen_by(unit_id: int | None, on: date) -> ColumnElement[bool]:
    """Return which questions a file is compared with: for the common bank those of every unit."""
    if unit_id is None:
        return Question.arrives_with.is_(None)
    return visible_to([unit_id], on)


def alike_in_unit(digests: Sequence[str], unit_id: int | None, on: date) -> dict[str, str]:
    """Return for each likeness digest the public id of a question that reads the same."""
    known: dict[str, str] = {}
    for at in range(0, len(digests), _PIECE):
        found = session.execute(
            select(QuestionVersion.likeness_digest, Question.public_id)
            .join(Question, Question.current_version_id == QuestionVersion.id)
            .where(
                QuestionVersion.likeness_digest.in_(digests[at : at + _PIECE]),
                _seen_by(unit_id, on),
            )
        )
        known.update(found.all())
    return known


def by_hand_stems(unit_id: int | None, on: date) -> dict[str, str]:
    """Return text → public id of the essays and situations, whatever is looked for in them."""
    found = session.execute(
        select(QuestionVersion.stem, Question.public_id)
        .join(Question, Question.current_version_id == QuestionVersion.id)
        .where(QuestionVersion.kind.in_([kind.code for kind in BY_HAND]), _seen_by(unit_id, on))
        .order_by(Question.id.desc())
    )
    return {likeness_key(stem): public_id for stem, public_id in found}


def right_answers(public_ids: Iterable[str]) -> dict[str, list[str]]:
    """Return public id → the texts of the right answers, for questions chosen from options."""
    known: dict[str, list[str]] = {}
    wanted = list(public_ids)
    for at in range(0, len(wanted), _PIECE):
        found = session.execute(
            select(Question.public_id, Option.text)
            .join(Option, Option.version_id == Question.current_version_id)
            .where(Question.public_id.in_(wanted[at : at + _PIECE]), Option.is_right)
        )
        for public_id, text in found:
            known.setdefault(public_id, []).append(text)
    return known


def alike_arriving(digests: Sequence[str], import_id: int) -> dict[str, str]:
    """Return the digests of questions this import brought in already, out of sight so far."""
    found = session.execute(
        select(QuestionVersion.likeness_digest, Question.public_id)
        .join(Question, Question.current_version_id == QuestionVersion.id)
        .where(QuestionVersion.likeness_digest.in_(digests), Question.arrives_with == import_id)
    )
    return dict(found.all())


def comparable_texts(unit_id: int | None, on: date) -> dict[str, str]:
    """Return public id → the text by which a question of the bank is compared."""
    seen = _seen_by(unit_id, on)
    version = QuestionVersion
    questions = session.execute(
        select(version.id, Question.public_id, version.stem, version.kind, version.body)
        .join(Question, Question.current_version_id == version.id)
        .where(seen)
    ).all()
    options: dict[int, list[str]] = defaultdict(list)
    for version_id, text in session.execute(
        select(Option.version_id, Option.text)
        .join(Question, Question.current_version_id == Option.version_id)
        .where(seen)
    ):
        options[version_id].append(text)
    return {
        public_id: comparable(
            stem, [*options[id_], *body_texts(from_json(Kind[kind.upper()], body))]
        )
        for id_, public_id, stem, kind, body in questions
    }
