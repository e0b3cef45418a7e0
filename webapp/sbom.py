"""For maintainers: writes ``sbom.cdx.json``, the list of what the program is made of.

CycloneDX 1.6, made of the locked requirements and the vendored files alone, so that the same
tree always gives the same list. Plain Python without packages: ``bin/lock`` runs this file.
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "sbom.cdx.json"
LOCKED = {"requirements.txt": "required", "requirements-redis.txt": "optional"}
VENDORED = {
    "@fontsource/be-vietnam-pro": ("OFL-1.1", "static/fonts/be-vietnam-pro-"),
    "@fontsource/tinos": ("OFL-1.1", "static/fonts/tinos-"),
    "bootstrap": ("MIT", "static/css/bootstrap-"),
}
"""Package, licence, and how the names of its files begin."""
_PACKAGE = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[a-z,]+\])?==([^\s;\\]+)")
_VIA = re.compile(r"^    #(?:   | via )(\S.*)$")


def materials() -> dict[str, Any]:
    """Return the whole list."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    program = _program(project)
    locked: dict[str, tuple[dict[str, Any], set[str]]] = {}
    for name, scope in LOCKED.items():
        for one, wanted_by in _locked(name, scope):
            locked.setdefault(one["purl"], (one, set()))[1].update(wanted_by)
    vendored = list(_vendored())
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": program},
        "components": [*(locked[purl][0] for purl in sorted(locked)), *vendored],
        "dependencies": _dependencies(program["bom-ref"], list(locked.values()), vendored),
    }


def _program(project: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "application",
        "bom-ref": project["name"],
        "name": project["name"],
        "version": project["version"],
        "licenses": [{"license": {"id": "Apache-2.0"}}],
    }


def _locked(name: str, scope: str) -> Iterator[tuple[dict[str, Any], set[str]]]:
    """Return each package of a locked list, and which packages want it; "" is the program."""
    found: list[tuple[dict[str, Any], set[str]]] = []
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if match := _PACKAGE.match(line):
            purl = f"pkg:pypi/{match[1]}@{match[2]}"
            one = {"name": match[1], "version": match[2], "scope": scope, "purl": purl}
            found.append(({"type": "library", "bom-ref": purl, **one}, set()))
        elif found and (match := _VIA.match(line)) and not match[1].startswith("-c"):
            found[-1][1].add("" if match[1].startswith("-r") else match[1])
    yield from found


def _vendored() -> Iterator[dict[str, Any]]:
    asked = json.loads((ROOT / "assets/package.json").read_text(encoding="utf-8"))
    sums = (ROOT / "static/VENDORED.sha256").read_text(encoding="utf-8").splitlines()
    files = {path: content for content, path in (line.split("  ", 1) for line in sums)}
    for name, (licence, beginning) in VENDORED.items():
        version = asked["devDependencies"][name]
        purl = f"pkg:npm/{name.replace('@', '%40')}@{version}"
        yield {
            "type": "library",
            "bom-ref": purl,
            "name": name,
            "version": version,
            "scope": "required",
            "licenses": [{"license": {"id": licence}}],
            "purl": purl,
            "components": [
                {
                    "type": "file",
                    "name": path,
                    "hashes": [{"alg": "SHA-256", "content": content}],
                }
                for path, content in files.items()
                if path.startswith(beginning)
            ],
        }


def _dependencies(
    root: str, locked: list[tuple[dict[str, Any], set[str]]], vendored: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return who needs whom, from the notes ("# via …") of the locked lists."""
    own = {one["bom-ref"] for one in vendored}
    below: dict[str, set[str]] = {root: own, **{ref: set() for ref in own}}
    refs: dict[str, list[str]] = {"": [root]}
    for one, _wanted_by in locked:
        refs.setdefault(one["name"], []).append(one["bom-ref"])
        below[one["bom-ref"]] = set()
    for one, wanted_by in locked:
        for ref in (ref for name in wanted_by for ref in refs[name]):
            below[ref].add(one["bom-ref"])
    return [{"ref": ref, "dependsOn": sorted(below[ref])} for ref in sorted(below)]


def as_text() -> str:
    """Return the list as the file holds it."""
    return json.dumps(materials(), ensure_ascii=False, indent=1) + "\n"


def main() -> int:
    """Write the list."""
    LIST.write_text(as_text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
