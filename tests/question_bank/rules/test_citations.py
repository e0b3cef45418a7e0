"""Names of documents tell their number, day and issuer."""

from datetime import date

import pytest

from question_bank.rules.citations import (
    Citation,
    number_key,
    read_citation,
    short_citation,
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "Quy định số 24-QĐ/TW ngày 30/7/2021 của BCHTW về thi hành Điều lệ Đảng",
            Citation("24-QĐ/TW", date(2021, 7, 30), "BCHTW"),
        ),
        (
            "Quy định số 08-QĐi/TW ngày 25/10/2018 của BCHTW về trách nhiệm nêu gương",
            Citation("08-QĐi/TW", date(2018, 10, 25), "BCHTW"),
        ),
        (
            (
                "Quy chế bầu cử trong Đảng, ban hành kèm theo Quyết định số 190-QĐ/TW "
                "ngày 10/10/2024 của BCHTW"
            ),
            Citation("190-QĐ/TW", date(2024, 10, 10), "BCHTW"),
        ),
        (
            (
                "Hướng dẫn số 42-HD/BTCTW ngày 28 tháng 10 năm 2025 của Ban Tổ chức Trung ương "
                "về sinh hoạt chi bộ (thực hiện Chỉ thị 50-CT/TW)"
            ),
            Citation("42-HD/BTCTW", date(2025, 10, 28), "Ban Tổ chức Trung ương"),
        ),
        (
            "Luật số 72/2025/QH15 ngày 16/6/2025 của Quốc hội",
            Citation("72/2025/QH15", date(2025, 6, 16), "Quốc hội"),
        ),
        (
            "Điều lệ Đảng Cộng sản Việt Nam (Đại hội XI thông qua ngày 19/01/2011)",
            Citation("", date(2011, 1, 19), ""),
        ),
        ("Quy định 99-QĐ/TW ngày 31/02/2020", Citation("99-QĐ/TW", None, "")),
        ("Di chúc của Chủ tịch Hồ Chí Minh", Citation()),
    ],
)
def test_a_name_tells_number_day_and_issuer(name: str, expected: Citation) -> None:
    assert read_citation(name) == expected


@pytest.mark.parametrize(
    "name", ["Quy định 24 - QĐ/TW, 30/07/2021", "24-QD/TW", "Quy định 24 QĐ/TW", "số 024–QĐ/TW"]
)
def test_a_number_is_the_same_however_it_is_written(name: str) -> None:
    assert number_key(read_citation(name).number) == number_key("24-QĐ/TW")


@pytest.mark.parametrize(
    ("name", "article", "line"),
    [
        (
            "Hướng dẫn số 42-HD/BTCTW ngày 28/10/2025 của Ban Tổ chức Trung ương về sinh hoạt",
            "",
            "Hướng dẫn số 42-HD/BTCTW, 28/10/2025",
        ),
        (
            "Quy chế bầu cử, ban hành kèm theo Quyết định số 190-QĐ/TW ngày 10/10/2024 của BCHTW",
            "Điều 3",
            "Quyết định số 190-QĐ/TW, 10/10/2024, Điều 3",
        ),
        ("Chỉ thị 50-CT/TW ngày 23/7/2025", "", "Chỉ thị 50-CT/TW, 23/07/2025"),
        (
            "Điều lệ Đảng Cộng sản Việt Nam (Đại hội XI thông qua ngày 19/01/2011)",
            "Điều 24",
            "Điều lệ Đảng Cộng sản Việt Nam, Điều 24",
        ),
        ("Quy định 99-QĐ/TW về một việc", "", "Quy định 99-QĐ/TW về một việc"),
    ],
)
def test_a_list_names_a_document_in_one_line(name: str, article: str, line: str) -> None:
    assert short_citation(name, article) == line
