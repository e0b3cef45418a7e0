"""Vietnamese text: keys for searching and sorting, codes for typing."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation import text

letters = st.text(st.sampled_from("aăâbcdđeêghoôơuưyAĂÂĐÊƠƯáàảãạếềểễệ "), max_size=20)


def test_a_search_key_drops_all_marks() -> None:
    assert text.search_key("  Đảng ủy xã  Mù Cang Chải ") == "dang uy xa mu cang chai"


def test_both_places_of_the_tone_are_alike() -> None:
    assert text.likeness_key("hoà, thuỷ") == text.likeness_key("Hòa thủy")


def test_another_tone_is_not_alike() -> None:
    assert text.likeness_key("bán") != text.likeness_key("bàn")


@given(letters)
def test_keys_do_not_depend_on_the_form_of_the_letters(words: str) -> None:
    decomposed = unicodedata.normalize("NFD", words)
    assert text.search_key(decomposed) == text.search_key(words)
    assert text.likeness_key(decomposed) == text.likeness_key(words)
    assert text.name_key(decomposed) == text.name_key(words)


def test_names_are_sorted_by_given_name_in_the_order_of_the_alphabet() -> None:
    names = ["Lò Văn Em", "Giàng A Dũng", "Vàng Thị Đào", "Sùng A Ân", "Lý A Ăn", "Thào A An"]
    assert sorted(names, key=text.name_key) == [
        "Thào A An",
        "Lý A Ăn",
        "Sùng A Ân",
        "Giàng A Dũng",
        "Vàng Thị Đào",
        "Lò Văn Em",
    ]


def test_letters_are_compared_before_tones() -> None:
    names = ["Lò Hạ", "Lò Hà", "Lò Hải", "Lò Ha"]
    assert sorted(names, key=text.name_key) == ["Lò Ha", "Lò Hà", "Lò Hạ", "Lò Hải"]


@pytest.mark.parametrize("name", ["Lò\u202eMai", "Lò\nMai", "Lò\u200bMai", "Lò\x00Mai"])
def test_a_name_with_a_hidden_character_is_refused(name: str) -> None:
    with pytest.raises(text.UnreadableText):
        text.clean_name(name)


@given(st.text())
def test_a_clean_text_has_single_spaces_and_nothing_hidden(words: str) -> None:
    found = text.clean(words)
    assert not {unicodedata.category(sign) for sign in found} & {"Cc", "Cf", "Zl", "Zp"}
    assert found.split() == [word for word in found.split(" ") if word]
    assert found == found.strip()
    assert text.clean(found) == found


def test_a_minority_name_is_an_ordinary_name() -> None:
    assert text.clean_name(" H'Hen  Niê ") == "H'Hen Niê"


@given(st.text(st.sampled_from(text.ALPHABET), min_size=12, max_size=12))
def test_a_printed_code_can_be_typed_back(code: str) -> None:
    assert text.normalise_code(f" {text.grouped(code).lower()} ") == code


def test_random_codes_use_only_signs_people_can_tell_apart() -> None:
    assert set("".join(text.random_code(12) for _ in range(200))) <= set(text.ALPHABET)
    assert not set("01OI") & set(text.ALPHABET)
