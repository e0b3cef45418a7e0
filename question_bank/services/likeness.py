"""Looking for questions of the bank that read almost the same, and deciding about each pair."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from foundation import clock
from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import NotFound
from foundation.jobs.handlers import Progress, job_handler
from foundation.jobs.models import Job
from foundation.jobs.services import enqueue
from question_bank.models import LikePair, Question
from question_bank.queries.likeness import comparable_texts, known_pairs
from question_bank.rules.kinds import State
from question_bank.rules.likeness import LikenessIndex
from question_bank.services.life import move_question

JOB = "bank.likeness"
KEEP_BOTH, RETIRED = "keep_both", "retired"
A_STEP = 200


@transactional
def look_for_pairs(unit_ids: Sequence[int], *, actor_id: int, at: datetime) -> Job:
    """Ask the worker to compare all questions these units may read."""
    arguments = {"units": sorted(unit_ids), "address": "/questions/giong-nhau"}
    return enqueue(JOB, arguments, actor_id=actor_id, unit_id=None, at=at)


@job_handler(JOB)
def compare_all(progress: Progress, arguments: dict[str, Any]) -> dict[str, Any]:
    """Compare every question with those that share rare words; found again, nothing is doubled."""
    texts = comparable_texts(arguments["units"], clock.today())
    index, known = LikenessIndex(texts), known_pairs()
    found: list[tuple[int, int, int]] = []
    count = 0
    for done, (key, text) in enumerate(texts.items(), start=1):
        near = index.nearest(text, but=key)
        if near is not None:
            pair = min(key, near.key), max(key, near.key)
            if pair not in known:
                known.add(pair)
                found.append((*pair, round(100 * near.share)))
        if done % A_STEP == 0 or done == len(texts):
            count += keep_pairs(found, at=clock.now())
            found = []
            progress.step(done, len(texts))
    return {"found": count, "url": arguments["address"]}


@transactional
def keep_pairs(found: Sequence[tuple[int, int, int]], *, at: datetime) -> int:
    """Keep pairs for people to look at; return how many."""
    for first, second, likeness in found:
        row = LikePair(first_id=first, second_id=second, likeness=likeness, found_at=at)
        session.add(row)
    session.flush()
    return len(found)


@transactional
def decide_pair(pair_id: int, retired_id: int | None, *, actor_id: int, at: datetime) -> LikePair:
    """Keep both questions of a pair, or retire one of them; nothing is ever merged.

    Raises:
        NotFound: the question to retire is none of the pair.
    """
    pair = session.get_one(LikePair, pair_id)
    if retired_id is not None and retired_id not in (pair.first_id, pair.second_id):
        raise NotFound
    if pair.decision:
        return pair
    if retired_id is not None and session.get_one(Question, retired_id).state != "retired":
        move_question(retired_id, State.RETIRED, actor_id=actor_id, at=at)
    pair.decision = KEEP_BOTH if retired_id is None else RETIRED
    pair.decided_by, pair.decided_at = actor_id, at
    session.flush()
    subject = f"pair:{pair_id}"
    record("pair.decide", subject, actor_id=actor_id, at=at, retired=retired_id)
    return pair
