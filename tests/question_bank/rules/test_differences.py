"""Two texts side by side: every word is shown, and what changed is marked."""

from hypothesis import given
from hypothesis import strategies as st

from question_bank.rules.differences import Piece, differences

TEXTS = st.lists(st.sampled_from(["chi", "bộ", "họp", "mỗi", "tháng"]), max_size=8).map(" ".join)


@given(TEXTS, TEXTS)
def test_nothing_is_lost(before: str, after: str) -> None:
    left, right = differences(before, after)
    assert " ".join(piece.text for piece in left) == before
    assert " ".join(piece.text for piece in right) == after
    kept = [[piece.text for piece in side if not piece.is_changed] for side in (left, right)]
    assert kept[0] == kept[1]


def test_the_changed_word_is_marked() -> None:
    left, right = differences("họp mỗi tháng", "họp mỗi quý")
    assert left == (Piece("họp mỗi", False), Piece("tháng", True))
    assert right[-1] == Piece("quý", True)
