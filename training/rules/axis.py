"""The numbers below a chart: round, few, and none beyond the longest bar."""

MOST_STEPS = 4


def ticks(most: int) -> tuple[int, ...]:
    """Return the numbers of an axis from 0 to ``most``: 0, 100, 200 for 214."""
    step, factor = 1, 1
    while most > step * MOST_STEPS:
        for digit in (1, 2, 5):
            step = digit * factor
            if most <= step * MOST_STEPS:
                break
        factor *= 10
    return tuple(range(0, most + 1, step))
