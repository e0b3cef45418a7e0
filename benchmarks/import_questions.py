"""How long a file of 10,000 questions takes to be read, compared and kept, and what others wait.

    .venv/bin/python benchmarks/import_questions.py [--count 10000] [--format docx|csv]

The bars: at most 60 s in all on two cores; nobody waits longer than a second for the database,
so no step may hold it that long; the reader needs at most 300 MB of memory.
"""

import argparse
import io
import os
import resource
import sys
import tempfile
import time
import zipfile
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/'
    'wordprocessingml/2006/main"><w:body>'
)
SYLLABLES = (  # noqa: SIM905 - read as a text
    "đảng viên chi bộ bí thư nghị quyết điều lệ sinh hoạt cấp ủy kỷ luật kiểm tra giám sát phát "
    "triển bồi dưỡng lý luận tổ chức cơ sở nhiệm kỳ đại hội bầu cử ứng cử đề cử tự phê bình"
).split()


def words(seed: int, count: int) -> str:
    """Return words that differ from seed to seed."""
    return " ".join(
        SYLLABLES[(seed * 7919 + i * i * 31 + i) % len(SYLLABLES)] for i in range(count)
    )


def questions(count: int) -> list[tuple[str, list[str], int]]:
    """Return stems, answers and the place of the right one."""
    return [
        (
            f"Nội dung số {n} về {words(n, 14)} được quy định thế nào?",
            [f"{words(n + 13 * i, 8)} {n}{i}" for i in range(4)],
            n % 4,
        )
        for n in range(1, count + 1)
    ]


def docx_file(count: int) -> bytes:
    """Return a Word file whose right answers are bold."""
    lines = [HEAD]

    def add(text: str, *, bold: bool = False) -> None:
        looks = "<w:rPr><w:b/></w:rPr>" if bold else "<w:rPr><w:sz w:val='26'/></w:rPr>"
        lines.append(f"<w:p><w:r>{looks}<w:t>{escape(text)}</w:t></w:r></w:p>")

    for number, (stem, options, right) in enumerate(questions(count), start=1):
        add(f"Câu {number}. {stem}")
        for at, option in enumerate(options):
            add(f"{'ABCD'[at]}. {option}", bold=at == right)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", "".join(lines) + "</w:body></w:document>")
    return packed.getvalue()


def csv_file(count: int) -> bytes:
    """Return a CSV file."""
    rows = ["Câu hỏi,A,B,C,D,Đáp án"]
    rows += [",".join([stem, *options, "ABCD"[right]]) for stem, options, right in questions(count)]
    return "\n".join(rows).encode("utf-8-sig")


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--count", type=int, default=10_000)
    asked.add_argument("--format", choices=("docx", "csv"), default="docx")
    options = asked.parse_args()
    folder = tempfile.mkdtemp(prefix="import-")
    os.environ.update(APP_ENV="demo", DATA_DIR=folder)
    from foundation import clock
    from question_bank import services
    from webapp import create_app
    from webapp.command_line import bring_up_to_date

    app = create_app()
    bring_up_to_date(app)
    content = {"docx": docx_file, "csv": csv_file}[options.format](options.count)
    print(f"{options.count} questions, {options.format}, {len(content) / 1e6:.1f} MB")
    with app.app_context():
        topic = services.ensure_topic("general", "Chung")
        begun = time.perf_counter()
        found = services.read_file(content)
        read = time.perf_counter() - begun
        child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"read      {read:6.1f} s   reader's memory {child:.0f} MB")
        steps: list[float] = []  # from when the file is compared: until then nobody waits
        services.import_now(
            found,
            content,
            "file",
            (None, topic.id),
            step=lambda _done, _total: steps.append(time.perf_counter()),
        )
        total = time.perf_counter() - begun
        waits = [after - before for before, after in pairwise(steps)]
        print(f"in all    {total:6.1f} s   longest step of 100: {max(waits, default=0):.2f} s")
        again = services.compared(services.read_file(content).items, None, clock.today())
        print(f"once more, new questions: {sum(not row.twin for row in again)}")
    return 0 if total <= 60 and max(waits, default=0) < 1 else 1


if __name__ == "__main__":
    sys.exit(main())
