"""Writing questions, moving them through their life, bringing them in from files."""

from question_bank.services.importing import (
    Choices,
    FileMissing,
    choose,
    compared,
    confirm_import,
    head_of_import,
    import_now,
    read_again,
    read_file,
    read_for_unit,
    stage_import,
)
from question_bank.services.life import approve_many, move_question
from question_bank.services.likeness import look_for_pairs
from question_bank.services.pictures import keep_upload, read_picture
from question_bank.services.starter import load_starter
from question_bank.services.storing import digest_of, picture_digest
from question_bank.services.writing import (
    Keeping,
    ensure_topic,
    rewrite_question,
    topic_of,
    write_question,
    write_questions,
)

__all__ = [
    "Choices",
    "FileMissing",
    "Keeping",
    "approve_many",
    "choose",
    "compared",
    "confirm_import",
    "digest_of",
    "ensure_topic",
    "head_of_import",
    "import_now",
    "keep_upload",
    "load_starter",
    "look_for_pairs",
    "move_question",
    "picture_digest",
    "read_again",
    "read_file",
    "read_for_unit",
    "read_picture",
    "rewrite_question",
    "stage_import",
    "topic_of",
    "write_question",
    "write_questions",
]
