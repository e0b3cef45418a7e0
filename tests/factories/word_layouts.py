"""Word papers of many offices: each layout with the keys a careful reader finds in it."""

import io
from collections.abc import Callable

import docx
from docx.document import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph

Layout = Callable[[Document], list[str]]
LAYOUTS: dict[str, Layout] = {}


def layout(build: Layout) -> Layout:
    """Register a layout; it fills a document and returns the keys, such as ``B`` or ``A,C``."""
    LAYOUTS[build.__name__] = build
    return build


def built(build: Layout) -> tuple[bytes, list[str]]:
    """Return the file of a layout and its keys."""
    document = docx.Document()
    keys = build(document)
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue(), keys


def add(document: Document, *runs: str | tuple[str, str]) -> Paragraph:
    """Add a paragraph of runs; each is text, or text with a sign."""
    paragraph = document.add_paragraph()
    for one in runs:
        text, sign = (one, "") if isinstance(one, str) else one
        run = paragraph.add_run(text)
        run.bold = True if sign == "bold" else None
        run.underline = True if sign == "underline" else None
        if sign in ("red", "blue"):
            run.font.color.rgb = RGBColor(255, 0, 0) if sign == "red" else RGBColor(0, 0, 255)
        if sign == "highlight":
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
        if sign == "shade":
            run._r.get_or_add_rPr().append(
                parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="FFFF00"/>')
            )
        if sign == "frame":
            run._r.get_or_add_rPr().append(
                parse_xml(f'<w:bdr {nsdecls("w")} w:val="single" w:sz="4"/>')
            )
    return paragraph


def four(document: Document, right: str = "", sign: str = "") -> None:
    """Add four answers on lines of their own, one of them with a sign."""
    for letter, text in zip(
        "ABCD", ("Ba tháng", "Một tháng", "Hai tháng", "Sáu tháng"), strict=True
    ):
        add(document, (f"{letter}. {text}", sign if letter == right else ""))


@layout
def several_on_one_line(document: Document) -> list[str]:
    add(document, ("Câu 1: ", "bold"), "Chi bộ họp thường kỳ mấy tháng một lần?")
    add(document, "A. Ba tháng\tB. Hai tháng\tC. ", ("Một tháng", "underline"), "\tD. Sáu tháng")
    add(document, ("Câu 2: ", "bold"), "Ai chủ trì cuộc họp chi bộ?")
    add(document, "A. Bí thư    ", ("B.", "red"), " Đảng viên    C. Khách    D. Không ai")
    return ["C", "B"]


@layout
def soft_breaks(document: Document) -> list[str]:
    add(
        document,
        "Câu 1. Chi bộ họp mấy tháng một lần?\nA. Ba tháng\nB. ",
        ("Một tháng", "bold"),
        "\nC. Sáu",
    )
    return ["B"]


@layout
def automatic_numbers(document: Document) -> list[str]:
    numbering = document.part.numbering_part.element
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:multiLevelType w:val="multilevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="Câu %1:"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/>'
        '<w:lvlText w:val="%2."/></w:lvl>'
        "</w:abstractNum>"
    )
    numbering.insert(0, abstract)
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
    )

    def numbered(level: int, *runs: str | tuple[str, str]) -> None:
        properties = add(document, *runs)._p.get_or_add_pPr()
        properties.append(
            parse_xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
            )
        )

    for right in (1, 2):
        numbered(0, f"Nội dung của câu hỏi thứ {right} là gì?")
        for at in range(4):
            numbered(1, (f"Phương án {at} của câu {right}", "bold" if at == right else ""))
    return ["B", "C"]


@layout
def answer_list(document: Document) -> list[str]:
    for number in range(1, 4):
        add(document, f"{number}. Nội dung của câu hỏi số {number} là gì?")
        four(document)
    add(document, "Đáp án:")
    add(document, "1.A; 2.B; 3.D")
    return ["A", "B", "D"]


@layout
def answer_list_with_words(document: Document) -> list[str]:
    for number in range(1, 3):
        add(document, f"Câu {number}: Nội dung của câu hỏi số {number} là gì?")
        four(document)
    add(document, "PHẦN ĐÁP ÁN")
    add(document, "Câu 1: B. Một tháng")
    add(document, "Câu 2: A, C")
    return ["B", "A,C"]


@layout
def shaded_framed_starred_and_ticked(document: Document) -> list[str]:
    for number, sign in enumerate(("shade", "frame", "highlight"), start=1):
        add(document, f"Câu {number}. Nội dung của câu hỏi số {number} là gì?")
        four(document, "B", sign)
    add(document, "Câu 4. Nội dung của câu thứ tư là gì?")
    add(document, "A. Một")
    add(document, "B. Hai *")
    add(document, "Câu 5. Nội dung của câu thứ năm là gì?")
    add(document, "A. Một ✓")
    add(document, "B. Hai")
    add(document, "Câu 6. Nội dung của câu thứ sáu là gì?")
    add(document, "Ⓐ Một")
    add(document, "B. Hai")
    return ["B", "B", "B", "B", "A", "A"]


