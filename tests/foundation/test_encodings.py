"""Old encodings are recognised by what reads as Vietnamese, and every letter comes back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation import encodings as e
from foundation.encodings import Encoding, decode, legacy_encoding
from foundation.syllables import is_syllable

TEXT = (
    "Ủy ban nhân dân xã Mù Cang Chải. Chi bộ họp thường kỳ mỗi tháng một lần; đồng chí bí thư "
    "chi bộ chủ trì. Đảng viên dự bị không có quyền biểu quyết, ứng cử và bầu cử. Nghị quyết được "
    "thông qua khi quá nửa số đảng viên tán thành. Những điều đảng viên không được làm."
)
VNI_MARKS = {"\u0300": "ø", "\u0301": "ù", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}


def as_tcvn3(text: str) -> str:
    """Write text as a .VnTime font needs it; capitals with tones become small letters."""
    back = dict(zip(e._TCVN3_NEW, e._TCVN3_OLD, strict=True))
    return "".join(back.get(sign) or back.get(sign.lower(), sign) for sign in text)


def as_vni(text: str) -> str:
    """Write text as a VNI font needs it."""
    back = {}
    for first in "aeouyôö":
        for second in ["", *"âàáåãäêèéúüëøùûõï"]:
            back.setdefault(e.from_vni(first + second), first + second)
    back |= {new: old for old, new in e._VNI_ALONE.items()}
    return "".join(
        back.get(sign, back.get(sign.lower(), sign).upper() if not sign.isascii() else sign)
        for sign in text
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [("Uû ban nh©n d©n", "Uỷ ban nhân dân"), ("§¶ng bé x·", "Đảng bộ xã"), ("§iÒu lÖ", "Điều lệ")],
)
def test_a_text_of_a_vn_font_comes_back(old: str, new: str) -> None:
    assert e.from_tcvn3(old) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("XAÂY DÖÏNG ÑAÛNG", "XÂY DỰNG ĐẢNG"),
        ("Ñieàu leä Ñaûng", "Điều lệ Đảng"),
        ("cuûng coá toå chöùc cô sôû", "củng cố tổ chức cơ sở"),
        ("kyû luaät, bí thö, nghò quyeát, só soá", "kỷ luật, bí thư, nghị quyết, sĩ số"),
    ],
)
def test_a_text_of_a_vni_font_comes_back(old: str, new: str) -> None:
    assert e.from_vni(old) == new


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), Encoding.UTF_8),
        (TEXT.encode("utf-8-sig"), Encoding.UTF_8),
        (TEXT.encode("utf-16"), Encoding.UTF_16),
        (TEXT.encode("utf-16-le"), Encoding.UTF_16),
        (TEXT.encode("utf-16-be"), Encoding.UTF_16),
    ],
)
def test_unicode_is_read_as_it_is(content: bytes, encoding: Encoding) -> None:
    assert decode(content) == e.Decoded(TEXT, encoding)


def test_bytes_of_tcvn3_are_told() -> None:
    found = decode(as_tcvn3(TEXT).encode("cp1252"))
    assert (found.encoding, found.text.casefold()) == (Encoding.TCVN3, TEXT.casefold())


def test_bytes_of_vni_are_told() -> None:
    found = decode(as_vni(TEXT).encode("cp1252"))
    assert (found.encoding, found.text.casefold()) == (Encoding.VNI, TEXT.casefold())


def test_bytes_of_windows_1258_are_told() -> None:
    import unicodedata

    marks = str.maketrans("", "")
    kept = {"â", "ă", "ê", "ô", "ơ", "ư", "đ", "Đ"}
    written = "".join(
        sign if sign in kept else _with_loose_tone(unicodedata.normalize("NFD", sign))
        for sign in TEXT.translate(marks)
    )
    found = decode(written.encode("cp1258"))
    assert (found.encoding, found.text) == (Encoding.WINDOWS_1258, TEXT)


def _with_loose_tone(letters: str) -> str:
    import unicodedata

    tones = [sign for sign in letters if sign in "\u0300\u0301\u0303\u0309\u0323"]
    rest = "".join(sign for sign in letters if sign not in tones)
    return unicodedata.normalize("NFC", rest) + "".join(tones)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (TEXT, None),
        ("plain ASCII text", None),
        ("", None),
        (as_tcvn3(TEXT), Encoding.TCVN3),
        (as_vni(TEXT), Encoding.VNI),
    ],
)
def test_text_that_came_as_unicode_but_is_none_is_told(text: str, encoding: Encoding) -> None:
    assert legacy_encoding(text) is encoding


def test_fonts_tell_their_encoding() -> None:
    assert e.encoding_of_font(".VnTime") is Encoding.TCVN3
    assert e.encoding_of_font("VNI-Times") is Encoding.VNI
    assert e.encoding_of_font("Times New Roman") is None
    assert e.shows_capitals(".VnTimeH")
    assert not e.shows_capitals(".VnTime")


@pytest.mark.parametrize("word", ["nghiêng", "khuỷu", "quyết", "giữ", "xã", "ủy", "uỷ", "Đảng"])
def test_syllables_are_known(word: str) -> None:
    assert is_syllable(word)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_as_something(content: bytes) -> None:
    assert isinstance(decode(content).text, str)
