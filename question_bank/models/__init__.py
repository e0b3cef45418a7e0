"""The tables of the question bank, by subject."""

from question_bank.models.files import ExportedFile, ImportPreview, ImportRow
from question_bank.models.questions import (
    BulkEdit,
    Comment,
    LikePair,
    Option,
    Picture,
    Question,
    QuestionVersion,
    Review,
    SmallOffice,
    SourceDocument,
    SourceReplacement,
    Topic,
    VersionPicture,
)

__all__ = [
    "BulkEdit",
    "Comment",
    "ExportedFile",
    "ImportPreview",
    "ImportRow",
    "LikePair",
    "Option",
    "Picture",
    "Question",
    "QuestionVersion",
    "Review",
    "SmallOffice",
    "SourceDocument",
    "SourceReplacement",
    "Topic",
    "VersionPicture",
]
