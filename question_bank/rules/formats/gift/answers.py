"""What stands between the braces of GIFT, by its form."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from question_bank.rules.bodies import (
    Accepted,
    AcceptedNumber,
    Body,
    Essay,
    Matching,
    Numeric,
    Short,
)
from question_bank.rules.drafting import TOO_MANY_OPTIONS
from question_bank.rules.formats import remarks
from question_bank.rules.formats.choices import Choice, Chosen, choose, true_false
from question_bank.rules.formats.gift.texts import show
from question_bank.rules.formats.listing import Listed
from question_bank.rules.formats.shares import number, share
from question_bank.rules.formats.wildcards import without_wildcards
from question_bank.rules.kinds import Kind
from question_bank.rules.reading import Remark

MOST_ANSWERS = 500
_WEIGHT = re.compile(r"\s*%(.*?)%", re.DOTALL)
_EMBEDDED = re.compile(r"\d*:[A-Z_]{2,}:")
"""The answers of another format, which Moodle keeps inside texts (cloze)."""
_TRUE = frozenset({"T", "TRUE", "ĐÚNG", "Đ"})
_FALSE = frozenset({"F", "FALSE", "SAI", "S"})
Words = Callable[[str], str]


@dataclass(frozen=True)
class Answers:
    """Kind with options or body, the sign that showed the key, and what was lost."""

    kind: Kind
    chosen: Chosen | None = None
    body: Body | None = None
    mark: str | None = None
    notes: tuple[Remark, ...] = ()


def read_answers(block: str, words: Words) -> Answers:
    """Return the answers of a block.

    Args:
        block: what stands between the braces, escaped signs hidden.
        words: turns a text of the block into Markdown.

    Raises:
        Listed: the block is of no known form.
    """
    trimmed = block.strip()
    if trimmed.count("~") + trimmed.count("=") > MOST_ANSWERS:
        raise Listed(TOO_MANY_OPTIONS)
    head, *feedback = (part.strip() for part in trimmed.split("#"))
    if not trimmed:
        return Answers(Kind.ESSAY, body=Essay())
    if _EMBEDDED.match(trimmed):
        raise Listed(remarks.UNCLEAR_ANSWER, text=show(trimmed)[:60])
    if trimmed.startswith("#"):
        return _numeric(trimmed[1:], words)
    if "~" in trimmed:
        return _choices(trimmed, words)
    if head.upper() in _TRUE | _FALSE:
        return _true_false(head.upper() in _TRUE, [words(one) for one in feedback])
    if trimmed.startswith("="):
        return _matching(trimmed, words) if "->" in trimmed else _short(trimmed, words)
    raise Listed(remarks.UNCLEAR_ANSWER, text=show(trimmed)[:60])


def _true_false(is_true: bool, feedback: list[str]) -> Answers:
    """The first words are for the wrong choice, the second for the right one."""
    if_wrong, if_right = [*feedback, "", ""][:2]
    chosen = true_false(
        is_true=is_true,
        if_true=if_right if is_true else if_wrong,
        if_false=if_wrong if is_true else if_right,
    )
    return Answers(Kind.TRUE_FALSE, chosen, mark="true_false")


def _weight(text: str, otherwise: Fraction) -> tuple[Fraction, str]:
    """Return the share written before an answer, and the rest."""
    found = _WEIGHT.match(text)
    if not found:
        return otherwise, text
    weight = share(found.group(1))
    if weight is None:
        raise Listed(remarks.BAD_SHARE, text=show(found.group(1))[:60])
    return weight, text[found.end() :]


def _split_feedback(text: str) -> tuple[str, str]:
    answer, _, feedback = text.partition("#")
    return answer, feedback


def _choices(block: str, words: Words) -> Answers:
    choices = []
    is_single = "=" in block
    for piece in re.findall(r"[~=][^~=]*", "~" + block if block[0] not in "~=" else block):
        text, otherwise = piece[1:], Fraction(1 if piece[0] == "=" else 0)
        if piece[0] == "~" and not text.strip():
            continue  # “~=” marks the right answer as well
        weight, text = _weight(text, otherwise)
        answer, feedback = _split_feedback(text)
        choices.append(Choice(words(answer), weight, words(feedback)))
    chosen = choose(choices, is_single=is_single)
    mark = "fraction" if "%" in block else "equals"
    return Answers(chosen.kind, chosen, mark=mark, notes=chosen.notes)


def _matching(block: str, words: Words) -> Answers:
    pairs, others = [], []
    for piece in block.split("=")[1:]:
        text, _ = _split_feedback(piece)
        left, arrow, right = text.partition("->")
        if not arrow or not right.strip():
            raise Listed(remarks.BAD_PAIR, text=show(text).strip()[:60])
        if left.strip():
            pairs.append((words(left), words(right)))
        else:
            others.append(words(right))
    return Answers(Kind.MATCHING, body=Matching(tuple(pairs), tuple(others)), mark="pairs")


def _short(block: str, words: Words) -> Answers:
    accepted, notes = [], []
    for piece in block.split("=")[1:]:
        weight, text = _weight(piece, Fraction(1))
        answer, feedback = _split_feedback(text)
        typed, has_wildcard = without_wildcards(" ".join(show(answer).split()))
        if has_wildcard and typed:
            notes.append(Remark(remarks.WILDCARD))
        if weight >= 0 and (typed or not has_wildcard):
            accepted.append(Accepted(typed, weight, words(feedback)))
        else:
            notes.append(Remark(remarks.WRONG_FORMS))
    found = remarks.unique(notes)
    return Answers(Kind.SHORT, body=Short(tuple(accepted)), mark="equals", notes=found)


def _numeric(block: str, words: Words) -> Answers:
    accepted, lost = [], False
    for piece in re.findall(r"[~=][^~=]*", "=" + block if block.strip()[:1] not in "~=" else block):
        weight, text = _weight(piece[1:], Fraction(1 if piece[0] == "=" else 0))
        answer, feedback = _split_feedback(text)
        if weight < 0 or answer.strip() == "*" or not answer.strip():
            lost = True
            continue
        value, tolerance = _interval(answer)
        accepted.append(AcceptedNumber(value, tolerance, weight, words(feedback)))
    if not accepted:
        raise Listed(remarks.NO_ANSWERS)
    notes = (Remark(remarks.WRONG_FORMS),) if lost else ()
    return Answers(Kind.NUMERIC, body=Numeric(tuple(accepted)), mark="number", notes=notes)


def _interval(text: str) -> tuple[Decimal, Decimal]:
    """Return value and tolerance of ``3``, ``3:0.5`` or ``2.5..3.5``."""
    if ".." in text:
        low, _, high = text.partition("..")
        least, most = sorted((_decimal(low), _decimal(high)))
        return (least + most) / 2, (most - least) / 2
    value, _, tolerance = text.partition(":")
    return _decimal(value), abs(_decimal(tolerance)) if tolerance.strip() else Decimal(0)


def _decimal(text: str) -> Decimal:
    found = number(show(text))
    if found is None:
        raise Listed(remarks.BAD_NUMBER, text=show(text).strip()[:60])
    return found
