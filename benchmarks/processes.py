"""Processor time of processes, read from the kernel; and keeping them on one core."""

import os
import subprocess
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def children(pid: int) -> list[int]:
    """Return a process and all below it."""
    found = [pid]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            found += [int(child) for child in task.read_text().split()]
    return found


def cpu_seconds(pids: list[int]) -> float:
    """Return the processor seconds of processes, those of ended children included."""
    total = 0
    for pid in pids:
        try:
            words = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        total += sum(int(word) for word in words[11:15])
    return total / TICKS


def pin(pid: int, core: int) -> None:
    """Keep a process with its threads and children on one core."""
    for one in children(pid):
        subprocess.run(["taskset", "-acp", str(core), str(one)], check=False, capture_output=True)
