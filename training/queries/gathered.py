"""Everything the figures of a unit's period rest on, loaded once."""

from dataclasses import dataclass
from functools import cached_property

from foundation.organisation import queries as organisation
from training.models import ExternalStudy, TypedAggregate
from training.queries import indicators, learning
from training.queries.certificates import Certificates, certificates
from training.queries.learning import CourseLine, PlanLine, TrainedMember
from training.queries.scope import Scope
from training.rules.figures import (
    COMMITTEE_POSTS,
    LEADER_AUDIENCES,
    LEADER_POSTS,
    Coverage,
    Learning,
    PostHeld,
    coverage,
)
from training.rules.indicators import Held


@dataclass(frozen=True)
class Gathered:
    """The rows behind the figures; each is read when it is first asked for, and once."""

    scope: Scope

    @cached_property
    def courses(self) -> list[CourseLine]:
        """Return the recognised classes the unit held."""
        return learning.recognised_courses(self.scope)

    @cached_property
    def learning(self) -> list[Learning]:
        """Return the parts in classes that count for the unit."""
        return learning.learning(self.scope)

    @cached_property
    def band_order(self) -> list[str]:
        """Return the codes of bands from the best on."""
        return learning.band_order({part.course_id for part in self.learning if part.band})

    @cached_property
    def plan(self) -> list[PlanLine]:
        """Return the lines of the yearly plans."""
        return learning.plan_lines(self.scope)

    @cached_property
    def members(self) -> int:
        """Return how many members the unit had on the day that counts."""
        return learning.members(self.scope)

    @cached_property
    def trained_members(self) -> list[TrainedMember]:
        """Return the members who had completed a class by that day, wherever it was held."""
        return learning.trained_members(self.scope)

    @cached_property
    def certificates(self) -> Certificates:
        """Return what the register says."""
        return certificates(self.scope)

    @cached_property
    def studies(self) -> list[ExternalStudy]:
        """Return the studies elsewhere."""
        return indicators.studies(self.scope)

    @cached_property
    def meetings(self) -> dict[int, list[Held]]:
        """Return the meetings by unit."""
        return indicators.meetings(self.scope)

    @cached_property
    def books(self) -> dict[int, bool]:
        """Return which cells kept their book."""
        return indicators.books_kept(self.scope)

    @cached_property
    def ratings(self) -> dict[int, str]:
        """Return the classes of assessed organisations."""
        return indicators.ratings(self.scope)

    @cached_property
    def typed(self) -> list[TypedAggregate]:
        """Return the numbers typed from documents."""
        return indicators.typed(self.scope)

    @cached_property
    def posts(self) -> list[PostHeld]:
        """Return who held a post of a committee on the day that counts."""
        units = self.scope.tree.below(self.scope.unit.id, self.scope.as_of)
        found = organisation.leaders(units, self.scope.as_of, post_codes=COMMITTEE_POSTS)
        return [
            PostHeld(row.person_id, row.unit_id, row.post_code, row.cell_kind_code) for row in found
        ]

    @cached_property
    def trained(self) -> set[int]:
        """Return who had completed a class for committees or secretaries by that day."""
        return learning.trained_persons(LEADER_AUDIENCES, self.scope.as_of)

    @cached_property
    def leader_posts(self) -> list[PostHeld]:
        """Return the posts of secretaries and deputies."""
        return [post for post in self.posts if post.post_code in LEADER_POSTS]

    @cached_property
    def leaders(self) -> Coverage:
        """Return how many secretaries and deputies in post are trained."""
        return coverage(self.leader_posts, self.trained)

    @cached_property
    def committee_members(self) -> Coverage:
        """Return how many holders of any post of a committee are trained."""
        return coverage(self.posts, self.trained)
