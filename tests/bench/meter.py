"""Counts requests and bytes at the server's door, and lets the pages of the bench in beside the app."""

import json
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PAGE = (
    b"<!doctype html><html lang=en><title>Bench</title><script type=module src=/bench/page.js>"
    b"</script><body>"
)
DATE = len("Date: Sun, 22 Nov 2026 10:00:00 GMT\r\n")
"""The server puts it on after us."""


@dataclass
class Traffic:
    """What went through since the start; bytes with request line, status line and headers, as HTTP/1.1 spells them."""

    requests: int = 0
    up: int = 0
    down: int = 0
    cpu: float = 0.0
    """Seconds of this process, all threads."""

    def since(self, before: "Traffic") -> "Traffic":
        """The difference."""
        now, then = asdict(self), asdict(before)
        return Traffic(**{name: now[name] - then[name] for name in now})


class Meter:
    """A WSGI app around another one."""

    def __init__(self, inner: "WSGIApplication", script: bytes) -> None:
        self._inner = inner
        self._own = {
            "/bench/page.html": ("text/html", PAGE),
            "/bench/page.js": ("text/javascript", script),
        }
        self._traffic = Traffic()

    def now(self) -> Traffic:
        """The counts so far."""
        return Traffic(**{**asdict(self._traffic), "cpu": time.process_time()})

    def __call__(self, environ: "WSGIEnvironment", answer: "StartResponse") -> Iterable[bytes]:
        """Serve what is ours; pass on and count calls of the API."""
        path = environ["PATH_INFO"]
        if path == "/bench/meter":
            return _send(answer, "application/json", json.dumps(asdict(self.now())).encode())
        if path in self._own:
            return _send(answer, *self._own[path])
        if not path.startswith("/api/"):
            return self._inner(environ, answer)
        self._traffic.requests += 1
        self._traffic.up += _request(environ)
        self._traffic.down += DATE

        def begin(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            head = sum(len(name) + len(value) + 4 for name, value in headers)
            self._traffic.down += len(f"HTTP/1.1 {status}\r\n\r\n") + head
            return answer(status, headers, *more)

        body = b"".join(self._inner(environ, begin))
        self._traffic.down += len(body)
        return [body]


def _request(environ: "WSGIEnvironment") -> int:
    line = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']} HTTP/1.1\r\n\r\n"
    headers = {name[5:]: value for name, value in environ.items() if name.startswith("HTTP_")}
    for name in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        if environ.get(name):
            headers[name] = environ[name]
    body = int(environ.get("CONTENT_LENGTH") or 0)
    return len(line) + sum(len(name) + len(value) + 4 for name, value in headers.items()) + body


def _send(answer: "StartResponse", kind: str, body: bytes) -> Iterable[bytes]:
    headers = [("Content-Type", kind), ("Content-Length", str(len(body)))]
    answer("200 OK", [*headers, ("Cache-Control", "no-store")])
    return [body]
