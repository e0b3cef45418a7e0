"""How long a file of 10,000 questions takes to be read, compared and kept, and what others wait.

    .venv/bin/python benchmarks/import_questions.py [--count 10000] [--format docx|csv] [--json]

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
from typing import Any
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.printing import tell

MOST_SECONDS, MOST_WAIT, MOST_MEMORY = 60.0, 1.0, 300.0

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


def measure(content: bytes) -> dict[str, Any]:
    """Return seconds, memory and the longest wait of a file that is read and kept."""
    from foundation import clock
    from question_bank import services
    from webapp import create_app
    from webapp.command_line import bring_up_to_date

    app = create_app()
    bring_up_to_date(app)
    with app.app_context():
        topic = services.ensure_topic("general", "Chung")
        begun = time.perf_counter()
        found = services.read_file(content)
        read = time.perf_counter() - begun
        child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        steps: list[float] = []  # from when the file is compared: until then nobody waits
        services.import_now(
            found,
            content,
            "file",
            (None, topic.id),
            services.compared(found.items, None, clock.today()),
            step=lambda _done, _total: steps.append(time.perf_counter()),
        )
        total = time.perf_counter() - begun
        waits = [after - before for before, after in pairwise(steps)]
        again = services.compared(services.read_file(content).items, None, clock.today())
    return {
        "questions": len(found.items),
        "file_mb": round(len(content) / 1e6, 1),
        "read_seconds": round(read, 1),
        "reader_mb": round(child),
        "seconds": round(total, 1),
        "longest_step": round(max(waits, default=0), 2),
        "new_once_more": sum(not row.twin for row in again),
    }


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--count", type=int, default=10_000)
    asked.add_argument("--format", choices=("docx", "csv"), default="docx")
    asked.add_argument("--json", action="store_true", dest="as_json")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="import-") as folder:
        os.environ.update(APP_ENV="demo", DATA_DIR=folder)
        found = measure({"docx": docx_file, "csv": csv_file}[options.format](options.count))
    found["ok"] = (
        found["seconds"] <= MOST_SECONDS
        and found["longest_step"] < MOST_WAIT
        and found["reader_mb"] <= MOST_MEMORY
    )
    return tell(found, as_json=options.as_json)


if __name__ == "__main__":
    sys.exit(main())
