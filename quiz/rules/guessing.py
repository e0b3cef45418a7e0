"""What pure guessing would earn at a question: Moodle's random guess score, as a share."""

from fractions import Fraction

from question_bank.rules.bodies import Matching, Numeric, Short
from question_bank.rules.kinds import Credit, Kind
from quiz.rules.marking import Key, OptionKey, rights_of

NONE = Fraction(0)


def random_guess(key: Key) -> Fraction | None:
    """Return the mean share of a person who picks at random; None where Moodle states none.

    One right: Σ share / number of options; true or false: 1/2; matching: 1 / number of right
    texts; typed answers: the share of an accepted ``*``, else 0. Several right answers, orders and
    what people mark have none.
    """
    match key.body:
        case Matching():
            return Fraction(1, len(rights_of(key.body)))
        case Short():
            return max((one.share for one in key.body.accepted if one.text == "*"), default=NONE)
        case Numeric():
            return NONE
    if key.kind in (Kind.ONE, Kind.TRUE_FALSE) and key.options:
        return sum(map(_worth, [key] * len(key.options), key.options), NONE) / len(key.options)
    return None


def _worth(key: Key, option: OptionKey) -> Fraction:
    if key.credit is Credit.SHARES and option.share is not None:
        return max(NONE, option.share)
    return Fraction(int(option.is_right))