@layout
def answer_lines(document: Document) -> list[str]:
    lines = (
        "Đáp án: B",
        "Đáp án đúng là B",
        "ĐA: B",
        "[B]",
        "Đáp án B. Một tháng",
        "Trả lời: b",
    )
    for number, line in enumerate(lines, start=1):
        add(document, f"Câu {number}. Nội dung của câu hỏi số {number} là gì?")
        four(document)
        add(document, line)
    add(document, "Câu 7. Nội dung của câu thứ bảy là gì? (Đáp án: C)")
    four(document)
    return ["B"] * 6 + ["C"]


@layout
def letters_bold_everywhere(document: Document) -> list[str]:
    add(document, ("Câu 1. Chi bộ họp mấy tháng một lần?", "bold"))
    for letter, text in zip("ABC", ("Ba tháng", "Một tháng", "Sáu tháng"), strict=True):
        add(document, (f"{letter}.", "bold"), (f" {text}", "bold" if letter == "B" else ""))
    return ["B"]


@layout
def all_blue_but_one_red(document: Document) -> list[str]:
    add(document, "Câu 1. Chi bộ họp mấy tháng một lần?")
    for letter in "ABCD":
        add(document, (f"{letter}. Phương án {letter}", "red" if letter == "C" else "blue"))
    return ["C"]


@layout
def small_letters(document: Document) -> list[str]:
    add(document, "1) Chi bộ họp mấy tháng một lần?")
    add(document, "a) Ba tháng")
    add(document, ("b) Một tháng", "bold"))
    add(document, "2) Ai chủ trì cuộc họp?")
    add(document, ("a) Bí thư", "bold"))
    add(document, "b) Khách mời")
    return ["B", "A"]


@layout
def without_numbers(document: Document) -> list[str]:
    add(document, "Chi bộ họp mấy tháng một lần?")
    four(document, "B", "bold")
    add(document, "Ai chủ trì cuộc họp chi bộ?")
    four(document, "A", "red")
    return ["B", "A"]


@layout
def true_or_false(document: Document) -> list[str]:
    add(document, "Câu 1. Đảng viên dự bị có quyền biểu quyết. (Đúng/Sai)")
    add(document, "Đáp án: Sai")
    add(document, "Câu 2. Chi bộ họp mỗi tháng một lần.")
    add(document, "☑ Đúng   ☐ Sai")
    add(document, "Câu 3. Chi bộ họp mỗi năm một lần.")
    add(document, "A. Đúng")
    add(document, ("B. Sai", "bold"))
    return ["B", "A", "B"]


@layout
def sections_that_count_anew(document: Document) -> list[str]:
    for section, right in (("PHẦN I. ĐIỀU LỆ ĐẢNG", "A"), ("PHẦN II. NGHỊ QUYẾT", "B")):
        add(document, section)
        add(document, f"Câu 1. Nội dung đầu của {section.lower()}?")
        four(document, right, "bold")
    return ["A", "B"]


@layout
def tracked_changes(document: Document) -> list[str]:
    paragraph = add(document, "Câu 1. Chi bộ họp ")
    for tag, name, text in (("del", "delText", "ba"), ("ins", "t", "mấy")):
        change = OxmlElement(f"w:{tag}")
        change.set(qn("w:id"), "1")
        change.set(qn("w:author"), "x")
        run = OxmlElement("w:r")
        words = OxmlElement(f"w:{name}")
        words.text = text
        run.append(words)
        change.append(run)
        paragraph._p.append(change)
    paragraph.add_run(" tháng một lần?")
    four(document, "B", "bold")
    return ["B"]


@layout
def word_fonts_of_old(document: Document) -> list[str]:
    def old(text: str, font: str, *, bold: bool = False) -> None:
        run = document.add_paragraph().add_run(text)
        run.font.name = font
        run.bold = bold or None

    old("C©u 1. Chi bé häp mÊy th¸ng mét lÇn?", ".VnTime")
    old("A. Ba th¸ng", ".VnTime")
    old("B. Mét th¸ng", ".VnTime", bold=True)
    old("Caâu 2. Ñaûng vieân döï bò coù quyeàn gì?", "VNI-Times")
    old("A. Bieåu quyeát", "VNI-Times", bold=True)
    old("B. Baàu cöû", "VNI-Times")
    return ["B", "A"]
