"""What questions hold besides a stem and options: one plain value per kind.

A question of a kind that is chosen from options (one, several, true or false) has no body.
Texts may hold simple Markdown; a picture stands in them as ``![words](picture:NAME)``.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True)
class Matching:
    """Each left text belongs to its right text; ``distractors`` are right texts without a left."""

    pairs: tuple[tuple[str, str], ...]
    distractors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ordering:
    """Texts in their right order."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Accepted:
    """A form of a short answer that is accepted, worth ``share`` of the question's points.

    ``*`` stands for any letters, as in other question banks.
    """

    text: str
    share: Fraction = Fraction(1)
    feedback: str = ""


@dataclass(frozen=True)
class Short:
    """A few words typed; compared after folding (marks kept) unless the case counts."""

    accepted: tuple[Accepted, ...]
    is_case_sensitive: bool = False


@dataclass(frozen=True)
class AcceptedNumber:
    """A number that is accepted within ``tolerance`` on either side, bounds included."""

    value: Decimal
    tolerance: Decimal = Decimal(0)
    share: Fraction = Fraction(1)
    feedback: str = ""


@dataclass(frozen=True)
class Numeric:
    """A number typed, with a comma or a point; ``unit`` is words shown behind the field."""

    accepted: tuple[AcceptedNumber, ...]
    unit: str = ""


@dataclass(frozen=True)
class RubricPoint:
    """Something an answer must hold, and what it is worth at the most."""

    text: str
    points: Fraction


@dataclass(frozen=True)
class Essay:
    """Free text, marked by hand against a rubric; ``model`` is an answer markers may compare."""

    rubric: tuple[RubricPoint, ...] = ()
    model: str = ""
    most_words: int | None = None


@dataclass(frozen=True)
class Situation:
    """A case to be handled (tình huống); a fatal mistake halves its main part."""

    rubric: tuple[RubricPoint, ...] = ()
    fatal_mistakes: tuple[str, ...] = ()
    model: str = ""
    most_words: int | None = None


@dataclass(frozen=True)
class Prediction:
    """A number foretold, known only when the round closes (dự đoán).

    ``measure`` says of what: ``all_right`` how many people answer everything right,
    ``participants`` how many take part.
    """

    measure: str = "all_right"


Body = Matching | Ordering | Short | Numeric | Essay | Situation | Prediction


@dataclass(frozen=True)
class Picture:
    """A picture of a question; texts name it as ``picture:NAME``."""

    name: str
    media_type: str
    content: bytes = field(repr=False)
