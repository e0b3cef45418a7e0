"""The list of what the program is made of is that of this tree."""

import json

from webapp import sbom


def test_the_list_is_up_to_date() -> None:
    """Else run: python3 webapp/sbom.py."""
    assert sbom.LIST.read_text(encoding="utf-8") == sbom.as_text()


def test_the_list_names_every_locked_package_and_every_vendored_file() -> None:
    listed = json.loads(sbom.as_text())
    names = {(one["name"], one["version"]) for one in listed["components"]}
    locked = (sbom.ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert sum(line[:1].isalpha() for line in locked.splitlines()) == sum(
        one["purl"].startswith("pkg:pypi/") and one["scope"] == "required"
        for one in listed["components"]
    )
    assert {"flask", "weasyprint", "bootstrap", "@fontsource/tinos"} <= {name for name, _ in names}
    files = {one["name"] for group in listed["components"] for one in group.get("components", ())}
    sums = (sbom.ROOT / "static/VENDORED.sha256").read_text(encoding="utf-8").split()[1::2]
    assert files == {path for path in sums if path.startswith("static/")}


def test_everything_is_needed_by_something() -> None:
    listed = json.loads(sbom.as_text())
    needed = {ref for row in listed["dependencies"] for ref in row["dependsOn"]}
    assert needed == {one["bom-ref"] for one in listed["components"]}
