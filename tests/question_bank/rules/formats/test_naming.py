"""A name that only repeats the text is no name, wherever it was cut."""

from hypothesis import given
from hypothesis import strategies as st

from question_bank.rules.formats.naming import own_name, shown_name

STEM = (
    "Theo Điều lệ Đảng hiện hành, khi chi bộ không thể họp thường kỳ vì bão lũ thì cấp ủy "
    "phải báo cáo với ai và trong thời hạn bao nhiêu ngày?"
)


@given(st.integers(1, len(STEM)), st.sampled_from(["", "...", "…"]))
def test_first_letters_of_the_text_are_no_name(length: int, end: str) -> None:
    assert own_name(STEM[:length] + end, STEM) == ""


def test_a_made_name_is_known_again_and_an_own_one_is_kept() -> None:
    assert own_name(shown_name("", STEM), STEM) == ""
    assert own_name("Câu khó số 5", STEM) == "Câu khó số 5"
