"""What a certificate issued in bulk costs, as a ratio to making each PDF naively; and memory.

One run, one core. Naive is ``HTML(string).write_pdf()`` for each person: the same template, the
same font files, the QR included, the file written. The product's figure is the whole bulk issue:
numbers, certificates, lines of the register, audit, progress, files; its child process is counted
from its start on.
Memory is the highest of parent and child together, for 200 and for 2,000 certificates.

    .venv/bin/python benchmarks/certificates.py [--json] [--certificates 400]
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

SECRET = "benchmark-0123456789-abcdefghijklmnopqrstuvwxyz"
CORE = 0
FEW, MANY = 200, 2000
KIND = "benchmark.certificates"


def words_of(number: int) -> dict[str, Any]:
    """Return the face of one certificate, as a class gives it."""
    return {
        "title": "Giấy chứng nhận",
        "profile": "party",
        "upper_body": "Đảng ủy xã Mù Cang Chải",
        "issuing_body": "Trung tâm Chính trị",
        "before": "Giám đốc Trung tâm Chính trị xã Mù Cang Chải chứng nhận đồng chí",
        "text": [
            f"Sinh ngày 14 tháng 3 năm {1960 + number % 40}. Chi bộ bản Háng Sung số {number}",
            [
                ["đã hoàn thành chương trình ", False],
                ["Bồi dưỡng nghiệp vụ công tác đảng", True],
                [
                    " khóa II, gồm 50 tiết,\ntừ ngày 18 tháng 11 đến ngày 04 tháng 12 năm 2026.",
                    False,
                ],
            ],
        ],
        "grade_label": "Xếp loại",
        "grade": ("Giỏi", "Khá", "Trung bình")[number % 3],
        "place_date": "Mù Cang Chải, ngày 07 tháng 12 năm 2026",
        "authority": "K/T GIÁM ĐỐC",
        "office": "Phó Giám đốc",
        "signer": "Vàng A Lâu",
    }


def name_of(number: int) -> str:
    """Return the holder of one certificate."""
    family = ("Giàng", "Vàng", "Lò", "Hảng", "Sùng", "Nguyễn")[number % 6]
    return f"{family} {('A', 'Thị')[number % 2]} {('Páo', 'Lử', 'Dở', 'Mỷ', 'Ưởng')[number % 5]}"


def cpu() -> float:
    """Return the processor seconds of this process and of its ended children."""
    spent = 0.0
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        used = resource.getrusage(who)
        spent += used.ru_utime + used.ru_stime
    return spent


def peak_mb() -> float:
    """Return the highest memory of this process and of its largest child, together."""
    kilobytes = sum(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return kilobytes / 1024


def naive(count: int, folder: Path) -> dict[str, float]:
    """Make each certificate as a page of its own, as a first attempt would."""
    from weasyprint import HTML

    from foundation.documents import pdf
    from webapp import create_app

    app = create_app()
    with app.app_context():
        HTML(string="<p>warm</p>").write_pdf()
        start = cpu()
        for number in range(count):
            sheet = {
                **words_of(number),
                "name": name_of(number),
                "number": f"{number + 1:04d}/2026",
                "code": "M4XT 8RQE 2HVN W7KD",
                "qr": pdf.qr_picture(f"https://hoithi.example.vn/xm/abcdefghijklmnop{number:06d}"),
            }
            page = pdf.html_of("certificate", {"sheets": [sheet]})
            made = HTML(string=page, base_url=f"{ROOT.as_uri()}/").write_pdf()
            (folder / f"{number:06d}.pdf").write_bytes(made)
        return {"ms": 1000 * (cpu() - start) / count, "peak_mb": peak_mb(), "files": count}


def product(count: int, folder: Path) -> dict[str, float]:
    """Issue the certificates as the product does: asked for, then worked through by the job."""
    from foundation import clock
    from foundation.account.services import AccountDraft, create_account
    from foundation.db import db
    from foundation.documents import services
    from foundation.documents.queries.batches import batch_page
    from foundation.documents.services import DocumentDraft
    from foundation.documents.services.batches import BatchRequest, draft_maker
    from foundation.jobs import services as jobs
    from foundation.organisation import services as units
    from foundation.organisation.services import UnitDraft
    from webapp import create_app

    today = clock.today()

    @draft_maker(KIND)
    def drafts(arguments: dict[str, Any], ids: Sequence[int]) -> list[DocumentDraft]:
        return [
            DocumentDraft(
                kind="certificate",
                template="certificate",
                series="GCN",
                issuer_unit_id=arguments["unit_id"],
                holder_name=name_of(number),
                title="Bồi dưỡng nghiệp vụ công tác đảng",
                content=words_of(number),
                subject_kind="benchmark",
                subject_id=number,
                issued_on=today,
            )
            for number in ids
        ]

    app = create_app()
    with app.app_context():
        db.create_all()
        at = clock.now()
        units.ensure_vocabulary()
        draft = UnitDraft("B", "Đảng bộ", "", "commune", None, None, today)
        unit = units.create_unit(draft, actor_id=None, at=at)
        user = create_account(AccountDraft("clerk", "Lò Thị Mai", None), actor_id=None, at=at)
        start = cpu()
        request = BatchRequest(
            kind=KIND,
            title="Lớp",
            unit_id=unit.id,
            subject_kind="benchmark",
            subject_ids=range(count),
            arguments={"unit_id": unit.id},
        )
        batch = services.request_batch(request, actor_id=user.id, at=at)
        jobs.work_on(batch.job_id or 0)
        spent = cpu() - start
        issued = batch_page(batch).issued
        files = len(list((folder / "issued").glob("*.pdf")))
        assert issued == files == count, (issued, files, count)
        return {"ms": 1000 * spent / count, "peak_mb": peak_mb(), "files": files}


def measured(way: str, count: int) -> dict[str, float]:
    """Run one way in a fresh process, on one core, in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="hoithi-benchmark-") as folder:
        environment = {
            **os.environ,
            "APP_ENV": "production",
            "SECRET_KEY": SECRET,
            "PUBLIC_URL": "https://hoithi.example.vn",
            "DATABASE_URL": f"sqlite:///{folder}/data.sqlite3",
            "DATA_DIR": folder,
        }
        done = subprocess.run(
            [sys.executable, __file__, "--way", way, "--certificates", str(count)],
            env=environment,
            cwd=ROOT,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> int:
    """Measure, print."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    words.add_argument("--json", action="store_true")
    words.add_argument("--certificates", type=int, default=400)
    words.add_argument("--way", choices=("naive", "product"), help=argparse.SUPPRESS)
    asked = words.parse_args()
    if asked.way:
        os.sched_setaffinity(0, {CORE})
        run = naive if asked.way == "naive" else product
        print(json.dumps(run(asked.certificates, Path(os.environ["DATA_DIR"]))))
        return 0
    by_hand = measured("naive", asked.certificates)
    in_bulk = measured("product", asked.certificates)
    few, many = measured("product", FEW), measured("product", MANY)
    found = {
        "ratio": round(by_hand["ms"] / in_bulk["ms"], 2),
        "naive_ms": round(by_hand["ms"], 2),
        "product_ms": round(in_bulk["ms"], 2),
        "peak_mb": round(many["peak_mb"], 1),
        "growth_mb": round(many["peak_mb"] - few["peak_mb"], 1),
    }
    if asked.json:
        print(json.dumps(found))
        return 0
    print(f"naive     {found['naive_ms']:7.2f} ms of CPU per certificate")
    print(f"product   {found['product_ms']:7.2f} ms, register and files included")
    print(f"ratio     {found['ratio']:7.2f} (at least 2, good 2.7)")
    print(f"memory    {found['peak_mb']:7.1f} MB with {MANY} certificates")
    print(f"growth    {found['growth_mb']:7.1f} MB from {FEW} to {MANY} (at most 50)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
