"""Formats are told by the content of a file, not by its name."""

import pytest

from question_bank.services.formats import FORMATS, recognise_format
from question_bank.services.importing import read_file
from question_bank.services.importing.refusals import NothingInside
from tests.question_bank.readers.samples import FILES, package, sample

SAMPLES = sorted(str(path.relative_to(FILES)) for path in FILES.rglob("*.*"))
FOLDERS = {"moodle": "moodle-xml"}
READ_HERE = [name for name in SAMPLES if name.split("/")[0] in ("gift", "aiken", "moodle", "qti")]


@pytest.mark.parametrize("name", READ_HERE)
def test_each_sample_is_recognised_under_a_wrong_name_and_read(name: str) -> None:
    folder = name.split("/", maxsplit=1)[0]
    content = sample(name)
    known = recognise_format(content, "khong-ro.bin")
    assert known == FOLDERS.get(folder, folder)
    read = FORMATS[known].read
    assert read is not None
    found = read(content)
    assert found.items
    assert all((item.draft is None) == bool(item.problems) for item in found.items)


def test_aiken_with_small_letters_is_recognised_and_read() -> None:
    found = read_file("Chi bộ họp mấy tháng?\na. Một\nb. Ba\nANSWER: b\n".encode(), None)
    assert found.format == "aiken"
    [item] = found.items
    assert item.draft is not None
    assert [option.is_right for option in item.draft.options] == [False, True]


@pytest.mark.parametrize("content", ["<?xml version='1.0'?><quiz/>", "<questestinterop/>"])
def test_an_empty_file_of_another_program_is_refused_with_its_own_sentence(content: str) -> None:
    with pytest.raises(NothingInside):
        read_file(content.encode(), None)


def test_packages_are_told_by_what_is_inside() -> None:
    assert recognise_format(package({"word/document.xml": ""})) == "docx"
    assert recognise_format(package({"xl/workbook.xml": ""})) == "xlsx"
    assert recognise_format(package({"imsmanifest.xml": ""})) == "qti"
    assert recognise_format(package({"a.jpg": ""})) is None


def test_tables_and_unknown_files() -> None:
    assert recognise_format("Câu hỏi;A;B\n1;2;3\n".encode(), "cau-hoi.csv") == "csv"
    assert recognise_format(b"\x89PNG\r\n\x1a\n\0\0\0", "x.gift") is None
    assert recognise_format("Một đoạn văn.".encode(), "van.txt") is None
    assert recognise_format("<quiz></quiz>".encode("utf-16"), "x.txt") == "moodle-xml"
