"""One page of a list that is loaded whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

PAGE_SIZE = 25

T = TypeVar("T")


@dataclass(frozen=True)
class ListPage(Generic[T]):
    """The rows of a page, and what the line of page numbers says."""

    rows: tuple[T, ...]
    total: int
    number: int
    size: int = PAGE_SIZE

    @property
    def pages(self) -> int:
        """Return how many pages there are."""
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        """Return the number of the first row shown."""
        return (self.number - 1) * self.size + 1 if self.total else 0

    @property
    def last(self) -> int:
        """Return the number of the last row shown."""
        return min(self.number * self.size, self.total)


def nearest(number: int | None, total: int, size: int = PAGE_SIZE) -> int:
    """Return the number of the page asked for, or of the nearest there is."""
    return min(max(number or 1, 1), max(1, -(-total // size)))


def page_of(rows: Sequence[T], number: int | None, size: int = PAGE_SIZE) -> ListPage[T]:
    """Return a page of a list; a number that lies outside gives the nearest page there is."""
    number = nearest(number, len(rows), size)
    return ListPage(tuple(rows[(number - 1) * size : number * size]), len(rows), number, size)
