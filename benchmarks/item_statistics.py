"""Figures of 2,000 attempts at 40 questions; the bar is one second.

Run: .venv/bin/python benchmarks/item_statistics.py
"""

import random
import sys
import time
from fractions import Fraction
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from quiz.rules.marks_table import read_marks
from quiz.rules.statistics import item_figures, whole_figures

ATTEMPTS, QUESTIONS, BAR = 2_000, 40, 1.0


def table() -> str:
    chance = random.Random(5)
    lines = [",".join(["attempt", *(f"C{n}" for n in range(1, QUESTIONS + 1))])]
    lines.append(",".join(["max", *["1"] * QUESTIONS]))
    for number in range(ATTEMPTS):
        ability = chance.random()
        marks = (
            chance.choice(("0", "0.25", "0.5", "1")) if chance.random() < ability else "0"
            for _ in range(QUESTIONS)
        )
        lines.append(",".join([str(number), *marks]))
    return "\n".join(lines)


def main() -> int:
    text = table()
    start = time.perf_counter()
    read = read_marks(text)
    parsed = time.perf_counter()
    figures = item_figures(read.marks, read.maxima)
    whole = whole_figures(read.marks)
    done = time.perf_counter()
    print(f"read {parsed - start:.3f} s, figures {done - parsed:.3f} s, bar {BAR} s")
    print(f"{len(figures)} questions, CIC {whole.cic:.1f} %, first facility {figures[0].facility}")
    fractions = [[Fraction(mark) for mark in row] for row in read.marks]
    assert whole_figures(fractions) == whole
    return 0 if done - parsed <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
