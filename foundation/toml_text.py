"""Writes rule documents as TOML, so that people can read, keep and bring them elsewhere."""

import json
from collections.abc import Iterator, Mapping
from typing import Any


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
