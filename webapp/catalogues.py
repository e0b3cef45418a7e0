"""Makes the translators' files (.po) into the form gettext reads (.mo); those are not in git."""

import contextlib
from functools import lru_cache
from pathlib import Path

import structlog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, request
from flask_babel import get_locale

from foundation.files import beside
from webapp.config import ROOT

TRANSLATIONS = ROOT / "translations"

log = structlog.get_logger()


def register(app: Flask) -> None:
    """Compile what changed, and give the forms' own messages their Vietnamese words."""
    try:
        compile_stale()
    except OSError as error:  # an installation that may not be written to is compiled at set-up
        log.warning("catalogues.stale", error=str(error))

    @app.before_request
    def translate_forms() -> None:
        request.wtforms_translations = _of_forms(str(get_locale()))  # type: ignore[attr-defined]


@lru_cache
def _of_forms(locale: str) -> NullTranslations:
    return Translations.load(TRANSLATIONS, [locale], domain="wtforms")


def in_vietnamese(message: str, **facts: object) -> str:
    """Return a sentence's words where no application can be made, such as why it cannot."""
    words = _vietnamese().gettext(message) if message else ""
    return words % facts if facts else words


@lru_cache
def _vietnamese() -> NullTranslations:
    with contextlib.suppress(OSError):
        compile_stale()
    return Translations.load(TRANSLATIONS, ["vi"])


def compile_stale(folder: Path = TRANSLATIONS) -> list[Path]:
    """Compile every catalogue that changed since it was last compiled; return what was made.

    Fuzzy sentences, which nobody has confirmed, are left out.
    """
    made = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns > source.stat().st_mtime_ns:
            continue
        _compile(source, target)
        made.append(target)
    return made


def _compile(source: Path, target: Path) -> None:
    """Write ``target`` in one step: another process may be reading it."""
    with source.open("rb") as text:
        catalogue = read_po(text, locale=source.parent.parent.name)
    with beside(target) as draft:
        with draft.open("wb") as made:
            write_mo(made, catalogue)
        draft.chmod(0o644)
