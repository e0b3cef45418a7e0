"""Versions read whole: with their keys, for marking; as drafts, for writing anew and files."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload, undefer

from foundation.db import session
from question_bank.models import Picture, QuestionVersion, Topic, VersionPicture
from question_bank.rules import bodies
from question_bank.rules.bodies import Body
from question_bank.rules.body_json import from_json
from question_bank.rules.drafting import OptionDraft, QuestionDraft, SourceDraft
from question_bank.rules.kinds import Credit, Difficulty, Kind
from question_bank.rules.markup import as_html, as_line

WHOLE = (
    selectinload(QuestionVersion.options),
    selectinload(QuestionVersion.pictures).joinedload(VersionPicture.picture),
    joinedload(QuestionVersion.topic),
    joinedload(QuestionVersion.source),
)
"""What is loaded with a version, so that nothing is fetched one by one."""


@dataclass(frozen=True)
class FrozenOption:
    """An answer of a version, with whether it is right."""

    id: int
    text: str
    is_right: bool
    share: Fraction | None = None
    feedback: str = ""


@dataclass(frozen=True)
class FrozenQuestion:
    """A version as it was when it was written. Holds the key: for marking and review only."""

    version_id: int
    question_id: int
    kind: str
    difficulty: str
    topic_id: int
    topic_name: str
    stem: str
    stem_html: str
    options: tuple[FrozenOption, ...]
    source_text: str
    explanation: str
    body: Body | None = None
    credit: Credit = Credit.ALL_OR_NOTHING
    pictures: dict[str, str] = field(default_factory=dict)
    """Name → digest."""

    @property
    def is_kind(self) -> Kind:
        """Return the kind itself."""
        return Kind[self.kind.upper()]

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return the pairs of a matching question; none for other kinds."""
        return self.body.pairs if isinstance(self.body, bodies.Matching) else ()

    def html(self, text: str) -> str:
        """Return one of the question's texts as HTML with its pictures."""
        return as_html(text, self.pictures)

    def line(self, text: str) -> str:
        """Return one of the question's short texts as HTML without a paragraph around it."""
        return as_line(text, self.pictures)


def versions(version_ids: Iterable[int]) -> dict[int, FrozenQuestion]:
    """Return versions with their keys: the only door to them.

    Callers are the marking of a quiz and pages after release.
    """
    found = session.scalars(
        select(QuestionVersion).where(QuestionVersion.id.in_(list(version_ids))).options(*WHOLE)
    )
    return {version.id: frozen(version) for version in found}


@dataclass(frozen=True)
class Outline:
    """What a version is, without a word of what it says."""

    question_id: int
    kind: Kind
    topic_name: str


def outlines(version_ids: Iterable[int]) -> dict[int, Outline]:
    """Return version → question, kind and topic: for counting, without reading texts."""
    version = QuestionVersion
    found = session.execute(
        select(version.id, version.question_id, version.kind, Topic.name)
        .join(Topic, Topic.id == version.topic_id)
        .where(version.id.in_(list(version_ids)))
    )
    return {
        id_: Outline(question, Kind[kind.upper()], topic) for id_, question, kind, topic in found
    }


def frozen(version: QuestionVersion) -> FrozenQuestion:
    """Return a version that was read ``WHOLE`` as a plain value."""
    return FrozenQuestion(
        version_id=version.id,
        question_id=version.question_id,
        kind=version.kind,
        difficulty=version.difficulty,
        topic_id=version.topic_id,
        topic_name=version.topic.name,
        stem=version.stem,
        stem_html=version.stem_html,
        options=tuple(
            FrozenOption(o.id, o.text, o.is_right, o.share, o.feedback) for o in version.options
        ),
        source_text=", ".join(
            part
            for part in (version.article, version.source.name if version.source else "")
            if part
        ),
        explanation=version.explanation,
        body=from_json(Kind[version.kind.upper()], version.body),
        credit=Credit[version.credit.upper()],
        pictures={row.name: row.picture.digest for row in version.pictures},
    )


def draft_of(version: QuestionVersion) -> QuestionDraft:
    """Return a version, read ``WHOLE``, as the draft it was written from; nothing is lost."""
    [draft] = drafts_of([version])
    return draft


def drafts_of(found: Iterable[QuestionVersion]) -> list[QuestionDraft]:
    """Return versions, read ``WHOLE``, as drafts, their pictures fetched in one question."""
    read = list(found)
    wanted = {row.picture_id for version in read for row in version.pictures}
    query = select(Picture).where(Picture.id.in_(wanted)).options(undefer(Picture.content))
    contents = {one.id: one.content for one in session.scalars(query)} if wanted else {}
    return [_draft(version, contents) for version in read]


def drafts_of_questions(version_ids: Iterable[int]) -> dict[int, QuestionDraft]:
    """Return version id → draft, for writing files."""
    query = select(QuestionVersion).where(QuestionVersion.id.in_(list(version_ids)))
    found = list(session.scalars(query.options(*WHOLE)))
    return dict(zip((one.id for one in found), drafts_of(found), strict=True))


def _draft(version: QuestionVersion, contents: dict[int, bytes]) -> QuestionDraft:
    kind = Kind[version.kind.upper()]
    source = SourceDraft(version.source.name, version.article) if version.source else None
    return QuestionDraft(
        kind=kind,
        difficulty=Difficulty[version.difficulty.upper()],
        topic_code=version.topic.code,
        stem=version.stem,
        options=tuple(
            OptionDraft(one.text, one.is_right, one.share, one.feedback) for one in version.options
        ),
        source=source,
        valid_from=version.valid_from,
        valid_to=version.valid_to,
        explanation=version.explanation,
        body=from_json(kind, version.body),
        credit=Credit[version.credit.upper()],
        pictures=tuple(
            bodies.Picture(row.name, row.picture.media_type, contents[row.picture_id])
            for row in version.pictures
        ),
        tags=tuple(version.tags),
        name=version.name,
        group=version.exclusion_group,
    )
