"""What a line of an organiser's file can be, told by how it begins."""

import re

_I = re.IGNORECASE
QUESTION = re.compile(
    r"\s*(?P<word>c[âa]u|b[àa]i|question|t[ìi]nh\s+hu[ốo]ng)\s*(?:hỏi|hoi|số|so|thứ|tập)?\s*(?P<number>\d{1,5})"
    r"(?![\d%])\s*(?P<points>[(\[][^)\]\n]{0,30}?(?:điểm|đ|points?)\s*[)\]])?\s*(?P<end>[.:)\]\-–/]|$|(?=\s))\s*",
    _I,
)
NUMBERED = re.compile(
    r"\s*(?P<word>)(?P<number>\d{1,5})\s*(?P<end>[.)/:]|\s[-–](?=\s)|-(?=\s))\s*"
    r"(?P<points>[(\[][^)\]\n]{0,30}?(?:điểm|đ)\s*[)\]])?\s*(?!\d)"
)
_ARROW = r"(?:(?:[=\-–—]*>|[→⇒➔➜➤►])\s*)?"
OPTION = re.compile(
    r"(?P<star>(?:[*✓✔√☑☒☐□■●○]|\[[xX ]?\]|\([xX]\))\s*)?"
    r"(?:\(?(?P<letter>[A-Ja-j])(?P<after>\*)?\s*(?:[.)/:]|[-–](?=\s))|(?P<circled>[Ⓐ-Ⓙ])\.?)"
    r"(?P<star2>\s*[*✓✔√])?\s*"
)
BOX = re.compile(r"\s*(?P<box>[☑☒☐□■✓✔√●○]|\[[xX ]?\]|[-–•+·](?=\s))\s*")
TICKED = set("☑☒■✓✔√●") | {"[x]", "[X]", "(x)", "(X)"}
UNTICKED = set("☐□○") | {"[]", "[ ]"}
RIGHT_AFTER = re.compile(
    r"\s*(?:\*|[✓✔√☑]|\(\s*(?:\*|x|đ|đúng|đáp án(?: đúng)?)\s*\)"
    r"|\[\s*(?:x|đúng)\s*\]|[<←]-*\s*đáp án)\s*$",
    _I,
)
_LETTERS = r"[A-J](?:\s*(?:[,;&+/.]|và|\s)\s*[A-J]\b)*"
ANSWER = re.compile(
    rf"\s*{_ARROW}[\[(*]?\s*(?:(?:đáp\s*án|dap\s*an|phương\s*án|câu\s+trả\s+lời|lựa\s+chọn)(?:\s+(?:đúng|dung|chính\s+xác|là|la))*"
    r"|đ/?a|key|ans(?:wer)?|correct(?:\s+answer)?|trả\s+lời|chọn(?:\s+đáp\s+án)?)\s*(?P<sign>[:=.\-–]|\s)\s*",
    _I,
)
NAMED = re.compile(
    rf"\s*[\[(]?\s*(?P<letters>{_LETTERS})(?![\wÀ-ỹ])(?!\s*[-–>→]+\s*[A-J]\b)\s*[\])]?", re.ASCII
)
"""Letters, but not ``B-A-C``, which tells an order."""
NAMED_AGAIN = re.compile(r"\s*(?P<letters>[a-j])\s*[.)]\s+(?=\S)")
NAMED_SMALL = re.compile(r"\s*[\[(]?\s*(?P<letters>[a-j](?:\s*[,;&+]\s*[a-j])*)\s*[\])]?\s*\.?\s*$")
TAIL_ANSWER = re.compile(
    rf"[\s(\[]+(?:đáp\s*án(?:\s+đúng)?|đ/?a)\s*[:\-–]?\s*(?P<letters>{_LETTERS})\s*[.)\]]*\s*$", _I
)
ARROW_ALONE = re.compile(rf"\s*(?:[=\-–—]*>|[→⇒➔➜➤►])\s*(?P<letters>{_LETTERS})\s*\.?\s*", _I)
TAIL_TRUTH = re.compile(r"[\s.]*[(\[]\s*(?P<truth>đúng|sai|đ|s)\s*[)\]]\s*\.?\s*$", _I)
TAIL_BRACKET = re.compile(rf"\s*\[\s*(?P<letters>{_LETTERS})\s*\]\s*\.?\s*$")
EXPLANATION = re.compile(
    r"\s*\(?(?:giải\s+thích(?:\s+(?:chi\s+tiết|đáp\s+án))?|lời\s+giải|hướng\s+dẫn(?:\s+(?:chi\s+tiết|giải))?"
    r"|explanation|feedback|ghi\s+chú)\s*:\s*",
    _I,
)
SOURCE = re.compile(
    r"\s*\(?(?:căn\s+cứ(?:\s+pháp\s+lý)?|cơ\s+sở\s+pháp\s+lý|nguồn(?:\s+trích(?:\s+dẫn)?)?|trích(?:\s+(?:dẫn|từ|nguồn))?"
    r"|tài\s+liệu(?:\s+tham\s+khảo)?|tham\s+khảo|văn\s+bản|source)\s*:\s*",
    _I,
)
ARTICLE = re.compile(r"\s*\(?điều,?\s+khoản\s*:\s*", _I)
LEVEL = re.compile(r"\s*\(?(?:mức\s+độ(?:\s+nhận\s+thức)?|cấp\s+độ|độ\s+khó|level)\s*:\s*", _I)
TOPIC = re.compile(r"\s*(?:chủ\s+đề|chuyên\s+đề|lĩnh\s+vực|topic)\s*(?:\d{1,3})?\s*[:.\-–]\s*", _I)
TOPIC_WORD = "Chủ đề"
OWN_TOPIC = re.compile(rf"{TOPIC_WORD}:\s*(?P<topic>\S.*)")
"""A heading that says of itself that it is a topic: nothing else is read from its words."""
MODEL = re.compile(
    r"\s*(?:gợi\s+ý(?:\s+(?:trả\s+lời|đáp\s+án|xử\s+l[ýí]|giải\s+quyết|làm\s+bài))?|(?:hướng|cách)\s+giải\s+quyết"
    r"|(?:hướng\s+dẫn|cách)\s+(?:chấm|trả\s+lời|xử\s+l[ýí]|giải\s+quyết)|đáp\s+án\s+(?:tham\s+khảo|gợi\s+ý)"
    r"|(?:nội\s+dung|phương\s+án)\s+trả\s+lời|đáp\s*án|trả\s+lời|yêu\s+cầu(?:\s+cần\s+đạt)?|hướng\s+xử\s+l[ýí])\s*:?\s*",
    _I,
)
TAIL_MODEL = re.compile(
    r"(?:\s*[(\[]\s*đáp\s*án\s*:\s*(?P<inside>[^()\[\]]+)[)\]]|\s+đáp\s*án\s*:\s*(?P<behind>\S.*?))\s*\.?\s*$",
    _I,
)
"""An answer in words at the end of its question: ``… (Đáp án: 1930)``."""
NUMBER = re.compile(r"-?\d{1,12}(?:[,.]\d{1,2}|,\d{3,6})?")
"""A number alone; not ``1.000``, which may be a thousand or one."""
GAP = re.compile(r"\bđiền\b|\.{3,}|…|_{3,}", _I)
GAP_MOST = 60
FATAL = re.compile(
    r"\s*(?:lỗi|sai\s+lầm|sai\s+phạm)\s+(?:nghiêm\s+trọng|chí\s+mạng|không\s+được\s+mắc|điểm\s+liệt)\s*:?\s*"
    r"|\s*điểm\s+liệt\s*:\s*",
    _I,
)
ANSWERS = re.compile(
    r"\s*(?:phần\s+|bảng\s+|hướng\s+dẫn\s+)?(?:[IVX\d]+\s*[.)]\s*)?(?:đáp\s*án|answer\s+keys?|answers)"
    r"(?:\s+(?:các\s+|bộ\s+|phần\s+)?(?:câu\s+hỏi|trắc\s+nghiệm|đề(?:\s+thi)?(?:\s+số)?\s*\d*|tham\s+khảo|chi\s+tiết|đúng|tự\s+luận|tình\s+huống)"
    r"|\s+phần\s+[IVX\d]+)*\s*[:.]?\s*$",
    _I,
)
HEADING = re.compile(
    r"\s*(?:(?:phần|chương|mục|chuyên\s+đề|bài)\s+(?:thứ\s+\w+|[\dIVX]{1,5})|[IVX]{1,5})\s*(?:[.:\-–]\s*|$)",
    _I,
)
LETTER_HEADING = re.compile(r"\s*[A-H]\s*[.\-–:]\s*(?=\S)")
POINTS_LAST = re.compile(r"\s*[(\[]\s*\d{1,3}(?:[.,]\d{1,3})?\s*(?:điểm|đ)\s*[)\]]\s*[.:]?\s*$", _I)
SIGNED = re.compile(r"\s*(?:Nơi nhận\s*:|T/?M\.?\s+(?:BAN|ĐẢNG|CHI|CẤP)\b)")
"""How the foot of an official paper begins."""
END = re.compile(r"[\s\-–—.*_=]*(?:hết|the end|end)?[\s\-–—.*_=]*$", _I)
SEVERAL = re.compile(
    r"nhiều\s+(?:hơn\s+(?:một|1)\s+)?(?:phương\s+án|đáp\s+án|câu\s+trả\s+lời|ý|lựa\s+chọn)"
    r"|(?:các|những)\s+(?:phương\s+án|đáp\s+án|câu\s+trả\s+lời|nội\s+dung|ý)\s+(?:trả\s+lời\s+)?(?:đúng|nào)"
    r"|có\s+thể\s+chọn\s+nhiều|chọn\s+(?:hai|ba|bốn|2|3|4|0[2-4])\s+(?:phương\s+án|đáp\s+án|ý|câu)",
    _I,
)
TRUE_OR_FALSE = re.compile(
    r"[(\[]?\s*đúng\s*(?:/|hay|hoặc|,)\s*sai\s*\??\s*[)\]]?\s*[.?:]?\s*$", _I
)
POINTS = re.compile(
    r"[\s(\[:–-]*(?P<points>\d{1,3}(?:[.,]\d{1,3})?)\s*(?:điểm|đ)\s*[)\]]*\s*[.;]?\s*$", _I
)
POINTS_FIRST = re.compile(r"\s*[(\[][^)\]\n]{0,30}?(?:điểm|đ)\s*[)\]]\s*[.:]?\s*", _I)
BULLET = re.compile(r"\s*(?:[-–+•*·]|\d{1,2}[.)]|[a-h][.)]|ý\s+\d{1,2}\s*[:.]?)\s+", _I)


def is_capitals(text: str) -> bool:
    """Return whether a line of at least two words is written in capitals throughout."""
    letters = [sign for sign in text if sign.isalpha()]
    return len(text.split()) > 1 and len(letters) > 5 and all(sign.isupper() for sign in letters)


def heading_words(text: str) -> str:
    """Return a heading without its number: “Chương II. Điều lệ” is “Điều lệ”."""
    return TOPIC.sub("", HEADING.sub("", text, count=1), count=1).strip()
