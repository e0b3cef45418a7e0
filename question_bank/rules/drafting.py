"""What a question must hold before it can be kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from foundation.errors import N_, InvalidInput
from foundation.text import likeness_key
from question_bank.rules.bodies import Body, Picture
from question_bank.rules.kinds import Credit, Difficulty, Kind

MOST_OPTIONS = 8
LONGEST_STEM = 2_000
LONGEST_OPTION = 600


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


class BadQuestion(InvalidInput):
    """The question cannot be kept as it is."""

    message = N_("%(problem)s")


STEM_MISSING = N_("The question has no text.")
STEM_LONG = N_("The question is longer than 2,000 letters.")
TOO_FEW_OPTIONS = N_("A question needs at least two answers to choose from.")
TOO_MANY_OPTIONS = N_("A question can have at most eight answers to choose from.")
EMPTY_OPTION = N_("One of the answers has no text.")
LONG_OPTION = N_("One of the answers is longer than 600 letters.")
SAME_OPTIONS = N_("Two answers are the same.")
NO_KEY = N_("No answer is marked as right.")
SEVERAL_KEYS = N_("More than one answer is marked as right, but only one may be.")
ONE_KEY = N_("Only one answer is marked as right, but the question asks for several.")
ALL_KEYS = N_("All answers are marked as right.")
DATES = N_("The question ends before it begins to be valid.")


def faults(draft: QuestionDraft) -> list[str]:
    """Return what is wrong with a question, as msgids; nothing means it can be kept."""
    found = _text_faults(draft) + _option_faults(draft.options) + _key_faults(draft)
    if draft.valid_from and draft.valid_to and draft.valid_to <= draft.valid_from:
        found.append(DATES)
    return found


def _text_faults(draft: QuestionDraft) -> list[str]:
    if not draft.stem.strip():
        return [STEM_MISSING]
    return [STEM_LONG] if len(draft.stem) > LONGEST_STEM else []


def _option_faults(options: Sequence[OptionDraft]) -> list[str]:
    keys = [likeness_key(option.text) for option in options]
    checks = (
        (len(options) < 2, TOO_FEW_OPTIONS),
        (len(options) > MOST_OPTIONS, TOO_MANY_OPTIONS),
        (not all(option.text.strip() for option in options), EMPTY_OPTION),
        (any(len(option.text) > LONGEST_OPTION for option in options), LONG_OPTION),
        (len(set(keys)) < len(keys), SAME_OPTIONS),
    )
    return [fault for is_wrong, fault in checks if is_wrong]


def _key_faults(draft: QuestionDraft) -> list[str]:
    right = sum(option.is_right for option in draft.options)
    if right == 0:
        return [NO_KEY]
    if draft.kind is not Kind.SEVERAL:
        return [SEVERAL_KEYS] if right > 1 else []
    if right == 1:
        return [ONE_KEY]
    return [ALL_KEYS] if right == len(draft.options) else []
