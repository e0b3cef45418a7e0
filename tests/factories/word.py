"""Word files as organisers write them."""

import io

import docx


def a_word_file(*lines: str | tuple[str, str]) -> bytes:
    """Return a .docx; a line is text, or text with a sign: bold, underline, red, highlight."""
    document = docx.Document()
    for line in lines:
        text, sign = (line, "") if isinstance(line, str) else line
        run = document.add_paragraph().add_run(text)
        run.bold = sign == "bold"
        run.underline = sign == "underline"
        if sign == "red":
            run.font.color.rgb = docx.shared.RGBColor(255, 0, 0)
        if sign == "highlight":
            run.font.highlight_color = docx.enum.text.WD_COLOR_INDEX.YELLOW
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def three_questions() -> bytes:
    """Return a file with a bold answer, a red answer, and one question without a sign."""
    return a_word_file(
        "I. Điều lệ Đảng",
        "Câu 1. Đảng do ai sáng lập?",
        "A. Một người",
        ("B. Hồ Chí Minh", "bold"),
        "Câu 2. Chi bộ họp mấy tháng một lần?",
        "A. Ba tháng",
        ("B. Một tháng", "red"),
        "Câu 3. Câu này không đánh dấu?",
        "A. Có",
        "B. Không",
    )


def many_questions(count: int) -> bytes:
    """Return a file of ``count`` questions, each about something else."""
    lines: list[str | tuple[str, str]] = []
    for number in range(1, count + 1):
        topic = " ".join(f"từ{number * 7 + i}" for i in range(8))
        lines.append(f"Câu {number}. Nội dung nào nói về {topic}?")
        lines += [f"{letter}. Phương án {letter} của {topic}" for letter in "AC"[:1]]
        lines += [(f"B. Phương án đúng về {topic}", "bold"), f"C. Không phải {topic}"]
    return a_word_file(*lines)
