"""How many dots a picture says it has: what would fill a phone's memory is left out."""

import io

import pytest
from PIL import Image

from question_bank.rules.formats import remarks
from question_bank.rules.formats.pictures import Gallery, dots
from tests.factories.drafts import DOT


@pytest.mark.parametrize("form", ["PNG", "GIF", "JPEG"])
def test_the_head_of_a_picture_tells_its_size(form: str) -> None:
    made = io.BytesIO()
    Image.new("RGB", (30, 20)).save(made, form)
    assert dots(made.getvalue()) == 600


def test_a_picture_cut_short_or_of_another_kind_tells_nothing() -> None:
    for content in (
        b"",
        b"\x89PNG",
        b"\xff\xd8\xff\xe0\x00\x00",
        b"RIFF",
        b"\xff\xd8" + b"\xff" * 50,
    ):
        assert dots(content) == 0


def test_a_picture_of_too_many_dots_is_left_out_with_a_note() -> None:
    vast = DOT[:16] + (60_000).to_bytes(4, "big") * 2 + DOT[24:]
    gallery = Gallery({"a.png": vast}.get)
    assert gallery.markdown("a.png", "sơ đồ") == "sơ đồ"
    assert [note.message for note in gallery.notes] == [remarks.PICTURE_DOTS]
