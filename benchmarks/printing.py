"""How a benchmark tells what it measured: a line a figure, or all of them as JSON."""

import json
from collections.abc import Mapping


def tell(found: Mapping[str, object], *, as_json: bool) -> int:
    """Print the figures and return the exit code: 0 where ``found["ok"]`` holds."""
    if as_json:
        print(json.dumps(found))
    else:
        width = max(map(len, found)) + 1
        print(*(f"{name:{width}} {value}" for name, value in found.items()), sep="\n")
    return 0 if found["ok"] else 1
