"""Sheets as offices send them, made by the test."""

import io
from collections.abc import Sequence

import xlsxwriter

HEAD = (
    "TT", "Họ và tên", "Ngày sinh", "Nam/Nữ", "Tôn giáo", "Quê quán", "Chi bộ", "Ngày vào Đảng",
    "Ngày chính thức", "Số thẻ ĐV", "Số lý lịch", "Số CCCD",
)  # fmt: skip
CELLS = ("Chi bộ bản Kim Nọi", "Chi bộ bản Háng Sung")
TCVN3_NAME = "NguyÔn V¨n Hïng"


def workbook(rows: Sequence[Sequence[object]], *, merges: Sequence[tuple[int, ...]] = ()) -> bytes:
    """Return a workbook of one sheet."""
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    sheet = book.add_worksheet("Danh sách")
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write(at, column, cell)
    for first, left, last, right in merges:
        sheet.merge_range(first, left, last, right, rows[first][left])
    book.close()
    return packed.getvalue()


def person(n: int, **other: object) -> list[object]:
    """Return a plain row of the list; words by name replace its cells."""
    plain: dict[str, object] = {
        "TT": n,
        "Họ và tên": f"Giàng A {'ABCDEGHIKLMN'[n % 12]}{'aàáâăêôơ'[n % 8]}{'nmtcp'[n % 5]} {n}",
        "Ngày sinh": f"{n % 28 + 1:02d}/{n % 12 + 1:02d}/{1950 + n % 50}",
        "Nam/Nữ": "Nữ" if n % 3 else "Nam",
        "Tôn giáo": "Không",
        "Quê quán": "Mù Cang Chải",
        "Chi bộ": CELLS[n % 2],
        "Ngày vào Đảng": f"19/05/{1990 + n % 30}",
        "Ngày chính thức": f"19/05/{1991 + n % 30}",
        "Số thẻ ĐV": f"{10_000_000 + n}",
        "Số lý lịch": f"{n:06d}YB",
        "Số CCCD": f"0{n:011d}",
    }
    return list((plain | other).values())


def sheet_of_case_14() -> bytes:
    """Return the sheet of 938 rows with every trap of the worked case."""
    rows = [person(n) for n in range(1, 939)]
    for n in range(31):  # a leading zero is lost
        rows[n] = person(n + 1, **{"Số thẻ ĐV": 1_000_000 + n})
    for n in range(100, 112):
        rows[n] = person(n + 1, **{"Họ và tên": TCVN3_NAME, "Ngày sinh": f"01/02/{1900 + n - 40}"})
    for n in range(200, 209):
        rows[n] = person(n + 1, **{"Ngày sinh": 1948 + n - 200})
    for n in range(300, 308, 2):  # same name and birth date, other number
        twin = {"Họ và tên": f"Vàng A Su {n}", "Ngày sinh": "01/01/1980"}
        rows[n], rows[n + 1] = person(n + 1, **twin), person(n + 2, **twin)
    for n in (400, 401):
        rows[n] = person(n + 1, **{"Số lý lịch": "999999YB"})
    title = ["DANH SÁCH ĐẢNG VIÊN", *[""] * 11]
    ordinals = [f"({n})" for n in range(1, 13)]
    return workbook([title, ["Mẫu 7-HSĐV"], list(HEAD), ordinals, *rows])
