"""Work on files from outside: in a process of its own, with little memory and little time."""

import importlib
import pickle
import resource
import subprocess
import sys
from collections.abc import Callable
from os import defpath
from pathlib import Path
from typing import Any, TypeVar

from foundation.errors import N_, InvalidInput

R = TypeVar("R")
MEMORY_BYTES = 700 * 2**20
SECONDS = 20
ROOT = Path(__file__).resolve().parent.parent


class Unreadable(InvalidInput):
    """The file cannot be read as what it claims to be."""

    message = N_("This file cannot be read. It may be damaged or of another kind.")


def in_child(
    work: Callable[..., R], *arguments: object, seconds: int = SECONDS, more_memory: int = 0
) -> R:
    """Return what ``work`` returns, done in a child process without the parent's secrets.

    Args:
        work: a function of a module; what goes in and comes out must be picklable.
        seconds: processor time after which the child is ended.
        more_memory: bytes the child may take beyond what it has when it begins; 0 leaves it
            the usual ``MEMORY_BYTES`` in all.

    Raises:
        Unreadable: the child failed, took too long or wanted too much memory.
    """
    if is_child():  # a reader that calls another one: its limits hold already
        return work(*arguments)
    name = f"{work.__module__}:{work.__qualname__}"
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-m", "foundation.sandbox", name, str(seconds), str(more_memory)],
            input=pickle.dumps(arguments),
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={"PATH": defpath, "LANG": "C.UTF-8"},
            timeout=20 * seconds + 60,  # a busy machine gives a small part of a core
        )
    except subprocess.SubprocessError as error:
        raise Unreadable from error
    result: R = pickle.loads(done.stdout)  # noqa: S301 - written by our own child
    return result


def is_child() -> bool:
    """Return whether this process is such a child: no other has its processor time limited."""
    return resource.getrlimit(resource.RLIMIT_CPU)[0] != resource.RLIM_INFINITY


def main(name: str, seconds: int, more_memory: int) -> None:
    """Do one piece of work in this process: arguments on standard input, the result on output."""
    module, function = name.split(":")
    work: Any = getattr(importlib.import_module(module), function)
    arguments = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 - written by our own parent
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    most = _present_size() + more_memory if more_memory else MEMORY_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    pickle.dump(work(*arguments), sys.stdout.buffer)


def _present_size() -> int:
    """Return how much this process has mapped by now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
