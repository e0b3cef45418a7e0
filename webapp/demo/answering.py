"""How invented contestants answer: right or wrong in the way each kind of question can be."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass

from question_bank.queries import FrozenQuestion
from question_bank.rules.bodies import Essay, Matching, Numeric, Ordering, Short, Situation
from quiz.models import PaperItem
from quiz.rules.answers import Choice
from quiz.rules.marking import rights_of

Chance = Callable[[FrozenQuestion], float]
"""How likely a contestant is to answer a question rightly."""


@dataclass(frozen=True)
class Contestant:
    """Somebody with a skill: 0 is average, 1 is one standard deviation above."""

    skill: float
    backwards: frozenset[int] = frozenset()
    """Versions on which the skilled go wrong, as where they know a rule that was replaced."""

    def chance(self, question: FrozenQuestion) -> float:
        """Return how likely the answer is right: a logistic curve of the question's own."""
        if question.version_id in self.backwards:
            return _curve(-1.6 * self.skill)
        own = random.Random(question.stem)
        hardness, steepness = own.uniform(-2.8, 1.2), own.uniform(0.3, 2.6)
        return _curve(steepness * (self.skill - hardness))


def _curve(value: float) -> float:
    return 1 / (1 + math.exp(-value))


def answer(
    question: FrozenQuestion, item: PaperItem, chance: random.Random, *, is_right: bool
) -> Choice:
    """Return an answer in the shown places, or as it is typed."""
    body = question.body
    if isinstance(body, Matching | Ordering):
        return _placed(question, item, is_right=is_right)
    if isinstance(body, Short):
        return body.accepted[0].text if is_right else "Không nhớ rõ"
    if isinstance(body, Numeric):
        value = body.accepted[0].value
        return str(value if is_right else value + 10).replace(".", ",")
    if isinstance(body, Essay | Situation):
        return _told(body.model, chance, is_whole=is_right)
    shown = {stored: place for place, stored in enumerate(item.option_order)}
    rights = [at for at, one in enumerate(question.options) if one.is_right]
    wrongs = [at for at in shown if at not in rights]
    if is_right or not wrongs:
        return tuple(sorted(shown[at] for at in rights))
    tempting = chance.choices(wrongs, weights=[2.5**-n for n in range(len(wrongs))])
    return tuple(sorted(shown[at] for at in {*rights[1:], *tempting}))


def _placed(question: FrozenQuestion, item: PaperItem, *, is_right: bool) -> Choice:
    """Return pairs or an order; a wrong one has the first two changed round."""
    shown = {stored: at for at, stored in enumerate(item.option_order)}
    count, body = len(shown), question.body
    if isinstance(body, Matching):
        rights = rights_of(body)
        places = [shown[rights.index(right)] for _left, right in body.pairs]
    else:
        places = [shown[at] for at in range(count)]
    if not is_right:
        places[:2] = reversed(places[:2])
    if isinstance(body, Matching):
        return tuple(row * count + place for row, place in enumerate(places))
    return tuple(sorted(place * count + at for at, place in enumerate(places)))


def _told(model: str, chance: random.Random, *, is_whole: bool) -> str:
    """Return a written answer: the model one's sentences, some of them left out by the weak."""
    sentences = [f"{one.strip().rstrip('.')}." for one in model.split(". ") if one.strip()]
    share = 0.9 if is_whole else 0.5
    kept = [one for one in sentences if chance.random() < share] or sentences[:1]
    return " ".join(["Theo ý kiến của tôi:", *kept])
