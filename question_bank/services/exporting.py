"""Questions written to a file of another platform: what went in, and what it could not hold."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from foundation import clock
from foundation.audit.services import record
from foundation.db import transactional
from foundation.errors import N_, InvalidInput, Refusal
from question_bank import queries
from question_bank.queries.lists import QuestionFilter, chosen_versions
from question_bank.rules.formats.writing import Loss
from question_bank.services.formats import FORMATS, UnknownFormat, format_named


class NothingToWrite(Refusal):
    """No question fits what was asked for."""

    message = N_("No question fits, so no file was written.")


class TooManyAtOnce(InvalidInput):
    """So many that a page would wait too long."""

    message = N_("%(count)s questions are too many for one file. Choose a topic or a state first.")


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
    most: int | None = None,
) -> Exported:
    """Return the questions that fit as a file; the log says who took them.

    Args:
        format_name: the name of a format that is written.
        asked: which questions.
        unit_ids: units whose questions the caller may read; None from the shell: all.
        actor_id: who asks.
        at: when.
        most: how many the caller can wait for.

    Raises:
        UnknownFormat, NothingToWrite, TooManyAtOnce: nothing is written.
    """
    chosen = format_named(format_name)
    if chosen.write is None:
        known = ", ".join(name for name, one in FORMATS.items() if one.write)
        raise UnknownFormat(name=format_name, known=known)
    versions = chosen_versions(unit_ids, clock.local(at).date(), asked)
    if not versions:
        raise NothingToWrite
    if most is not None and len(versions) > most:
        raise TooManyAtOnce(count=len(versions))
    by_version = queries.drafts_of_questions(versions)
    topics = {row.code: row.name for row in queries.topics()}
    made = chosen.write([by_version[one] for one in versions], topics)
    name = f"cau-hoi-{clock.local(at):%Y-%m-%d}{chosen.endings[0]}"
    exported = Exported(made.content, name, chosen.media_type, len(versions), made.losses)
    record(
        "questions.export",
        "questions",
        actor_id=actor_id,
        at=at,
        format=chosen.name,
        found=exported.found,
        written=exported.written,
    )
    return exported
