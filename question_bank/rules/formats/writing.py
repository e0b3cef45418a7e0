"""What every writer of a format hands over: the file, and honestly what it could not hold.

Each question is read back from what was written; whatever differs is a loss that is said.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from question_bank.rules.bodies import Essay, Numeric, Short, Situation
from question_bank.rules.drafting import QuestionDraft
from question_bank.rules.formats import remarks
from question_bank.rules.formats.choices import FALSE, TRUE
from question_bank.rules.formats.markdown import to_plain
from question_bank.rules.formats.naming import own_name
from question_bank.rules.formats.tags import machine_tags
from question_bank.rules.kinds import Credit, Kind
from question_bank.rules.reading import Remark


@dataclass(frozen=True)
class Loss:
    """What a file does not hold of one question; ``is_left_out``: the whole question."""

    number: int
    name: str
    remark: Remark
    is_left_out: bool = False


@dataclass(frozen=True)
class Written:
    """A file, and what it lost."""

    content: bytes
    losses: tuple[Loss, ...] = ()

    @property
    def left_out(self) -> int:
        """Return how many questions are not in the file."""
        return len({loss.number for loss in self.losses if loss.is_left_out})


def losses(number: int, before: QuestionDraft, after: QuestionDraft | None) -> list[Loss]:
    """Return what a question lost between the bank and the file."""
    name = before.name or to_plain(before.stem)[:60]
    if after is None:
        return [Loss(number, name, Remark(remarks.KIND_LEFT_OUT), is_left_out=True)]
    return [Loss(number, name, Remark(message)) for message in differences(before, after)]


def differences(before: QuestionDraft, after: QuestionDraft) -> list[str]:
    """Return which details differ, as msgids."""
    found = []
    for lost, changed, part in _PARTS:
        was, is_now = part(before), part(after)
        if was != is_now:
            found.append(changed if is_now else lost)
    return found


def _texts(draft: QuestionDraft) -> object:
    """Every text to answer and what is right, without shares, words of feedback and rubric."""
    options = [(one.text, one.is_right) for one in draft.options]
    body = draft.body
    match body:
        case Short():
            return draft.stem, [one.text for one in body.accepted]
        case Numeric():
            return draft.stem, [(one.value, one.tolerance) for one in body.accepted]
        case Essay() | Situation():
            return draft.stem
    return draft.stem, options, body


def _shares(draft: QuestionDraft) -> object:
    if isinstance(draft.body, Short | Numeric):
        return [one.share for one in draft.body.accepted]
    return draft.credit, [one.share for one in draft.options]


def _feedback(draft: QuestionDraft) -> object:
    found: Sequence[object] = draft.options
    if isinstance(draft.body, Short | Numeric):
        found = draft.body.accepted
    return [getattr(one, "feedback", "") for one in found]


def _rubric(draft: QuestionDraft) -> object:
    body = draft.body
    mistakes = body.fatal_mistakes if isinstance(body, Situation) else ()
    if not isinstance(body, Essay | Situation):
        return None
    told = body.rubric, body.model, mistakes
    return told if any(told) else None


Part = Callable[[QuestionDraft], object]
_PARTS: tuple[tuple[str, str, Part], ...] = (
    (remarks.KIND_CHANGED, remarks.KIND_CHANGED, lambda draft: draft.kind),
    (remarks.TEXT_CHANGED, remarks.TEXT_CHANGED, _texts),
    (
        remarks.PICTURES_LOST,
        remarks.PICTURES_LOST,
        lambda draft: {one.name: one.content for one in draft.pictures},
    ),
    (remarks.FEEDBACK_LOST, remarks.FEEDBACK_LOST, _feedback),
    (remarks.SHARES_LOST, remarks.SHARES_LOST, _shares),
    (remarks.EXPLANATION_LOST, remarks.EXPLANATION_CHANGED, lambda draft: draft.explanation),
    (remarks.SOURCE_LOST, remarks.SOURCE_CHANGED, lambda draft: draft.source),
    (remarks.RUBRIC_LOST, remarks.RUBRIC_CHANGED, _rubric),
    (remarks.UNIT_LOST, remarks.UNIT_LOST, lambda draft: getattr(draft.body, "unit", "")),
    (
        remarks.CASE_LOST,
        remarks.CASE_LOST,
        lambda draft: getattr(draft.body, "is_case_sensitive", False),
    ),
    (
        remarks.WORDS_LOST,
        remarks.WORDS_LOST,
        lambda draft: getattr(draft.body, "most_words", None),
    ),
    (remarks.TAGS_LOST, remarks.TAGS_LOST, lambda draft: frozenset(draft.tags)),
    (remarks.NAME_LOST, remarks.NAME_LOST, lambda draft: draft.name),
    (remarks.DIFFICULTY_LOST, remarks.DIFFICULTY_LOST, lambda draft: draft.difficulty),
    (remarks.DAYS_LOST, remarks.DAYS_LOST, lambda draft: (draft.valid_from, draft.valid_to)),
    (remarks.GROUP_LOST, remarks.GROUP_LOST, lambda draft: draft.group),
)
"""What a loss is called where nothing is left, where something is, and what is compared."""


def all_tags(draft: QuestionDraft, *, shown_as: Kind) -> tuple[str, ...]:
    """Return a question's tags and those that carry what a format has no place for.

    Args:
        draft: the question.
        shown_as: the kind the file shows it as.
    """
    is_whole = draft.kind is Kind.SEVERAL and draft.credit is Credit.ALL_OR_NOTHING
    is_named = bool(draft.name) and own_name(draft.name, draft.stem) != draft.name
    made = machine_tags(draft, kind=draft.kind is not shown_as, credit=is_whole, name=is_named)
    return (*draft.tags, *made)


def shown_kind(draft: QuestionDraft) -> Kind:
    """Return the kind by which other platforms show a question."""
    if draft.kind is Kind.SITUATION:
        return Kind.ESSAY
    words = tuple(option.text for option in draft.options)
    if draft.kind is Kind.TRUE_FALSE and words != (TRUE, FALSE):
        return Kind.ONE
    right = [option for option in draft.options if option.is_right]
    if draft.kind is Kind.SEVERAL and len(right) == 1 and right[0].share in (None, 1):
        return Kind.ONE
    return draft.kind
