"""Reading the bank: topics, the pool a paper is drawn from, versions with their keys, lists."""

from question_bank.queries.drawing import (
    FrozenOption,
    FrozenQuestion,
    PoolQuestion,
    TopicRow,
    owners_of_versions,
    pool,
    topic_by_code,
    topics,
    versions,
    visible_to,
)
from question_bank.queries.lists import (
    PAGE_SIZE,
    QuestionFilter,
    QuestionPage,
    counts_by_state,
    question_page,
)
from question_bank.queries.single import (
    alike,
    history,
    preview_by_public_id,
    question_by_public_id,
    reviews,
)

__all__ = [
    "PAGE_SIZE",
    "FrozenOption",
    "FrozenQuestion",
    "PoolQuestion",
    "QuestionFilter",
    "QuestionPage",
    "TopicRow",
    "alike",
    "counts_by_state",
    "history",
    "owners_of_versions",
    "pool",
    "preview_by_public_id",
    "question_by_public_id",
    "question_page",
    "reviews",
    "topic_by_code",
    "topics",
    "versions",
    "visible_to",
]
