"""Documents of rules: exact numbers in them, TOML both ways, and in words what does not fit.

People write such documents by hand, so every fault is said in their own language, with its place.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Annotated, Any, Final, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    ValidationError,
)
from pydantic_core import ErrorDetails

from foundation.errors import N_, InvalidInput

NUMBER: Final = re.compile(r"\d{1,9}([.,]\d{1,9}|/0*[1-9]\d{0,8})?")


class Misfit(InvalidInput, ValueError):
    """What is wrong at one place of a document; a validator raises it."""

    def __init__(self, message: str, **facts: object) -> None:
        self.message = message  # type: ignore[misc]  # each place has words of its own
        super().__init__(**facts)


class DocumentInvalid(InvalidInput):
    """A document cannot be used; a domain says which kind of document."""

    message = N_("The rules cannot be used: %(place)s – %(problem)s")

    def __init__(self, place: str, problem: Misfit) -> None:
        super().__init__(place=place, problem=problem)


def _exact(value: object) -> Fraction:
    written = str(value).strip()
    if isinstance(value, float) or not NUMBER.fullmatch(written):
        raise Misfit(N_('write the number as text, from 0 up, such as "0.25"'))
    return Fraction(written.replace(",", "."))


Exact = Annotated[
    Fraction, BeforeValidator(_exact), PlainSerializer(str, return_type=str), Field(ge=0)
]
"""A number of a document, exact: written as text or as a whole number."""
Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,29}$")]


class Frozen(BaseModel):
    """A part of a document: nothing in it is changed, nothing unknown is let in."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


Document = TypeVar("Document", bound=Frozen)


def read_document(
    kind: type[Document], values: Mapping[str, Any], refusal: type[DocumentInvalid]
) -> Document:
    """Return the document, checked.

    Raises:
        DocumentInvalid: ``refusal``, which names the first place that does not fit.
    """
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        raise refusal(_place(first), _misfit(first)) from error


def read_toml(kind: type[Document], text: str, refusal: type[DocumentInvalid]) -> Document:
    """Return the document written as TOML.

    Raises:
        DocumentInvalid: ``refusal``; it is not TOML, or not such a document.
    """
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise refusal("TOML", _unreadable(str(error))) from error
    return read_document(kind, values, refusal)


def _place(error: ErrorDetails) -> str:
    """Return where the fault is: ``rounds 2 › parts 1 › title``, counted from one."""
    steps: list[str] = []
    for step in error["loc"]:
        if isinstance(step, int) and steps:
            steps[-1] += f" {step + 1}"
        else:
            steps.append(str(step))
    return " › ".join(steps) or "…"


def _unreadable(words: str) -> Misfit:
    found = re.search(r"line (\d+), column (\d+)", words)
    if found is None:
        return Misfit(N_("the text ends too early: a sign that closes something is missing"))
    line, column = found.groups()
    return Misfit(
        N_(
            "line %(line)s, column %(column)s cannot be read; "
            "look for a missing = or quotation mark"
        ),
        line=line,
        column=column,
    )


def _misfit(error: ErrorDetails) -> Misfit:
    facts = error.get("ctx", {})
    own = facts.get("error")
    if isinstance(own, Misfit):
        return own
    message = _WORDS.get(error["type"], N_("what stands there does not fit"))
    return Misfit(message, **{name: str(fact) for name, fact in facts.items()})


_AT_LEAST, _AT_MOST = N_("must be at least %(ge)s"), N_("must be at most %(le)s")
_WHOLE: Final = N_("must be a whole number")
_TEXT: Final = N_("must be a text between quotation marks")
_TABLE: Final = N_("must be a table of names and values")
_WORDS: Final[Mapping[str, str]] = {
    "missing": N_("must be there and is missing"),
    "extra_forbidden": N_("no rule has this name; look for a slip of the pen"),
    "greater_than_equal": _AT_LEAST,
    "greater_than": N_("must be more than %(gt)s"),
    "less_than_equal": _AT_MOST,
    "string_pattern_mismatch": N_("a code has small letters without marks, digits and _ only"),
    "string_too_short": N_("must not be empty"),
    "string_too_long": N_("may have %(max_length)s letters at most"),
    "literal_error": N_("must be one of: %(expected)s"),
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "string_type": _TEXT,
    "bool_type": N_("must be true or false"),
    "bool_parsing": N_("must be true or false"),
    "too_short": N_("must hold at least %(min_length)s"),
    "tuple_type": N_("must be a list"),
    "dict_type": _TABLE,
    "model_type": _TABLE,
}


def toml_text(values: Mapping[str, Any]) -> str:
    """Return a document of JSON's values as TOML that ``tomllib`` reads back."""
    return "\n".join(_table(values, "")).strip() + "\n"


def _table(values: Mapping[str, Any], path: str) -> Iterator[str]:
    """Yield the lines of one table: plain values first, then the tables below it."""
    below = []
    for key, value in values.items():
        if value is None or value == []:
            continue
        if isinstance(value, dict) or _is_list_of_tables(value):
            below.append((key, value))
        else:
            yield f"{key} = {_plain(value)}"
    for key, value in below:
        name = f"{path}.{key}" if path else key
        tables, frame = (value, "[[{}]]") if isinstance(value, list) else ([value], "[{}]")
        for table in tables:
            yield ""
            yield frame.format(name)
            yield from _table(table, name)


def _is_list_of_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _plain(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_plain(one) for one in value)}]"
    # JSON's strings, whole numbers and true/false are TOML's too, but for one sign.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
