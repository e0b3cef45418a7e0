"""A field for a birth date as precise as it is known: old registers often hold the year alone."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import Field
from wtforms.widgets import TextInput

from foundation import clock
from foundation.days import Day, read_day
from foundation.lazy import _l

UNREADABLE = _l("Write the birth date as 12/03/1980, 03/1980 or 1980.")


class BirthField(Field):
    """Its data is a Day, or None where nothing was typed."""

    widget = TextInput()
    data: Day | None

    def __init__(self, label: Any = None, validators: Any = None, **words: Any) -> None:
        """Take the usual arguments; the hint says how a birth date is written."""
        words.setdefault("description", _l("12/03/1980, 03/1980 or 1980"))
        super().__init__(label, validators, **words)

    def process_data(self, value: date | str | None) -> None:
        """Take what is kept: a day, or the words of one."""
        words = f"{value:%d/%m/%Y}" if isinstance(value, date) else value or ""
        self.kept, self.data = words, read_day(words, clock.today())

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read what was typed.

        Raises:
            ValueError: it is no birth date.
        """
        text = str(valuelist[0]).strip() if valuelist else ""
        self.data = read_day(text, clock.today())
        if text and self.data is None:
            raise ValueError(UNREADABLE)

    @property
    def words(self) -> str:
        """Return the birth date as lists print it; nothing where there is none."""
        return self.data.words if self.data else ""

    def _value(self) -> str:
        """Return what stands in the field."""
        return str(self.raw_data[0]) if self.raw_data else self.words or self.kept
