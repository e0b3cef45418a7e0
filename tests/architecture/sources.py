"""The files the habits hold for."""

from pathlib import Path

from webapp.config import ROOT

DOMAINS = ("contest", "training", "quiz", "question_bank")
PACKAGES = ("foundation", *DOMAINS, "webapp")


def modules(*packages: str) -> list[Path]:
    """Return the Python files of ``packages``, or of the whole program."""
    return sorted(path for name in packages or PACKAGES for path in (ROOT / name).rglob("*.py"))


def name_of(path: Path) -> str:
    """Return a path as people name it, from the top of the repository."""
    return path.relative_to(ROOT).as_posix()
