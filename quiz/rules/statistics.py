"""Item statistics of a test, by the formulas of Moodle's quiz statistics.

Formulas: https://docs.moodle.org/dev/Quiz_statistics_calculations. All sums are exact (marks are
scaled to whole numbers); only the last division or root gives a float, so that the same marks
always give the same figures. They describe questions and rank nobody. What is undefined, such as
a correlation with marks that are all the same, is None.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm, sqrt
from operator import mul, sub

Marks = Sequence[Sequence[Fraction]]
"""For each attempt the mark of each question."""


@dataclass(frozen=True)
class ItemFigures:
    """The figures of one question; weights, index and efficiency in percent."""

    attempts: int
    facility: float | None
    """Mean mark as a share of the maximum."""
    sd: float | None
    """Standard deviation in marks, of a sample."""
    intended_weight: float | None
    effective_weight: float | None
    discrimination_index: float | None
    discriminative_efficiency: float | None


@dataclass(frozen=True)
class WholeFigures:
    """The figures of the whole test; mean, median, deviation and error in marks."""

    attempts: int
    mean: float | None
    median: float | None
    sd: float | None
    skewness: float | None
    kurtosis: float | None
    cic: float | None
    """Coefficient of internal consistency (Cronbach's alpha, KR-20), in percent, maybe negative."""
    error_ratio: float | None
    standard_error: float | None


@dataclass(frozen=True)
class Moments:
    """Exact sums over the attempts of a question: N times the sum of squares less the square."""

    count: int
    total: int
    variance: int
    """N² times the population variance of the marks."""
    other_variance: int
    covariance: int
    """The same of the marks and those of the rest of the test."""
    covariance_max: int
    covariance_whole: int


def moments(own: Sequence[int], whole: Sequence[int]) -> Moments:
    """Return the exact sums of one question.

    Args:
        own: its mark in each attempt, scaled to whole numbers.
        whole: the mark of each whole attempt, scaled the same.
    """
    count, total, whole_total = len(own), sum(own), sum(whole)
    rest = sorted(map(sub, whole, own))
    squares, products = sum(map(mul, own, own)), sum(map(mul, own, whole))
    rest_total = whole_total - total
    rest_squares = sum(map(mul, rest, rest))
    return Moments(
        count=count,
        total=total,
        variance=count * squares - total * total,
        other_variance=count * rest_squares - rest_total * rest_total,
        covariance=count * (products - squares) - total * rest_total,
        covariance_max=count * sum(map(mul, sorted(own), rest)) - total * rest_total,
        covariance_whole=count * products - total * whole_total,
    )


def discrimination_index(found: Moments) -> float | None:
    """Return r = 100 · C(x, X−x) / √(V(x) · V(X−x)): the correlation with the rest of the test."""
    product = found.variance * found.other_variance
    if found.count < 2 or product <= 0:
        return None
    return _signed(100 * sqrt(Fraction(found.covariance**2, product)), found.covariance)


def discriminative_efficiency(found: Moments) -> float | None:
    """Return 100 · C(x, X−x) / Cmax(x, X−x), Cmax being that of both sides sorted."""
    if found.count < 2 or found.covariance_max == 0:
        return None
    return 100 * found.covariance / found.covariance_max


def effective_weights(found: Sequence[Moments]) -> list[float | None]:
    """Return for each question 100 · √C(x, T) / Σ √C(x, T), T being the whole test.

    A question whose marks fall as the others rise has none and does not count in the sum.
    """
    roots = [
        sqrt(Fraction(one.covariance_whole, one.count * (one.count - 1)))
        if one.count > 1 and one.covariance_whole >= 0
        else None
        for one in found
    ]
    total = sum(root for root in roots if root is not None)
    return [None if root is None or not total else 100 * root / total for root in roots]


def standard_deviation(count: int, spread: int, scale: int) -> float | None:
    """Return √(Σ (x − x̄)² / (N − 1)), the deviation of a sample, in marks."""
    if count < 2:
        return None
    return sqrt(Fraction(spread, count * (count - 1) * scale * scale))


def item_figures(marks: Marks, maxima: Sequence[Fraction]) -> list[ItemFigures]:
    """Return the figures of every question of a test that all attempts share."""
    scale, rows = scaled(marks)
    whole = [sum(row) for row in rows]
    columns = list(zip(*rows, strict=True)) if rows else [() for _one in maxima]
    found = [moments(column, whole) for column in columns]
    most = sum(maxima, Fraction(0))
    weights = effective_weights(found)
    return [
        figures_of(one, scale, maximum, share_of(maximum, most), weight)
        for one, maximum, weight in zip(found, maxima, weights, strict=True)
    ]


def figures_of(
    found: Moments,
    scale: int,
    maximum: Fraction,
    intended: float | None,
    effective: float | None,
) -> ItemFigures:
    """Return the figures of one question from its sums."""
    mean = Fraction(found.total, found.count * scale) if found.count else None
    return ItemFigures(
        attempts=found.count,
        facility=float(mean / maximum) if mean is not None and maximum else None,
        sd=standard_deviation(found.count, found.variance, scale),
        intended_weight=intended,
        effective_weight=effective,
        discrimination_index=discrimination_index(found),
        discriminative_efficiency=discriminative_efficiency(found),
    )


def share_of(maximum: Fraction, most: Fraction) -> float | None:
    """Return the intended weight: a question's maximum in percent of the test's."""
    return float(100 * maximum / most) if most else None


def scaled(marks: Marks) -> tuple[int, list[list[int]]]:
    """Return marks as whole numbers, and by how much they were multiplied."""
    scale = lcm(*{mark.denominator for row in marks for mark in row})
    return scale, [[one.numerator * (scale // one.denominator) for one in row] for row in marks]


def whole_figures(marks: Marks) -> WholeFigures:
    """Return the figures of the whole test.

    With m₂, m₃, m₄ the central moments of the N totals, k₂ = N m₂/(N−1),
    k₃ = N² m₃/((N−1)(N−2)), k₄ = N² ((N+1) m₄ − 3 (N−1) m₂²)/((N−1)(N−2)(N−3)):
    skewness k₃/k₂^1.5, kurtosis k₄/k₂²; with p questions
    CIC = 100 · p/(p−1) · (1 − Σ V(x)/k₂), error ratio 100 · √(1 − CIC/100), standard error
    that share of the deviation.
    """
    scale, rows = scaled(marks)
    totals = [sum(row) for row in rows]
    count = len(totals)
    if not count:
        return WholeFigures(0, *[None] * 8)
    mean, median = Fraction(sum(totals), count), _median(totals)
    powers = [
        Fraction(sum((count * one - sum(totals)) ** power for one in totals), count ** (power + 1))
        for power in (2, 3, 4)
    ]
    k2 = count * powers[0] / (count - 1) if count > 1 else None
    sd = sqrt(k2) / scale if k2 is not None else None
    cic = _consistency(rows, k2) if count > 2 and k2 else None
    ratio = 100 * sqrt(1 - cic / 100) if cic is not None else None
    return WholeFigures(
        attempts=count,
        mean=float(mean / scale),
        median=float(median / scale),
        sd=sd,
        skewness=_skewness(count, powers[1], k2),
        kurtosis=_kurtosis(count, powers[0], powers[2], k2),
        cic=float(cic) if cic is not None else None,
        error_ratio=ratio,
        standard_error=ratio * sd / 100 if ratio is not None and sd is not None else None,
    )


def _median(totals: Sequence[int]) -> Fraction:
    ordered, middle = sorted(totals), len(totals) // 2
    return Fraction(ordered[middle] + ordered[-middle - 1], 2)


def _consistency(rows: Sequence[Sequence[int]], k2: Fraction) -> Fraction | None:
    """Return Cronbach's alpha in percent, exactly."""
    count, parts = len(rows), len(rows[0])
    if parts < 2:
        return None
    variances = Fraction(0)
    for column in zip(*rows, strict=True):
        spread = count * sum(mark * mark for mark in column) - sum(column) ** 2
        variances += Fraction(spread, count * (count - 1))
    return Fraction(100 * parts, parts - 1) * (1 - variances / k2)


def _skewness(count: int, m3: Fraction, k2: Fraction | None) -> float | None:
    if count < 3 or not k2:
        return None
    k3 = count * count * m3 / ((count - 1) * (count - 2))
    return _signed(sqrt(k3 * k3 / k2**3), k3)


def _kurtosis(count: int, m2: Fraction, m4: Fraction, k2: Fraction | None) -> float | None:
    if count < 4 or not k2:
        return None
    above = count * count * ((count + 1) * m4 - 3 * (count - 1) * m2 * m2)
    return float(above / ((count - 1) * (count - 2) * (count - 3)) / (k2 * k2))


def _signed(size: float, sign: Fraction | int) -> float:
    return -size if sign < 0 else size
