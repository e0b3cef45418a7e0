"""Options with shares of the points, as other platforms have them, made into one kind of ours."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from question_bank.rules.drafting import OptionDraft
from question_bank.rules.formats import remarks
from question_bank.rules.kinds import Credit, Kind
from question_bank.rules.reading import Remark

TRUE, FALSE = "Đúng", "Sai"
_NEAR = Fraction(1, 50)


@dataclass(frozen=True)
class Choice:
    """An option with the share of the points for choosing it."""

    text: str
    share: Fraction
    feedback: str = ""


@dataclass(frozen=True)
class Chosen:
    """The kind, the options and the rule for a partly right answer."""

    kind: Kind
    options: tuple[OptionDraft, ...]
    credit: Credit = Credit.ALL_OR_NOTHING
    notes: tuple[Remark, ...] = ()


def choose(choices: Sequence[Choice], *, is_single: bool) -> Chosen:
    """Return a question of one or several right answers, shares kept where they say more."""
    right = [one for one in choices if one.share > 0]
    if is_single or (len(right) == 1 and right[0].share == 1):
        notes = () if is_single else (Remark(remarks.ONE_OF_SEVERAL),)
        return _one(choices, notes)
    return _several(choices, right)


def _one(choices: Sequence[Choice], notes: tuple[Remark, ...]) -> Chosen:
    """Return one to choose; where several are worth the most, each of them is right."""
    best = max((one.share for one in choices), default=Fraction(0))
    plain = sorted(one.share for one in choices if one.share) in ([], [1])
    credit = Credit.ALL_OR_NOTHING if plain else Credit.SHARES
    options = tuple(
        OptionDraft(one.text, 0 < one.share == best, None if plain else one.share, one.feedback)
        for one in choices
    )
    return Chosen(Kind.ONE, options, credit, notes)


def _several(choices: Sequence[Choice], right: Sequence[Choice]) -> Chosen:
    total = sum((one.share for one in right), Fraction(0))
    each = Fraction(1, len(right)) if right else Fraction(0)
    is_even = bool(right) and all(
        one.share == (each if one.share > 0 else -each) for one in choices
    )
    credit = Credit.PER_OPTION if is_even else Credit.SHARES
    options = tuple(
        OptionDraft(one.text, one.share > 0, None if is_even else one.share, one.feedback)
        for one in choices
    )
    is_off = bool(right) and abs(total - 1) > _NEAR
    notes = (Remark(remarks.SHARES_TOGETHER),) if is_off else ()
    return Chosen(Kind.SEVERAL, options, credit, notes)


def true_false(*, is_true: bool, if_true: str = "", if_false: str = "") -> Chosen:
    """Return the two options of a statement that is true or false.

    Args:
        is_true: whether the statement holds.
        if_true: the words for whoever says that it does.
        if_false: the words for whoever says that it does not.
    """
    options = (
        OptionDraft(TRUE, is_true, None, if_true),
        OptionDraft(FALSE, not is_true, None, if_false),
    )
    return Chosen(Kind.TRUE_FALSE, options)


def shares_of(kind: Kind, options: Sequence[OptionDraft], credit: Credit) -> list[Fraction]:
    """Return the share of each option as other platforms reckon: what a chosen one adds."""
    if credit is Credit.SHARES and all(one.share is not None for one in options):
        return [one.share or Fraction(0) for one in options]
    right = sum(one.is_right for one in options)
    each = Fraction(1, right) if right else Fraction(0)
    if kind is not Kind.SEVERAL:
        return [Fraction(int(one.is_right)) for one in options]
    wrong = each if credit is Credit.PER_OPTION else Fraction(1)
    return [each if one.is_right else -wrong for one in options]
