"""How a question begins that is answered in words, not by choosing."""

import re

OPEN_WORDS = re.compile(
    r"\s*(?:theo\s+\S+(?:\s+\S+){0,3},?\s+)?(?:(?:đồng\s+chí|anh\s*(?:\(chị\)|/chị)?|bạn)\s+)?(?:hãy\s+)?(?:cho\s+biết\s+)?"
    r"(?:hãy|trình\s+bày|phân\s+tích|nêu|liên\s+hệ|làm\s+rõ|so\s+sánh|chứng\s+minh|viết|vì\s+sao|tại\s+sao|giải\s+thích|đánh\s+giá|xử\s+lý)",
    re.IGNORECASE,
)
