"""The program with a bare Flask hello beside it, in the same process and behind the same server."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask

from webapp import create_app

hello = Flask("hello")


@hello.get("/hello")
def say_hello() -> str:
    """Say hello, and nothing else."""
    return "hello"


program = create_app()


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Send /hello to the bare Flask, everything else to the program."""
    chosen = hello if environ["PATH_INFO"] == "/hello" else program
    return chosen(environ, start_response)
