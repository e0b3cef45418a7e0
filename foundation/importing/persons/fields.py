"""The columns of lists of persons, in the many ways offices name them."""

from foundation.errors import N_
from foundation.importing.columns import Field

_DAY = r"(ngay(,)? ?(thang)?(,)? ?(nam)? )"
FULL_NAME = Field(
    "full_name",
    N_("Full name"),
    r"(ho( va)?( chu)?( dem)?( va)?,? ten|ho ten|ten dang vien|full name|name)"
    r"( (dang vien|dang dung|khai sinh|hoc vien|nguoi hoc|chu in hoa|viet hoa))*",
    sample="Giàng A Páo",
    is_needed=True,
    heading="Họ và tên",
)
FAMILY_NAME = Field(
    "family_name", N_("Family and middle name"), r"ho( va)?( ten)?( chu)? (dem|lot)|ho"
)
GIVEN_NAME = Field("given_name", N_("Given name"), r"ten( (dang vien|hoc vien))?", is_needed=True)
BIRTH = Field(
    "birth",
    N_("Birth date"),
    r"(ngay(,)? ?(thang)?(,)? ?(nam)? ?sinh|nam sinh|sinh (ngay|nam).*|ns|n sinh)"
    r"( (ngay thang nam|dd mm yyyy|ngay/thang/nam))?",
    sample="05/03/1980",
    heading="Ngày sinh",
)
FILE_NUMBER = Field(
    "file_number",
    N_("Number of the member's file"),
    r"(so|ma( so)?) ?(ly lich|ll|slldv)( dang vien)?( dv)?|slldv|so ho so dang vien",
    switch="file_number",
    sample="041234ABC",
    heading="Số lý lịch",
)
UNIT = Field(
    "unit",
    N_("Party cell"),
    r"(ten )?(chi bo|to chuc dang|don vi)( (dang )?sinh hoat| dang vien.*|, don vi| cu( .*)?)?"
    r"|sinh hoat( tai)?( chi bo)?|don vi cong tac|chi bo, don vi|don vi, chi bo",
    sample="Chi bộ bản Kim Nọi",
    heading="Chi bộ",
)
PARENT = Field(
    "parent",
    N_("Party committee above"),
    r"(ten )?(dang bo|dang uy|truc thuoc)( (co so|cap tren|xa|dang bo|truc thuoc))*",
    heading="Đảng bộ",
)
POST = Field("post", N_("Post"), r"chuc vu.*|chuc danh.*", sample="Bí thư", heading="Chức vụ")
NUMBER = Field("number", N_("No. in the list"), r"stt|tt|so tt|so thu tu|no|#", heading="STT")
CARD = Field(
    "card",
    N_("Card number"),
    r"so ?(the|td)( dang)?( vien)?( dv)?|the dang( vien)?|so tdv",
    switch="card",
    sample="01234567",
    heading="Số thẻ",
)
ADMITTED = Field(
    "admitted",
    N_("Day of admission"),
    r"(ngay|thoi gian)( thang nam)? ?(duoc )?(ket nap|vao)( vao)?( dang)?|vao dang( ngay)?"
    r"|ngay vd|du bi|ngay vao dang du bi|ngay vao dang ket nap",
    sample="19/05/2010",
    heading="Ngày vào Đảng",
)
OFFICIAL = Field(
    "official",
    N_("Official member since"),
    r"(ngay|thoi gian)?( cong nhan)?( dang vien)? ?(vao dang )?chinh thuc( ngay)?|ngay ct",
    sample="19/05/2011",
    heading="Ngày chính thức",
)
GENDER = Field(
    "gender",
    N_("Gender"),
    r"gioi( tinh)?|nam ?[/,] ?nu|nam nu|nam hay nu|phai",
    sample="Nam",
    heading="Giới tính",
)
MALE = Field("male", N_("Column “Nam”: a mark or the birth date"), r"(.*sinh )?nam|gioi tinh nam")
FEMALE = Field("female", N_("Column “Nữ”: a mark or the birth date"), r"(.*sinh )?nu|gioi tinh nu")
ETHNICITY = Field(
    "ethnicity",
    N_("Ethnic group"),
    r"(thanh phan )?dan toc|d toc",
    switch="ethnicity",
    sample="Mông",
    heading="Dân tộc",
)
PHONE = Field(
    "phone",
    N_("Phone"),
    r"(so )?(dien thoai|dt|sdt|di dong|dtdd)( (di dong|lien he|lien lac))?|phone|mobile",
    switch="phone",
    sample="0912345678",
    heading="Điện thoại",
)
NAME_BIRTH = Field(
    "name_birth",
    N_("Name and birth date in one cell"),
    r"(?=.*\bho\b)(?=.*\bten\b)(?=.*\bsinh\b(?! hoat)).*(ngay|nam|nam sinh|\d).*",
    is_needed=True,
)
GENDER_ETHNICITY = Field(
    "gender_ethnicity",
    N_("Gender and ethnic group in one cell"),
    r"(?=.*\bnu\b)(?=.*\bdan toc\b).*|(?=.*gioi tinh)(?=.*dan toc).*",
)
PARTY_DAYS = Field(
    "party_days",
    N_("Day of admission and official day in one cell"),
    r"(?=.*(vao dang|ket nap))(?=.*chinh thuc).*",
)
NUMBERS = Field(
    "numbers",
    N_("Card number and number of the file in one cell"),
    r"(?=.*so the)(?=.*ly lich).*",
)
SWITCHES = (FILE_NUMBER, CARD, ETHNICITY, PHONE)
"""What is collected only where a unit said so, with its purpose."""
FIELDS = (
    NUMBER, NAME_BIRTH, GENDER_ETHNICITY, PARTY_DAYS, NUMBERS, FULL_NAME, FAMILY_NAME, GIVEN_NAME,
    BIRTH, GENDER, MALE, FEMALE, UNIT, PARENT, ADMITTED, OFFICIAL, FILE_NUMBER, CARD, ETHNICITY,
    PHONE,
)  # fmt: skip
IN_TEMPLATE = (
    NUMBER, FULL_NAME, BIRTH, GENDER, UNIT, PARENT, ADMITTED, OFFICIAL, FILE_NUMBER, CARD,
    ETHNICITY, PHONE,
)  # fmt: skip
