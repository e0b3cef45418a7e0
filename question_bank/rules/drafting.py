"""What a question must hold before it can be kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from foundation.errors import N_, InvalidInput
from foundation.text import clean
from question_bank.rules.bodies import Body, Picture
from question_bank.rules.body_faults import BAD_SHARE, BODY_UNNEEDED, body_faults, same_key
from question_bank.rules.body_json import body_texts
from question_bank.rules.kinds import CHOSEN, Credit, Difficulty, Kind
from question_bank.rules.markup import PICTURE_NAME, picture_names

MOST_OPTIONS = 20
LONGEST_STEM = 20_000
LONGEST_OPTION = 4_000
LONGEST_TAG = 80
LONGEST_GROUP = 40


@dataclass(frozen=True)
class OptionDraft:
    """An answer to choose, as it was typed."""

    text: str
    is_right: bool = False
    share: Fraction | None = None
    """What choosing it is worth where ``Credit.SHARES`` holds: -1 to 1 of the points."""
    feedback: str = ""


@dataclass(frozen=True)
class SourceDraft:
    """The document a question rests on, with number and date in its name, and the article."""

    document: str
    article: str = ""


def source_draft(document: str, article: str) -> SourceDraft | None:
    """Return the source of which a file names both, one or nothing."""
    if not (document or article):
        return None
    return SourceDraft(document or article, article if document else "")


@dataclass(frozen=True)
class QuestionDraft:
    """A question as it was typed or recognised; dates are half-open."""

    kind: Kind
    difficulty: Difficulty
    topic_code: str
    stem: str
    options: tuple[OptionDraft, ...] = ()
    source: SourceDraft | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    explanation: str = ""
    body: Body | None = None
    """None for the kinds that are chosen from options."""
    credit: Credit = Credit.ALL_OR_NOTHING
    pictures: tuple[Picture, ...] = ()
    tags: tuple[str, ...] = ()
    name: str = ""
    """A short name, where the file or the author gives one; never shown to contestants."""
    group: str = ""
    """Of all questions with the same code a paper holds at most one; nothing for most."""


class BadQuestion(InvalidInput):
    """The question cannot be kept as it is."""

    message = N_("%(problem)s")


STEM_MISSING = N_("The question has no text.")
STEM_LONG = N_("The question is longer than 20,000 letters.")
TOO_FEW_OPTIONS = N_("A question needs at least two answers to choose from.")
TOO_MANY_OPTIONS = N_("A question can have at most twenty answers to choose from.")
EMPTY_OPTION = N_("One of the answers has no text.")
LONG_OPTION = N_("One of the answers is longer than 4,000 letters.")
SAME_OPTIONS = N_("Two answers are the same.")
NO_KEY = N_("No answer is marked as right.")
SEVERAL_KEYS = N_("More than one answer is marked as right, but only one may be.")
ONE_KEY = N_("Only one answer is marked as right, but the question asks for several.")
ALL_KEYS = N_("All answers are marked as right.")
DATES = N_("The question ends before it begins to be valid.")
LONG_SOURCE = N_("The name of the source or its article is too long.")
LONG_TAG = N_("One of the tags is longer than 80 letters.")
LONG_GROUP = N_("The code of the group is longer than 40 letters.")
BAD_PICTURE = N_("A picture has no name, the name of another, or is no picture that can be shown.")
PICTURE_MISSING = N_("A text names a picture that does not belong to the question.")
PICTURE_TYPES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})


def faults(draft: QuestionDraft) -> list[str]:
    """Return what is wrong with a question, as msgids; nothing means it can be kept."""
    found = _text_faults(draft) + body_faults(draft.kind, draft.body)
    if draft.kind in CHOSEN:
        found += _option_faults(draft.options) + _key_faults(draft)
    elif draft.options:
        found.append(BODY_UNNEEDED)
    return found + _picture_faults(draft)


def habits(draft: QuestionDraft) -> list[str]:
    """Return what a person who types a question surely did not mean; files may hold it."""
    if draft.kind is not Kind.SEVERAL:
        return []
    right = sum(option.is_right for option in draft.options)
    if right == 1:
        return [ONE_KEY]
    return [ALL_KEYS] if right == len(draft.options) else []


def texts_of(draft: QuestionDraft) -> tuple[str, ...]:
    """Return every text of a question beside its stem, in a stable order."""
    return (*(option.text for option in draft.options), *body_texts(draft.body))


def _text_faults(draft: QuestionDraft) -> list[str]:
    source = draft.source or SourceDraft("x")
    is_late = draft.valid_from and draft.valid_to and draft.valid_to <= draft.valid_from
    checks = (
        (not clean(draft.stem), STEM_MISSING),
        (len(draft.stem) > LONGEST_STEM, STEM_LONG),
        (bool(is_late), DATES),
        (len(source.document) > 400 or len(source.article) > 200, LONG_SOURCE),
        (any(len(tag) > LONGEST_TAG for tag in draft.tags), LONG_TAG),
        (len(draft.group) > LONGEST_GROUP, LONG_GROUP),
    )
    return [fault for is_wrong, fault in checks if is_wrong]


def _option_faults(options: Sequence[OptionDraft]) -> list[str]:
    keys = [same_key(option.text) for option in options]
    shares = [option.share for option in options if option.share is not None]
    checks = (
        (len(options) < 2, TOO_FEW_OPTIONS),
        (len(options) > MOST_OPTIONS, TOO_MANY_OPTIONS),
        (not all(keys), EMPTY_OPTION),
        (any(len(option.text) > LONGEST_OPTION for option in options), LONG_OPTION),
        (len(set(keys)) < len(keys), SAME_OPTIONS),
        (any(not -1 <= share <= 1 for share in shares), BAD_SHARE),
    )
    return [fault for is_wrong, fault in checks if is_wrong]


def _key_faults(draft: QuestionDraft) -> list[str]:
    right = sum(option.is_right for option in draft.options)
    if right == 0:
        return [NO_KEY]
    if draft.kind is Kind.SEVERAL or draft.credit is Credit.SHARES:
        return []
    return [SEVERAL_KEYS] if right > 1 else []


def _picture_faults(draft: QuestionDraft) -> list[str]:
    names = [picture.name for picture in draft.pictures]
    is_bad = len(set(names)) < len(names) or not all(
        PICTURE_NAME.fullmatch(one.name) and one.media_type in PICTURE_TYPES and one.content
        for one in draft.pictures
    )
    named = set(picture_names("\n".join((draft.stem, draft.explanation, *texts_of(draft)))))
    checks = ((is_bad, BAD_PICTURE), (not named <= set(names), PICTURE_MISSING))
    return [fault for is_wrong, fault in checks if is_wrong]
