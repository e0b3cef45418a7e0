"""A line of a file that names a source, taken apart into the article and the document."""

import re
from dataclasses import replace

from question_bank.rules.drafting import SourceDraft
from question_bank.rules.reading import ReadItem

_DOCUMENT = (
    r"(?:Điều lệ|Quy định|Quyết định|Quy chế|Quy trình|Hướng dẫn|Chỉ thị|Nghị quyết|Kết luận"
    r"|Bộ luật|Luật|Hiến pháp|Pháp lệnh|Nghị định|Thông tư|Thông báo|Thông tri|Kế hoạch|Đề án"
    r"|Chương trình hành động|Văn kiện|Báo cáo|Cương lĩnh|Công văn|Di chúc|Tài liệu|Giáo trình)"
)
_NUMBER = (
    r"(?:\d{1,3}[-–]\d{1,3}(?![\w/–-])"
    r"|(?:\d{1,3}(?:\.\d{1,3})*[a-hđ]?|[IVXL]{1,6}(?:\.\d{1,3})*|[A-Ha-hđ])(?![\wÀ-ỹ]|[-–/][\wÀ-ỹ]))"
)
_UNIT = re.compile(
    r"(?:Điều|khoản|điểm|tiết|đoạn|tiểu mục|mục|phần(?: thứ)?|chương|phụ lục|gạch đầu dòng(?: thứ)?"
    rf"|trang|tr\.|tập)\s*(?:số\s+)?{_NUMBER}",
    re.IGNORECASE,
)
_FURTHER = re.compile(rf"(?:\s*[,;–-]\s*|\s+(?:(?:và|đến)\s+)?){_NUMBER}(?!\s*%)")
_JOIN = re.compile(r"\s*(?:[,;–-]|(?:và|đến|của)\s)?\s*", re.IGNORECASE)
_TO_DOCUMENT = re.compile(r"\s*[,;:.]?\s*(?:(?:của|tại|trong|thuộc|theo|[-–—])\s+)?")
_NAMED_PART = re.compile(
    r"(?P<article>(?:Phần|Mục|Chương|Lời nói đầu|Phụ lục|Toàn văn)\b[^,;()]{0,80})[,;]\s+"
    rf"(?P<document>{_DOCUMENT}\b.*)"
)
_BEGINS = re.compile(r"[\"“«]?(?:[A-ZĐÀ-Ỹ]|\d{1,4}\s*[-–/])")
_BEFORE_ARTICLE = re.compile(r"\s*[,;:(–—-]\s*(?:tại\s+)?|(?<=[\dW)])\s+")
_BRACKETS = re.compile(r"\([^()]*\)")
_NEXT = re.compile(r"(?:(?P<is_end>;)|,|\bvà)\s+")
_NUMBERED = re.compile(rf"{_DOCUMENT}\s+(?:số\s+)?\d")
_ANY = re.compile(rf"{_DOCUMENT}\b")


def parted(source: SourceDraft) -> SourceDraft:
    """Return a citation with its article apart, where that is beyond doubt."""
    text = source.document.strip().rstrip(" .;,")
    if source.article:
        return source
    found = _leading(text) or _trailing(text)
    return source if found is None or names_several(found.document) else found


def names_several(document: str) -> bool:
    """Return whether a citation, its leading article taken off, names more than one document."""
    text = _BRACKETS.sub(" ", document)
    for found in _NEXT.finditer(text):
        after = _article_end(text, found.end())
        has_article = after > found.end()
        rest = text[_to_document(text, after) if has_article else after :]
        pattern = _ANY if has_article or found["is_end"] else _NUMBERED
        if pattern.match(rest):
            return True
    return False


def with_source_apart(item: ReadItem) -> ReadItem:
    """Return a question whose source has its article apart; the file's words are kept beside."""
    draft = item.draft
    if draft is None or draft.source is None:
        return item
    source = parted(draft.source)
    if source == draft.source:
        return item
    return replace(item, draft=replace(draft, source=source), cited=draft.source.document)


def _leading(text: str) -> SourceDraft | None:
    """Return the parts of ``Điều 21 khoản 1, Điều lệ Đảng``."""
    if end := _article_end(text, 0):
        document = text[_to_document(text, end) :]
        return SourceDraft(document, text[:end]) if _BEGINS.match(document) else None
    found = _NAMED_PART.fullmatch(text)
    return SourceDraft(found["document"], found["article"]) if found else None


def _trailing(text: str) -> SourceDraft | None:
    """Return the parts of ``Điều lệ Đảng (Điều 21 khoản 1)``."""
    if not _BEGINS.match(text):
        return None
    whole = text.removesuffix(")")
    for found in _BEFORE_ARTICLE.finditer(text):
        document, start = text[: found.start()], found.end()
        end = len(whole) if "(" in found.group() else len(text)
        is_closed = document.count("(") == document.count(")")
        if document and is_closed and start < end == _article_end(text, start):
            return SourceDraft(document, text[start:end])
    return None


def _article_end(text: str, start: int) -> int:
    """Return where the articles that begin at a place end; the place itself if none does."""
    at = end = start
    while found := _UNIT.match(text, at):
        end = found.end()
        while further := _FURTHER.match(text, end):
            end = further.end()
        joined = _JOIN.match(text, end)
        at = joined.end() if joined else end
    return end


def _to_document(text: str, start: int) -> int:
    found = _TO_DOCUMENT.match(text, start)
    return found.end() if found else start
