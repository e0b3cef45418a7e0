"""The seed's organisation: 30 grassroots organisations with 184 cells, and who is above them.

Communes and numbers of cells by kind are the seed's; villages are plausible, not a register.
"""

from dataclasses import dataclass

COMMUNES_OF_TODAY = (
    ("X-MCC", "Mù Cang Chải"),
    ("X-PL", "Púng Luông"),
    ("X-KM", "Khao Mang"),
    ("X-NC", "Nậm Có"),
)
"""Commune Party organisations from 1 July 2025; all but the first are named for the demo only."""


@dataclass(frozen=True)
class GrassrootsPlan:
    """One grassroots organisation: its cells by kind, and the commune it goes on under."""

    code: str
    name: str
    heir: str
    residential: tuple[str, ...] = ()
    school: tuple[str, ...] = ()
    health: tuple[str, ...] = ()
    military: tuple[str, ...] = ()
    office: tuple[str, ...] = ()

    def cells(self) -> list[tuple[str, str]]:
        """Return (kind, name) of each cell."""
        kinds = ("residential", "school", "health", "military", "office")
        return [(kind, name) for kind in kinds for name in getattr(self, kind)]


def _commune(code: str, place: str, heir: str, villages: str, schools: int) -> GrassrootsPlan:
    kinds = ("Tiểu học và Trung học cơ sở", "Mầm non")
    return GrassrootsPlan(
        code=code,
        name=f"Đảng bộ xã {place}" if code != "MCC" else "Đảng bộ thị trấn Mù Cang Chải",
        heir=heir,
        residential=tuple(
            f"Chi bộ {name if name.startswith('tổ') else 'bản ' + name}"
            for name in villages.split(", ")
        ),
        school=tuple(f"Chi bộ Trường {kind} {place}" for kind in kinds[:schools]),
    )


