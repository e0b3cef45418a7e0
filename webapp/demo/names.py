"""Invented names of the region: plausible, and of nobody in particular."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

MONG_CLANS = (
    "Giàng",
    "Vàng",
    "Sùng",
    "Thào",
    "Lý",
    "Mùa",
    "Cứ",
    "Hờ",
    "Hảng",
    "Chang",
    "Lù",
    "Khang",
)
MONG_MEN = (
    "Páo",
    "Chống",
    "Dờ",
    "Sử",
    "Chu",
    "Tủa",
    "Lử",
    "Vàng",
    "Thào",
    "Sình",
    "Páng",
    "Nhà",
    "Dê",
    "Lồng",
    "Phử",
    "Khua",
    "Tồng",
    "Chua",
    "Sáu",
    "Hù",
    "Ninh",
    "Sinh",
    "Thông",
    "Cang",
)
MONG_WOMEN = (
    "Sua",
    "Mỷ",
    "Dợ",
    "Mai",
    "Chứ",
    "Xay",
    "Pàng",
    "Say",
    "Ly",
    "Dí",
    "Máy",
    "Bla",
    "Sông",
    "Ca",
    "Nu",
    "Chà",
    "Vá",
    "Lan",
    "Thu",
    "Hoa",
)
THAI_CLANS = ("Lò", "Hoàng", "Cầm", "Hà", "Lường", "Quàng", "Điêu", "Tòng", "Vì", "Sầm")
KINH_CLANS = (
    "Nguyễn",
    "Trần",
    "Phạm",
    "Lê",
    "Đỗ",
    "Bùi",
    "Vũ",
    "Đặng",
    "Ngô",
    "Đinh",
    "Phan",
    "Trịnh",
)
MEN = (
    "An",
    "Bình",
    "Chung",
    "Dũng",
    "Đạt",
    "Đức",
    "Hải",
    "Hùng",
    "Khánh",
    "Long",
    "Mạnh",
    "Nam",
    "Phong",
    "Quân",
    "Sơn",
    "Thắng",
    "Toàn",
    "Tuấn",
    "Việt",
    "Hưởng",
    "Thưởng",
    "Ứng",
)
WOMEN = (
    "Ánh",
    "Chi",
    "Dung",
    "Hạnh",
    "Hằng",
    "Hiền",
    "Hoa",
    "Hương",
    "Lan",
    "Liên",
    "Linh",
    "Mai",
    "Nga",
    "Ngọc",
    "Nhung",
    "Oanh",
    "Phượng",
    "Thảo",
    "Thủy",
    "Tuyết",
    "Vân",
    "Yến",
    "Mỹ",
)
SECOND = ("Văn", "Đức", "Quang", "Minh", "Xuân", "Hữu", "Thành", "Ngọc")

PEOPLES = ("H'Mông", "Thái", "Kinh")
SHARES = {"residential": (78, 18, 4), "other": (40, 20, 40)}
"""Of a hundred members, how many are H'Mông, Thái and Kinh, by kind of cell."""


@dataclass(frozen=True)
class InventedPerson:
    """Somebody who does not exist."""

    full_name: str
    gender: str
    ethnicity: str
    birth_date: date


def invent(chance: random.Random, kind_code: str) -> InventedPerson:
    """Return a person as a cell of this kind may have; the same ``chance``, the same person."""
    shares = SHARES.get(kind_code, SHARES["other"])
    ethnicity = chance.choices(PEOPLES, shares)[0]
    is_woman = chance.random() < (0.22 if kind_code == "residential" else 0.45)
    born = date(1955, 1, 1) + timedelta(days=chance.randrange(35 * 365))
    return InventedPerson(
        full_name=_name(chance, ethnicity, is_woman),
        gender="female" if is_woman else "male",
        ethnicity=ethnicity,
        birth_date=born,
    )


def _name(chance: random.Random, ethnicity: str, is_woman: bool) -> str:
    if ethnicity == "H'Mông":
        given = chance.choice(MONG_WOMEN if is_woman else MONG_MEN)
        return f"{chance.choice(MONG_CLANS)} {'Thị' if is_woman else 'A'} {given}"
    clan = chance.choice(THAI_CLANS if ethnicity == "Thái" else KINH_CLANS)
    middle = "Thị" if is_woman else chance.choice(SECOND)
    return f"{clan} {middle} {chance.choice(WOMEN if is_woman else MEN)}"
