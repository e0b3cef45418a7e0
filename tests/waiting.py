"""What tests of processes share: patience, and ports that nobody else takes meanwhile."""

import os

PATIENCE_S = 300.0
"""A busy machine is slow, not wrong: only what hangs is given up."""


def a_quiet_port() -> int:
    """Return a port below those that the system gives away: another one for each process."""
    return 20_000 + os.getpid() % 10_000
