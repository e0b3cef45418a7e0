"""A server that speaks as much of Redis' protocol as a queue needs."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Client)
        self.sets: dict[bytes, dict[bytes, float]] = {}
        self.seen: list[bytes] = []


class _Client(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        while line := self.rfile.readline():
            words = []
            for _word in range(int(line[1:])):
                length = int(self.rfile.readline()[1:])
                words.append(self.rfile.read(length))
                self.rfile.read(2)
            self.wfile.write(self._answer(words[0].upper(), words[1:]))

    def _answer(self, command: bytes, words: list[bytes]) -> bytes:
        self.server.seen.append(command)
        match command:
            case b"ZADD":
                *_options, score, member = words
                self.server.sets.setdefault(words[0], {})[member] = float(score)
                return b":1\r\n"
            case b"ZPOPMIN" | b"BZPOPMIN":
                return self._first(words[0], is_blocking=command == b"BZPOPMIN")
            case _:
                return b"+OK\r\n"

    def _first(self, key: bytes, *, is_blocking: bool) -> bytes:
        kept = self.server.sets.get(key, {})
        if not kept:
            return b"*-1\r\n" if is_blocking else b"*0\r\n"
        member = min(kept, key=lambda one: kept[one])
        words = [member, str(kept.pop(member)).encode()]
        words = [key, *words] if is_blocking else words
        return b"*%d\r\n" % len(words) + b"".join(b"$%d\r\n%s\r\n" % (len(w), w) for w in words)


@contextmanager
def running() -> Iterator[tuple[str, list[bytes]]]:
    """Yield the address of a server that runs, and the commands it has got."""
    with _Server() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"redis://127.0.0.1:{server.server_address[1]}/0?protocol=2", server.seen
        server.shutdown()