GRASSROOTS: tuple[GrassrootsPlan, ...] = (
    _commune(
        "MCC",
        "thị trấn",
        "X-MCC",
        "tổ dân phố 1, tổ dân phố 2, tổ dân phố 3, tổ dân phố 4, tổ dân phố 5, "
        "tổ dân phố 6, tổ dân phố 7, tổ dân phố 8",
        2,
    ),
    _commune(
        "KN", "Kim Nọi", "X-MCC", "Kim Nọi, Tà Chơ, La Phu Khơ, Dào Xa, Háng Chú, Háng Đang Dê", 1
    ),
    _commune(
        "MD",
        "Mồ Dề",
        "X-MCC",
        "Mồ Dề, Sáng Nhù, Háng Sung, Nả Háng, Mí Háng, Sua Lông, Háng Phừ Loa, Nả Khắt",
        2,
    ),
    _commune(
        "CCN",
        "Chế Cu Nha",
        "X-MCC",
        "Chế Cu Nha, Trống Tông, Dề Thàng, Thào Chua Chải, Háng Chua Xay, Nả Háng Tâu",
        1,
    ),
    _commune(
        "PL",
        "Púng Luông",
        "X-PL",
        "Púng Luông, Ngã Ba Kim, Nả Háng A, Nả Háng B, Mí Háng Tâu, Mí Háng Tủa Chử, "
        "Đề Chờ Chua, Nả Khoang, Háng Cơ Bua",
        2,
    ),
    _commune(
        "NK",
        "Nậm Khắt",
        "X-PL",
        "Nậm Khắt, Hua Khắt, Xua Lông, Làng Sang, Làng Minh, Páo Khắt, Pú Cang, Cáng Dông, "
        "Lả Khắt, Háng Tàu",
        2,
    ),
    _commune(
        "LPT",
        "La Pán Tẩn",
        "X-PL",
        "La Pán Tẩn, Trống Tông Chải, Trống Páo Sang, Hấu Đề, Pú Nhu, Tà Chí Lừ, Háng Sung Dưới",
        1,
    ),
    _commune(
        "DXP",
        "Dế Xu Phình",
        "X-PL",
        "Dế Xu Phình A, Dế Xu Phình B, Chống Sua, Phình Hồ, Háng Cuốn Rùa, Ma Lừ Thàng",
        1,
    ),
    _commune(
        "KM",
        "Khao Mang",
        "X-KM",
        "Khao Mang, Séo Mả Pán, Háng Bla Ha, Thào Chua Chải, Tủa Mả Pán, Háng Cháng Lừ, "
        "Nả Dề Thàng, Khao Mang Thái, Háng Sung Trên, Séo Mả Cang",
        2,
    ),
    _commune(
        "HB",
        "Hồ Bốn",
        "X-KM",
        "Hồ Bốn, Sán Trá, Trống Trở, Trống Gầu Bua, Nả Dề, Háng Đề Sủa, Trống La",
        1,
    ),
    _commune(
        "LC",
        "Lao Chải",
        "X-KM",
        "Lao Chải, Xéo Dì Hồ A, Xéo Dì Hồ B, Hồng Nhì Pá, Cáng Dông, Tà Ghênh, Dào Cu Nha, "
        "Đề Sủa, Hú Trù Lình, Háng Gàng Lao, Trống Khua, Lùng Cúng Lao",
        2,
    ),
    _commune("CT", "Chế Tạo", "X-KM", "Chế Tạo, Tà Dông, Háng Tày, Nả Háng Chế, Kể Cả, Pú Vá", 1),
    _commune(
        "CP",
        "Cao Phạ",
        "X-NC",
        "Lìm Mông, Lìm Thái, Tà Sung, Séo Sung, Ngài Thầu, Trống Trở Cao, Dề Thàng Cao, "
        "Trống Tông Khúa, Kháo Nhà, Háng Á Cu, Sẻo Hồ",
        1,
    ),
    _commune(
        "NC",
        "Nậm Có",
        "X-NC",
        "Nậm Có, Tu San, Thào Xa Chải, Lùng Cúng, Phình Ngài, Nậm Pẳng, Đá Đen, Có Thái, "
        "Có Mông, Háng Gàng, Làng Giàng, Tà Ghênh Có, Mù Cang, Nậm Kíp, Cang Dông, Thẩm Sắn, "
        "Nậm Khốm, Pú Nhàng",
        2,
    ),
    GrassrootsPlan(
        "THPT",
        "Đảng bộ Trường Trung học phổ thông",
        "X-MCC",
        school=("Chi bộ Tổ Tự nhiên", "Chi bộ Tổ Xã hội"),
    ),
    GrassrootsPlan(
        "DTNT",
        "Đảng bộ Trường Phổ thông dân tộc nội trú",
        "X-MCC",
        school=("Chi bộ Dạy học", "Chi bộ Nuôi dưỡng"),
    ),
    GrassrootsPlan(
        "YT",
        "Đảng bộ Trung tâm Y tế",
        "X-MCC",
        health=(
            "Chi bộ Khối lâm sàng",
            "Chi bộ Khối cận lâm sàng",
            "Chi bộ Khối dự phòng",
            "Chi bộ Phòng khám Púng Luông",
        ),
    ),
    GrassrootsPlan(
        "QS", "Đảng bộ Quân sự", "X-MCC", military=("Chi bộ Tham mưu", "Chi bộ Chính trị - Hậu cần")
    ),
    GrassrootsPlan(
        "CA",
        "Đảng bộ Công an",
        "X-MCC",
        office=("Chi bộ Tổng hợp", "Chi bộ An ninh", "Chi bộ Cảnh sát", "Chi bộ Điều tra"),
    ),
    GrassrootsPlan(
        "CQD",
        "Đảng bộ Các cơ quan Đảng",
        "X-MCC",
        office=(
            "Chi bộ Văn phòng",
            "Chi bộ Tổ chức",
            "Chi bộ Tuyên giáo",
            "Chi bộ Kiểm tra",
            "Chi bộ Dân vận",
        ),
    ),
    GrassrootsPlan(
        "CQN",
        "Đảng bộ Các cơ quan Nhà nước",
        "X-MCC",
        office=(
            "Chi bộ Văn phòng Ủy ban",
            "Chi bộ Nội vụ",
            "Chi bộ Tài chính",
            "Chi bộ Nông nghiệp",
            "Chi bộ Giáo dục",
            "Chi bộ Văn hóa",
            "Chi bộ Tài nguyên",
            "Chi bộ Dân tộc",
        ),
    ),
    GrassrootsPlan(
        "MTTQ",
        "Đảng bộ Mặt trận và các đoàn thể",
        "X-MCC",
        office=("Chi bộ Mặt trận", "Chi bộ Hội Phụ nữ", "Chi bộ Đoàn Thanh niên"),
    ),
    GrassrootsPlan("TA", "Chi bộ cơ sở Tòa án", "X-MCC", office=("Chi bộ Tòa án",)),
    GrassrootsPlan("VKS", "Chi bộ cơ sở Viện Kiểm sát", "X-MCC", office=("Chi bộ Viện Kiểm sát",)),
    GrassrootsPlan("KB", "Chi bộ cơ sở Kho bạc", "X-MCC", office=("Chi bộ Kho bạc",)),
    GrassrootsPlan("NH", "Chi bộ cơ sở Ngân hàng", "X-MCC", office=("Chi bộ Ngân hàng",)),
    GrassrootsPlan(
        "KL", "Đảng bộ Kiểm lâm", "X-MCC", office=("Chi bộ Hạt Kiểm lâm", "Chi bộ Khu bảo tồn")
    ),
    GrassrootsPlan(
        "BH", "Chi bộ cơ sở Bảo hiểm xã hội", "X-MCC", office=("Chi bộ Bảo hiểm xã hội",)
    ),
    GrassrootsPlan("THUE", "Chi bộ cơ sở Thuế", "X-MCC", office=("Chi bộ Thuế",)),
    GrassrootsPlan("BD", "Chi bộ cơ sở Bưu điện", "X-MCC", office=("Chi bộ Bưu điện",)),
)
