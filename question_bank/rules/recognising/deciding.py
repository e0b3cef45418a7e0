"""Which answer is right: what each sign says, and what is in doubt."""

from collections import Counter
from dataclasses import dataclass

from foundation.text import likeness_key
from question_bank.rules.kinds import Kind
from question_bank.rules.recognising import lines as words
from question_bank.rules.recognising.found import Fields, FoundOption
from question_bank.rules.signs import (
    CIRCLE,
    COLOUR,
    DISAGREE,
    FEW_OPTIONS,
    HIGHLIGHT,
    LETTERS_SKIP,
    LINE,
    LOOKS,
    NO_ANSWER,
    STAR,
    TABLE,
    TICK,
    TWO_MARKED,
    TWO_TABLES,
    UNKNOWN_LETTER,
)

LETTERS = "ABCDEFGHIJ"
_ON_THE_WHOLE = (STAR, TICK, CIRCLE)


@dataclass(frozen=True)
class Decision:
    """The key and its sign, or the problem that leaves it open."""

    kind: Kind
    key: tuple[str, ...] = ()
    sign: str | None = None
    problem: str | None = None


def decide(fields: Fields, in_table: list[tuple[str, ...]], occurrence: int) -> Decision:
    """Return which answers are right, or why that cannot be said."""
    kind = _kind(fields)
    labels = [option.label for option in fields.options]
    if len(labels) < 2:
        return Decision(kind, problem=FEW_OPTIONS)
    if labels != list(LETTERS[: len(labels)]):
        return Decision(kind, problem=LETTERS_SKIP)
    signs = _looks(fields.options)
    problem = _add_named(signs, fields, in_table, occurrence)
    choices = {frozenset(chosen) for chosen in signs.values()}
    if problem and len(choices) != 1:
        return Decision(kind, problem=problem)
    if not choices:
        return Decision(kind, problem=NO_ANSWER)
    if len(choices) > 1:
        return Decision(kind, problem=DISAGREE)
    return _with_key(kind, labels, tuple(sorted(choices.pop())), list(signs))


def _with_key(kind: Kind, labels: list[str], key: tuple[str, ...], signs: list[str]) -> Decision:
    if not set(key) <= set(labels):
        return Decision(kind, problem=UNKNOWN_LETTER)
    if len(key) > 1 and kind is not Kind.SEVERAL:
        if not {LINE, TABLE} & set(signs):
            return Decision(kind, problem=TWO_MARKED)
        kind = Kind.SEVERAL
    if len(key) == 1 and kind is Kind.SEVERAL:
        kind = Kind.ONE
    return Decision(kind, key, signs[0])


def _kind(fields: Fields) -> Kind:
    texts = {option.text.strip(" .").casefold() for option in fields.options}
    if texts == {"đúng", "sai"}:
        return Kind.TRUE_FALSE
    return Kind.SEVERAL if words.SEVERAL.search(fields.stem) else Kind.ONE


def _looks(options: list[FoundOption]) -> dict[str, tuple[str, ...]]:
    """Return each sign that marks some answers but not all: a sign on all of them says nothing."""
    found: dict[str, tuple[str, ...]] = {}
    for sign in LOOKS:
        for where in ("on_text", "on_label"):
            marked = _odd_ones(options, where, sign)
            if marked:
                found.setdefault(sign, marked)
                if found[sign] != marked:  # the letters say one thing, the words another
                    found[f"{sign} "] = marked
    return found


def _odd_ones(options: list[FoundOption], where: str, sign: str) -> tuple[str, ...]:
    """Return the answers that look different from the rest in one respect.

    Where every answer is coloured, the colour most of them have is the plain one.
    """
    values = [_value(getattr(option, where), sign) for option in options]
    if len(set(values)) == 1:
        return ()
    plain: str | None = None
    if None not in values:
        (plain, most), *others = Counter(values).most_common()
        if sign not in (COLOUR, HIGHLIGHT) or any(count == most for _, count in others):
            return ()
    return tuple(o.label for o, value in zip(options, values, strict=True) if value != plain)


def _value(signs: frozenset[str], sign: str) -> str | None:
    return next((one for one in signs if one.partition(":")[0] == sign), None)


def _add_named(
    signs: dict[str, tuple[str, ...]],
    fields: Fields,
    in_table: list[tuple[str, ...]],
    occurrence: int,
) -> str | None:
    """Add what lines and tables name; return a problem that only they have."""
    for at, named in enumerate(fields.named):
        signs[LINE if at == 0 else f"{LINE} {at}"] = _as_labels(named, fields.options)
    if fields.named_text and not fields.named:
        alike = _alike(fields.named_text, fields.options)
        if not alike:
            return UNKNOWN_LETTER
        signs[LINE] = alike
    if not in_table:
        return None
    if len(set(in_table)) == 1:
        signs[TABLE] = _as_labels(in_table[0], fields.options)
    elif occurrence < len(in_table):
        signs[TABLE] = _as_labels(in_table[occurrence], fields.options)
    else:
        return TWO_TABLES
    return None


def _as_labels(named: tuple[str, ...], options: list[FoundOption]) -> tuple[str, ...]:
    """Return letters; Đúng and Sai are looked up among the answers."""
    found: list[str] = []
    for name in named:
        found += (name,) if len(name) == 1 else (_alike(name, options) or ("?",))
    return tuple(dict.fromkeys(found))


def _alike(text: str, options: list[FoundOption]) -> tuple[str, ...]:
    key = likeness_key(text)
    return tuple(option.label for option in options if likeness_key(option.text) == key)[:1]
