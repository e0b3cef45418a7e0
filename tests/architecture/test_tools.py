"""Form, habits of code, types and the direction of imports, by the tools that know them."""

import subprocess
import sys
from pathlib import Path

import pytest

from webapp.config import ROOT

TOOLS = Path(sys.executable).parent
CHECKS = {
    "ruff format": ["ruff", "format", "--check", "--quiet", "."],
    "ruff check": ["ruff", "check", "--quiet", "."],
    "mypy": ["mypy", "--no-error-summary"],
    "import-linter": ["lint-imports", "--no-cache"],
}


@pytest.mark.parametrize("words", CHECKS.values(), ids=CHECKS.keys())
def test_the_tool_finds_nothing(words: list[str]) -> None:
    command = [str(TOOLS / words[0]), *words[1:]]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, f"{' '.join(words)}\n{done.stdout}{done.stderr}"


def test_the_scripts_are_plain_sh() -> None:
    scripts = [path for path in (ROOT / "bin").iterdir() if path.is_file()]
    for script in scripts:
        assert script.read_text(encoding="utf-8").startswith("#!/bin/sh\n"), script.name
        assert script.stat().st_mode & 0o111, f"{script.name} cannot be run"
        subprocess.run(["sh", "-n", str(script)], check=True)
