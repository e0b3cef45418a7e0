"""Reading the bank: topics, the pool a paper is drawn from, versions with their keys, lists."""

from question_bank.queries.drawing import (
    PoolQuestion,
    TopicRow,
    owners_of_versions,
    pool,
    source_holds,
    topic_by_code,
    topics,
    units_above,
    visible_to,
)
from question_bank.queries.lists import (
    PAGE_SIZE,
    QuestionFilter,
    QuestionPage,
    counts_by_state,
    question_page,
)
from question_bank.queries.pictures import picture_for_reader, picture_of_versions
from question_bank.queries.single import (
    alike,
    history,
    preview_by_public_id,
    question_by_public_id,
    reviews,
)
from question_bank.queries.sources import (
    SourceRow,
    over_ids,
    questions_of_source,
    source_by_public_id,
    source_rows,
)
from question_bank.queries.whole import (
    WHOLE,
    FrozenOption,
    FrozenQuestion,
    draft_of,
    drafts_of,
    drafts_of_questions,
    frozen,
    versions,
)

__all__ = [
    "PAGE_SIZE",
    "WHOLE",
    "FrozenOption",
    "FrozenQuestion",
    "PoolQuestion",
    "QuestionFilter",
    "QuestionPage",
    "SourceRow",
    "TopicRow",
    "alike",
    "counts_by_state",
    "draft_of",
    "drafts_of",
    "drafts_of_questions",
    "frozen",
    "history",
    "over_ids",
    "owners_of_versions",
    "picture_for_reader",
    "picture_of_versions",
    "pool",
    "preview_by_public_id",
    "question_by_public_id",
    "question_page",
    "questions_of_source",
    "reviews",
    "source_by_public_id",
    "source_holds",
    "source_rows",
    "topic_by_code",
    "topics",
    "units_above",
    "versions",
    "visible_to",
]
