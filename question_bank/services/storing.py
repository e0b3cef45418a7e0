"""From drafts to rows, many at a time: a hundred take as few statements as one."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from foundation.db import session
from question_bank.models import (
    Option,
    Picture,
    Question,
    QuestionVersion,
    SourceDocument,
    Topic,
    VersionPicture,
)
from question_bank.rules import bodies
from question_bank.rules.body_json import as_json
from question_bank.rules.drafting import BadQuestion, QuestionDraft, faults
from question_bank.rules.markup import as_html
from question_bank.rules.normal import likeness_words, normalised, search_words
from question_bank.services.sources import source_ids


@dataclass(frozen=True)
class Written:
    """A draft that becomes version ``number`` of a question."""

    question_id: int
    number: int
    draft: QuestionDraft


def checked(draft: QuestionDraft) -> QuestionDraft:
    """Return the draft as it is kept.

    Raises:
        BadQuestion: it has faults; the first one is said.
    """
    whole = normalised(draft)
    if found := faults(whole):
        raise BadQuestion(problem=found[0])
    return whole


def add_versions(writings: Sequence[Written], *, author_id: int | None, at: datetime) -> list[int]:
    """Add a version for each checked draft and make it the present one; return their ids."""
    drafts = [one.draft for one in writings]
    topics, sources = _topics(drafts), _sources(drafts)
    pictures = keep_pictures(
        (one for draft in drafts for one in draft.pictures), owner_id=author_id, at=at
    )
    rows = [_version_row(one, topics, sources, author_id, at) for one in writings]
    query = insert(QuestionVersion).returning(QuestionVersion.question_id, QuestionVersion.id)
    of_question = dict(session.execute(query, rows).all())
    ids = [of_question[one.question_id] for one in writings]
    options = [row for id_, draft in zip(ids, drafts, strict=True) for row in _options(id_, draft)]
    if options:
        session.execute(insert(Option), options)
    shown = [
        {
            "version_id": id_,
            "position": place,
            "name": one.name,
            "picture_id": pictures[picture_digest(one)],
        }
        for id_, draft in zip(ids, drafts, strict=True)
        for place, one in enumerate(draft.pictures, start=1)
    ]
    if shown:
        session.execute(insert(VersionPicture), shown)
    session.execute(
        update(Question),
        [
            {"id": one.question_id, "current_version_id": id_}
            for one, id_ in zip(writings, ids, strict=True)
        ],
    )
    return ids


def _version_row(
    writing: Written,
    topics: dict[str, int],
    sources: dict[str, int],
    author_id: int | None,
    at: datetime,
) -> dict[str, Any]:
    draft = writing.draft
    digests = {one.name: picture_digest(one) for one in draft.pictures}
    return {
        "question_id": writing.question_id,
        "number": writing.number,
        "kind": draft.kind.code,
        "difficulty": draft.difficulty.code,
        "topic_id": topics[draft.topic_code],
        "stem": draft.stem,
        "stem_html": as_html(draft.stem, digests),
        "source_id": sources[draft.source.document] if draft.source else None,
        "article": draft.source.article if draft.source else "",
        "valid_from": draft.valid_from,
        "valid_to": draft.valid_to,
        "explanation": draft.explanation,
        "search_key": search_words(draft),
        "likeness_digest": digest_of(draft),
        "author_id": author_id,
        "written_at": at,
        "name": draft.name,
        "body": as_json(draft.body),
        "credit": draft.credit.code,
        "tags": list(draft.tags),
        "exclusion_group": draft.group,
    }


def _options(version_id: int, draft: QuestionDraft) -> list[dict[str, Any]]:
    return [
        {
            "version_id": version_id,
            "position": position,
            "text": option.text,
            "is_right": option.is_right,
            "share": option.share,
            "feedback": option.feedback,
        }
        for position, option in enumerate(draft.options, start=1)
    ]


def _topics(drafts: Iterable[QuestionDraft]) -> dict[str, int]:
    codes = {draft.topic_code for draft in drafts}
    found = session.execute(select(Topic.code, Topic.id).where(Topic.code.in_(codes)))
    topics = dict(found.all())
    for code in sorted(codes - topics.keys()):
        raise BadQuestion(problem=code)
    return topics


def _sources(drafts: Iterable[QuestionDraft]) -> dict[str, int]:
    names = {draft.source.document for draft in drafts if draft.source}
    if not names:
        return {}
    query = select(SourceDocument.name, SourceDocument.id).where(SourceDocument.name.in_(names))
    known = dict(session.execute(query).all())
    return known | source_ids(names - known.keys())


def keep_pictures(
    pictures: Iterable[bodies.Picture], *, owner_id: int | None, at: datetime
) -> dict[str, int]:
    """Keep the pictures that are not there yet; return digest → id of all."""
    wanted = {picture_digest(one): one for one in pictures}
    if not wanted:
        return {}
    query = select(Picture.digest, Picture.id).where(Picture.digest.in_(wanted))
    known = dict(session.execute(query).all())
    missing = [
        {
            "digest": digest,
            "media_type": one.media_type,
            "content": one.content,
            "owner_id": owner_id,
            "kept_at": at,
        }
        for digest, one in wanted.items()
        if digest not in known
    ]
    if missing:
        session.execute(insert(Picture), missing)
        known = dict(session.execute(query).all())
    return known


def picture_digest(picture: bodies.Picture) -> str:
    """Return the digest by which a picture is found."""
    return hashlib.sha256(picture.content).hexdigest()


def digest_of(draft: QuestionDraft) -> str:
    """Return the digest that two questions share when they differ only in writing habit."""
    words = likeness_words(draft, tuple(picture_digest(one) for one in draft.pictures))
    return hashlib.sha256(words.encode()).hexdigest()
