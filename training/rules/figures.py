"""What the figures count: turns and persons, bands, who in post is trained."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from training.rules.percent import Share, percent_row

COMMITTEE = "COMMITTEE"
LEADER_AUDIENCES = (COMMITTEE, "SECRETARY")
"""Classes for these audiences make a secretary, deputy or committee member trained."""
LEADER_POSTS = ("secretary", "deputy")
COMMITTEE_POSTS = (*LEADER_POSTS, "committee_member")
MAJORITY = "Kinh"


@dataclass(frozen=True)
class Figure:
    """One figure, with what it was divided by; None where there is nothing to count."""

    code: str
    label: str
    value: int | Decimal | None
    numerator: int | None = None
    denominator: int | None = None
    first_day: date | None = None
    last_day: date | None = None
    """The days it speaks of, both counted."""

    @property
    def is_recorded(self) -> bool:
        """Return whether there is anything it could be counted from.

        Of no class at all, none is embedded: that is known, and not a gap in the records.
        """
        return self.value is not None and (
            self.denominator != 0 or self.code in ("separate_courses", "embedded_courses")
        )

    @property
    def is_percent(self) -> bool:
        """Return whether the value is a percent."""
        return self.code.endswith("_percent") or self.code.startswith("band_")


@dataclass(frozen=True)
class Learning:
    """A learner's part in a recognised class, with what the figures ask of it."""

    enrolment_id: int
    course_id: int
    programme_id: int
    person_id: int
    unit_id: int
    owner_id: int
    audience: str
    recognised_on: date
    is_passed: bool
    band: str = ""
    label: str = ""
    gender: str | None = None
    ethnicity: str | None = None


@dataclass(frozen=True)
class Recorded:
    """How many of a group there are, of those for whom it is recorded at all."""

    count: int
    recorded: int


@dataclass(frozen=True)
class BandShare:
    """A band of the recognised results, with its percent of the row that adds up to 100."""

    code: str
    label: str
    count: int
    percent: Decimal


@dataclass(frozen=True)
class PostHeld:
    """A post somebody holds on the day that counts."""

    person_id: int
    unit_id: int
    post_code: str
    cell_kind: str | None


@dataclass(frozen=True)
class Coverage:
    """Posts and the persons in them; the percent is of persons, since some hold two posts."""

    posts: int
    persons: int
    trained: int
    missing: tuple[int, ...] = field(default=(), repr=False)
    """Ids of those not trained, for whoever may see names."""

    @property
    def share(self) -> Share:
        """Return the trained of all persons in post."""
        return Share(self.trained, self.persons)


def turns(rows: Iterable[Learning]) -> int:
    """Return the lượt: completed parts in classes; who completes two counts twice."""
    return sum(row.is_passed for row in rows)


def persons(rows: Iterable[Learning]) -> int:
    """Return the người: distinct persons who completed something.

    Never a sum of other numbers of persons: the same one may be in several of them.
    """
    return len({row.person_id for row in rows if row.is_passed})


def completion(rows: Collection[Learning]) -> Share:
    """Return the completed of all who were enrolled."""
    return Share(turns(rows), len(rows))


def women(rows: Iterable[Learning]) -> Recorded:
    """Return the turns of women, of the turns of those whose gender is recorded."""
    genders = [row.gender for row in rows if row.is_passed and row.gender]
    return Recorded(genders.count("female"), len(genders))


def minority(rows: Iterable[Learning]) -> Recorded:
    """Return the turns of ethnic minorities, of those whose ethnicity is recorded."""
    known = [row.ethnicity for row in rows if row.is_passed and row.ethnicity]
    return Recorded(sum(one != MAJORITY for one in known), len(known))


def bands(rows: Iterable[Learning], order: Sequence[str] = ()) -> tuple[BandShare, ...]:
    """Return the bands of completed turns; the percents add up to 100 by largest remainder.

    Args:
        order: codes from the best on; bands that stand in no rule set come after, by name.
    """
    graded = [row for row in rows if row.is_passed and row.band]
    counts = Counter(row.band for row in graded)
    labels = {row.band: row.label for row in graded}
    places = {code: place for place, code in enumerate(order)}
    codes = sorted(counts, key=lambda code: (places.get(code, len(places)), code))
    percents = percent_row([counts[code] for code in codes])
    return tuple(
        BandShare(code, labels[code], counts[code], percent)
        for code, percent in zip(codes, percents, strict=True)
    )


def coverage(posts: Collection[PostHeld], trained: Collection[int]) -> Coverage:
    """Return how many of those in post are trained, each person once."""
    people = {post.person_id for post in posts}
    missing = people - set(trained)
    return Coverage(len(posts), len(people), len(people) - len(missing), tuple(sorted(missing)))


def coverage_by_kind(
    posts: Collection[PostHeld], trained: Collection[int]
) -> dict[str | None, Coverage]:
    """Return the coverage of each kind of cell; None stands for committees.

    Who holds posts in two kinds is counted in both: the persons of the rows do not add up.
    """
    kinds = sorted({post.cell_kind for post in posts}, key=lambda kind: (kind is None, kind))
    return {
        kind: coverage([post for post in posts if post.cell_kind == kind], trained)
        for kind in kinds
    }


def plain(value: int | Decimal | None) -> int | float | None:
    """Return a value as JSON shows it: 86.4, exact to the one place it was rounded to."""
    return float(value) if isinstance(value, Decimal) else value
