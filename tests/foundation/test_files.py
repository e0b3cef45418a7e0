"""A file is whole or not there, whoever else writes it and however writing ends."""

from pathlib import Path

import pytest

from foundation.files import beside


def test_what_was_written_takes_its_place_at_the_end(tmp_path: Path) -> None:
    place = tmp_path / "all.pdf"
    with beside(place) as draft:
        draft.write_text("half")
        assert not place.exists()
    assert place.read_text() == "half"
    assert list(tmp_path.iterdir()) == [place]


def test_two_who_write_the_same_file_at_once_both_succeed(tmp_path: Path) -> None:
    place = tmp_path / "all.zip"
    with beside(place) as first, beside(place) as second:
        first.write_text("whole")
        second.write_text("whole")
    assert place.read_text() == "whole"
    assert list(tmp_path.iterdir()) == [place]


def _write_half(place: Path) -> None:
    with beside(place) as draft:
        draft.write_text("half")
        raise OSError("disk full")


def test_where_writing_fails_the_old_file_stays_and_nothing_else(tmp_path: Path) -> None:
    place = tmp_path / "paper.pdf"
    place.write_text("old")
    with pytest.raises(OSError, match="disk"):
        _write_half(place)
    assert place.read_text() == "old"
    assert list(tmp_path.iterdir()) == [place]
