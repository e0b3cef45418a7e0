"""Learners by age, as reports count them."""

from collections.abc import Iterable
from datetime import date

YOUNG, OLD = 35, 50
"""Younger than the one, older than the other."""
Birth = tuple[date | None, int | None]
"""The day, or the year alone, as far as it is known."""


def age_groups(births: Iterable[Birth], on: date) -> tuple[tuple[str, int], ...]:
    """Return how many are young, of middle age and older; nothing where no birth is known."""
    years = [age for one in births if (age := age_on(one, on)) is not None]
    if not years:
        return ()
    young = sum(age < YOUNG for age in years)
    old = sum(age > OLD for age in years)
    return (
        (f"Dưới {YOUNG} tuổi", young),
        (f"Từ {YOUNG} đến {OLD} tuổi", len(years) - young - old),
        (f"Trên {OLD} tuổi", old),
    )


def age_on(birth: Birth, on: date) -> int | None:
    """Return the age on a day; of a year alone, the age reached in that year."""
    day, year = birth
    if day is None:
        return on.year - year if year else None
    return on.year - day.year - ((on.month, on.day) < (day.month, day.day))
