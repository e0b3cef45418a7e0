"""Habits that imports cannot show: who commits, who reads the clock, how long things are."""

import ast
import re
from pathlib import Path

from tests.architecture.sources import DOMAINS, modules, name_of
from webapp.config import ROOT

LONGEST_FILE = 300
LONGEST_FUNCTION = 50
LONGEST_TEMPLATE = 120
CLOCK = re.compile(r"\b(datetime\.(now|utcnow|today)|date\.today|time\.time)\(")
COMMIT = re.compile(r"\.commit\(|\bCOMMIT\b")
ENVIRONMENT = re.compile(r"\bos\.(environ|getenv)\b")
STARTERS = {"webapp/config.py", "webapp/serve.py", "webapp/children.py", "webapp/backup.py"}
"""Read settings, or hand the environment on to a child."""


def _found(pattern: re.Pattern[str], paths: list[Path]) -> set[str]:
    return {name_of(path) for path in paths if pattern.search(path.read_text(encoding="utf-8"))}


def test_only_the_foundation_commits() -> None:
    committing = {
        name for name in _found(COMMIT, modules()) if not name.startswith("webapp/check/")
    }
    assert {name for name in committing if not name.startswith("foundation/db/")} == set()


def test_one_file_reads_the_clock() -> None:
    assert _found(CLOCK, modules()) == {"foundation/clock.py"}


def test_settings_are_read_in_one_place() -> None:
    reading = {
        name for name in _found(ENVIRONMENT, modules()) if not name.startswith("webapp/check/")
    }
    assert reading - STARTERS == set()


def test_files_stay_short() -> None:
    long = {
        name_of(path): lines
        for path in modules() + sorted((ROOT / "tests").rglob("*.py"))
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_functions_stay_short() -> None:
    long = {
        f"{name_of(path)}:{node.name}": lines
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        if (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert long == {}


def test_templates_stay_short() -> None:
    long = {
        name_of(path): lines
        for path in sorted((ROOT / "templates").rglob("*.html"))
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_TEMPLATE
    }
    assert long == {}


def test_templates_carry_no_inline_script_or_style() -> None:
    inline = re.compile(
        r"<script(?![^>]*(\bsrc=|\"application/json\"))|<style|\sstyle=|\son[a-z]+=|javascript:",
        re.IGNORECASE,
    )
    pages = [
        path
        for path in sorted((ROOT / "templates").rglob("*.html"))
        if path.parent.name != "documents"  # printed papers are no pages
    ]
    assert _found(inline, pages) == set()


def test_relationships_never_load_by_themselves() -> None:
    eager = set()
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "relationship"):
                continue
            words = {word.arg: getattr(word.value, "value", None) for word in node.keywords}
            if words.get("lazy") != "raise":
                eager.add(f"{name_of(path)}:{node.lineno}")
    assert eager == set()


def test_every_domain_has_the_same_names() -> None:
    allowed = {"rules", "readers", "models", "queries", "services", "forms", "views", "cli"}
    for domain in DOMAINS:
        names = {path.stem for path in (ROOT / domain).glob("[!_]*") if _is_code(path)}
        assert names <= allowed | DATA_FOLDERS.get(domain, set()), domain


DATA_FOLDERS = {"question_bank": {"starter"}, "contest": {"rulesets"}}
"""Folders of data: questions and rules that come with the program."""


def _is_code(path: Path) -> bool:
    return path.suffix == ".py" or any(path.rglob("*.py"))


def test_no_path_of_a_single_machine_is_kept() -> None:
    homes = re.compile(r"(^|[^A-Za-z0-9_.])/(?:work|home|root)/\w")
    texts = modules() + [path for path in (ROOT / "bin").rglob("*") if path.is_file()]
    assert _found(homes, texts) == set()
