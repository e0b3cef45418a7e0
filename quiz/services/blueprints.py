"""The blueprint of a quiz: its cells and sections, what the bank holds for them, how it is kept."""

from collections.abc import Iterable

from sqlalchemy import delete

from foundation.db import session
from foundation.text import clean, clean_lines
from question_bank import queries as bank
from quiz.models import BlueprintRow, Quiz, Section
from quiz.queries.blueprints import WORDS, SectionDraft, drawable
from quiz.rules.assembly import BlueprintCell, Drawable, check_feasible


def refuse_impossible(cells: Iterable[BlueprintCell], pool: Iterable[Drawable]) -> None:
    """Let a blueprint pass that the pool can serve.

    Raises:
        BlueprintEmpty, BlueprintImpossible: it cannot; cells are named in words.
    """
    names = {topic.id: topic.name for topic in bank.topics()}
    check_feasible(tuple(cells), pool, names, WORDS)


def keep_cells(
    quiz: Quiz, cells: Iterable[BlueprintCell], sections: Iterable[SectionDraft]
) -> None:
    """Put cells and sections in place of those the quiz had.

    Raises:
        BlueprintEmpty, BlueprintImpossible: no paper can be drawn from them.
    """
    wanted = [cell for cell in cells if cell.count]
    refuse_impossible(wanted, drawable(quiz.unit_id, quiz.opens_at))
    for table in (BlueprintRow, Section):
        session.execute(delete(table).where(table.quiz_id == quiz.id))
    for cell in wanted:
        session.add(
            BlueprintRow(
                quiz_id=quiz.id,
                section=cell.section,
                topic_id=cell.topic_id,
                difficulty=cell.difficulty,
                kind=cell.kind,
                count=cell.count,
                points=cell.points,
            )
        )
    for one in sections:
        session.add(
            Section(
                quiz_id=quiz.id,
                number=one.number,
                title=clean(one.title)[:120],
                instructions=clean_lines(one.instructions)[:1000],
            )
        )
    session.flush()


def cells_as_json(cells: Iterable[BlueprintCell]) -> list[list[object]]:
    """Return cells as they stand in the log."""
    return [[c.section, c.topic_id, c.difficulty, c.kind, c.count, str(c.points)] for c in cells]


def frozen_pool(cells: Iterable[BlueprintCell], pool: Iterable[Drawable]) -> list[list[object]]:
    """Return what the cells may take of the pool, as a locked quiz keeps it."""
    keys = {cell.key for cell in cells}
    return [
        [one.version_id, one.topic_id, one.difficulty, one.kind, one.exposure, one.group]
        for one in sorted(pool)
        if any(one.fits(key) for key in keys)
    ]
