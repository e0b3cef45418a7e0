"""Many browsers on one core: keep-alive connections, each sends again as soon as it is answered.

One loop over plain sockets, so that the client costs less than the server it measures.
"""

import json
import selectors
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field

Compose = Callable[[int], bytes]
"""Connection's number → the next request it sends."""
Heard = Callable[[int, int], None]
"""Connection's number and status of the answer to its last request."""


@dataclass
class Flow:
    """What a flow of requests came to."""

    answered: int = 0
    refused: int = 0
    seconds: float = 0.0

    @property
    def per_second(self) -> float:
        """Return answered requests a second."""
        return self.answered / self.seconds if self.seconds else 0.0


@dataclass
class _Browser:
    number: int
    line: socket.socket | None = None
    heard: bytes = b""
    rests_until: float = 0.0


def run(port: int, compose: Compose, heard: Heard, *, connections: int, seconds: float) -> Flow:
    """Let browsers send for so many seconds; a lost connection is opened again."""
    flow = Flow()
    loop = selectors.DefaultSelector()
    browsers = [_Browser(number) for number in range(connections)]
    started = time.monotonic()
    end = started + seconds
    while (now := time.monotonic()) < end:
        for browser in browsers:
            if browser.line is None and now >= browser.rests_until:
                _open(browser, port, loop, compose)
        for key, _events in loop.select(0.05):
            _listen(key.data, loop, compose, heard, flow)
    flow.seconds = time.monotonic() - started
    for browser in browsers:
        if browser.line is not None:
            browser.line.close()
    loop.close()
    return flow


def _open(browser: _Browser, port: int, loop: selectors.BaseSelector, compose: Compose) -> None:
    try:
        line = socket.create_connection(("127.0.0.1", port), timeout=5)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        line.sendall(compose(browser.number))
    except OSError:
        browser.rests_until = time.monotonic() + 0.05
        return
    browser.line, browser.heard = line, b""
    loop.register(line, selectors.EVENT_READ, browser)


def _listen(
    browser: _Browser, loop: selectors.BaseSelector, compose: Compose, heard: Heard, flow: Flow
) -> None:
    line = browser.line
    if line is None:
        return
    try:
        part = line.recv(65536)
        if not part:
            raise ConnectionResetError
        browser.heard += part
        status = _whole(browser.heard)
        if status is None:
            return
        heard(browser.number, status)
        browser.heard = b""
        if status == 200:
            flow.answered += 1
        else:
            flow.refused += 1
        line.sendall(compose(browser.number))
    except OSError:
        loop.unregister(line)
        line.close()
        browser.line, browser.rests_until = None, time.monotonic() + 0.05
        flow.refused += 1


def _whole(answer: bytes) -> int | None:
    """Return the status of an answer that arrived whole, else None."""
    head, gap, body = answer.partition(b"\r\n\r\n")
    if not gap:
        return None
    place = head.lower().find(b"content-length:")
    length = int(head[place + 15 :].split(b"\r\n", 1)[0])
    return int(answer[9:12]) if len(body) >= length else None


@dataclass
class Savers:
    """Contestants who click: each browser plays many and remembers what was kept for them.

    Many, because one attempt may not save faster than anybody can click.
    """

    attempts: list[tuple[str, list[str]]]
    connections: int
    kept: dict[str, int] = field(default_factory=dict)
    sent: dict[int, tuple[str, int]] = field(default_factory=dict)

    def compose(self, number: int) -> bytes:
        """Return the next answer a browser sends."""
        count = self.sent.get(number, ("", 0))[1] + 1
        mine = len(self.attempts) // self.connections
        token, questions = self.attempts[number + self.connections * (count % mine)]
        question = questions[count // mine % len(questions)]
        self.sent[number] = (question, count)
        body = json.dumps({"seq": count, "client": "bench", "choice": [count % 2]})
        return (
            f"PUT /thi/answers/{question} HTTP/1.1\r\nHost: localhost\r\n"
            f"Content-Type: application/json\r\nX-Attempt-Token: {token}\r\n"
            f"Idempotency-Key: bench-{number:04d}-{count:08d}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n{body}"
        ).encode()

    def heard(self, number: int, status: int) -> None:
        """Remember what the server said it has kept."""
        if status == 200:
            question, count = self.sent[number]
            self.kept[question] = count


def hello(_number: int) -> bytes:
    """Return the request for the bare hello."""
    return b"GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n"


def ignore(_number: int, _status: int) -> None:
    """Remember nothing."""
