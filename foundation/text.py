"""Vietnamese text: what is stored, what is searched, what is sorted by; and random names.

The keys made here are for finding and sorting only. They are never shown and never
replace the text a person wrote.
"""

import re
import secrets
import unicodedata
from typing import Final

from foundation.errors import N_, InvalidInput

ALPHABET: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 signs of five bits each, without 0, O, 1 and I, which people mistake for each other."""

_LETTERS: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES: Final = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_LATE_TONE: Final = re.compile("([ouOU])([aeyAEY])([\u0300\u0309\u0303\u0301\u0323])")
_LOOKALIKES: Final = str.maketrans(
    {"Đ": "đ", "Ð": "đ", "ð": "đ", "Ɖ": "đ", "\u2013": "-", "\u2014": "-"}
)
_SIGNS: Final = str.maketrans("", "", "-–—.,;:!?\"'“”‘’()[]…")


class UnreadableText(InvalidInput):
    """A name holds a sign that no name has: control, bidi, zero-width or line break."""

    message = N_("“%(text)s” holds a hidden character. Type it again by hand.")


class ReasonMissing(InvalidInput):
    """Something is done or changed that needs its reason."""

    field = "reason"
    message = N_("Write the reason.")


def reason_of(text: str, longest: int = 300) -> str:
    """Return the reason on one line, trimmed, of at most ``longest`` letters.

    Raises:
        ReasonMissing: nothing was written.
    """
    reason = " ".join(text.split())[:longest]
    if not reason:
        raise ReasonMissing
    return reason


def clean(text: str) -> str:
    """Return ``text`` in NFC, spaces folded to one, without hidden characters."""
    kept = text if text.isprintable() else _without_hidden(text)
    return " ".join(unicodedata.normalize("NFC", kept).split())


def _without_hidden(text: str) -> str:
    return "".join(" " if sign.isspace() else sign for sign in text if not _is_hidden(sign))


def clean_name(text: str) -> str:
    """Return a person's or unit's name as it is stored.

    Raises:
        UnreadableText: a hidden character or a line break stands inside the name.
    """
    trimmed = text.strip(" \t\u00a0")
    if any(_is_hidden(sign) or sign in "\r\n\u2028\u2029" for sign in trimmed):
        raise UnreadableText(text=clean(trimmed)[:60])
    return clean(trimmed)


def clean_lines(text: str) -> str:
    """Return ``text`` of several lines in NFC, each line cleaned, lines kept."""
    return "\n".join(clean(line) for line in text.splitlines()).strip()


def _is_hidden(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cf"} and sign not in "\t\n\r"


def search_key(text: str) -> str:
    """Return the key by which ``text`` is found without marks: "Đảng ủy" gives "dang uy"."""
    folded = unicodedata.normalize("NFD", text.translate(_LOOKALIKES).casefold())
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return " ".join(bare.replace("đ", "d").split())


def likeness_key(text: str) -> str:
    """Return the key that is equal for texts which differ only in writing habit.

    Tones are kept but moved behind the word ("hoà" equals "hòa"), look-alike letters,
    punctuation, case and spaces are folded.
    """
    folded = unicodedata.normalize("NFC", text).translate(_LOOKALIKES).casefold()
    return " ".join(_tone_last(word) for word in folded.translate(_SIGNS).split())


def _tone_last(word: str) -> str:
    letters: list[str] = []
    tones: list[str] = []
    for sign in unicodedata.normalize("NFD", word):
        (tones if sign in _TONES else letters).append(sign)
    return unicodedata.normalize("NFC", "".join(letters)) + "".join(tones)


def answer_key(text: str, *, keeps_case: bool = False) -> str:
    """Return the key by which a short answer is compared: letters, marks and signs count.

    Case, spaces and the place of the tone ("hoà", "hòa") do not. Parts of a text give parts of
    its key, so that ``*`` may stand between them.
    """
    folded = unicodedata.normalize("NFC", clean(text)).translate(_LOOKALIKES)
    apart = unicodedata.normalize("NFD", folded if keeps_case else folded.casefold())
    return unicodedata.normalize("NFC", _LATE_TONE.sub(r"\1\3\2", apart))


def name_key(full_name: str) -> str:
    """Return the key that sorts names as Vietnamese lists do: given, family, middle name.

    Letters are compared first (a ă â … d đ …), then tones (ngang, huyền, hỏi, ngã,
    sắc, nặng). Agrees with ICU's order for Vietnamese.
    """
    words = clean(full_name).casefold().split()
    ordered = words[-1:] + words[:-1]
    return "\t".join((" ".join(map(_letter_key, ordered)), " ".join(map(_tone_key, ordered))))


def _letter_key(word: str) -> str:
    bare = unicodedata.normalize("NFC", _without_tones(word))
    return "".join(
        f"{_LETTERS.find(sign) + 10:02d}" if sign in _LETTERS else "99" + sign for sign in bare
    )


def _tone_key(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(str(_TONES[sign]) for sign in decomposed if sign in _TONES) or "0"


def _without_tones(word: str) -> str:
    return "".join(s for s in unicodedata.normalize("NFD", word) if s not in _TONES)


def random_code(letters: int) -> str:
    """Return a code of ``letters`` signs for people to type: five random bits a sign."""
    return "".join(ALPHABET[byte % 32] for byte in secrets.token_bytes(letters))


def random_id() -> str:
    """Return the public name of a row: 60 random bits, never a secret by itself."""
    return random_code(12).lower()


def random_token(bits: int = 128) -> str:
    """Return a secret of at least ``bits`` random bits, fit for an address."""
    return secrets.token_urlsafe((bits + 7) // 8)


def grouped(code: str) -> str:
    """Return ``code`` in groups of four, as it is printed: ``K7QD-4WRM-X8TA``."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def normalise_code(text: str) -> str:
    """Return a typed code without spaces, dashes and case; other signs stay to be refused."""
    narrow = unicodedata.normalize("NFKC", text).upper()
    return "".join(sign for sign in narrow if not sign.isspace() and sign not in "-–—.")
