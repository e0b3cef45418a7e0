"""Questions written to a file of another platform: what went in, and what it could not hold."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from foundation import clock
from foundation.audit.services import record
from foundation.db import transactional
from foundation.errors import N_, Refusal
from question_bank import queries
from question_bank.queries.lists import QuestionFilter, chosen_versions
from question_bank.rules.formats.writing import Loss
from question_bank.services.formats import FORMATS, Format, UnknownFormat, format_named


class NothingToWrite(Refusal):
    """No question fits what was asked for."""

    message = N_("No question fits, so no file was written.")


@dataclass(frozen=True)
class Exported:
    """A file with questions."""

    content: bytes
    file_name: str
    media_type: str
    found: int
    losses: tuple[Loss, ...]

    @property
    def written(self) -> int:
        """Return how many questions are in the file."""
        return self.found - len({one.number for one in self.losses if one.is_left_out})


@transactional
def export_questions(
    format_name: str,
    asked: QuestionFilter,
    unit_ids: Collection[int] | None,
    *,
    actor_id: int | None,
    at: datetime,
) -> Exported:
    """Return the questions that fit as a file; the log says who took them.

    Args:
        format_name: the name of a format that is written.
        asked: which questions.
        unit_ids: units whose questions the caller may read; None from the shell: all.
        actor_id: who asks.
        at: when.

    Raises:
        UnknownFormat, NothingToWrite: nothing is written.
    """
    chosen = writer_named(format_name)
    versions = chosen_versions(unit_ids, clock.local(at).date(), asked)
    if not versions:
        raise NothingToWrite
    by_version = queries.drafts_of_questions(versions)
    topics = {row.code: row.name for row in queries.topics()}
    made = chosen.writes([by_version[one] for one in versions], topics)
    name = f"cau-hoi-{clock.local(at):%Y-%m-%d}{chosen.endings[0]}"
    exported = Exported(made.content, name, chosen.media_type, len(versions), made.losses)
    tell_export(chosen.name, exported.found, exported.written, actor_id=actor_id, at=at)
    return exported


def writer_named(name: str) -> Format:
    """Return a format that is written.

    Raises:
        UnknownFormat: there is none of this name, or it is only read.
    """
    chosen = format_named(name)
    if chosen.write is None:
        known = ", ".join(one for one, format_ in FORMATS.items() if format_.write)
        raise UnknownFormat(name=name, known=known)
    return chosen


def tell_export(
    format_name: str, found: int, written: int, *, actor_id: int | None, at: datetime
) -> None:
    """Write in the log that questions were taken, in the caller's transaction."""
    record(
        "questions.export",
        "questions",
        actor_id=actor_id,
        at=at,
        format=format_name,
        found=found,
        written=written,
    )
