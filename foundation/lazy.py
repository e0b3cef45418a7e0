"""Words of forms: translated when they are shown, typed as the text they become."""

from typing import cast

from flask_babel import lazy_gettext


def _l(msgid: str) -> str:
    """Return a text that is translated into the reader's language each time it is shown."""
    return cast("str", lazy_gettext(msgid))
