"""Files that lie are refused calmly; layouts of offices are understood."""

import io
import zipfile
from datetime import date

import pytest

from foundation.errors import Refusal
from foundation.importing.columns import (
    NoHeader,
    data_rows,
    default_columns,
    find_layout,
    is_not_collected,
)
from foundation.importing.persons.cells import PersonCells, read_person
from foundation.importing.persons.fields import FIELDS
from foundation.importing.reading import read_table
from tests.foundation.importing.sheets import workbook

TODAY = date(2026, 11, 25)
ALL = ("card", "file_number", "ethnicity", "phone")


def people(content: bytes) -> dict[int, PersonCells]:
    """Return the persons of a file by the row they stand in."""
    table = read_table(content)
    layout = find_layout(table.rows, FIELDS)
    rows = data_rows(table.rows, layout, default_columns(layout, FIELDS)).rows
    return {number: read_person(cells, TODAY, ALL) for number, cells in rows}


def bomb() -> bytes:
    """Return a workbook that unpacks to far more than it should."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("xl/worksheets/sheet1.xml", b"0" * 40_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 50,
        b"PK\x03\x04 no package at all",
        b"%PDF-1.7 a paper",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") + b"\1" * 900,
        bomb(),
        workbook([["a"]])[:-300],
        b"\x89PNG\r\n",
    ],
    ids=["empty", "zeros", "no zip", "pdf", "ole", "locked", "old", "bomb", "cut", "picture"],
)
def test_a_file_that_is_no_list_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(Refusal):
        read_table(content)


def test_a_table_without_names_of_columns_is_refused() -> None:
    with pytest.raises(NoHeader):
        people(workbook([["một", "hai"], ["ba", "bốn"]]))


@pytest.mark.parametrize(
    ("head", "merges"),
    [
        (["TT", "Họ và tên", "", "Ngày sinh"], ()),
        (["TT", "Họ và tên", "", "Ngày sinh"], ((1, 1, 1, 2),)),
        (["TT", "Họ và tên đệm", "Tên", "Ngày sinh"], ()),
        (["TT", "Họ", "Tên", "Ngày sinh"], ()),
    ],
    ids=["nameless", "merged", "family and given", "short"],
)
def test_a_name_in_two_columns_is_one_name(
    head: list[str], merges: tuple[tuple[int, ...], ...]
) -> None:
    rows = [[1, "Giàng A", "Páo", "05/03/1980"], [2, "Lò Thị", "Én", "1985"]]
    found = people(workbook([["DANH SÁCH", "", "", ""], head, *rows], merges=merges))
    assert [one.full_name for one in found.values()] == ["Giàng A Páo", "Lò Thị Én"]


def test_merged_heads_and_a_birth_date_below_nam_and_nu_are_understood() -> None:
    found = people(
        workbook(
            [
                ["DANH SÁCH ĐẢNG VIÊN", "", "", ""],
                ["Số TT", "Họ và tên", "Năm sinh", ""],
                ["", "", "Nam", "Nữ"],
                ["Chi bộ bản Kim Nọi", "", "", ""],
                [1, "Giàng A Páo", 1980, ""],
                [2, "Lò Thị Én", "", "03/1985"],
                ["", "Tổng cộng: 2 đồng chí", "", ""],
            ],
            merges=[(0, 0, 0, 3), (1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 1, 3), (3, 0, 3, 3)],
        )
    )
    assert list(found) == [5, 6]
    assert [one.gender for one in found.values()] == ["male", "female"]
    assert [one.birth.words for one in found.values() if one.birth] == ["1980", "03/1985"]
    assert {one.unit for one in found.values()} == {"Chi bộ bản Kim Nọi"}


def test_several_values_in_one_cell_are_told_apart() -> None:
    heads = [
        "TT",
        "Họ tên đang dùng, họ tên khai sinh, ngày sinh",
        "Nam/nữ, dân tộc, tôn giáo",
        "Ngày vào Đảng, ngày chính thức",
        "Số thẻ đảng viên, số lý lịch",
    ]
    row = [
        1,
        "Giàng A Páo\nGiàng Páo\n05/03/1980",
        "Nam\nMông\nKhông",
        "19/05/2010\n19/05/2011",
        "01234567\n041234YBĐ",
    ]
    one = people(workbook([heads, row]))[2]
    assert (one.full_name, one.gender, one.ethnicity) == ("Giàng A Páo", "male", "Mông")
    assert one.birth is not None
    assert one.birth.words == "05/03/1980"
    assert (one.admitted_on, one.official_on) == (date(2010, 5, 19), date(2011, 5, 19))
    assert (one.card, one.file_number) == ("01234567", "041234YBĐ")


def test_a_csv_in_tcvn3_is_read_in_unicode() -> None:
    lines = "STT;Hä vµ tªn;Ngµy sinh\n1;NguyÔn V¨n Hïng;05/03/1980\n2;TrÇn ThÞ Hoa;06/04/1981\n"
    found = people(lines.encode("cp1252"))
    assert [one.full_name for one in found.values()] == ["Nguyễn Văn Hùng", "Trần Thị Hoa"]


def test_names_are_kept_in_nfc_and_capitals_are_calmed() -> None:
    decomposed = "La\u0300\u0300".replace("\u0300\u0300", "\u0300") + " Va\u0306n A\u0301n"
    found = people(workbook([["Họ và tên", "Ngày sinh"], [decomposed, 1980], ["LÝ A TỦA", 1981]]))
    assert [one.full_name for one in found.values()] == ["Là Văn Án", "Lý A Tủa"]


@pytest.mark.parametrize(
    "name", ["Chi bộ sinh hoạt", "Chi bộ cử", "Chi bộ đảng viên sinh hoạt", "Đảng bộ cơ sở"]
)
def test_a_cell_or_committee_is_no_father(name: str) -> None:
    layout = find_layout([["Họ và tên", name], ["Giàng A Páo", "Kim Nọi"]], FIELDS)
    assert default_columns(layout, FIELDS)[1] in {"unit", "parent"}
    assert not is_not_collected(name)


@pytest.mark.parametrize(
    "name", ["Họ tên bố", "Bố đẻ", "Ho ten bo", "Họ tên vợ (chồng)", "Mẹ", "Nghề nghiệp của cha"]
)
def test_the_family_is_not_collected(name: str) -> None:
    assert is_not_collected(name)
