"""How a question is asked and what an answer to it may name: plain values for pages and papers."""

from dataclasses import dataclass

from foundation.errors import N_, InvalidInput
from question_bank.rules.bodies import Body, Essay, Matching, Numeric, Situation
from question_bank.rules.kinds import Kind
from quiz.rules.answers import LONGEST_LINE, LONGEST_TEXT, MOST_CHOSEN, Choice

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DASHES = str.maketrans("–—", "--")
SEVERAL_PLACES = frozenset({Kind.SEVERAL, Kind.MATCHING, Kind.ORDERING})
LINES = frozenset({Kind.SHORT, Kind.NUMERIC, Kind.PREDICTION})
TEXTS = frozenset({Kind.ESSAY, Kind.SITUATION})


class NotAnAnswer(InvalidInput):
    """What was typed from paper does not fit the question."""

    message = N_("Question %(number)s cannot be answered with “%(typed)s”.")


@dataclass(frozen=True)
class ShownOption:
    """An option, a right text of a pair or a line to be put in order, at its shown place."""

    place: int
    letter: str
    text: str
    html: str = ""


@dataclass(frozen=True)
class ShownQuestion:
    """A question as it is shown: its random token, its words, what can be chosen or typed."""

    number: int
    token: str
    html: str
    is_several: bool
    options: tuple[ShownOption, ...]
    kind: str = "one"
    lefts: tuple[str, ...] = ()
    """HTML of the left texts of pairs."""
    unit: str = ""
    limit: int = 0
    """How many letters may be typed."""
    most_words: int | None = None
    section: int = 1

    @property
    def way(self) -> str:
        """Return how it is answered: choose, match, order, line or text."""
        kind = Kind[self.kind.upper()]
        if kind in LINES:
            return "line"
        if kind in TEXTS:
            return "text"
        return {Kind.MATCHING: "match", Kind.ORDERING: "order"}.get(kind, "choose")


def place_count(kind: Kind, body: Body | None, places: int) -> int:
    """Return how many places an answer may name; below zero, how many letters it may have."""
    if kind in LINES:
        return -LONGEST_LINE
    if kind in TEXTS:
        return -LONGEST_TEXT
    if isinstance(body, Matching):
        return places * min(len(body.pairs), MOST_CHOSEN)
    return places * places if kind is Kind.ORDERING else places


def unit_of(body: Body | None) -> str:
    """Return the words behind a number's field."""
    return body.unit if isinstance(body, Numeric) else ""


def most_words(body: Body | None) -> int | None:
    """Return how many words an essay should not exceed."""
    return body.most_words if isinstance(body, Essay | Situation) else None


def read_typed(question: ShownQuestion, typed: str) -> Choice:
    """Return an answer as the secretariat types it from paper.

    Options: ``B`` or ``A C``. Pairs: the letter put to each left text in turn, ``-`` for none:
    ``B A - C``. An order: the letters from first to last. Else the text itself.

    Raises:
        NotAnAnswer: a letter that the question does not have, or one too many.
    """
    if question.way in ("line", "text"):
        return typed.strip()[: question.limit]
    signs = [
        sign
        for sign in typed.upper().translate(_DASHES)
        if not sign.isspace() and sign not in ",.;"
    ]
    places = {option.letter: option.place for option in question.options}
    known = places.keys() | ({"-"} if question.way == "match" else set())
    rows = {"match": len(question.lefts), "order": len(places)}.get(question.way, MOST_CHOSEN)
    is_twice = question.way == "order" and len(set(signs)) < len(signs)
    if set(signs) - known or len(signs) > rows or is_twice:
        raise NotAnAnswer(number=question.number, typed=typed[:40])
    if question.way == "choose":
        return tuple(sorted({places[sign] for sign in signs}))
    columns = len(places)
    if question.way == "order":
        return tuple(sorted(places[sign] * columns + at for at, sign in enumerate(signs)))
    pairs = enumerate(signs)
    return tuple(row * columns + places[sign] for row, sign in pairs if sign != "-")
