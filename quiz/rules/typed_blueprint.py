"""A blueprint as a form carries it, and as cells: section by section, topic by difficulty."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from foundation.errors import N_, InvalidInput
from foundation.typed import number_of
from quiz.rules.assembly import ANY_KIND, MOST_SECTIONS, BlueprintCell

LONGEST_COUNT = 3
MOST_POINTS = 100
_SECTIONS = frozenset(map(str, range(1, MOST_SECTIONS + 1)))


class BadBlueprint(InvalidInput):
    """A count or a weight is no number, or the name of a field is none of ours."""

    message = N_("“%(typed)s” is no number this blueprint can use.")


@dataclass(frozen=True)
class TypedSection:
    """A section as it is typed: one kind for all its questions, a weight for each difficulty."""

    number: int = 1
    title: str = ""
    instructions: str = ""
    kind: str = ANY_KIND
    points: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[tuple[int, str], int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Return how many questions the section holds."""
        return sum(self.counts.values())

    def weight(self, difficulty: str) -> Fraction:
        """Return what one question of a difficulty weighs; 1 where nothing was typed.

        Raises:
            BadBlueprint: it is no number above 0 and up to 100.
        """
        typed = self.points.get(difficulty, "").strip()
        try:
            weight = number_of(typed or "1")
        except ValueError as error:
            raise BadBlueprint(typed=typed[:20]) from error
        if not 0 < weight <= MOST_POINTS:
            raise BadBlueprint(typed=typed[:20])
        return weight


@dataclass(frozen=True)
class TypedBlueprint:
    """All sections, in their order."""

    sections: tuple[TypedSection, ...] = (TypedSection(),)
    prefers_least_seen: bool = False

    def cells(self) -> tuple[BlueprintCell, ...]:
        """Return the cells that ask for something.

        Raises:
            BadBlueprint: see ``TypedSection.weight``.
        """
        return tuple(
            BlueprintCell(topic, level, count, one.kind, one.number, one.weight(level))
            for one in self.sections
            for (topic, level), count in one.counts.items()
            if count
        )

    def with_section(self) -> "TypedBlueprint":
        """Return it with one more empty section, as far as a paper may have."""
        if len(self.sections) >= MOST_SECTIONS:
            return self
        return replace(self, sections=(*self.sections, TypedSection(len(self.sections) + 1)))

    def without_section(self, number: int) -> "TypedBlueprint":
        """Return it without one section; the last one stays."""
        left = [one for one in self.sections if one.number != number] or [TypedSection()]
        renumbered = (replace(one, number=place) for place, one in enumerate(left, start=1))
        return replace(self, sections=tuple(renumbered))


def cell_name(section: int, topic_id: int, difficulty: str) -> str:
    """Return the name of a count's field; those of the first section are short."""
    name = f"cell-{topic_id}-{difficulty}"
    return name if section == 1 else f"{name}-{section}"


def read_typed(values: Mapping[str, str], kinds: Iterable[str]) -> TypedBlueprint:
    """Return the blueprint a form carries.

    Raises:
        BadBlueprint: a count is no number, or a field's name is none of ours.
    """
    known = {ANY_KIND, *kinds}
    counts = _counts(values)
    typed = values.get("sections", "1")
    many = int(typed) if typed.isdecimal() and len(typed) < 3 else 1
    sections = []
    for number in range(1, min(max(many, 1, *counts), MOST_SECTIONS) + 1):
        kind = values.get(f"kind-{number}", ANY_KIND)
        prefix = f"points-{number}-"
        points = {
            name.removeprefix(prefix): value
            for name, value in values.items()
            if name.startswith(prefix) and value.strip()
        }
        sections.append(
            TypedSection(
                number=number,
                title=values.get(f"title-{number}", "")[:120],
                instructions=values.get(f"words-{number}", "")[:1000],
                kind=kind if kind in known else ANY_KIND,
                points=points,
                counts=counts.get(number, {}),
            )
        )
    return TypedBlueprint(tuple(sections), "prefers_least_seen" in values)


def _counts(values: Mapping[str, str]) -> dict[int, dict[tuple[int, str], int]]:
    found: dict[int, dict[tuple[int, str], int]] = {}
    for name, typed in values.items():
        if not name.startswith("cell-"):
            continue
        topic, _, rest = name.removeprefix("cell-").partition("-")
        level, _, section = rest.partition("-")
        plain, place = typed.strip() or "0", section or "1"
        is_number = plain.isdecimal() and len(plain) <= LONGEST_COUNT
        if not (topic.isdecimal() and len(topic) < 10 and is_number and place in _SECTIONS):
            raise BadBlueprint(typed=typed[:20])
        found.setdefault(int(place), {})[int(topic), level] = int(plain)
    return found


def typed_from(
    cells: Iterable[BlueprintCell],
    sections: Iterable[tuple[int, str, str]],
    *,
    prefers_least_seen: bool = False,
) -> TypedBlueprint:
    """Return how a form shows a kept blueprint.

    Args:
        cells: what it asks for.
        sections: number, title and instructions of each named section.
        prefers_least_seen: whether rarely seen questions come first.
    """
    words = {number: (title, told) for number, title, told in sections}
    by_section: dict[int, list[BlueprintCell]] = {}
    for cell in cells:
        by_section.setdefault(cell.section, []).append(cell)
    made = []
    for number in range(1, max([1, *by_section, *words]) + 1):
        own = by_section.get(number, [])
        title, told = words.get(number, ("", ""))
        made.append(
            TypedSection(
                number=number,
                title=title,
                instructions=told,
                kind=own[0].kind if own else ANY_KIND,
                points={cell.difficulty: _shown(cell.points) for cell in own if cell.points != 1},
                counts={(cell.topic_id, cell.difficulty): cell.count for cell in own},
            )
        )
    return TypedBlueprint(tuple(made), prefers_least_seen)


def _shown(weight: Fraction) -> str:
    tenths = weight * 100
    if tenths.denominator == 1:
        return f"{float(weight):g}".replace(".", ",")
    return str(weight)
