"""Words in the reader's language: of forms, translated when shown, and of msgids with facts."""

from collections.abc import Mapping
from typing import cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from foundation.errors import Refusal


def _l(msgid: str) -> str:
    """Return a text that is translated into the reader's language each time it is shown."""
    return cast("str", lazy_gettext(msgid))


def say(message: str, facts: Mapping[str, object] | None = None) -> str:
    """Return a msgid with its facts in the reader's language; a fact may be a refusal itself."""
    if not facts:
        return str(_(message))
    return str(_(message)) % {name: _said(fact) for name, fact in facts.items()}


def _said(fact: object) -> object:
    return say(fact.message, fact.facts) if isinstance(fact, Refusal) else fact
