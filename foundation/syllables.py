"""What a Vietnamese syllable looks like: enough to tell readable text from a wrong encoding."""

import re
import unicodedata
from typing import Final

_ONSET = r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?"
_RIME = (
    r"(?:oai|oay|uây|uôi|ươi|ươu|iêu|yêu|oeo|uya|uyê|uyu|oao|"
    r"ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|ôi|ơi|ua|uâ|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu|yê|ya|"
    r"[aăâeêioôơuưy])"
)
_CODA = r"(?:ng|nh|ch|[cmnpt])?"
_SYLLABLE: Final = re.compile(_ONSET + _RIME + _CODA)
_TONES: Final = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_WORD: Final = re.compile(r"[^\s\d.,;:!?()\[\]{}\"'“”‘’/\\|+*=<>&%#@~…–—_-]+")


def is_syllable(word: str) -> bool:
    """Return whether a word can be a Vietnamese syllable with at most one tone."""
    letters = unicodedata.normalize("NFD", word.casefold())
    toneless = letters.translate(_TONES)
    if len(letters) - len(toneless) > 1:
        return False
    return _SYLLABLE.fullmatch(unicodedata.normalize("NFC", toneless)) is not None


def share_of_syllables(text: str) -> float:
    """Return how many of the words with letters beyond ASCII are syllables, from 0 to 1.

    Text without such words is readable as it is: 1.
    """
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    return sum(map(is_syllable, words)) / len(words) if words else 1.0
