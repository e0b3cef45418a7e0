"""Runs a module of the program; Ctrl-C while it loads ends it quietly."""  # noqa: INP001

import runpy
import signal
import sys
from pathlib import Path

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever has something to stop says so later
    sys.path[0] = str(Path(__file__).resolve().parents[2])
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
